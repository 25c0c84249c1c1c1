// An asynchronous message with a readable head and an invalid body: Bv03 at once, Fo01 StUF055 later (StUF 03.01 §4.4).
// Bv03, not Bv04: the hub ends this message itself, so it is the endpoint, and what a Bv03 says is so: it is kept and its stuurgegevens are right.
// Bv04 would promise that the message goes on. Fo01 never answers an answer (Bv01, Du01, Fo01): table of §4.4.
import { foutregel, kind, kinderen, tekstVan, xmlTekst, type BronKnoop, type FoutCode, type FoutInvoer, type Melding, type SoapAntwoord } from '../../src/sdk/index.ts';
import { bevestig, foutdelen, functie, stuurgegevens } from './antwoord.ts';
import { NS } from './spec.ts';

/** What StUF055 stands for (body not according to the schema of the sector model, a payload that cannot be read); head and size stay Fo03. */
const isInhoud = (code: FoutCode): boolean => (foutregel(code).stuf === 'StUF055' && code !== 'KP_STUURGEGEVENS' && code !== 'KP_TE_GROOT') || code === 'KP_RECORD';

const REFERENTIE_TEKENS = 40;

/** Asynchronous messages that may be followed by an Fo01. */
const MET_FO01 = /^(Lk0[135]|Lv(0[2468]|1[024])|S[ah]0[13]|Di01)$/;

/** null where Fo03 stays the answer. */
export function laterFout(invoer: FoutInvoer & { readonly berichtReferentie: string }): { readonly bevestiging: SoapAntwoord; readonly bericht: string } | null {
  const { lezing, kop } = invoer;
  if (!lezing || !kop || !isInhoud(invoer.code) || (kop.meldingen?.length ?? 0) > 0) return null;
  const stuur = kind(lezing.bron.wortel, 'stuurgegevens');
  if (!MET_FO01.test(tekstVan(stuur, 'berichtcode') ?? '')) return null;
  const heel = ['zender/applicatie', 'ontvanger/applicatie', 'referentienummer', 'tijdstipBericht'].every((pad) => tekstVan(stuur, pad) !== undefined);
  if (!heel || (kop.referentie?.length ?? 0) > REFERENTIE_TEKENS || invoer.meldingen.some((m) => inKop(m))) return null;
  const om = { ...invoer, referentie: invoer.berichtReferentie };
  const { plek, omschrijving } = foutdelen(invoer);
  const ggk = functie(lezing);
  const eerste = invoer.meldingen[0];
  const details = ggk !== '' ? ggk : eerste ? zin(eerste) : '';
  const body =
    `<StUF:code>StUF055</StUF:code><StUF:plek>${plek}</StUF:plek><StUF:omschrijving>${xmlTekst(omschrijving)}</StUF:omschrijving>` +
    `${details === '' ? '' : `<StUF:details>${xmlTekst(details.slice(0, 1000))}</StUF:details>`}` +
    `<StUF:detailsXML>${ggk === '' ? '' : zonderLading(lezing.bron.wortel)}${foutdelen(invoer).meldingen}</StUF:detailsXML>`;
  return {
    bevestiging: bevestig(kop, { ...invoer, ontvanger: 'hub' }),
    bericht: `<?xml version="1.0" encoding="UTF-8"?>\n<StUF:Fo01Bericht xmlns:StUF="${NS.stuf}">${stuurgegevens('Fo01', om, kop.adressering.afzender, kop.referentie)}<StUF:body>${body}</StUF:body></StUF:Fo01Bericht>\n`,
  };
}

const inKop = (m: Melding): boolean => /^\/[^/]+\/stuurgegevens(\/|$)/.test(m.pad);

const zin = (m: Melding): string => `${m.pad}${m.regel > 0 ? `, regel ${m.regel}` : ''}: ${m.tekst}`;

const STUURDELEN = ['berichtcode', 'zender', 'ontvanger', 'referentienummer', 'tijdstipBericht', 'crossRefnummer', 'functie'];
const SYSTEEMDELEN = ['organisatie', 'applicatie', 'administratie'];
const VERSIES = ['applicatieVersie', 'applicatieSubversie', 'functieVersie', 'functieSubversie'];

/** The envelope as it came, without the file in it (GGk §foutberichten). Only what an envelope has, in its own order. */
function zonderLading(wortel: BronKnoop): string {
  const blad = (k: BronKnoop, prefix: string): string => `<${prefix}:${k.naam}>${xmlTekst(k.tekst.trim())}</${prefix}:${k.naam}>`;
  const stuur = kind(wortel, 'stuurgegevens');
  const delen = (stuur?.kinderen ?? []).filter((k) => STUURDELEN.includes(k.naam)).map((k) =>
    k.naam === 'zender' || k.naam === 'ontvanger'
      ? `<StUF:${k.naam}>${k.kinderen.filter((z) => SYSTEEMDELEN.includes(z.naam)).map((z) => blad(z, 'StUF')).join('')}</StUF:${k.naam}>`
      : blad(k, 'StUF'),
  );
  const versies = VERSIES.flatMap((naam) => kinderen(kind(wortel, 'parameters'), naam)).filter((k) => /^[0-9]{4}$/.test(k.tekst.trim())).map((k) => blad(k, 'GGK'));
  return `<GGK:${wortel.naam} xmlns:GGK="${NS.ggk}"><GGK:stuurgegevens>${delen.join('')}</GGK:stuurgegevens><GGK:parameters>${versies.join('')}</GGK:parameters></GGK:${wortel.naam}>`;
}
