// A question to the hub itself (`npsLv01` with the hub as its addressee): the question about a person in StUF's form, answered from the source of persons.
// Only a person by number, and only without a scope: what a scope leaves out would have to be left out of the answer, and the model does not keep it.
// The first source that answers is the answer; what several of them say apart is for the API. Nothing found is said only when every source says so.
import type { SynchroneVraag } from '../intake/port.ts';
import type { Werkbank } from '../intake/vertalen.ts';
import { stelOpVoor } from '../intake/vertaalNaar.ts';
import type { Partij } from '../routing/port.ts';
import type { BerichtSoort } from '../sdk/adapter.ts';
import { kind } from '../sdk/bron.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Antwoord } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { leesXml } from '../xml/lezer.ts';
import { bevoegdheidVoor } from './bevoegd.ts';
import { dagVan } from './configuratie.ts';
import type { EigenVraag } from './doorgever.ts';
import type { GesprekDeps } from './gesprek.ts';
import type { Deel, Vraagconfiguratie } from './port.ts';
import type { maakVragen } from './vragen.ts';

export interface EigenDeps extends GesprekDeps {
  readonly bank: Werkbank;
  readonly xmlLimieten: XmlLimieten;
  readonly configuratie: () => Vraagconfiguratie;
  readonly vragen: Pick<ReturnType<typeof maakVragen>, 'over'>;
}

type Weigering = { readonly code: FoutCode; readonly tekst: string };

export function maakEigenVraag(d: EigenDeps): EigenVraag {
  return {
    waaromNiet(v) {
      if (v.events.length !== 1 || v.events[0]!.type !== 'persoon-gevraagd' || !antwoordsoort(v)) return 'het knooppunt beantwoordt zelf alleen vragen naar een persoon';
      if (nummerVan(v) === null) return 'het knooppunt beantwoordt zelf alleen een vraag naar een persoon bij burgerservicenummer';
      if (kind(v.lezing.bron.wortel, 'scope')) return 'het knooppunt beantwoordt zelf geen vraag met een scope: het antwoord zou meer bevatten dan gevraagd';
      return d.configuratie().bronnen.some((b) => b.onderwerp === 'persoon') ? null : 'er is geen bron voor personen';
    },
    async antwoord(v, vrager, bericht, termijn) {
      const bsn = nummerVan(v);
      const soort = antwoordsoort(v);
      const grond = bevoegdheidVoor(d.configuratie().bevoegdheden, { partij: vrager.id, event: 'persoon-gevraagd', datum: dagVan(v.nu) });
      if (bsn === null || !soort || !grond) return { code: 'KP_GEEN_DIENST', tekst: 'het knooppunt beantwoordt dit bericht niet zelf' };
      const beeld = await d.vragen.over({ beller: v.beller, persoon: { bsn }, onderwerpen: ['persoon'], doel: grond.doel, rol: 'bericht', termijn: Math.max(1, Date.parse(termijn) - d.klok().getTime()) }, vrager, new Map([['persoon', grond]]));
      const antwoord = beeld.delen.find((x) => x.uitkomst === 'antwoord');
      if (!antwoord && !beeld.delen.every((x) => x.uitkomst === 'niets-gevonden')) return fout(d, bericht, 'KP_GEEN_ANTWOORD', 'geen bron gaf op tijd een antwoord');
      return await geef(v, vrager, bericht, soort, antwoord ?? null, d);
    },
  };
}

/** The question has ended without an answer. */
async function fout(d: GesprekDeps, bericht: string, code: FoutCode, tekst: string): Promise<Weigering> {
  await d.store.failExpectation(bericht, code, d.klok().toISOString()).catch(() => false);
  return { code, tekst };
}

