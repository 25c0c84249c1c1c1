// Sweeps the spool folder at start: files that an earlier run left half written. What this run writes is younger than it and stays;
// a whole file (`.bericht`) is never touched: the store may point at it.
import { lstat, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Removes `*.tmp` from before `voor` (epoch ms; default: the start of this process); returns how many. A folder that is not there holds none. */
export async function ruimSpoolOp(spoolMap: string, voor: number = performance.timeOrigin): Promise<number> {
  let n = 0;
  for (const naam of await readdir(spoolMap).catch(() => [] as string[])) {
    if (!naam.endsWith('.tmp')) continue;
    const pad = path.join(spoolMap, naam);
    const s = await lstat(pad).catch(() => null);
    if (!s || s.mtimeMs >= voor) continue;
    await unlink(pad).then(() => { n += 1; }, () => undefined);
  }
  return n;
}
