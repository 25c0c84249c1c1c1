// Claim checks of large messages on PostgreSQL: in pieces in the database, so that every node can read what any node took in.
// The local file is a copy to read from; where it is missing it is made again. Pieces stand before the message that names them does.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Lezer } from './postgres-lezer.ts';
import { StoreError } from './port.ts';

const STUK = 1024 * 1024;

/** Puts a local file into the database, durable when it resolves; a second time changes nothing. @throws StoreError `onbereikbaar` when the file is not there */
export async function bewaarSpool(lezer: Lezer, dataDir: string, naam: string): Promise<void> {
  const pad = path.join(dataDir, naam);
  if (!existsSync(pad)) throw new StoreError('onbereikbaar', `Het bestand ${naam} van dit bericht is er niet meer.`);
  await lezer.transactie(async (c) => {
    let volgnr = 0;
    for await (const stuk of createReadStream(pad, { highWaterMark: STUK }) as AsyncIterable<Buffer>) {
      await c.query('INSERT INTO spool_deel (spool, volgnr, bytes) VALUES ($1, $2, $3) ON CONFLICT (spool, volgnr) DO NOTHING', [naam, volgnr, stuk]);
      volgnr += 1;
    }
  });
}

/** Path of a local file with a claim check's bytes, fetched where this node does not have it. @throws StoreError `intern` when it is nowhere */
export async function haalSpool(lezer: Lezer, dataDir: string, naam: string): Promise<string> {
  const pad = path.join(dataDir, naam);
  if (existsSync(pad)) return pad;
  await mkdir(path.dirname(pad), { recursive: true, mode: 0o700 });
  const deel = `${pad}.${randomUUID()}.deel`;
  const bestand = await open(deel, 'wx', 0o600);
  let volgnr = 0;
  try {
    for (; ; volgnr++) {
      const [rij] = await lezer.een('SELECT bytes FROM spool_deel WHERE spool = $1 AND volgnr = $2', [naam, volgnr]);
      if (!rij) break;
      await bestand.write(rij.bytes as Uint8Array);
    }
    await bestand.sync();
  } finally {
    await bestand.close();
  }
  if (volgnr === 0) throw new StoreError('intern', `Het bestand ${naam} staat niet op dit knooppunt en niet in de opslag.`);
  await rename(deel, pad);
  return pad;
}

/** Pieces that no message names and that are a day old: the message was never accepted. @throws PostgresFout */
export async function ruimSpoolDelenOp(lezer: Lezer): Promise<void> {
  await lezer.een("DELETE FROM spool_deel d WHERE d.op < now() - interval '1 day' AND NOT EXISTS (SELECT 1 FROM bericht b WHERE b.spool = d.spool)");
}
