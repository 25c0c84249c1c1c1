// The XSD files that our WSDLs name, for whoever makes a client from them. Hands out files of an adapter's own profile and nothing else.
import { readFile } from 'node:fs/promises';
import type { Adapter } from '../sdk/adapter.ts';

/** Names of folders and a file, without a way up or a hidden one. */
const PAD = /^([A-Za-z0-9_-]+\/){0,3}[A-Za-z0-9_-][A-Za-z0-9._-]*\.xsd$/;

/** @param pad below the adapter's `spec.schemas`. Null: not an adapter that speaks SOAP, or no such file. */
export async function schemabestand(adapters: readonly Adapter[], naam: string, pad: string): Promise<Buffer | null> {
  const adapter = adapters.find((a) => a.spec.naam === naam);
  if (!adapter || !('kop' in adapter) || !adapter.soap || !PAD.test(pad)) return null;
  try {
    return await readFile(new URL(pad, adapter.spec.schemas));
  } catch (e) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((e as NodeJS.ErrnoException).code ?? '')) return null;
    throw e;
  }
}
