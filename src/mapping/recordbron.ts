// Record layouts read as the same tree of possible paths as XSD profiles: a record below its parent, its fields below it
// (the first, its type, is its name).
// Used at build and by `knooppunt mapping`, never on a message.
import { readFileSync } from 'node:fs';
import { leesLayOut, type BoomKnoop, type LayOut } from '../sdk/records/index.ts';
import type { SchemaAttribuut, SchemaElement } from '../xml/schemabron.ts';
import { leesVorm } from '../xml/waardevorm.ts';

/** What a record adapter may say on the root about a message that goes out in parts: it stands in no field of the standard. */
const WORTELATTRIBUTEN: ReadonlyMap<string, SchemaAttribuut> = new Map(
  ['deel', 'van', 'delen', 'sha256', 'bytes', 'mediatype'].map((naam) => [naam, { naam, ns: '', verplicht: false, vast: null, vorm: () => TEKST }]),
);
const TEKST = leesVorm('string', null, []);
const KAAL = { ns: '', nilbaar: false, verplicht: false, vrij: false, attributen: new Map<string, SchemaAttribuut>(), model: () => null, sluitUit: () => false } as const;

function veld(nr: string): SchemaElement {
  return { ...KAAL, naam: nr, herhaald: false, waarde: true, kinderen: () => new Map(), vorm: () => TEKST };
}

function record(l: LayOut, knoop: BoomKnoop): SchemaElement {
  const kinderen = new Map<string, SchemaElement>();
  for (const v of l.records[knoop.record]!.velden) if (v.begin > 1 && v.verplicht !== 'loos' && v.altijdLeeg !== true) kinderen.set(v.nr, veld(v.nr));
  for (const k of knoop.kinderen ?? []) kinderen.set(k.record, record(l, k));
  return { ...KAAL, naam: knoop.record, herhaald: knoop.max !== 1, waarde: false, kinderen: () => kinderen, vorm: () => null };
}

/** The root of a record message; null where the schema is a layout of another make, which only its own adapter reads. */
export function recordWortel(map: URL, pad: string, berichttype: string): SchemaElement | null {
  const json = JSON.parse(readFileSync(new URL(pad, map), 'utf8')) as { formaat?: unknown };
  if (json.formaat !== 'recordlay-out/1') return null;
  const l = leesLayOut(json);
  const kinderen = new Map(l.boom.map((k) => [k.record, record(l, k)]));
  return { ...KAAL, naam: berichttype, herhaald: false, waarde: false, attributen: WORTELATTRIBUTEN, kinderen: () => kinderen, vorm: () => null };
}
