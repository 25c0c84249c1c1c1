// Proves: who may ask what, which source answers and where it stands are checked line by line, with the place; an address that may not be called refuses all.
import { afterAll, expect, test } from '@jest/globals';
import { plan, planStand } from '../../src/config/plan.ts';
import type { Adapterkennis } from '../../src/config/index.ts';
import { fouten, GOED, laad, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const KENNIS: Adapterkennis = {
  endpoints: ['suwiml/Inkomsten-v0200', 'stuf/beantwoordVraag'],
  vraag: (bericht, endpoint) => (bericht === 'suwiml:Ikv' && endpoint === 'suwiml/Inkomsten-v0200' ? { events: ['inkomsten-gevraagd'] } : `${bericht} is er niet`),
};
const partij = (dienst: string): string => `partijen:\n  - { id: uwv, soort: overig, naam: UWV, oin: "00000099000000002000", diensten: [${dienst}] }\n`;
const DIENST = '{ endpoint: suwiml/Inkomsten-v0200, url: "https://suwi.voorbeeld.nl/ikv" }';
const BEVOEGDHEID = 'bevoegdheden:\n  - { id: b, partij: gemeente-0384, events: [inkomsten-gevraagd], rollen: [klantmanager], doel: bijstand, grondslag: Participatiewet art. 64 }\n';
const BRON = 'bronnen:\n  - { id: ikv, onderwerp: inkomsten, partij: uwv, bericht: "suwiml:Ikv", endpoint: suwiml/Inkomsten-v0200 }\n';
const alles = (anders: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...GOED, 'configuratie/partijen/u.yaml': partij(DIENST), 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID, 'configuratie/bronnen/s.yaml': BRON, ...anders,
});

test('what is right is read, with its defaults', () => {
  const c = laad(alles({ 'knooppunt.yaml': 'http: { poort: 0 }\nvragen: { termijn: 9 seconden }\n' }), { kennis: KENNIS });
  expect(c.vragen.termijn).toBe(9_000);
  expect(c.bevoegdheden).toEqual([{ id: 'b', partij: 'gemeente-0384', events: ['inkomsten-gevraagd'], rollen: ['klantmanager'], doel: 'bijstand', grondslag: 'Participatiewet art. 64' }]);
  expect(c.bronnen.map((b) => b.id)).toEqual(['ikv']);
  expect(c.partijen.find((p) => p.id === 'uwv')?.diensten).toEqual([{ endpoint: 'suwiml/Inkomsten-v0200', url: 'https://suwi.voorbeeld.nl/ikv', tijdslimiet: 20_000, maxOnderweg: 8 }]);
});

test.each([
  ['a ground is missing', { 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID.replace(', grondslag: Participatiewet art. 64', '') }, "b.yaml:2 bevoegdheden[0]: 'grondslag' ontbreekt"],
  ['a purpose is missing', { 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID.replace(', doel: bijstand', '') }, "'doel' ontbreekt"],
  ['the asking party does not exist', { 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID.replace('gemeente-0384', 'gemeente-9999') }, "partij 'gemeente-9999' bestaat niet"],
  ['an event type that does not exist', { 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID.replace('inkomsten-gevraagd', 'inkomst-gevraagd') }, "bedoelt u 'inkomsten-gevraagd'?"],
  ['a bevoegdheid twice', { 'configuratie/bevoegdheden/c.yaml': BEVOEGDHEID }, "bevoegdheid 'b' staat er twee keer"],
  ['the source is no party', { 'configuratie/bronnen/s.yaml': BRON.replace('partij: uwv', 'partij: uvw') }, "partij 'uvw' bestaat niet; bedoelt u 'uwv'?"],
  ['a subject that nobody can be asked about', { 'configuratie/bronnen/s.yaml': BRON.replace('onderwerp: inkomsten', 'onderwerp: schoenmaat') }, "er is geen vraag naar 'schoenmaat'"],
  ['an endpoint that is not ours', { 'configuratie/bronnen/s.yaml': BRON.replace('Inkomsten-v0200', 'Inkomsten-v0900') }, "is geen endpoint van dit knooppunt; bedoelt u 'suwiml/Inkomsten-v0200'?"],
  ['a message that is not there', { 'configuratie/bronnen/s.yaml': BRON.replace('suwiml:Ikv', 'suwiml:Wv') }, 'suwiml:Wv is er niet'],
  ['a message about something else', { 'configuratie/bronnen/s.yaml': BRON.replace('onderwerp: inkomsten', 'onderwerp: uitkering') }, "suwiml:Ikv vraagt niet naar 'uitkering' maar naar: inkomsten"],
  ['http', { 'configuratie/partijen/u.yaml': partij(DIENST.replace('https', 'http')) }, 'url begint niet met https://'],
  ['this machine', { 'configuratie/partijen/u.yaml': partij(DIENST.replace('suwi.voorbeeld.nl', '127.0.0.1')) }, 'url wijst naar deze machine zelf'],
  ['a password in the address', { 'configuratie/partijen/u.yaml': partij(DIENST.replace('https://', 'https://a:b@')) }, 'gebruiker of wachtwoord'],
  ['one endpoint twice', { 'configuratie/partijen/u.yaml': partij(`${DIENST}, ${DIENST}`) }, 'staat er twee keer'],
  ['a dienst of a party that cannot be named', { 'configuratie/partijen/u.yaml': partij(DIENST).replace(', oin: "00000099000000002000"', '') }, 'een partij met diensten heeft een oin'],
  ['a time limit without a unit', { 'configuratie/partijen/u.yaml': partij(DIENST.replace(' }', ', tijdslimiet: "20" }')) }, 'moet een aantal seconden zijn'],
])('refused: %s', (_naam, anders, verwacht) => {
  const uit = fouten(alles(anders as unknown as Record<string, string>), { kennis: KENNIS });
  expect(uit.length).toBeGreaterThan(0);
  expect(uit.join('\n')).toContain(verwacht);
});

