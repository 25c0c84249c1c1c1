// Vektis EI by record layout: AW319 (declaratie) and AW320 (retour, a reconstruction). The layout says what is checked, the mapping table what it means.
// Reads any length in flat memory; judges form and control rules, never the care or the money.
import { adapter } from '../../src/sdk/index.ts';
import { CODECS } from './codecs.ts';
import { events } from './events.ts';
import { technischeRetour } from './retour.ts';
import { SPEC } from './spec.ts';
import { schrijfBestand } from './terug.ts';
import { toets } from './toets.ts';

export default adapter({ spec: SPEC, codecs: CODECS, toets, events, render: schrijfBestand, technischeRetour });
