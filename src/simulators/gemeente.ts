// The back office of a municipality (or, with the code of a care office, of that): StUF ontvangAsynchroon (Bv03) and beantwoordVraag (npsLv01, zakLv01 → La01),
// a webhook receiver, and the judgement of what providers send: 305 → 306, 307 → 308, 323 → 325, AW319 → AW320. Sends 301, vto and a question on demand.
import { bevestig, kopTerug, ontvangen, STUF_FOUTEN } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Binnen, Buiten, Deel, Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import { type Feit, type Ontvangen, ontvang } from './ontvangst.ts';
import { canoniek, isTestBsn, persoon, proefset, woonadres } from './personen.ts';
import { soapContentType, soapEnvelop } from '../sdk/soap.ts';
import { fout } from './stuf.ts';
import { alsZending, antwoord, korteReferentie } from './terug.ts';
import { Webhook, WEBHOOK_FOUTEN } from './webhook.ts';
import type { Zending } from './zender.ts';

type Bericht = Extract<Ontvangen, { readonly soort: 'bericht' }>;

export function gemeente(kern: Kern): Deel {
  const webhook = new Webhook(kern);
  const code = kern.rol.code ?? '0363';
  const set = new Set(proefset(kern.zaad));

  const vanMij = (p: unknown): boolean => {
    const { gemeentecode, uzovi } = (p ?? {}) as { readonly gemeentecode?: string; readonly uzovi?: string };
    return (gemeentecode ?? uzovi) === code;
  };

  const neem = (f: Feit, gespeeld: string | null): void => {
    if (gespeeld === 'geen-oordeel' || f.type === 'toewijzing-afgegeven' || !vanMij((f.data.bericht as { ontvanger?: unknown }).ontvanger)) return;
    const maak = antwoord(kern, f, gespeeld === 'afgekeurd' || gespeeld === 'technisch' ? gespeeld : 'goed');
    if (maak) kern.straks(maak);
  };

  /** npsLa01 or zakLa01, about a made-up person or case; an answer without an object where there is nothing. */
  const lever = async (o: Bericht, gespeeld: string | null): Promise<Buiten> => {
    const regel = { bericht: o.bericht, referentie: o.kop.referentie ?? null };
    const terug = kopTerug(kern, o.kop);
    if (gespeeld?.startsWith('fo02') === true) return { ...fout('Fo02', gespeeld.split(':')[1] ?? 'StUF058', terug), regel: { ...regel, uitkomst: `fout ${gespeeld}` } };
    const vraag = o.feiten[0]!.data;
    const bericht = { afzender: partij(terug.zender), ontvanger: partij(terug.ontvanger), referentie: terug.referentie, kruisreferentie: gespeeld === 'kruisref' ? kern.referentie() : terug.kruis };
    const bsn = (vraag.personen as readonly { readonly bsn?: string }[] | undefined)?.[0]?.bsn;
    const zaak = (vraag.zaak as { readonly identificatie?: string } | undefined)?.identificatie;
    const niets = gespeeld === 'niets-gevonden';
    const p = !niets && bsn !== undefined && isTestBsn(bsn) && set.has(bsn) ? persoon(bsn, kern.zaad) : null;
    const [type, als, data]: [string, string, Record<string, unknown>] = o.bericht === 'npsLv01'
      ? ['persoon-geleverd', 'stuf:npsLa01', { personen: p ? [{ ...zonderVoorletters(canoniek(p, 'p1', ['client'])), adressen: [woonadres(p)] }] : [] }]
      : ['zaak-geleverd', 'stuf:zakLa01', { personen: [], ...(zaak === undefined || niets ? {} : { zaak: { identificatie: zaak, omschrijving: 'Aanvraag ondersteuning', startdatum: feiten.dagen(kern.vandaag(), -60) } }) }];
    const bytes = await maakBericht([{ type, data: { bericht, ...data, bevraging: { vervolgvraag: false } } }], als, kern, terug.referentie);
    const gevonden = p !== null || (o.bericht !== 'npsLv01' && zaak !== undefined && !niets);
    return { status: 200, contentType: soapContentType('1.1'), body: soapEnvelop(bytes.toString('utf8').replace(/^<\?xml[^>]*\?>\s*/, ''), '1.1'), regel: { ...regel, uitkomst: gespeeld === 'kruisref' ? 'fout kruisref' : gevonden ? 'aanvaard' : 'niets gevonden' } };
  };

  const zendingen: Readonly<Record<string, string>> = {
    wmo301: 'een toewijzing Wmo aan een aanbieder', jw301: 'een toewijzing Jeugdwet aan een aanbieder', vto: 'een verzoek tot onderzoek aan de Raad voor de Kinderbescherming (CORV)',
  };

  return {
    fouten: {
      ...STUF_FOUTEN, fo02: 'beantwoordt een vraag met Fo02 StUF058', 'fo02:StUF052': 'beantwoordt een vraag met Fo02 StUF052 (niet geautoriseerd)', 'niets-gevonden': 'beantwoordt elke vraag zonder object',
      'geen-oordeel': 'neemt aan en stuurt geen 306, 308, 325 of AW320', afgekeurd: 'keurt de inhoud af', technisch: 'keurt technisch af', ...WEBHOOK_FOUTEN,
    },
    zendingen,
    async maak(wat): Promise<Zending> {
      const m = { zaad: kern.zaad, nummer: kern.nummer(), dag: kern.vandaag(), referentie: korteReferentie(kern, 'T'), afzender: { gemeentecode: code }, ontvanger: { agb: kern.rol.naar ?? '42420001' } };
      if (wat === 'vto') {
        const f = feiten.onderzoeksverzoek({ ...m, afzender: { naam: `Gemeente ${code}`, applicatie: kern.rol.applicatie ?? 'SIMULATOR', administratie: code }, ontvanger: { naam: 'RvdK', applicatie: 'KBPS' } });
        const z = await alsZending(kern, f, 'jzxml:vtoDi01', m.referentie, feiten.document);
        return { ...z, pad: '/soap/jzxml', contentType: 'text/xml; charset=utf-8', soapAction: 'www.stufstandaarden.nl/koppelvlak/jz0100/vtoDi01' };
      }
      const wet = wat === 'jw301' ? 'ijw' : 'iwmo';
      return alsZending(kern, feiten.toewijzing(m, wet), `${wet}:${wat.toUpperCase()}:3.2`, m.referentie);
    },
    async behandel(b: Binnen): Promise<Buiten> {
      const o = await ontvang(b, kern);
      if (o.soort === 'webhook') return webhook.ontvang(o, b.fout, () => neem(o.feit, b.fout));
      if (o.soort === 'bericht' && (o.bericht === 'npsLv01' || o.bericht === 'zakLv01')) return lever(o, b.fout);
      const uit = o.lezing === null ? ontvangen(o) : bevestig(kern, o, b.fout);
      if (o.soort === 'bericht' && uit.status < 300) for (const f of o.feiten) neem(f, b.fout);
      return uit;
    },
  };
}

/** A StUF address as the model has a party. */
function partij(s: { readonly organisatie?: string; readonly applicatie?: string; readonly administratie?: string }): Record<string, unknown> {
  const { organisatie, ...rest } = s;
  return { ...(organisatie === undefined ? {} : /^[0-9]{4}$/.test(organisatie) ? { gemeentecode: organisatie } : { naam: organisatie }), ...rest };
}

/** BG 3.10 derives initials; here they would say it twice. */
function zonderVoorletters(p: Record<string, unknown>): Record<string, unknown> {
  const { voorletters: _v, ...rest } = p;
  return rest;
}
