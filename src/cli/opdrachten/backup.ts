// `knooppunt backup DIR` and `knooppunt herstel backup DIR`: a consistent copy beside a running hub, and putting it back into an empty data folder.
import path from 'node:path';
import { backup as maakBackup, restore } from '../../datamap/datamap.ts';
import { dataMapVan } from '../datamap.ts';

export default async function backup([map]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const uit = await maakBackup(dataMapVan(opties), path.resolve(map!));
  process.stdout.write(opties.json ? `${JSON.stringify(uit, null, 2)}\n` : `Kopie gemaakt in ${map}: ${uit.bestanden.length} bestanden, teruggelezen en vergeleken.\n`);
  return 0;
}

export async function terugzetten([map]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const doel = dataMapVan(opties);
  const uit = await restore(path.resolve(map!), doel);
  process.stdout.write(opties.json ? `${JSON.stringify(uit, null, 2)}\n` : `Kopie van ${uit.gemaakt} teruggezet in ${doel}. Wat na de kopie is ontvangen, staat er niet in: vraag afzenders dat opnieuw te sturen.\n`);
  return 0;
}
