// Buurtteambericht 1.0, a small standard of our own invention: neighbourhood teams tell the municipality whom they support, and when that ends.
// Shows all that an adapter can be, in files of a screen each; knows the SDK and nothing else of the hub.
import { adapter } from 'knooppunt/sdk';
import { bevestig, fout } from './antwoord.ts';
import { CODECS } from './codecs.ts';
import { controleer } from './controle.ts';
import { leesKop } from './kop.ts';
import { SPEC } from './spec.ts';
import { wsdl } from './wsdl.ts';

export default adapter({
  spec: SPEC,
  codecs: CODECS,
  kop: leesKop,
  controleer,
  soap: {
    endpoints: [{ pad: 'buurtteam', soort: 'asynchroon', berichten: [] }],
    bevestig: (_lezing, kop, om) => bevestig(kop, om),
    fout,
    wsdl: (_endpoint, adres) => wsdl(adres),
    onbekendeOntvangerWeigeren: true,
  },
});
