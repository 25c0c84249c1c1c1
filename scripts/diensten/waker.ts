// Guards one server of a test run: starts it, writes its address, and ends it with the run, however the run ends.
// Started detached by the first test that asks (test/hulp/diensten.ts). Its own end: SIGTERM, or the process it watches is gone.
// Use: waker.ts <naam> <map of the run> <pid to watch>
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DienstNaam, vindDienst } from './vinden.ts';

const [naam, map, ouder] = process.argv.slice(2) as [string, string, string];

function schrijf(inhoud: unknown): void {
  const doel = path.join(map, `${naam}.json`);
  writeFileSync(`${doel}.bezig`, JSON.stringify(inhoud));
  renameSync(`${doel}.bezig`, doel);
}

function leeft(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

let stop: () => Promise<void> = async () => undefined;
let bezig = false;
async function einde(): Promise<void> {
  if (bezig) return;
  bezig = true;
  await stop().catch(() => undefined);
  process.exit(0);
}
process.on('SIGTERM', () => void einde());
process.on('SIGINT', () => void einde());
setInterval(() => {
  if (!leeft(Number(ouder))) void einde();
}, 500);

try {
  const dienst = await vindDienst(naam.replace(/3$/, '') as DienstNaam, naam.endsWith('3') ? { nodes: 3 } : {});
  stop = dienst.stop;
  if (bezig) await dienst.stop();
  schrijf({ adres: dienst.adres, herkomst: dienst.herkomst, waker: process.pid });
} catch (e) {
  schrijf({ fout: e instanceof Error ? e.message : String(e), waker: process.pid });
  process.exit(0);
}
