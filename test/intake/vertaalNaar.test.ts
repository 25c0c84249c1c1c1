// Proves the laws of every declared translation, on full cases, samples and random variations: what leaves is valid under our profile and the published set,
// there and back says the same but for what the table names, a loss that is named does occur, and nothing is lost that is not named.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { doorloop } from '../../src/intake/controle.ts';
import { vindDoel } from '../../src/intake/doelbericht.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import { stelAllesOpVoor, type Opgesteldalles } from '../../src/intake/vertaalNaar.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { TeSchrijvenEvent } from '../../src/mapping/schrijver.ts';
import { verschillen } from '../../src/mapping/vergelijk.ts';
import { bladeren, valtOnder } from '../../src/mapping/vertaling/pad.ts';
import type { Richting } from '../../src/mapping/vertaling/tabel.ts';
import { laadVertalingen, type Vertaling } from '../../src/mapping/vertaling/vertalingen.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { installeer } from '../../src/xml/officieel/installatie.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { toeval } from '../mapping/generator.ts';
import { PROEVEN, vertalingenMetAfspraken, type Json, type Proef } from './vertaalproeven.ts';

const WORTEL = new URL('../../', import.meta.url);
const STANDAARDEN = fileURLToPath(new URL('../shared/standards/', WORTEL));
const dataMap = mkdtempSync(path.join(tmpdir(), 'knooppunt-vertaalnaar-'));
if (existsSync(STANDAARDEN)) installeer({ map: STANDAARDEN, dataMap, adapters: await laadAdapters(), schemas: maakLibxml2Validator(), nu: '2026-01-01T00:00:00Z' });
else console.warn('left out: the published schemas (../shared/standards is not there)');
const bank = await maakWerkbank({ dataMap });

interface Bron {
  readonly naam: string;
  readonly events: readonly { readonly type: string; readonly data: Json }[];
  readonly document: (sha256: string) => Uint8Array | null;
}

async function lees(naam: string, bytes: Buffer): Promise<Bron> {
  const uit = await doorloop({ soort: 'geheugen', bytes }, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort !== 'geslaagd') throw new Error(`${naam}: ${uit.meldingen[0]?.pad} ${uit.meldingen[0]?.tekst}`);
  const documenten = new Map(uit.documenten.map((d) => [d.sha256, d.bytes]));
  return { naam, events: uit.events, document: (s) => documenten.get(s) ?? null };
}

const sleutelVan = (v: Vertaling): string => `${v.tabel.naam} ${v.kant}`;
const uitBestand = (proef: Proef): Promise<Bron[]> => (Array.isArray(proef.bronnen) ? Promise.all((proef.bronnen as readonly string[]).map((b) => lees(b, readFileSync(new URL(b, WORTEL))))) : Promise.resolve([]));
const bestanden = new Map(await Promise.all(Object.entries(PROEVEN).map(async ([k, p]) => [k, await uitBestand(p)] as const)));
const producten = [...bestanden.values()].flat().flatMap((b) => b.events).flatMap((e) => ((e.data.declaratie as { prestaties?: { product: { code: string; codelijst: string }; productcategorie?: { code: string } }[] } | undefined)?.prestaties ?? []).map((p) => ({ ...p.product, ...(p.productcategorie ? { categorie: p.productcategorie.code } : {}) })));
const vertalingen = laadVertalingen(vertalingenMetAfspraken(producten));
const proefVan = (v: Vertaling): Proef => PROEVEN[sleutelVan(v)]!;

/** Events as they are tried: a copy, with values that both sides allow. */
function klaar(bron: Bron, proef: Proef, n: number): TeSchrijvenEvent[] {
  const events = structuredClone(bron.events.map(({ type, data }) => ({ type, data })));
  for (const e of events) proef.voor?.(e.data, n);
  return events;
}

const vertaal = (events: readonly TeSchrijvenEvent[], naar: string, proef: Proef, document: Bron['document']): Promise<Opgesteldalles> =>
  stelAllesOpVoor(events, vindDoel(bank.register, naar), bank, { nu: '2026-01-15T12:00:00+01:00', referentie: '5f0c0005-2b61-5d1e-9a37-0e61c0de0005', limieten: STANDAARD_XML_LIMIETEN, vertalingen, zet: proef.zet, document });

const berichttypeVan = (e: TeSchrijvenEvent): string => {
  const b = e.data.bericht as { standaard: string; berichttype: string };
  return `${b.standaard}:${b.berichttype}`;
};

