// Files of the command line as messages: small ones in memory, large ones read from disk by the pipeline.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Inhoud } from '../intake/port.ts';

const GEHEUGEN = 8 * 1024 * 1024;

/** Reads a file as a message. @throws Error (Dutch) when it cannot be read. */
export async function leesBestand(pad: string): Promise<Inhoud> {
  try {
    const { size } = await stat(pad);
    if (size <= GEHEUGEN) return { soort: 'geheugen', bytes: await readFile(pad) };
    const h = createHash('sha256');
    for await (const stuk of createReadStream(pad)) h.update(stuk as Buffer);
    return { soort: 'spool', pad, omvang: size, sha256: h.digest('hex') };
  } catch {
    throw new Error(`${pad} is niet te lezen`);
  }
}
