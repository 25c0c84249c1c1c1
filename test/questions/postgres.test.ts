// Proves: on PostgreSQL a question that is passed on is answered and repeated as on the embedded store, and a klantbeeld is the same.
import { expect, test } from '@jest/globals';
import { vraagDienst } from '../hulp/diensten.ts';
import { proefdatabase } from '../hulp/postgres.ts';
import { ikv, startBron, suwiAntwoord, suwiVraag } from './bron.ts';
import { BEVOEGD, OIN, startVraagHub } from './hub.ts';

const postgres = await vraagDienst('postgres', import.meta.url);
const IKV = 'UWVDossierInkomstenGSD-v0200';

(postgres.adres ? test : test.skip)('passed on, late, repeated, and asked by the hub itself', async () => {
  const database = await proefdatabase(postgres.adres);
  const bron = await startBron((v, n) => (n === 1 ? { status: 503, body: '', type: 'text/plain' } : suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv())));
  const hub = await startVraagHub({
    diensten: { uwv: [`{ endpoint: suwiml/${IKV}, url: "${bron.url}/ikv" }`] }, bevoegdheden: BEVOEGD, bronnen: [`{ id: ikv, onderwerp: inkomsten, partij: uwv, bericht: "suwiml:UWVPersoonsIkvInfo", endpoint: suwiml/${IKV} }`],
    extra: 'opslag: { soort: postgres, url: "env:PG", knoop: een }\neventlog: { soort: ingebed }\n', env: { PG: database.url },
  });
  try {
    const vraag = suwiVraag({ dienst: IKV, element: 'UWVPersoonsIkvInfo', van: OIN.diemen, naar: OIN.uwv });
    const stel = () => hub.soap(`suwiml/${IKV}`, vraag);
    const een = await stel();
    expect([een.status, (await hub.kp.store.expectation(een.id!))?.staat]).toEqual([500, 'verlopen']);
    const twee = await stel();
    expect([twee.status, twee.id, (await hub.kp.store.expectation(een.id!))?.staat]).toEqual([200, een.id, 'laat']);
    expect((await stel()).tekst).toBe(twee.tekst);
    expect(bron.verzoeken).toHaveLength(2);
    const beeld = await hub.vraag({ persoon: { bsn: '999990937' }, onderwerpen: ['inkomsten'], doel: 'recht op bijstand', rol: 'klantmanager' });
    expect(beeld.json.delen).toEqual([expect.objectContaining({ uitkomst: 'antwoord', bron: 'ikv' })]);
    expect((await hub.kp.store.balance()).verschillen).toEqual([]);
  } finally {
    await hub.stop();
    await bron.stop();
    await database.weg();
  }
});