/** The messages of a direction: from files, or what another direction makes of its own. */
async function bronnenVan(v: Vertaling): Promise<Bron[]> {
  const { bronnen } = proefVan(v);
  if (Array.isArray(bronnen)) return (bestanden.get(sleutelVan(v)) ?? []).filter((b) => v.van.includes(berichttypeVan(b.events[0]!)));
  const eerder = vertalingen.alle.find((x) => sleutelVan(x) === (bronnen as { uit: string }).uit)!;
  const uit: Bron[] = [];
  for (const [n, b] of (await bronnenVan(eerder)).entries()) {
    const r = await vertaal(klaar(b, proefVan(eerder), n), eerder.naar[0]!, proefVan(eerder), b.document);
    if (r.soort === 'opgesteld') for (const m of r.berichten) uit.push(await lees(b.naam, m.bytes));
  }
  return uit;
}

const EIGEN = /^bericht\.((id|standaard|standaardversie|berichttype|mapping|schema|sha256|nietVertaald)(\.|$)|(afzender|ontvanger)\.(naam|soort)$)/;
const kaalVan = (pad: string): string => pad.replace(/\[\d+\]/g, '').replace(/^personen\.wie-[^.]*/, 'personen');
const genoemd = (r: Richting, kaal: string): boolean => [...r.verlies, ...r.opnieuw].some((x) => valtOnder(kaal, x.pad));
const terugVan = (v: Vertaling): Vertaling | undefined => vertalingen.alle.find((x) => x.tabel === v.tabel && x.kant !== v.kant);

/** Persons by who they are instead of by place and id: a standard that lists them by role has another order. */
function opNaam(data: Json): Json {
  const kopie = structuredClone(data);
  const wie = new Map<string, string>();
  const personen: Json = {};
  for (const p of (kopie.personen ?? []) as Json[]) {
    const naam = `wie-${String(p.bsn ?? [p.geslachtsnaam, p.voornamen, p.geboortedatum].join('-')).replace(/[^\w-]/g, '_')}`;
    let n = naam;
    for (let k = 2; n in personen; k++) n = `${naam}-${k}`;
    wie.set(String(p.id), n);
    const { id: _, ...rest } = p;
    personen[n] = rest;
  }
  const loop = (w: unknown, sleutel: string): unknown => {
    if (Array.isArray(w)) return w.map((x) => loop(x, sleutel));
    if (typeof w === 'object' && w !== null) return Object.fromEntries(Object.entries(w).map(([k, x]) => [k, loop(x, k)]));
    return typeof w === 'string' && /persoon|partner|kind|ouder$|medewerker/.test(sleutel) ? (wie.get(w) ?? w) : w;
  };
  return { ...(loop({ ...kopie, personen: undefined }, '') as Json), personen: loop(personen, '') };
}

function waarde(data: unknown, plek: string): unknown {
  let w = data;
  for (const s of plek.replace(/\[(\d+)\]/g, '.$1').split('.')) w = (w as Json | undefined)?.[s];
  return w;
}

/** There and back; paths that differ and that neither direction names. @param erbij what was left out by chance may come back from another place that says it */
async function heenEnTerug(v: Vertaling, bytes: readonly Buffer[], events: readonly TeSchrijvenEvent[], naam: string, erbij = false): Promise<string[]> {
  const terug = terugVan(v)!;
  const fout: string[] = [];
  const er: Json[] = [];
  for (const b of bytes) {
    const gelezen = await lees(naam, b);
    const uit = terug.richting.vertaal({ events: gelezen.events, van: berichttypeVan(gelezen.events[0]!).split(':')[0]!, naar: berichttypeVan(events[0]!).split(':')[0]!, codetabellen: vertalingen.codetabellen });
    // What must be given again is not there: only that may be missing.
    fout.push(...uit.meldingen.filter((m) => !m.tekst.startsWith('moet worden meegegeven')).map((m) => `terug ${m.pad} ${m.tekst}`));
    er.push(...uit.berichten.flat().map((e) => e.data as Json));
  }
  if (er.length !== events.length) return [...fout, `${events.length} events, terug ${er.length}`];
  events.forEach((e, i) => {
    const bron = opNaam(e.data as Json);
    const toegestaan = (kaal: string): boolean => EIGEN.test(kaal) || genoemd(v.richting.richting, kaal) || genoemd(terug.richting.richting, kaal);
    for (const pad of verschillen(bron, opNaam(er[i]!))) {
      const weg = [...bladeren(waarde(bron, pad))].map(([, onder]) => kaalVan(onder === '' ? pad : `${pad}.${onder}`));
      if (weg.length === 0 && erbij) continue;
      // A whole part is named where all that stood in it is.
      if (!(weg.length === 0 ? [kaalVan(pad)] : weg).every(toegestaan)) fout.push(kaalVan(pad));
    }
  });
  return fout;
}

