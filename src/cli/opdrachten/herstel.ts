// `knooppunt herstel positie`: an operator's decision about where a relay goes on, checked and recorded. The hub must be stopped.
import { loadConfig } from '../../config/index.ts';
import { repairPosition } from '../../datamap/datamap.ts';
import { openVoorBeheer } from '../motoren.ts';
import { herstelPositie, type PositieHersteld, type PositieKeuze, PositieKeuzeFout } from '../../relay/herstel.ts';
import { configOpties } from '../datamap.ts';
import { tabel } from '../tabel.ts';

export async function positie(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const naar = opties.naar === 'begin' || opties.naar === 'eind' ? opties.naar : Number(opties.naar);
  if (opties.naar === undefined || Number.isNaN(naar)) throw new Error('geef met --naar aan waar het relay verder gaat: begin, eind of een aanvaardingsnummer');
  try {
    const uit = await herstel(opties, { naar, reden: typeof opties.reden === 'string' ? opties.reden : '', ...(opties.shard === undefined ? {} : { shard: Number(opties.shard) }) });
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

/** In the log that the configuration names: a position in another one would say nothing. */
async function herstel(opties: Record<string, unknown>, keuze: PositieKeuze): Promise<readonly PositieHersteld[]> {
  const c = loadConfig(configOpties(opties));
  if (c.opslag.soort === 'ingebed' && c.eventlog.soort === 'ingebed') return await repairPosition(c.opslag.map, keuze);
  const motoren = await openVoorBeheer(configOpties(opties));
  try {
    return await herstelPositie(motoren.store, motoren.eventlog, keuze);
  } finally {
    await motoren.sluit();
  }
}
