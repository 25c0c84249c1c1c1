// iWmo and iJw 3.2 and 2.3: the messages between municipalities and providers of support and youth care.
// Reads what a message says and whom it names; never judges it (that is the receiving party's: `technischeRetour` says 0001 and nothing else)
// and has no SOAP of its own (GGK carries it).
import { adapter } from '../../src/sdk/index.ts';
import { CODECS } from './codecs.ts';
import { leesKop } from './kop.ts';
import { technischeRetour } from './retour.ts';
import { schrijfKop } from './schrijfkop.ts';
import { SPEC } from './spec.ts';

export default adapter({ spec: SPEC, codecs: CODECS, kop: leesKop, render: schrijfKop, technischeRetour });