/** Values of the source that the message does not hold, and that the table does not name. Codes, roles and ids have their own words on each side. */
function kwijt(v: Vertaling, bytes: readonly Buffer[], events: readonly TeSchrijvenEvent[]): string[] {
  const plat = (t: string): string => t.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const tekst = plat(bytes.map((b) => b.toString('utf8').replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>') + b.toString('latin1')).join('\n'));
  const uit: string[] = [];
  for (const e of events) {
    for (const [plek, kaal] of bladeren(e.data)) {
      if (EIGEN.test(kaal) || genoemd(v.richting.richting, kaal) || /(^|\.)(id|rollen|soort|persoon|code|codelijst|geslacht|uitkomst|valuta|medewerker|kind|partner|ouder|nieuw|ouderaanduiding)$|ontbreekt\.|^bericht\./.test(kaal)) continue;
      const w = waarde(e.data, plek);
      // A moment in local time, as StUF writes it.
      const gezocht = plat(typeof w === 'number' ? String(Math.abs(w)) : String(w).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}).*/, '$1$2'));
      if (typeof w !== 'boolean' && !tekst.includes(gezocht)) uit.push(plek);
    }
  }
  return uit;
}

/** Somewhat another event: parts left out, items doubled. */
function variatie(events: readonly TeSchrijvenEvent[], zaad: number): TeSchrijvenEvent[] {
  const r = toeval(zaad);
  const loop = (w: unknown, diep: number): void => {
    if (typeof w !== 'object' || w === null) return;
    for (const [k, x] of Object.entries(w as Json)) {
      if (diep > 1 && !/^(id|rollen|persoon|code|codelijst|centen|valuta|soort)$/.test(k) && !Array.isArray(w) && r() < 0.05) delete (w as Json)[k];
      else {
        if (Array.isArray(x) && /^(toewijzingen|leveringen|prestaties)$/.test(k) && x.length > 0 && r() < 0.2) x.push(structuredClone(x[0]));
        loop(x, diep + 1);
      }
    }
  };
  const uit = structuredClone(events) as TeSchrijvenEvent[];
  for (const e of uit) loop(e.data, 0);
  return uit;
}

test('elke afgesproken richting wordt hier beproefd, en geen andere', () => {
  expect(Object.keys(PROEVEN).sort()).toEqual(vertalingen.alle.map(sleutelVan).sort());
});

describe.each(vertalingen.alle.map((v) => [sleutelVan(v), v] as const))('%s', (_naam, v) => {
  const proef = proefVan(v);

  test('elk bericht vertrekt geldig, zegt alles wat de tabel niet als verlies noemt, en elk genoemd verlies komt voor', async () => {
    const bronnen = await bronnenVan(v);
    expect(bronnen.length).toBeGreaterThan(0);
    const fout: unknown[] = [];
    const verloren = new Set<string>();
    for (const [n, bron] of bronnen.entries()) {
      for (const naar of v.naar) {
        const events = klaar(bron, proef, n);
        const uit = await vertaal(events, naar, proef, bron.document);
        if (uit.soort === 'geweigerd') {
          fout.push([bron.naam, naar, uit.meldingen.map((m) => `${m.pad} ${m.tekst}`)]);
          continue;
        }
        for (const b of uit.berichten) {
          expect(b.verlies).toEqual([]);
          for (const x of b.afgesproken) verloren.add(x.pad);
        }
        const bytes = uit.berichten.map((b) => b.bytes);
        const weg = kwijt(v, bytes, events);
        if (weg.length > 0) fout.push([bron.naam, naar, 'kwijt', weg]);
        if (!terugVan(v)) continue;
        const anders = await heenEnTerug(v, bytes, events, bron.naam);
        if (anders.length > 0) fout.push([bron.naam, naar, 'heen en terug', anders]);
      }
    }
    expect(fout).toEqual([]);
    expect(v.richting.richting.verlies.map((x) => x.pad).filter((p) => !verloren.has(p))).toEqual([]);
  }, 120_000);

  test('toevallige varianten worden geweigerd of zeggen alles', async () => {
    const bronnen = await bronnenVan(v);
    let opgesteld = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat(), fc.nat(), async (zaad, welke, doel) => {
        const n = welke % bronnen.length;
        const bron = bronnen[n]!;
        const events = variatie(klaar(bron, proef, n), zaad);
        const uit = await vertaal(events, v.naar[doel % v.naar.length]!, proef, bron.document);
        if (uit.soort === 'geweigerd') {
          expect(uit.meldingen.length).toBeGreaterThan(0);
          return;
        }
        opgesteld += 1;
        const bytes = uit.berichten.map((b) => b.bytes);
        expect(kwijt(v, bytes, events)).toEqual([]);
        if (terugVan(v)) expect(await heenEnTerug(v, bytes, events, bron.naam, true)).toEqual([]);
      }),
      { numRuns: 25, seed: 4, endOnFailure: true },
    );
    expect(opgesteld).toBeGreaterThan(0);
  }, 120_000);
});
