// What a StUF back office answers while its caller waits: npsLv01 and zakLv01 → La01, Lk02 and updates of documents → Bv02, a number for a case or document → Du02.
// Of the seeded set; a question about nobody of it gets an answer without an object, as the standard wants. What it does not know it says (Fo02 StUF031).
import { soapContentType, soapEnvelop } from '../sdk/soap.ts';
import { kopTerug } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Buiten, Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import type { Ontvangen } from './ontvangst.ts';
import { canoniek, isTestBsn, persoon, proefset, woonadres } from './personen.ts';
import { bv02, fout, type Systeem } from './stuf.ts';

type Bericht = Extract<Ontvangen, { readonly soort: 'bericht' }>;
type Data = Record<string, unknown>;

export const VRAAG_FOUTEN: Readonly<Record<string, string>> = {
  fo02: 'beantwoordt een synchroon bericht met Fo02 StUF058', 'fo02:StUF052': 'beantwoordt een synchroon bericht met Fo02 StUF052 (niet geautoriseerd)', 'niets-gevonden': 'beantwoordt elke vraag zonder object',
};

/** A StUF address as the model has a party. */
function partij(s: Systeem): Data {
  const { organisatie, ...rest } = s;
  return { ...(organisatie === undefined ? {} : /^[0-9]{4}$/.test(organisatie) ? { gemeentecode: organisatie } : { naam: organisatie }), ...rest };
}

interface Inhoud {
  readonly type: string;
  readonly als: string;
  readonly data: Data;
  readonly gevonden: boolean;
}

/** The answer's event; `bv02` for a receipt; null for what this back office does not answer. */
function inhoud(kern: Kern, o: Bericht, niets: boolean): Inhoud | 'bv02' | null {
  const vraag = o.feiten[0]!.data;
  if (o.bericht === 'npsLv01') {
    const bsn = (vraag.personen as readonly { readonly bsn?: string }[] | undefined)?.[0]?.bsn;
    const wel = !niets && bsn !== undefined && isTestBsn(bsn) && proefset(kern.zaad).includes(bsn);
    // BG 3.10 has no place for initials beside the names that they are made of.
    const { voorletters: _v, ...p } = wel ? canoniek(persoon(bsn, kern.zaad), 'p1', ['client']) : {};
    return { type: 'persoon-geleverd', als: 'stuf:npsLa01', data: { personen: wel ? [{ ...p, adressen: [woonadres(persoon(bsn, kern.zaad))] }] : [], bevraging: { vervolgvraag: false } }, gevonden: wel };
  }
  if (o.bericht === 'zakLv01') {
    const zaak = (vraag.zaak as { readonly identificatie?: string } | undefined)?.identificatie;
    const wel = zaak !== undefined && !niets;
    return { type: 'zaak-geleverd', als: 'stuf:zakLa01', data: { personen: [], ...(wel ? { zaak: { identificatie: zaak, omschrijving: 'Aanvraag ondersteuning', startdatum: feiten.dagen(kern.vandaag(), -60) } } : {}), bevraging: { vervolgvraag: false } }, gevonden: wel };
  }
  const soort = /^genereer(Zaak|Document)Identificatie_Di02$/.exec(o.bericht)?.[1];
  if (soort !== undefined) return { type: 'nummer-uitgegeven', als: `stuf:genereer${soort}Identificatie_Du02`, data: { personen: [], nummeruitgifte: { soort: soort.toLowerCase(), identificatie: `${kern.rol.code ?? '0363'}${String(kern.zaad * 1_000_000 + kern.nummer()).padStart(12, '0')}` } }, gevonden: true };
  return /Lk02$|^(updateZaakdocument|cancelCheckout)_Di02$/.test(o.bericht) ? 'bv02' : null;
}

export async function antwoordSynchroon(kern: Kern, o: Bericht, gespeeld: string | null): Promise<Buiten> {
  const regel = { bericht: o.bericht, referentie: o.kop.referentie ?? null };
  const terug = kopTerug(kern, o.kop);
  if (gespeeld?.startsWith('fo02') === true) return { ...fout('Fo02', gespeeld.split(':')[1] ?? 'StUF058', terug), regel: { ...regel, uitkomst: `fout ${gespeeld}` } };
  const i = inhoud(kern, o, gespeeld === 'niets-gevonden');
  if (i === null) return { ...fout('Fo02', 'StUF031', terug), regel: { ...regel, uitkomst: 'geweigerd' } };
  if (i === 'bv02') return { ...bv02(), regel: { ...regel, uitkomst: 'aanvaard' } };
  const bericht = { afzender: partij(terug.zender), ontvanger: partij(terug.ontvanger), referentie: terug.referentie, kruisreferentie: gespeeld === 'kruisref' ? kern.referentie() : terug.kruis };
  const bytes = await maakBericht([{ type: i.type, data: { bericht, ...i.data } }], i.als, kern, terug.referentie);
  return { status: 200, contentType: soapContentType('1.1'), body: soapEnvelop(bytes.toString('utf8').replace(/^<\?xml[^>]*\?>\s*/, ''), '1.1'), regel: { ...regel, uitkomst: gespeeld === 'kruisref' ? 'fout kruisref' : i.gevonden ? 'aanvaard' : 'niets gevonden' } };
}
