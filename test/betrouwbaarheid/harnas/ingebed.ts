// A hub on the embedded engines for one scenario: a folder of its own, one node.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Knoop, type KnoopOpties } from './knoop.ts';

export interface Ingebed {
  readonly hub: Knoop;
  readonly data: string;
  ruimOp(): Promise<void>;
}

export function maakIngebed(opties: Pick<KnoopOpties, 'node' | 'env'> = {}): Ingebed {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-chaos-'));
  const config = path.join(map, 'knooppunt.yaml');
  // Without the limit per sender, which would answer a burst with 429 and hide what is tested.
  writeFileSync(config, 'adapters: [stuf]\nlimieten: { perAfzender: { perMinuut: 1000000 } }\n');
  const data = path.join(map, 'data');
  const hub = new Knoop({ data, config, ...opties });
  return {
    hub,
    data,
    async ruimOp() {
      await hub.dood();
      rmSync(map, { recursive: true, force: true });
    },
  };
}
