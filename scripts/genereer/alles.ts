// `npm run genereer`: writes every generated file. `-- --controle` (CI) writes nothing and fails, naming each file that is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatoren } from './generatoren.ts';

const wortel = path.resolve(import.meta.dirname, '../..');
const controle = process.argv.includes('--controle');
const verouderd: string[] = [];

for (const g of await generatoren()) {
  const doel = path.join(wortel, g.pad);
  const nieuw = await g.maak();
  const oud = existsSync(doel) ? readFileSync(doel, 'utf8') : null;
  if (oud === nieuw) continue;
  verouderd.push(g.pad);
  if (controle) continue;
  mkdirSync(path.dirname(doel), { recursive: true });
  writeFileSync(doel, nieuw);
}

if (!controle) process.stdout.write(verouderd.length === 0 ? 'Alles was al bij.\n' : `Geschreven:\n${verouderd.map((v) => `  ${v}\n`).join('')}`);
else if (verouderd.length > 0) {
  process.stderr.write(`Verouderd (draai \`npm run genereer\` en leg het vast):\n${verouderd.map((v) => `  ${v}\n`).join('')}`);
  process.exitCode = 1;
} else process.stdout.write('Alle gemaakte bestanden zijn bij.\n');
