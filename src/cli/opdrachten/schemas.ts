// `knooppunt schemas install DIR | list`: official sets in use beside our own profiles.
import path from 'node:path';
import { laadAdapters } from '../../intake/register.ts';
import { maakLibxml2Validator } from '../../xml/libxml2-validator.ts';
import { installeer, leesGeldend } from '../../xml/officieel/installatie.ts';
import { dataMapVan } from '../datamap.ts';
import { tabel } from '../tabel.ts';

export async function install([map]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const uit = installeer({
    map: path.resolve(map!),
    dataMap: dataMapVan(opties),
    adapters: await laadAdapters(),
    schemas: maakLibxml2Validator(),
    nu: new Date().toISOString(),
    ...(typeof opties.for === 'string' ? { voor: opties.for } : {}),
  });
  if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
  else {
    process.stdout.write(`In gebruik genomen: ${uit.geldend.length} berichttypen.\n${tabel(uit.geldend.map((g) => [g.standaard, g.versie, g.berichttype, g.bron, g.sha256.slice(0, 12)]), '  ')}`);
    const niet = uit.zonder.filter((z) => z.reden !== 'staat niet in deze set');
    if (niet.length > 0) process.stdout.write(`Niet bruikbaar:\n${tabel(niet.map((z) => [z.standaard, z.berichttype, z.reden]), '  ')}`);
  }
  return 0;
}

export async function list(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const geldend = leesGeldend(dataMapVan(opties));
  if (opties.json) process.stdout.write(`${JSON.stringify(geldend, null, 2)}\n`);
  else if (geldend.length === 0) process.stdout.write('Er zijn geen officiële schemasets geïnstalleerd; berichten worden aan de eigen profielen getoetst.\n');
  else process.stdout.write(tabel([['standaard', 'versie', 'bericht', 'versie set', 'bron', 'sha256', 'sinds'], ...geldend.map((g) => [g.standaard, g.versie, g.berichttype, g.setVersie ?? '-', g.bron, g.sha256.slice(0, 12), g.geinstalleerdOp])]));
  return 0;
}
