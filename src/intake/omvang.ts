// Which limit a message passes: XML and record files have their own. Reads the first bytes of a spooled file at most.
import { open } from 'node:fs/promises';
import { lijktXml } from './lezen.ts';
import type { Inhoud, Limieten } from './port.ts';

/** The limit that a message passes, in bytes; null when it does not. */
export async function groter(inhoud: Inhoud, limieten: Limieten): Promise<number | null> {
  const omvang = inhoud.soort === 'geheugen' ? inhoud.bytes.length : inhoud.omvang;
  if (omvang <= Math.min(limieten.xml, limieten.records)) return null;
  let begin: Uint8Array;
  if (inhoud.soort === 'geheugen') begin = inhoud.bytes.subarray(0, 4096);
  else {
    const h = await open(inhoud.pad, 'r');
    try {
      const b = Buffer.alloc(4096);
      const { bytesRead } = await h.read(b, 0, b.length, 0);
      begin = b.subarray(0, bytesRead);
    } finally {
      await h.close();
    }
  }
  const limiet = lijktXml(begin) ? limieten.xml : limieten.records;
  return omvang > limiet ? limiet : null;
}
