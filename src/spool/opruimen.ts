// Sweeps the spool folder at start: files that a crash left half written. A whole file (`.bericht`) is never touched:
// the store may point at it.
import { readdir, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Removes `*.tmp` under the spool folder; returns how many. A folder that is not there holds none. */
export async function ruimSpoolOp(spoolMap: string): Promise<number> {
  let namen: string[];
  try {
    namen = await readdir(spoolMap);
  } catch {
    return 0;
  }
  let n = 0;
  for (const naam of namen) {
    if (!naam.endsWith('.tmp')) continue;
    await unlink(path.join(spoolMap, naam)).then(() => { n += 1; }, () => undefined);
  }
  return n;
}
