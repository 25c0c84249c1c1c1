// Proves: an endpoint's refusal goes to the sender of what was meant for that endpoint's party, and for no copy of it; a refusal that our own check stumbles over
// holds up nobody; what cannot be made of a message parks, whatever was thrown, and a store that is away does not.
import { expect, test } from '@jest/globals';
import { maakBerichten } from '../../src/delivery/bericht.ts';
import { maakDoorgever } from '../../src/delivery/doorgeven.ts';
import { OpmaakFout } from '../../src/delivery/kanaal.ts';
import type { Ontvangst, Uitkomst } from '../../src/intake/port.ts';
import type { Kopie, Partij } from '../../src/routing/port.ts';
import { type InboxRij, StoreError } from '../../src/store/port.ts';

const gemeente = (code: string): Partij => ({ id: `gemeente-${code}`, soort: 'gemeente', naam: code, gemeentecode: code, mandaten: [] });
const duo: Partij = { id: 'duo', soort: 'samenwerkingsverband', naam: 'Duo', mandaten: ['0363'] };
const rij = (ontvanger: unknown): InboxRij => ({
  shard: 0, nummer: 1, poging: 1, spool: null, events: [],
  bericht: {
    id: '00000000-0000-7000-8000-000000000001', ontvangenOp: '2026-11-24T10:00:00.000Z', kanaal: 'soap', standaard: 'stuf', berichttype: 'zakLk01', versie: '0310', referentie: 'R1', sha256: '', omvang: 1,
    configuratie: '', beller: 'x', adressering: JSON.stringify({ afzender: { gemeentecode: '0384' }, ontvanger, soort: 'geadresseerd' }),
  },
});
const routing = () => ({
  isHub: (a: { readonly oin?: string }) => a.oin === 'hub',
  findParty: (a: { readonly gemeentecode?: string }) => (a.gemeentecode === undefined ? null : gemeente(a.gemeentecode)),
  heeftMandaat: (id: string, code: string) => id === 'duo' && code === '0363',
});

test.each([
  ['its addressee', { gemeentecode: '0363' }, gemeente('0363'), 1], ['who holds the addressee\'s mandate', { gemeentecode: '0363' }, duo, 1], ['somebody, of a message to the hub', { oin: 'hub' }, gemeente('0363'), 1],
  ['the sender\'s own copy', { gemeentecode: '0363' }, gemeente('0384'), 0], ['a holder of another mandate', { gemeentecode: '0384' }, duo, 0], ['a copy of what was for somebody unknown', { naam: 'X' }, gemeente('0363'), 0],
] as const)('a refusal by %s', async (_wie, ontvanger, partij, keer) => {
  const gekregen: Ontvangst[] = [];
  const geefDoor = maakDoorgever({ routing, intake: () => ({ receive: async (o) => { gekregen.push(o); return { soort: 'aanvaard' } as Uitkomst; } }) });
  await geefDoor({ rij: rij(ontvanger), partij, bytes: Buffer.from('x'), sleutel: ['s'] });
  expect(gekregen).toHaveLength(keer);
});

test.each([['KP_NIET_GECONTROLEERD', false], ['KP_OPSLAG', true], ['KP_OPSLAG_VOL', true]] as const)('turned away with %s: comes again %s', async (code, weer) => {
  const geefDoor = maakDoorgever({ routing, intake: () => ({ receive: async () => ({ soort: 'afgewezen', code }) as Uitkomst }) });
  const uit = geefDoor({ rij: rij({ gemeentecode: '0363' }), partij: gemeente('0363'), bytes: Buffer.from('x'), sleutel: ['s'] });
  await (weer ? expect(uit).rejects.toThrow(code) : expect(uit).resolves.toBeUndefined());
});

test('what cannot be made is about the message, whatever was thrown; a store that is away is not; at level dat nothing is made', async () => {
  const maak = (fout: Error) => maakBerichten({ store: { bytes: () => Promise.reject(fout), document: () => Promise.reject(fout), message: () => Promise.reject(fout) }, bank: null as never, limieten: null as never, hub: { organisatie: 'H', applicatie: 'h' }, kopieen: async () => [] });
  const h = (niveau: 'wat' | 'dat') => ({ rij: rij(null), kopie: { niveau, data: '{}', attributen: {} } as unknown as Kopie });
  const stuk = maak(new TypeError('waarde 999900006'));
  for (const doe of [() => stuk.bron(h('wat')), () => stuk.opgesteld(h('wat'), null), () => stuk.brenger(h('wat'), { ordinaal: 2 })]) {
    const fout = await doe().then(() => null, (e: unknown) => e);
    expect(fout).toBeInstanceOf(OpmaakFout);
    expect((fout as Error).message).not.toContain('999900006');
  }
  const weg = maak(new StoreError('vol', 'schijf vol'));
  await expect(weg.bron(h('wat'))).rejects.toBeInstanceOf(StoreError);
  await expect(weg.brenger(h('wat'), { ordinaal: 2 })).rejects.toBeInstanceOf(StoreError);
  for (const doe of [() => weg.bron(h('dat')), () => weg.opgesteld(h('dat'), null)]) await expect(doe()).rejects.toBeInstanceOf(OpmaakFout);
});
