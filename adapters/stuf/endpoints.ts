// The SOAP endpoints of StUF, one per portType (bindingen §4), and the operations each offers: names, roots and SOAPActions.
import type { SoapEndpoint } from '../../src/sdk/index.ts';
import { NS } from './spec.ts';

export interface Operatie {
  /** Name in the WSDL; the SOAPAction is the namespace of the body element, a slash and this name. */
  readonly naam: string;
  readonly namespace: string;
  readonly wortel: string;
  /** Root of the answer. */
  readonly antwoord: { readonly namespace: string; readonly wortel: string };
}

export interface Poort {
  readonly pad: string;
  readonly portType: string;
  readonly soort: 'asynchroon' | 'synchroon';
  readonly operaties: readonly Operatie[];
}

const stuf = (wortel: string): Operatie['antwoord'] => ({ namespace: NS.stuf, wortel });
const op = (namespace: string, wortel: string, antwoord: Operatie['antwoord'], naam = wortel): Operatie => ({ naam, namespace, wortel, antwoord });
const bv04 = stuf('Bv04Bericht');
const bv02 = stuf('Bv02Bericht');
/** What an endpoint refused, as an intermediary passes it on (StUF 03.01 §4.4). */
const fo03 = op(NS.stuf, 'Fo03Bericht', bv04, 'Fo03');

export const POORTEN: readonly Poort[] = [
  {
    pad: 'stuf/ontvangAsynchroon', portType: 'OntvangAsynchroon', soort: 'asynchroon',
    operaties: [
      ...['creeerZaak_Lk01', 'updateZaak_Lk01', 'actualiseerZaakstatus_Lk01'].map((naam) => op(NS.zkn, 'zakLk01', bv04, naam)),
      op(NS.zkn, 'zakLk01', bv04),
      ...['voegZaakdocumentToe_Lk01', 'maakZaakdocument_Lk01'].map((naam) => op(NS.zkn, 'edcLk01', bv04, naam)),
      op(NS.zkn, 'edcLk01', bv04),
      op(NS.bg, 'npsLk01', bv04),
      op(NS.stuf, 'Bv01Bericht', bv04, 'Bv01'),
      op(NS.stuf, 'Fo01Bericht', bv04, 'Fo01'),
      fo03,
    ],
  },
  {
    pad: 'stuf/beantwoordVraag', portType: 'BeantwoordVraag', soort: 'synchroon',
    operaties: [
      ...['geefZaakstatus_Lv01', 'geefZaakdetails_Lv01', 'geefLijstZaakdocumenten_Lv01'].map((naam) => op(NS.zkn, 'zakLv01', { namespace: NS.zkn, wortel: 'zakLa01' }, naam)),
      op(NS.zkn, 'edcLv01', { namespace: NS.zkn, wortel: 'edcLa01' }, 'geefZaakdocumentLezen_Lv01'),
      op(NS.bg, 'npsLv01', { namespace: NS.bg, wortel: 'npsLa01' }),
    ],
  },
  {
    pad: 'stuf/verwerkSynchroneKennisgeving', portType: 'VerwerkSynchroneKennisgeving', soort: 'synchroon',
    operaties: [op(NS.zkn, 'zakLk02', bv02), op(NS.zkn, 'edcLk02', bv02), op(NS.bg, 'npsLk02', bv02)],
  },
  {
    pad: 'stuf/verwerkSynchroonVrijBericht', portType: 'VerwerkSynchroonVrijBericht', soort: 'synchroon',
    operaties: [
      ...['genereerZaakIdentificatie', 'genereerDocumentIdentificatie', 'geefZaakdocumentbewerken'].map((n) => op(NS.zkn, `${n}_Di02`, { namespace: NS.zkn, wortel: `${n}_Du02` })),
      op(NS.zkn, 'updateZaakdocument_Di02', bv02),
      op(NS.zkn, 'cancelCheckout_Di02', bv02),
    ],
  },
  {
    pad: 'ggk', portType: 'OntvangAsynchroon', soort: 'asynchroon',
    operaties: [
      op(NS.ggk, 'envelopHeenbericht-ggk_Di01', bv04, 'ggk_Di01'),
      op(NS.ggk, 'envelopRetourbericht-ggk_Du01', bv04, 'ggk_Du01'),
      op(NS.stuf, 'Fo01Bericht', bv04, 'Fo01'),
      fo03,
    ],
  },
];

/** What the core must know of each: path, kind, and which messages may come there. A root that ends in `Bericht` is StUF's own. */
export const ENDPOINTS: readonly SoapEndpoint[] = POORTEN.map((p) => ({ pad: p.pad, soort: p.soort, berichten: [...new Set(p.operaties.map((o) => o.wortel))] }));
