// Sweeps the spool folder at start, when nobody hands anything in yet: files that an earlier run left half written (`*.tmp`), and whole ones
// (`*.bericht`) that it never got accepted. What this run writes is younger than it, and stays; what the store points at stays.
import { lstat, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';

export interface OpruimOpties {
  /** Names under the data folder that the store points at (`spool/….bericht`). */
  readonly gebruikt: ReadonlySet<string>;
  /** Only files from before this moment, epoch ms; default the start of this process. */
  readonly voor?: number;
}

/** Returns how many files went. A folder that is not there holds none. */
export async function ruimSpoolOp(dataMap: string, opties: OpruimOpties): Promise<number> {
  const voor = opties.voor ?? performance.timeOrigin;
  const spool = path.join(dataMap, 'spool');
  let n = 0;
  for (const naam of await readdir(spool).catch(() => [] as string[])) {
    if (!naam.endsWith('.tmp') && !naam.endsWith('.bericht')) continue;
    if (opties.gebruikt.has(path.join('spool', naam))) continue;
    const pad = path.join(spool, naam);
    const s = await lstat(pad).catch(() => null);
    if (!s?.isFile() || s.mtimeMs >= voor) continue;
    await unlink(pad).then(() => { n += 1; }, () => undefined);
  }
  return n;
}
