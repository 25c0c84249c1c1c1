// `knooppunt herstel positie`: an operator's decision about where a relay goes on, checked and recorded. The hub must be stopped.
import { repairPosition } from '../../datamap/datamap.ts';
import { PositieKeuzeFout } from '../../relay/herstel.ts';
import { dataMapVan } from '../datamap.ts';
import { tabel } from '../tabel.ts';

export async function positie(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const naar = opties.naar === 'begin' || opties.naar === 'eind' ? opties.naar : Number(opties.naar);
  if (opties.naar === undefined || Number.isNaN(naar)) throw new Error('geef met --naar aan waar het relay verder gaat: begin, eind of een aanvaardingsnummer');
  try {
    const uit = await repairPosition(dataMapVan(opties), { naar, reden: typeof opties.reden === 'string' ? opties.reden : '', ...(opties.shard === undefined ? {} : { shard: Number(opties.shard) }) });
    if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
    else process.stdout.write(tabel([['shard', 'van', 'naar', ''], ...uit.map((p) => [String(p.shard), p.van ? String(p.van.acceptance) : '-', String(p.naar.acceptance), p.gewijzigd ? 'gewijzigd' : 'bleef'])]));
    return 0;
  } catch (e) {
    if (e instanceof PositieKeuzeFout) {
      process.stderr.write(`${e.message}\n`);
      return 2;
    }
    throw e;
  }
}
