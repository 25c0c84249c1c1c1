// Preloaded in a hub (`node --import`): its clock goes by the offset in the file of KNOOPPUNT_KLOK, ms, read ten times a second. Monotonic time stays.
// Counts for its threads too. Only for S15: the hub knows nothing of it.
import { readFileSync } from 'node:fs';

let verschil = 0;
const lees = () => {
  try {
    verschil = Number(readFileSync(process.env.KNOOPPUNT_KLOK, 'utf8')) || 0;
  } catch {
    // Not there yet: the real time.
  }
};
lees();
setInterval(lees, 100).unref();
const Echt = globalThis.Date;
globalThis.Date = class Date extends Echt {
  constructor(...a) {
    if (a.length === 0) super(Echt.now() + verschil);
    else super(...a);
  }
  static now() {
    return Echt.now() + verschil;
  }
};
