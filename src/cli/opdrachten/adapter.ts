// `knooppunt adapter test DIR`: the contract kit on one adapter, one line a check, findings below it.
// Exit code: 0 all good; 1 the adapter does not keep the contract; 2 there was no adapter to judge.
import { ContractFout, type Puntuitslag, toetsMetWacht } from '../../contract/index.ts';

const TEKEN: Readonly<Record<Puntuitslag['uitkomst'], string>> = { goed: 'goed', fout: 'FOUT', 'niet-van-toepassing': 'n.v.t.' };

function toon(p: Puntuitslag): void {
  process.stdout.write(`${TEKEN[p.uitkomst].padEnd(7)}${p.punt.padEnd(13)}${p.titel} (${p.gemeten})\n`);
  for (const b of p.bevindingen) process.stdout.write(`         ${b.waar}: ${b.tekst}\n`);
  if (p.meer > 0) process.stdout.write(`         en nog ${p.meer} bevindingen\n`);
}

export async function test([map]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  try {
    const uitslag = await toetsMetWacht(map!, opties.json ? {} : { voortgang: (_, p) => p && toon(p) });
    if (opties.json) process.stdout.write(`${JSON.stringify(uitslag, null, 2)}\n`);
    else {
      const fout = uitslag.punten.filter((p) => p.uitkomst === 'fout').length;
      process.stdout.write(fout === 0 ? `\nAdapter ${uitslag.adapter} houdt zich aan het contract.\n` : `\nDe adapter houdt zich niet aan het contract: ${fout} van ${uitslag.punten.length} punten niet goed.\n`);
    }
    return uitslag.goed ? 0 : 1;
  } catch (e) {
    if (!(e instanceof ContractFout)) throw e;
    if (opties.json) process.stdout.write(`${JSON.stringify({ adapter: null, map, goed: false, punten: [], fout: e.message }, null, 2)}\n`);
    process.stderr.write(`${e.message}\n`);
    return 2;
  }
}
