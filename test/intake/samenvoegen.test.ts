// Proves that a declaratie in parts becomes whole again, in any order of its parts, and nothing when a part is missing or strange; and that a message too large for
// one event is written, checked and translated like any other.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { doorloop } from '../../src/intake/controle.ts';
import { inDelen } from '../../src/intake/declaratiedelen.ts';
import { vindDoel } from '../../src/intake/doelbericht.ts';
import { stelOp } from '../../src/intake/opstellen.ts';
import { MAX_PRESTATIES, Samenvoegfout, voegSamen } from '../../src/intake/samenvoegen.ts';
import { stelOpVoor } from '../../src/intake/vertaalNaar.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { laadVertalingen } from '../../src/mapping/vertaling/vertalingen.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { vertalingenMetAfspraken } from './vertaalproeven.ts';

type Json = Record<string, unknown>;
const claim = { sha256: 'a'.repeat(64), bytes: 1, mediatype: 'application/xml' };
const bank = await maakWerkbank();
const opties = { nu: '2026-01-15T12:00:00+01:00', referentie: '5f0c0005-2b61-5d1e-9a37-0e61c0de0005', limieten: STANDAARD_XML_LIMIETEN };

function event(clienten: readonly number[]): { type: string; data: Json } {
  const rij = [...clienten].sort((a, b) => a - b);
  const uniek = [...new Set(rij)];
  const id = (c: number): string => `p${uniek.indexOf(c) + 1}`;
  return {
    type: 'declaratie-ingediend',
    data: {
      bericht: { id: 'b' },
      personen: uniek.map((c) => ({ id: id(c), rollen: ['client'], bsn: String(100_000_000 + c) })),
      declaratie: { declaratienummer: 'D1', totaal: { centen: 5, valuta: 'EUR' }, prestaties: rij.map((c, i) => ({ referentie: `R${i}`, persoon: id(c), commentaar: 'x'.repeat(60) })) },
    },
  };
}

test('hoofd en delen geven het event terug, in welke volgorde de delen ook komen', () => {
  let inStukken = 0;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 100 }), fc.integer({ min: 900, max: 3000 }), (clienten, max) => {
      const heel = event(clienten);
      const [hoofd, ...delen] = inDelen(heel, claim, max)!;
      if (delen.length > 0) inStukken += 1;
      const aantal = delen.length > 0 ? { aantalPrestaties: clienten.length } : {};
      expect(voegSamen([hoofd!, ...delen.reverse()])).toEqual([{ ...heel, data: { ...heel.data, declaratie: { ...(heel.data.declaratie as Json), ...aantal } } }]);
    }),
    { numRuns: 60, seed: 4 },
  );
  expect(inStukken).toBeGreaterThan(10);
});

test('een deel te weinig, dubbel of vreemd, of meer dan erbij past: niets', () => {
  const [hoofd, een, ...rest] = inDelen(event(Array.from({ length: 60 }, (_, i) => i % 10)), claim, 900)!;
  const vreemd = { ...een!, data: { ...een!.data, declaratiedeel: { ...(een!.data.declaratiedeel as Json), declaratienummer: 'D2' } } };
  for (const events of [[hoofd!, ...rest], [hoofd!, een!, een!, ...rest.slice(1)], [hoofd!, vreemd, ...rest], [een!, ...rest]]) expect(() => voegSamen(events)).toThrow(Samenvoegfout);
  const vol = { ...een!, data: { ...een!.data, declaratiedeel: { declaratienummer: 'D1', deel: 1, van: 1, prestaties: Array.from({ length: MAX_PRESTATIES + 1 }, () => ({ persoon: 'p1' })) } } };
  expect(() => voegSamen([{ ...hoofd!, data: { ...hoofd!.data, declaratie: { declaratienummer: 'D1', delen: 1 } } }, vol])).toThrow(/meer dan/);
});

/** A WMO323 of so many prestaties of one client. */
function groot(aantal: number): Buffer {
  const xml = readFileSync(new URL('../../samples/istandaarden/wmo323-declaratie.xml', import.meta.url), 'utf8');
  const deel = /( *<(?:\w+:)?Prestatie>[\s\S]*?<\/(?:\w+:)?Prestatie>\s*)/.exec(xml)![1]!;
  const meer = Array.from({ length: aantal }, (_, i) => deel.replace('AA-1001', `EXTRA-${i}`)).join('');
  return Buffer.from(xml.replace(deel, deel + meer));
}

test('een WMO323 die te groot is voor een event wordt weer hetzelfde bericht', async () => {
  const bron = await doorloop({ soort: 'geheugen', bytes: groot(300) }, bank, STANDAARD_XML_LIMIETEN);
  if (bron.soort !== 'geslaagd') throw new Error(bron.meldingen[0]?.tekst);
  expect(bron.events.length).toBeGreaterThan(2);
  const uit = await stelOp(bron.events, vindDoel(bank.register, 'iwmo:WMO323'), bank, opties);
  if (uit.soort !== 'opgesteld') throw new Error(JSON.stringify(uit.meldingen.slice(0, 3)));
  const terug = await doorloop({ soort: 'geheugen', bytes: uit.bytes }, bank, STANDAARD_XML_LIMIETEN);
  if (terug.soort !== 'geslaagd') throw new Error(terug.meldingen[0]?.tekst);
  const data = (e: readonly { readonly type: string; readonly data: Json }[]): unknown[] => voegSamen(e).map((x) => ({ ...x.data, bericht: undefined }));
  expect(data(terug.events)).toEqual(data(bron.events));
}, 60_000);

test('een AW319 in delen wordt een JW303, met elke prestatie', async () => {
  const bytes = readFileSync(new URL('../../samples/aw319/groot-in-delen.asc', import.meta.url));
  const bron = await doorloop({ soort: 'geheugen', bytes }, bank, STANDAARD_XML_LIMIETEN);
  if (bron.soort !== 'geslaagd') throw new Error(bron.meldingen[0]?.tekst);
  const producten = bron.events.flatMap((e) => (e.data.declaratiedeel as { prestaties?: { product: { code: string; codelijst: string }; eenheid: { code: string } }[] } | undefined)?.prestaties ?? []);
  for (const p of producten) p.eenheid.code = '04';
  const vertalingen = laadVertalingen(vertalingenMetAfspraken(producten.map((p) => p.product)));
  const zet = { 'bericht.ontvanger.gemeentecode': '0384', 'bericht.referentie': 'D98', 'declaratie.declaratienummer': 'D98' };
  const uit = await stelOpVoor(bron.events, vindDoel(bank.register, 'ijw:JW303'), bank, { ...opties, vertalingen, zet });
  if (uit.soort !== 'opgesteld') throw new Error(JSON.stringify(uit.meldingen.slice(0, 3)));
  expect(producten.length).toBe(240);
  expect(uit.bytes.toString('utf8').match(/<\/\w+:Prestatie>/g)).toHaveLength(240);
  // Parts that are not all there are no message, translated or not.
  expect(await stelOpVoor(bron.events.slice(0, 2), vindDoel(bank.register, 'ijw:JW303'), bank, { ...opties, vertalingen, zet })).toMatchObject({ soort: 'geweigerd', meldingen: [{ code: 'KP_OPSTELLEN' }] });
}, 60_000);
