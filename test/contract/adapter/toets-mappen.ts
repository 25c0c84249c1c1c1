// Runs the contract kit on every folder named and prints the outcomes as one JSON list. Started by kapot.ts, on Node itself.
import { toetsAdapter } from '../../../src/contract/index.ts';

const uitslagen = [];
for (const map of process.argv.slice(2)) uitslagen.push(await toetsAdapter(map, { mutaties: 12, perBericht: 1000 }));
process.stdout.write(JSON.stringify(uitslagen));