/** Writes the answer, has it stored as a message of the hub that answers the question, and gives it back. */
async function geef(v: SynchroneVraag, vrager: Partij, bericht: string, soort: BerichtSoort, deel: Deel | null, d: EigenDeps): Promise<Antwoord | Weigering> {
  const nu = d.klok().toISOString();
  const referentie = d.nieuweReferentie();
  const { afzender } = v.adressering;
  const adres = { naam: d.hub.organisatie, applicatie: d.hub.applicatie, ...(d.hub.administratie === undefined ? {} : { administratie: d.hub.administratie }) };
  const naar = { naam: afzender?.organisatie ?? vrager.naam, ...(vrager.gemeentecode === undefined ? {} : { soort: 'gemeente', gemeentecode: vrager.gemeentecode }), ...(afzender?.applicatie === undefined ? {} : { applicatie: afzender.applicatie }), ...(afzender?.administratie === undefined ? {} : { administratie: afzender.administratie }) };
  const kop = { afzender: adres, ontvanger: naar, ...(v.kop.referentie === undefined ? {} : { kruisreferentie: v.kop.referentie }) };
  const events = deel?.events?.map((e) => ({ type: e.type, data: { ...e.data, bericht: { ...herkomst(e.data.bericht), ...kop, referentie } } })) ?? [{ type: 'persoon-geleverd', data: { bericht: { ...kop, referentie }, personen: [], bevraging: { vervolgvraag: false } } }];
  const zet = Object.fromEntries(Object.entries(kop).map(([k, w]) => [`bericht.${k}`, w]));
  const uit = await stelOpVoor(events, { adapter: v.adapter, soort }, d.bank, { nu, referentie, limieten: d.xmlLimieten, metVerlies: true, zet });
  // Parties and references are ours; anything else that would be missing is said, not dropped.
  if (uit.soort === 'geweigerd' || uit.verlies.some((p) => !p.startsWith('bericht.'))) return fout(d, bericht, 'KP_INTERN', 'het antwoord van de bron is in deze standaard niet te zeggen');
  const gelezen = leesXml(uit.bytes, d.xmlLimieten);
  if (gelezen.soort === 'ongeldig' || !v.adapter.soap?.keerTerug) return fout(d, bericht, 'KP_INTERN', 'het antwoord is niet terug te geven');
  const xml = uit.bytes.toString('utf8').replace(/^<\?xml[^>]*\?>\s*/, '').trimEnd();
  const antwoord = v.adapter.soap.keerTerug({ vraag: v.lezing, kop: v.kop, endpoint: v.endpoint, xml, wortel: gelezen.bron.wortel, soort, alsFout: false, hub: d.hub, nu, referentie, soap: v.lezing.bron.soap?.versie ?? '1.1' });
  const hub = { oin: d.hub.oin, organisatie: d.hub.organisatie, applicatie: d.hub.applicatie, ...(d.hub.administratie === undefined ? {} : { administratie: d.hub.administratie }) };
  const bewaard = await d.intake().receive({
    kanaal: 'antwoord', inhoud: { soort: 'geheugen', bytes: uit.bytes }, beller: { soort: 'hub' }, endpoint: v.endpoint, partijen: { afzender: hub, ontvanger: v.adressering.afzender ?? { naam: vrager.naam } },
    antwoordOp: bericht, keur: () => ({ antwoord }), audit: { antwoordOp: bericht },
  });
  return bewaard.soort === 'aanvaard' ? antwoord : fout(d, bericht, bewaard.soort === 'afgewezen' ? 'KP_OPSLAG' : 'KP_ANTWOORD', 'het antwoord kon niet worden bewaard');
}

/** Of the source's message only what a translation asks for: which standard and message it was. */
function herkomst(bericht: unknown): Record<string, unknown> {
  const b = (bericht ?? {}) as Record<string, unknown>;
  return Object.fromEntries(['standaard', 'standaardversie', 'berichttype'].flatMap((k) => (b[k] === undefined ? [] : [[k, b[k]]])));
}

/** The message that answers this one: the first type that the question names, of the same namespace. */
function antwoordsoort(v: SynchroneVraag): BerichtSoort | null {
  const { soort } = v.lezing;
  const type = soort.antwoorden?.[0];
  return v.adapter.spec.berichten.find((b) => b.berichttype === type && b.wortel?.namespace === soort.wortel?.namespace && b.mapping !== null) ?? null;
}

/** The number that is asked for; null where more is asked than that. */
function nummerVan(v: SynchroneVraag): string | null {
  const personen = (v.events[0]?.data.personen ?? []) as readonly Readonly<Record<string, unknown>>[];
  const [p] = personen;
  if (personen.length !== 1 || !p || Object.keys(p).some((k) => !['id', 'rollen', 'bsn'].includes(k))) return null;
  return typeof p.bsn === 'string' ? p.bsn : null;
}
