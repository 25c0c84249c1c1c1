// Jest's globalTeardown: ends the servers that this run started, and says by name what had no real server.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const leeft = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export default async function eind() {
  const map = process.env.KNOOPPUNT_DIENSTEN;
  if (!map || !existsSync(map)) return;
  const bestanden = readdirSync(map);
  const wakers = bestanden.filter((b) => b.endsWith('.pid')).map((b) => Number(readFileSync(join(map, b), 'utf8')));
  for (const pid of wakers) if (leeft(pid)) process.kill(pid, 'SIGTERM');
  for (let n = 0; n < 100 && wakers.some(leeft); n++) await new Promise((klaar) => setTimeout(klaar, 100));
  for (const b of bestanden.filter((x) => x.endsWith('.json'))) {
    const { fout } = JSON.parse(readFileSync(join(map, b), 'utf8'));
    if (!fout) continue;
    const naam = b.replace('.json', '');
    const vragers = bestanden.filter((x) => x.startsWith(`${naam}.vraag.`)).map((x) => readFileSync(join(map, x), 'utf8'));
    process.stderr.write(`NIET GEDRAAID zonder echte ${naam} (${fout}): ${[...new Set(vragers)].sort().join(', ')}\n`);
  }
  rmSync(map, { recursive: true, force: true });
}
