// What a scenario measured, for the report of `npm run chaos`: one JSON file each in the folder of KNOOPPUNT_VERSLAG. Without that folder nothing is written.
// Also: a scenario that needs a server of its own and cannot have one is named in the last lines of the run.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export function verslag(scenario: string, uit: Readonly<Record<string, string | number | boolean>>): void {
  const map = process.env.KNOOPPUNT_VERSLAG;
  process.stderr.write(`${scenario}: ${Object.entries(uit).map(([k, w]) => `${k} ${w}`).join(', ')}\n`);
  if (map) writeFileSync(path.join(map, `${scenario}.json`), JSON.stringify(uit));
}

/** jest-eind.js reads these files: `NIET GEDRAAID zonder echte …`. */
export function meldNietGedraaid(wat: string, fout: string, bestand: string): void {
  const map = process.env.KNOOPPUNT_DIENSTEN;
  if (map === undefined) return;
  writeFileSync(path.join(map, `${wat}.json`), JSON.stringify({ fout }));
  writeFileSync(path.join(map, `${wat}.vraag.${path.basename(bestand)}`), `test/betrouwbaarheid/${path.basename(bestand)}`);
}
