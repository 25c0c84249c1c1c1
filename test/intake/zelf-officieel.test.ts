// What the hub writes by itself is valid under the official sets too, not only under our own profiles: Fo01 (StUF 03.01 patch 33) and the technical retours
// of iWmo and iJw. Needs ../shared/standards beside the repository; without it these are left out, and said to be so.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import istandaarden from '../../adapters/istandaarden/index.ts';
import stuf from '../../adapters/stuf/index.ts';
import { alsControle, doorloop } from '../../src/intake/controle.ts';
import { leesBericht } from '../../src/intake/doorgang.ts';
import { stelOp } from '../../src/intake/opstellen.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { installeer } from '../../src/xml/officieel/installatie.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { WORTEL } from '../hulp/kind.ts';
import { sample } from '../hulp/terugweg.ts';

const STANDAARDEN = path.resolve(WORTEL, '../shared/standards');
const NU = { nu: '2026-11-24T12:00:00.000Z', referentie: '0f4c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01' };

(existsSync(STANDAARDEN) ? describe : describe.skip)('official sets beside our profiles', () => {
  let map: string;
  let bank: Werkbank;
  let geldend: ReadonlySet<string>;
  beforeAll(async () => {
    map = mkdtempSync(path.join(tmpdir(), 'kp-zelf-'));
    const uit = installeer({ map: STANDAARDEN, dataMap: map, adapters: await laadAdapters(), schemas: maakLibxml2Validator(), nu: NU.nu });
    geldend = new Set(uit.geldend.map((g) => g.berichttype));
    bank = await maakWerkbank({ dataMap: map });
  }, 240_000);
  afterAll(() => rmSync(map, { recursive: true, force: true }));

  test.each([['stuf/fout-volgorde.xml', 'stuf/ontvangAsynchroon'], ['ggk/fout-inhoud.xml', 'ggk']])('Fo01 on %s', async (naam, endpoint) => {
    expect(geldend.has('Fo01Bericht')).toBe(true);
    const gelezen = leesBericht({ soort: 'geheugen', bytes: sample(naam) }, { kanaal: 'soap', endpoint }, bank, STANDAARD_XML_LIMIETEN);
    if (gelezen.soort !== 'xml') throw new Error('onleesbaar');
    const hub = { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' };
    const meldingen = [{ code: 'KP_SCHEMA', regel: 3, pad: '/zakLk01/object', tekst: 'staat hier <niet> "goed" & wel' }];
    const uit = stuf.soap!.laterFout!({ ...NU, hub, soap: '1.1', code: 'KP_SCHEMA', meldingen, lezing: gelezen.lezing, kop: gelezen.kop, endpoint, berichtReferentie: NU.referentie });
    const c = alsControle(await doorloop({ soort: 'geheugen', bytes: Buffer.from(uit!.bericht) }, bank, STANDAARD_XML_LIMIETEN));
    expect([c.berichttype, c.uitkomst, c.meldingen]).toEqual(['Fo01Bericht', 'geldig', []]);
  });

  test('technical retours of every forward message, in every release', async () => {
    const gedaan: string[] = [];
    const zonder: string[] = [];
    for (const soort of istandaarden.spec.berichten) {
      const [van, naar] = /30[12]$|3(19|20)$/.test(soort.berichttype) ? ['0363', '42420001'] : ['42420001', '0363'];
      const xml = `<Bericht xmlns="${soort.wortel!.namespace}"><Header><Afzender>${van}</Afzender><Ontvanger>${naar}</Ontvanger><BerichtIdentificatie><Identificatie>A</Identificatie><Dagtekening>2026-11-02</Dagtekening></BerichtIdentificatie><XsdVersie><BasisschemaXsdVersie>1.0.0</BasisschemaXsdVersie><BerichtXsdVersie>1.0.0</BerichtXsdVersie></XsdVersie></Header></Bericht>`;
      const r = leesXml(Buffer.from(xml), STANDAARD_XML_LIMIETEN);
      if (r.soort === 'ongeldig') throw new Error('onleesbaar');
      const retour = istandaarden.technischeRetour!({ soort, bron: r.bron, omgeving: { kanaal: 'rest' } }, { ...NU, meldingen: [] });
      if (!retour || !('event' in retour)) continue;
      const doel = bank.register.berichten(soort.standaard, retour.berichttype, soort.versie)[0]!;
      // stelOp checks with the official set where one is installed: a bank with sets lets nothing pass that they refuse.
      const uit = await stelOp([retour.event], doel, bank, { ...NU, limieten: STANDAARD_XML_LIMIETEN });
      expect([retour.berichttype, soort.versie, uit.soort === 'opgesteld' ? 'geldig' : uit.meldingen]).toEqual([retour.berichttype, soort.versie, 'geldig']);
      (geldend.has(retour.berichttype) ? gedaan : zonder).push(`${retour.berichttype} ${soort.versie}`);
    }
    expect(gedaan.length).toBeGreaterThan(15);
    // Nobody published or derived a WMO316 of 3.2; that of 2.3 is there.
    expect(zonder).toEqual([]);
  }, 60_000);
});
