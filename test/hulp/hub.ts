// A whole hub for a test: fresh data folder, free port, no log, everything real. Ends what it started.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt, type Startopties } from '../../src/main.ts';

export interface ProefHub {
  readonly kp: Knooppunt;
  readonly url: string;
  readonly data: string;
  post(bytes: Uint8Array | string, pad?: string, koppen?: Record<string, string>): Promise<{ readonly status: number; readonly tekst: string; readonly koppen: Headers }>;
  stop(): Promise<void>;
}

/** @param yaml text of a knooppunt.yaml beside the data folder; none = the samples. */
export async function startProefHub(opties: { readonly yaml?: string } & Startopties = {}): Promise<ProefHub> {
  const { yaml, ...rest } = opties;
  const map = mkdtempSync(path.join(tmpdir(), 'kp-proef-'));
  const data = path.join(map, 'data');
  if (yaml !== undefined) writeFileSync(path.join(map, 'knooppunt.yaml'), yaml);
  const kp = await startKnooppunt({ cwd: map, data, poort: 0, log: null, ...(yaml === undefined ? {} : { bestand: path.join(map, 'knooppunt.yaml') }), ...rest });
  return {
    kp,
    url: kp.url,
    data,
    async post(bytes, pad = '/v1/berichten', koppen = {}) {
      const r = await fetch(new URL(pad, kp.url), { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...koppen }, body: bytes });
      return { status: r.status, tekst: await r.text(), koppen: r.headers };
    },
    async stop() {
      await kp.stop();
      rmSync(map, { recursive: true, force: true });
    },
  };
}
