// A sender mends a message by what the finding says: a missing element is found in its parent, a wrong value at its own path and line.
// Every sample is spoiled in one place at a time, and the finding looked for there.
import { readFileSync } from 'node:fs';
import type { Melding } from '../../sdk/melding.ts';
import { leesLayOut, type LayOut } from '../../sdk/records/index.ts';
import { GEPLANT, lekt, noemtPlek, vanSchema } from '../bevindingen.ts';
import { type GoedeProef, noemWorp, type Opstelling } from '../opstelling.ts';
import { maakToeval, type Toeval } from '../toeval.ts';
import type { Contractopties, Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { isBlad, leesPlekken, type Plek, vervang } from '../xmlplekken.ts';

const PER_VOORBEELD = 20;

interface Stand {
  readonly o: Opstelling;
  readonly v: Verslag;
  proeven: number;
  gevonden: number;
}

export async function plaatsen(o: Opstelling, opties: Contractopties): Promise<Puntuitslag> {
  const v = new Verslag('plaatsen', 'een fout wordt gemeld op zijn plaats: pad en regel van het element of veld, zonder de waarde');
  const t = maakToeval(opties.zaad ?? 1);
  const s: Stand = { o, v, proeven: 0, gevonden: 0 };
  for (const g of o.goede) {
    if (g.uit.gelezen.soort === 'xml') await inXml(g, s, t);
    else await inRecords(g, s, t);
  }
  if (s.proeven > 0 && s.gevonden === 0) v.meld('samples/', 'geen enkele verandering wordt gevonden: het schema laat alles door');
  return v.klaar(`${s.proeven} berichten met een fout, ${s.gevonden} geweigerd`);
}

/** What holds for every spoiled message. Returns its findings when it was refused for what it is. */
async function beproef(s: Stand, waar: string, bytes: Buffer, g: GoedeProef): Promise<readonly Melding[] | null> {
  s.proeven += 1;
  const { uit } = await s.o.ga(bytes, g.voorbeeld.omgeving);
  if (uit.soort === 'geslaagd') return null;
  if (uit.soort === 'gooit') {
    s.v.meld(waar, `de adapter gooit een fout (${noemWorp(uit.fout, s.o.map)})`);
    return null;
  }
  s.gevonden += 1;
  if (uit.uitkomst !== 'ongeldig') s.v.meld(waar, `wordt niet ongeldig genoemd maar ${uit.uitkomst} (${uit.code})`);
  else if (uit.code === 'KP_CANONIEK') s.v.meld(waar, `het schema laat door wat het informatiemodel weigert (${uit.meldingen[0]?.pad ?? ''}: ${uit.meldingen[0]?.tekst ?? ''})`);
  else return uit.meldingen;
  return null;
}

async function inXml(g: GoedeProef, s: Stand, t: Toeval): Promise<void> {
  if (g.uit.gelezen.soort !== 'xml') return;
  const { lezing, gevonden } = g.uit.gelezen;
  const doc = leesPlekken(g.voorbeeld.bytes, lezing, ladingVan(g));
  const bij = new Map(doc.plekken.map((p) => [p.knoop, p]));
  for (const p of t.greep(doc.plekken.slice(1), PER_VOORBEELD)) {
    const ouder = p.knoop.ouder && bij.get(p.knoop.ouder);
    if (!ouder) continue;
    const waar = `${g.voorbeeld.naam}, zonder ${p.pad}`;
    const m = await beproef(s, waar, Buffer.from(vervang(doc.tekst, p.begin, p.einde, '')), g);
    if (m?.every(vanSchema) && !noemtPlek(m, krimp(ouder, p))) s.v.meld(waar, `geen bevinding wijst naar ${ouder.pad} (regel ${ouder.regel})`);
    if (m?.every((x) => x.regel < 1)) s.v.meld(waar, 'geen bevinding heeft een regel');
  }
  const lading = gevonden.soort.mapping === null;
  for (const p of t.greep(doc.plekken.filter(isBlad), PER_VOORBEELD)) {
    const waar = `${g.voorbeeld.naam}, verkeerde waarde in ${p.pad}`;
    const m = await beproef(s, waar, Buffer.from(vervang(doc.tekst, p.inhoudBegin, p.inhoudEinde, GEPLANT)), g);
    if (!m) continue;
    if (m.every(vanSchema) && !noemtPlek(m, p) && !lading) s.v.meld(waar, `geen bevinding wijst daarheen (regel ${p.regel})`);
    if (m.every((x) => x.regel < 1)) s.v.meld(waar, 'geen bevinding heeft een regel');
    if (lekt(m, [GEPLANT])) s.v.meld(waar, 'een bevinding noemt de waarde uit het bericht');
  }
}

/** The parent after its child has gone: as many lines shorter. */
const krimp = (ouder: Plek, weg: Plek): Plek => ({ ...ouder, laatsteRegel: ouder.laatsteRegel - (weg.laatsteRegel - weg.regel) });

/** Path of the enclosed message of an envelope; undefined where there is none. */
export function ladingVan(g: GoedeProef): string | undefined {
  if (g.uit.gelezen.soort !== 'xml') return undefined;
  const { gevonden, lezing } = g.uit.gelezen;
  const lading = gevonden.soort.mapping === null ? gevonden.adapter.payload?.(lezing) : undefined;
  return lading && 'pad' in lading ? lading.pad : undefined;
}

async function inRecords(g: GoedeProef, s: Stand, t: Toeval): Promise<void> {
  if (g.uit.gelezen.soort !== 'records') return;
  const { soort, adapter } = g.uit.gelezen.gevonden;
  const json = JSON.parse(readFileSync(new URL(soort.schema, adapter.spec.schemas), 'utf8')) as { formaat?: unknown };
  const regels = g.voorbeeld.bytes.toString('latin1').split('\r\n').filter((r) => r !== '');
  const maak = (nieuw: readonly string[]): Buffer => Buffer.from(`${nieuw.join('\r\n')}\r\n`, 'latin1');
  for (const i of t.greep(regels.map((_, n) => n).slice(1), 5)) {
    const waar = `${g.voorbeeld.naam} zonder record ${i + 1}`;
    const m = await beproef(s, waar, maak(regels.filter((_, n) => n !== i)), g);
    if (m?.every((x) => x.regel < 1)) s.v.meld(waar, 'geen bevinding heeft een regel');
  }
  if (json.formaat !== 'recordlay-out/1') return;
  const layOut: LayOut = leesLayOut(json);
  // The head's first nine positions say what the message is, a record's first two what the record is.
  const velden = regels.flatMap((r, i) =>
    (layOut.records[r.slice(0, 2)]?.velden ?? []).filter((f) => f.type === 'N' && f.verplicht === 'ja' && f.begin > (i === 0 ? 9 : 2)).map((f) => ({ i, f })),
  );
  for (const { i, f } of t.greep(velden, PER_VOORBEELD)) {
    const fout = GEPLANT.repeat(3).slice(0, f.lengte);
    const r = regels[i]!;
    const waar = `${g.voorbeeld.naam}, letters in record[${i + 1}]/${f.nr}`;
    const m = await beproef(s, waar, maak(regels.map((x, n) => (n === i ? r.slice(0, f.begin - 1) + fout + r.slice(f.begin - 1 + f.lengte) : x))), g);
    if (!m) s.v.meld(waar, 'wordt niet gevonden');
    else if (!m.some((x) => x.pad === `record[${i + 1}]/${f.nr}` && x.regel === i + 1)) s.v.meld(waar, 'geen bevinding wijst daarheen');
    if (m && f.lengte >= 8 && lekt(m, [fout])) s.v.meld(waar, 'een bevinding noemt de waarde uit het bericht');
  }
}
