// Second pass: the events of a file that passed the first. The same file gives the same events in the same order, every time.
// A large file: head first (its totals stand at the end of the file, so the file is read once for it), then the parts as they come.
import type { RecordBron, RecordEvent, RecordGereedschap, RecordToets } from '../../src/sdk/index.ts';
import { RecordLezer } from '../../src/sdk/records/index.ts';
import type { Deel } from './delen.ts';
import type { Knoop } from './knopen.ts';
import { allePlannen } from './plannen.ts';
import { inKleineStukken, planVan, Verzamelaar, type Samenvatting } from './toets.ts';
import { nummer, vertaalDeel, vertaalHeel, vertaalHoofd, type Vertaald } from './vertaling.ts';

/** @throws Error when the file is not the one that passed the first pass. */
export async function* events(bron: RecordBron, toets: RecordToets, g: RecordGereedschap): AsyncGenerator<RecordEvent> {
  const samenvatting = toets.samenvatting as Samenvatting;
  if (samenvatting === null) {
    const delen: Deel[] = [];
    const v = verzamel(g, (d) => delen.push(d));
    await lees(bron, v);
    v.delen.einde();
    yield* goed(vertaalHeel(kopVan(v), delen[0] ?? [], sluitVan(v), g)).events;
    return;
  }
  const uiteinden = verzamel(g, () => {});
  await lees(bron, uiteinden);
  const kop = kopVan(uiteinden);
  yield* goed(vertaalHoofd(kop, sluitVan(uiteinden), samenvatting, g)).events;
  let wachtend: Deel[] = [];
  let deel = 0;
  const v = verzamel(g, (d) => wachtend.push(d));
  const lezer = new RecordLezer((r) => v.neem(r));
  function* afgerond(): Generator<RecordEvent> {
    for (const d of wachtend) for (const e of goed(vertaalDeel(kop, d, g)).events) yield nummer(e, ++deel, samenvatting!.delen);
    wachtend = [];
  }
  for await (const stuk of inKleineStukken(bron)) {
    lezer.voer(stuk);
    yield* afgerond();
  }
  lezer.einde();
  v.delen.einde();
  yield* afgerond();
  if (deel !== samenvatting.delen) throw new Error('het bestand is niet meer het gecontroleerde bestand');
}

const verzamel = (g: RecordGereedschap, geef: (deel: Deel) => void): Verzamelaar => new Verzamelaar(planVan(allePlannen(g), g.soort), g, geef);

async function lees(bron: RecordBron, v: Verzamelaar): Promise<void> {
  const lezer = new RecordLezer((r) => v.neem(r));
  for await (const stuk of inKleineStukken(bron)) lezer.voer(stuk);
  lezer.einde();
}

function kopVan(v: Verzamelaar): Knoop {
  if (!v.kop) throw new Error('het bestand is niet meer het gecontroleerde bestand');
  return v.kop;
}

function sluitVan(v: Verzamelaar): Knoop {
  if (!v.sluit) throw new Error('het bestand is niet meer het gecontroleerde bestand');
  return v.sluit;
}

/** The first pass mapped every part without findings; a finding now means that the file changed in between. */
function goed(uit: Vertaald | null): Vertaald {
  if (!uit || uit.meldingen.length > 0) throw new Error('het bestand is niet meer het gecontroleerde bestand');
  return uit;
}