test('the samples of the product go with a hub that has only some of its standards', () => {
  expect(fouten({ 'knooppunt.yaml': 'http: { poort: 0 }\nadapters: [stuf]\n' }, { kennis: KENNIS })).toEqual([]);
});

test('antwoorden: a term for all types, another for some; what is no duration is refused', () => {
  const c = laad(alles({ 'knooppunt.yaml': 'http: { poort: 0 }\nantwoorden: { perBericht: { WMO301: 3 dagen, vcobDi01: 8 uur } }\n' }), { kennis: KENNIS });
  expect(c.antwoorden).toEqual({ termijn: 5 * 86_400_000, perBericht: { WMO301: 3 * 86_400_000, vcobDi01: 8 * 3_600_000 } });
  expect(fouten(alles({ 'knooppunt.yaml': 'http: { poort: 0 }\nantwoorden: { termijn: morgen }\n' }))).toHaveLength(1);
  expect(c.bevindingen.filter((b) => b.pad.startsWith('antwoorden'))).toEqual([]);
  const vreemd = laad(alles({ 'knooppunt.yaml': 'http: { poort: 0 }\nantwoorden: { perBericht: { WMO301: 3 dagen, WMO302: 3 dagen } }\n' }), { kennis: { ...KENNIS, metAntwoord: ['WMO301'] } });
  expect(vreemd.bevindingen.filter((b) => b.pad.startsWith('antwoorden'))).toMatchObject([{ ernst: 'waarschuwing', regel: 2, pad: 'antwoorden.perBericht.WMO302' }]);
});

test('with push.priveAdressen a dienst may stand on this machine', () => {
  expect(fouten(alles({ 'knooppunt.yaml': 'http: { poort: 0 }\npush: { priveAdressen: true }\n', 'configuratie/partijen/u.yaml': partij(DIENST.replace('https://suwi.voorbeeld.nl', 'http://127.0.0.1:9')) }), { kennis: KENNIS })).toEqual([]);
});

test('the plan says who may ask more, and marks it', () => {
  const oud = planStand(laad(alles(), { kennis: KENNIS }));
  const nieuw = laad(alles({ 'configuratie/bevoegdheden/b.yaml': BEVOEGDHEID.replace('[inkomsten-gevraagd]', '[inkomsten-gevraagd, uitkering-gevraagd]'), 'configuratie/bronnen/s.yaml': 'bronnen: []\n' }), { kennis: KENNIS });
  const { regels } = plan(oud, nieuw);
  expect(regels).toContainEqual(expect.objectContaining({ soort: 'gewijzigd', onderwerp: 'bevoegdheid', id: 'b', letOp: true, tekst: 'eventtypen [inkomsten-gevraagd] → [inkomsten-gevraagd, uitkering-gevraagd]' }));
  expect(regels).toContainEqual(expect.objectContaining({ soort: 'vervalt', onderwerp: 'bron', id: 'ikv', letOp: false }));
  expect(plan(null, nieuw).regels).toContainEqual(expect.objectContaining({ soort: 'nieuw', onderwerp: 'bevoegdheid', tekst: 'gemeente-0384 mag voortaan vragen: inkomsten-gevraagd, uitkering-gevraagd door klantmanager, voor bijstand (Participatiewet art. 64)' }));
});
