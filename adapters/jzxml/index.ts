// StUF-Jeugdzorg (CORV): the messages between municipalities, Veilig Thuis, police and the justice chain about children at risk.
// Reads and checks them, says whom they are for; never judges a melding, never answers in a party's name.
import { adapter } from '../../src/sdk/index.ts';
import { bevestig, fout } from './antwoord.ts';
import { CODECS } from './codecs.ts';
import { leesKop } from './kop.ts';
import { schrijfKop } from './schrijfkop.ts';
import { SPEC } from './spec.ts';
import { verzend } from './verzend.ts';
import { wsdl } from './wsdl.ts';

export default adapter({
  spec: SPEC,
  codecs: CODECS,
  kop: leesKop,
  render: schrijfKop,
  soap: {
    endpoints: [{ pad: 'jzxml', soort: 'asynchroon', berichten: [] }],
    bevestig: (_lezing, kop, om) => bevestig(kop, om),
    fout,
    verzend,
    wsdl: (_endpoint, adres, schemas) => wsdl(adres, schemas),
    onbekendeOntvangerWeigeren: true,
  },
});
