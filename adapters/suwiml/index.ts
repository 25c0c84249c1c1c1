// SuwiML: questions and answers between municipalities and the sources of the chain of work and income (UWV, SVB, DUO, RDW, Kadaster, BRP, Inlichtingenbureau).
// Reads what is asked and what is answered; never answers for a source. Over SOAP a question waits for its answer.
import { adapter } from '../../src/sdk/index.ts';
import { bevestig, fout } from './antwoord.ts';
import { CODECS } from './codecs.ts';
import { berichtId, keerTerug, verzend } from './doorgeven.ts';
import { leesKop } from './kop.ts';
import { DIENSTEN, dienstnaam, namespace, SPEC } from './spec.ts';
import { wsdl } from './wsdl.ts';

export default adapter({
  spec: SPEC,
  codecs: CODECS,
  kop: leesKop,
  soap: {
    endpoints: DIENSTEN.map((d) => ({ pad: `suwiml/${dienstnaam(d)}`, soort: 'synchroon' as const, berichten: d.vragen, namespace: namespace(d) })),
    bevestig: (_lezing, _kop, om) => bevestig(om),
    fout,
    verzend,
    vertrekReferentie: (v) => berichtId(v.referentie),
    keerTerug,
    wsdl(endpoint, adres, schemas) {
      const dienst = DIENSTEN.find((d) => `suwiml/${dienstnaam(d)}` === endpoint);
      if (!dienst) throw new Error(`geen SuwiML-endpoint: ${endpoint}`);
      return wsdl(dienst, adres, schemas);
    },
    onbekendeOntvangerWeigeren: false,
  },
});
