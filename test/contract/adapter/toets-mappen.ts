// Runs the contract kit on every folder named (`folder?milliseconds` sets a time limit a message) and prints the outcomes as one JSON list. Started by kapot.ts, on Node itself.
import { toetsAdapter } from '../../../src/contract/index.ts';

const uitslagen = [];
// A time limit only where one is asked for: on a busy machine a short one would say more of the machine than of the adapter.
for (const arg of process.argv.slice(2)) {
  const [map, ms] = arg.split('?') as [string, string?];
  uitslagen.push(await toetsAdapter(map, { mutaties: 12, perBericht: ms === undefined ? 60_000 : Number(ms) }));
}
process.stdout.write(JSON.stringify(uitslagen));
