// The contract kit: what every adapter promises the hub, asked of one adapter. Reads and runs it; changes nothing, sends nothing, stores nothing.
// `knooppunt adapter test` and the tests of this repository call it; a sector knooppunt may call it from its own tests.
import { stelOp, Vormfout, type Opstelling } from './opstelling.ts';
import { bouw } from './punten/bouw.ts';
import { dekking } from './punten/dekking.ts';
import { grenzen } from './punten/grenzen.ts';
import { herhaalbaar } from './punten/herhaalbaar.ts';
import { herkennen } from './punten/herkennen.ts';
import { kop } from './punten/kop.ts';
import { model } from './punten/model.ts';
import { mutaties } from './punten/mutaties.ts';
import { plaatsen } from './punten/plaatsen.ts';
import { soap } from './punten/soap.ts';
import { tabellen } from './punten/tabellen.ts';
import { TITEL, vorm } from './punten/vorm.ts';
import { voorbeelden } from './punten/voorbeelden.ts';
import { weigeren } from './punten/weigeren.ts';
import { type Contractopties, type Contractuitslag, type Punt, PUNTEN, type Puntuitslag } from './types.ts';
import { Verslag } from './verslag.ts';

const TOETSEN: Readonly<Record<Punt, (o: Opstelling, opties: Contractopties) => Promise<Puntuitslag>>> = {
  vorm, bouw, tabellen, herkennen, weigeren, voorbeelden, model, plaatsen, grenzen, mutaties, dekking, herhaalbaar, kop, soap,
};

/**
 * Runs every check on the adapter in `map`.
 * @param map folder with the adapter's module; samples in `samples/` beside it, or in `../../samples/<name>/`.
 * @throws ContractFout when there is no adapter to judge.
 */
export async function toetsAdapter(map: string, opties: Contractopties = {}): Promise<Contractuitslag> {
  let o: Opstelling;
  try {
    o = await stelOp(map);
  } catch (e) {
    if (!(e instanceof Vormfout)) throw e;
    // It cannot stand beside the others, so nothing else can be asked of it.
    const v = new Verslag('vorm', TITEL);
    v.meld('spec', e.message);
    const uitslag = v.klaar('de adapter past niet naast de andere; verder niet getoetst');
    opties.voortgang?.('vorm', uitslag);
    return { adapter: '', map, goed: false, punten: [uitslag] };
  }
  const punten: Puntuitslag[] = [];
  for (const punt of PUNTEN) {
    opties.voortgang?.(punt, null);
    const uitslag = await TOETSEN[punt](o, opties);
    punten.push(uitslag);
    opties.voortgang?.(punt, uitslag);
  }
  return { adapter: o.adapter.spec.naam, map: o.map, goed: punten.every((p) => p.uitkomst !== 'fout'), punten };
}
