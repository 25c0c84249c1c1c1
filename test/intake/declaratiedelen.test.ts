// Proves that a large XML declaratie leaves as a head with totals and parts below the limit of an event, that nothing of it is lost or doubled,
// and that the whole way through (schema, mapping, canonical check) makes it so.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { inDelen, MAX_EVENT } from '../../src/intake/declaratiedelen.ts';
import { doorloop } from '../../src/intake/controle.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

type Deel = Record<string, unknown>;
const claim = { sha256: 'a'.repeat(64), bytes: 1, mediatype: 'application/xml' };
const bericht = { id: 'b', nietVertaald: [] };
const omvang = (x: unknown): number => Buffer.byteLength(JSON.stringify(x));

/** One message: prestaties of several clients, in the order given, with lines of a retour on some. */
function event(clienten: readonly number[], metRetour: boolean, tekst: string): { type: string; data: Record<string, unknown> } {
  const prestaties = clienten.map((c, i) => ({ referentie: `R${i}`, persoon: `p${c + 1}`, bedrag: { centen: i, valuta: 'EUR' }, commentaar: tekst }));
  const personen = [...new Set(clienten)].sort((a, b) => a - b).map((c) => ({ id: `p${c + 1}`, rollen: ['client'], bsn: String(100_000_000 + c) }));
  const regels = [
    { verwijzing: { onderdeel: 'declaratie', kenmerk: 'D1' }, codes: [] },
    ...personen.map((p) => ({ verwijzing: { onderdeel: 'client', persoon: p.id }, codes: [] })),
    ...prestaties.filter((_, i) => i % 3 === 0).map((p) => ({ verwijzing: { onderdeel: 'prestatie', kenmerk: p.referentie, persoon: p.persoon }, codes: [] })),
  ];
  return {
    type: metRetour ? 'declaratie-beoordeeld' : 'declaratie-ingediend',
    data: { bericht, personen, declaratie: { declaratienummer: 'D1', totaal: { centen: 5, valuta: 'EUR' }, prestaties }, ...(metRetour ? { retour: { opBericht: { referentie: 'X' }, codes: [], regels } } : {}) },
  };
}

const gesorteerd = (x: readonly unknown[]): string[] => x.map((y) => JSON.stringify(y)).sort();

test('hoofd en delen samen zijn het event, elk deel past en heeft de personen die het noemt', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 120 }), fc.boolean(), fc.integer({ min: 900, max: 4000 }), (clienten, metRetour, max) => {
      const heel = event(clienten, metRetour, 'x'.repeat(40));
      const uit = inDelen(heel, claim, max);
      expect(uit).not.toBeNull();
      if (!uit || uit.length === 1) {
        expect(omvang(heel.data)).toBeLessThanOrEqual(max);
        expect(uit).toEqual([heel]);
        return;
      }
      const [hoofd, ...delen] = uit;
      const d = hoofd?.data.declaratie as Deel;
      expect(d).toMatchObject({ declaratienummer: 'D1', totaal: { centen: 5 }, aantalPrestaties: clienten.length, delen: delen.length, inhoud: claim });
      expect(d.prestaties).toBeUndefined();
      expect(delen.map((x) => (x.data.declaratiedeel as Deel).deel)).toEqual(delen.map((_, i) => i + 1));
      expect(delen.flatMap((x) => (x.data.declaratiedeel as { prestaties: unknown[] }).prestaties)).toEqual((heel.data.declaratie as Deel).prestaties);
      for (const x of delen) {
        expect(omvang(x.data)).toBeLessThanOrEqual(max);
        const ids = (x.data.personen as Deel[]).map((p) => p.id);
        const genoemd = new Set((x.data.declaratiedeel as { prestaties: Deel[] }).prestaties.map((p) => p.persoon));
        expect(new Set(ids)).toEqual(genoemd);
        expect(ids).toHaveLength(genoemd.size);
      }
      const regels = uit.flatMap((x) => ((x.data.retour as Deel | undefined)?.regels ?? []) as unknown[]);
      expect(gesorteerd(regels)).toEqual(gesorteerd(((heel.data.retour as Deel | undefined)?.regels ?? []) as unknown[]));
      expect(inDelen(heel, claim, max)).toEqual(uit);
    }),
    { numRuns: 200 },
  );
});

test('één prestatie die alleen al te groot is, wordt niet stil afgekapt', () => {
  expect(inDelen(event([0], false, 'x'.repeat(5000)), claim, 2000)).toBeNull();
});

test('wat geen declaratie is blijft heel', () => {
  const e = { type: 'toewijzing-afgegeven', data: { bericht, personen: [], toewijzingen: [{ commentaar: 'x'.repeat(9000) }] } };
  expect(inDelen(e, claim, 1000)).toEqual([e]);
});

describe('een WMO323 met drieduizend prestaties', () => {
  let bank: Werkbank;
  beforeAll(async () => {
    bank = await maakWerkbank({ adapters: ['istandaarden'] });
  });
  const xml = readFileSync(path.resolve(import.meta.dirname, '../../samples/istandaarden/wmo323-declaratie.xml'), 'utf8');
  const prestatie = /<wmo323:Prestatie>[\s\S]*?<\/wmo323:Prestatie>/.exec(xml)?.[0] ?? '';
  const groot = Buffer.from(xml.replace(prestatie, Array.from({ length: 3000 }, (_, i) => prestatie.replace('AA-1001', `AA-${10_000 + i}`)).join('\n')));

  test('gaat in delen van hoogstens 64 KB, met de claim check op wat ontvangen is', async () => {
    const uit = await doorloop({ soort: 'geheugen', bytes: groot }, bank, STANDAARD_XML_LIMIETEN);
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen.slice(0, 3)));
    const [hoofd, ...delen] = uit.events;
    if (!hoofd) throw new Error('geen events');
    expect(hoofd.type).toBe('declaratie-ingediend');
    expect(hoofd.data.declaratie).toMatchObject({ aantalPrestaties: 3002, delen: delen.length, inhoud: { bytes: groot.length, mediatype: 'application/xml' } });
    expect(uit.documenten.map((d) => [d.sha256, d.bytes.length])).toEqual([[(hoofd.data.declaratie as { inhoud: { sha256: string } }).inhoud.sha256, groot.length]]);
    expect(delen.length).toBeGreaterThan(10);
    for (const d of delen) {
      expect(d.type).toBe('declaratiedeel');
      expect(omvang(d.data)).toBeLessThanOrEqual(MAX_EVENT);
    }
    expect(delen.reduce((n, d) => n + (d.data.declaratiedeel as { prestaties: unknown[] }).prestaties.length, 0)).toBe(3002);
    // One key for all: head and parts keep their order.
    expect(new Set(uit.events.map((e) => e.sleutel)).size).toBe(1);
  });

  test('een gewone declaratie blijft één event zonder claim check', async () => {
    const uit = await doorloop({ soort: 'geheugen', bytes: Buffer.from(xml) }, bank, STANDAARD_XML_LIMIETEN);
    if (uit.soort !== 'geslaagd') throw new Error('geweigerd');
    expect(uit.events).toHaveLength(1);
    expect(uit.documenten).toEqual([]);
  });
});
