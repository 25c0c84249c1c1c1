// StUF: how municipalities talk to each other and to their sectors. Case and document services, persons, receipts and faults, and the GGK envelope.
// Acknowledges and refuses in StUF's own form; never answers a question for somebody else: what the endpoint answered is passed on.
import { adapter } from '../../src/sdk/index.ts';
import { bevestig, fout } from './antwoord.ts';
import { CODECS } from './codecs.ts';
import { controleer } from './controles.ts';
import { ENDPOINTS } from './endpoints.ts';
import { leesKop } from './kop.ts';
import { omhul } from './omhul.ts';
import { openEnvelop } from './lading.ts';
import { laterFout } from './laterfout.ts';
import { schrijfKop } from './schrijfkop.ts';
import { SPEC } from './spec.ts';
import { verzend } from './verzend.ts';
import { keerTerug } from './terugkeer.ts';
import { wsdl } from './wsdl.ts';

export default adapter({
  spec: SPEC,
  codecs: CODECS,
  kop: leesKop,
  render: schrijfKop,
  controleer,
  omhul,
  payload: openEnvelop,
  soap: {
    endpoints: ENDPOINTS,
    bevestig: (_lezing, kop, om) => bevestig(kop, om),
    fout: (invoer) => fout(invoer, ENDPOINTS.find((e) => e.pad === invoer.endpoint)?.soort === 'synchroon'),
    laterFout,
    verzend,
    keerTerug,
    wsdl,
    onbekendeOntvangerWeigeren: true,
  },
});
