// Events hold to the model: known types, valid data, every reference to a person answered, nothing but paths in `nietVertaald`.
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

/** Largest event, as the hub publishes it. */
const MAX_EVENT = 64 * 1024;

export async function model(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('model', 'elk event past in het informatiemodel, en elke verwijzing naar een persoon klopt');
  let aantal = 0;
  const typen = new Set<string>();
  for (const { voorbeeld, uit } of o.goede) {
    if (uit.events.length === 0) v.meld(voorbeeld.naam, 'geeft geen enkel event');
    for (const e of uit.events) {
      aantal += 1;
      typen.add(e.type);
      for (const m of o.bank.catalogus.controleer(e.type, e.data)) v.meld(`${voorbeeld.naam} → ${e.type}`, `${m.pad}: ${m.tekst}`);
      const personen = new Set((e.data.personen as { id: string }[]).map((p) => p.id));
      for (const id of verwijzingen(e.data, true)) if (!personen.has(id)) v.meld(`${voorbeeld.naam} → ${e.type}`, 'verwijst naar een persoon die er niet is');
      if (Buffer.byteLength(JSON.stringify(e.data)) > MAX_EVENT) v.meld(`${voorbeeld.naam} → ${e.type}`, 'een event is groter dan 64 KB');
    }
  }
  return v.klaar(`${aantal} events van ${typen.size} typen uit ${o.goede.length} voorbeelden`);
}

/** Ids of persons where the model has a reference: `persoon`, and lists or fields of ids (`p1`). Not inside `bericht`. */
function* verwijzingen(w: unknown, top = false): Generator<string> {
  if (Array.isArray(w)) for (const x of w) yield* verwijzingen(x);
  else if (typeof w === 'object' && w !== null) {
    for (const [naam, x] of Object.entries(w)) {
      if (top && naam === 'bericht') continue;
      if (naam === 'persoon' && typeof x === 'string') yield x;
      else yield* verwijzingen(x);
    }
  }
}
