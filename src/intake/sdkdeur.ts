// The name under which every adapter finds the SDK: `knooppunt/sdk` (and `knooppunt/sdk/records`), wherever the adapter's folder stands.
// It is always the SDK of the hub that loads it, never a second copy: a CodecFout of another copy would not be known as one.
import { registerHooks } from 'node:module';

const SDK: Readonly<Record<string, string>> = {
  'knooppunt/sdk': new URL('../sdk/index.ts', import.meta.url).href,
  'knooppunt/sdk/records': new URL('../sdk/records/index.ts', import.meta.url).href,
};

let open = false;

/** Opens the door once per process. A test runner with a resolver of its own refuses the hook; there package.json's `exports` do the same. */
export function opentSdk(): void {
  if (open) return;
  open = true;
  try {
    registerHooks({
      resolve(naam, context, volgende) {
        const url = SDK[naam];
        return url === undefined ? volgende(naam, context) : { url, shortCircuit: true };
      },
    });
  } catch {
    // Whether an adapter finds the SDK then shows when it is loaded.
  }
}
