// What the laws of translations are tried on: per declared direction its messages, and what a translation asks for. A direction without a line here fails the test.
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERTALINGEN } from '../../src/mapping/vertaling/vertalingen.ts';

export type Json = Record<string, unknown>;

export interface Proef {
  /** Files relative to the root, full cases and samples; or the direction whose output they are. */
  readonly bronnen: readonly string[] | { readonly uit: string };
  readonly zet: Readonly<Record<string, unknown>>;
  /** Makes values that only one side's own lists allow into ones that both do. */
  readonly voor?: (data: Json, n: number) => void;
}

const WORTEL = new URL('../../', import.meta.url);
const gevallen = (map: string, welke: RegExp): string[] => readdirSync(new URL(`test/adapters/${map}/gevallen/`, WORTEL)).filter((n) => welke.test(n)).sort().map((n) => `test/adapters/${map}/gevallen/${n}/in.${map === 'aw319' ? 'asc' : 'xml'}`);
const samples = (map: string, welke: RegExp): string[] => readdirSync(new URL(`samples/${map}/`, WORTEL)).filter((n) => welke.test(n) && /\.(xml|asc)$/.test(n)).sort().map((n) => `samples/${map}/${n}`);

interface Bedrag {
  centen: number;
}
interface Prestatie {
  product: { code: string; codelijst: string };
  eenheid: { code: string; codelijst: string };
  bedrag: Bedrag;
  vorigeReferentie?: string;
}
interface Declaratie {
  soort?: string;
  dagtekening?: string;
  totaal: Bedrag;
  betalingAan?: { code: string };
  prestaties: Prestatie[];
}

/** Units that both lists have; a credit names what it credits, and the total is that of the lines: rules of AW319 that a 323 does not have. */
function declaratie(data: Json): void {
  const d = data.declaratie as Declaratie;
  for (const p of d.prestaties) {
    if (!['01', '04', '14', '16'].includes(p.eenheid.code)) p.eenheid.code = '04';
    if (p.bedrag.centen < 0) p.vorigeReferentie ??= 'VORIG';
  }
  if (d.soort === 'factuur') d.soort = 'declaratie';
  // A 303 may be signed before what it declares, and may know a birthday in part; every declaratie to a municipality has a bsn.
  d.dagtekening = '2027-01-05';
  (data.bericht as { verzondenOp?: string }).verzondenOp = d.dagtekening;
  for (const p of data.personen as { bsn?: string; geboortedatum?: string; ontbreekt?: Json }[]) {
    if (p.geboortedatum !== undefined && p.geboortedatum.length < 10) p.geboortedatum = '1950-01-02';
    if (p.bsn !== undefined) continue;
    p.bsn = '999900006';
    delete p.ontbreekt;
  }
  d.totaal.centen = d.prestaties.reduce((s, p) => s + p.bedrag.centen, 0);
}

/** What AW319 may say and none of the cases does. */
function aw319(data: Json): void {
  declaratie(data);
  (data.declaratie as Json).btwNummer ??= 'NL003344556B01';
  for (const p of data.personen as Json[]) p.debiteurnummer ??= 'DEB1';
}

/** Somebody abroad, whom none of the cases has. */
function buitenland(data: Json, n: number): void {
  if (n === 0) return;
  const p = (data.personen as Json[]).at(-1)!;
  p.adressen = [{ soort: 'woon', landcode: { code: '5010', codelijst: 'COD032' }, landnaam: 'België', buitenland: ['Proefstraat 1', '1000 Brussel'] }];
}

/** A first delivery: one that takes back is refused. */
function levering(data: Json): void {
  for (const l of data.leveringen as { statusAanlevering: { code: string } }[]) l.statusAanlevering.code = '1';
}

const GEMEENTE = { 'bericht.ontvanger.gemeentecode': '0384', 'declaratie.declaratienummer': 'D20260001', 'declaratie.prestaties.toewijzingnummer': '101' };
const VERZEKERD = {
  'bericht.ontvanger.uzovi': '5521',
  'personen.verzekeraar.uzovi': '5521',
  'personen.voorletters': 'AB',
  'personen.adressen': [{ soort: 'woon', postcode: '1112AB', huisnummer: '12' }],
  'personen.overleden': false,
  'declaratie.zorgsoort': { code: '187', codelijst: 'COD002' },
  'declaratie.betalingAan': { code: '04', codelijst: 'COD833' },
  'declaratie.prestaties.uitvoerder': { agb: '42420001' },
  'declaratie.prestaties.tarief': { centen: 150, valuta: 'EUR' },
};
const STUF = { 'bericht.afzender': { gemeentecode: '0363', applicatie: 'ZAAKSYS' }, 'bericht.ontvanger': { gemeentecode: '0384', applicatie: 'KNOOPPUNT' } };

/** Names without digits, and codes of the length that the other side's profile gives them. */
function persoon(data: Json, n: number): void {
  const letters = (w: string): string => w.replace(/[0-9]/g, (c) => 'abcdefghij'[Number(c)]!).replace(/ /g, '');
  for (const p of data.personen as Json[]) {
    for (const k of ['voornamen', 'geslachtsnaam', 'voorvoegselGeslachtsnaam'] as const) if (typeof p[k] === 'string') p[k] = letters(p[k]).slice(0, 10);
    if (typeof p.anummer === 'string') p.anummer = p.anummer.replace(/^0/, '1');
    // StUF-BG knows somebody as living here or abroad, never both.
    const adressen = ((p.adressen ?? []) as Json[]).filter((a) => data.persoonslijst === undefined || a.soort !== (n % 2 === 0 ? 'verblijf' : 'woon'));
    if (p.adressen) p.adressen = adressen;
    for (const a of adressen) {
      if (typeof a.huisletter === 'string') a.huisletter = 'A';
      if (typeof a.huisnummertoevoeging === 'string') a.huisnummertoevoeging = 'bis';
      if (typeof a.nummeraanduiding === 'string') a.nummeraanduiding = '0363200000000001';
    }
    for (const r of (p.relaties ?? []) as { redenOntbinding?: { code: string } }[]) if (r.redenOntbinding) r.redenOntbinding.code = 'S';
  }
  // A ClientSuwi without content says nothing, and an object of StUF-BG cannot.
  const lijst = data.persoonslijst as { persoon: string }[] | undefined;
  if (lijst) {
    const leeg = (data.personen as Json[]).filter((p) => Object.keys(p).length === 2 && lijst.some((l) => l.persoon === p.id)).map((p) => p.id);
    data.persoonslijst = lijst.filter((l) => !leeg.includes(l.persoon));
    data.personen = (data.personen as Json[]).filter((p) => !leeg.includes(p.id));
    if ((data.persoonslijst as Json[]).length === 0) delete data.persoonslijst;
  }
  const opschorting = ((data.persoonslijst as { inschrijving?: { opschorting?: { reden?: { code: string } } } }[] | undefined) ?? [])[0]?.inschrijving?.opschorting?.reden;
  if (opschorting) opschorting.code = 'E';
}

export const PROEVEN: Readonly<Record<string, Proef>> = {
  'aw319-declaratie-release-3 heen': { bronnen: [...gevallen('aw319', /^(?!retour)/), ...samples('aw319', /^(?!fout|retour|proef|groot)/)], zet: GEMEENTE, voor: aw319 },
  'aw319-declaratie-release-2 heen': { bronnen: [...gevallen('aw319', /^(?!retour)/), ...samples('aw319', /^(?!fout|retour|proef|groot)/)], zet: { ...GEMEENTE, 'bericht.referentie': 'D20260001' }, voor: aw319 },
  'aw319-declaratie-release-3 terug': {
    bronnen: [...gevallen('istandaarden', /323$/), ...samples('istandaarden', /^(wmo|jw)323/)],
    zet: { ...VERZEKERD, 'personen.geboortedatum': '1950-01-02', 'personen.geslacht': 'V', 'personen.geslachtsnaam': 'Jansen' },
    voor: declaratie,
  },
  'aw319-declaratie-release-2 terug': {
    bronnen: [...gevallen('istandaarden', /303$/), ...samples('istandaarden', /^(wmo|jw)303/)],
    zet: VERZEKERD,
    voor: (data) => {
      declaratie(data);
      for (const p of data.personen as { geslacht?: string }[]) if (p.geslacht === 'O') p.geslacht = 'V';
    },
  },
  'istandaarden-301-zaak heen': { bronnen: [...gevallen('istandaarden', /301$/), ...samples('istandaarden', /^(wmo|jw)301/)], zet: { ...STUF, 'zaak.zaaktype': { code: 'WMO01', codelijst: 'zaaktype-van-afzender' } } },
  'istandaarden-305-zaak heen': { bronnen: [...gevallen('istandaarden', /305$/), ...samples('istandaarden', /^(wmo|jw)305/)], zet: STUF, voor: levering },
  'istandaarden-307-zaak heen': { bronnen: [...gevallen('istandaarden', /307$/), ...samples('istandaarden', /^(wmo|jw)307/)], zet: STUF, voor: levering },
  'corv-notificatie-zaak heen': { bronnen: [...gevallen('jzxml', /^notificatieDi01$/), ...samples('jzxml', /^notificatie-/)], zet: {}, voor: buitenland },
  'corv-notificatie-zaak terug': { bronnen: { uit: 'corv-notificatie-zaak heen' }, zet: {} },
  'corv-vto-zaak heen': { bronnen: [...gevallen('jzxml', /^vtoDi01$/), ...samples('jzxml', /^vto/)], zet: {} },
  'stuf-npsla01-suwiml-brp heen': { bronnen: [...gevallen('stuf', /^npsLa01/), ...samples('stuf', /^npsla01/)], zet: {}, voor: persoon },
  'stuf-npsla01-suwiml-brp terug': { bronnen: [...gevallen('suwiml', /^BRP.*Response$/), ...gevallen('suwiml', /^BRP.*Response$/), ...gevallen('suwiml', /^BRP.*Response-niets$/), ...samples('suwiml', /^brp-persoon/)], zet: { ...STUF, 'bericht.kruisreferentie': 'VRAAG-1' }, voor: persoon },
};

/** Our own tables with agreements about products filled in, as a municipality would: every code of these messages has one counterpart. */
export function vertalingenMetAfspraken(producten: readonly { readonly code: string; readonly codelijst: string; readonly categorie?: string }[]): URL {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-vertalingen-'));
  cpSync(VERTALINGEN, map, { recursive: true });
  for (const [tabel, categorie] of [['wmo', '02'], ['jeugd', '45']] as const) {
    const rijen: string[] = [];
    const gehad = new Set<string>();
    for (const p of producten) {
      const ei = p.codelijst.startsWith('prestatiecode-');
      if ((!ei && p.codelijst !== `productcode-${tabel}`) || gehad.has(`${p.codelijst}/${p.code}`)) continue;
      gehad.add(`${p.codelijst}/${p.code}`);
      const n = String(rijen.length + 1).padStart(3, '0');
      rijen.push(ei ? `  - { ei: "${p.codelijst}/${p.code}", ${tabel}: "P${n}", categorie: "${categorie}" }` : `  - { ei: "prestatiecode-wlz/X${n}", ${tabel}: "${p.code}", categorie: "${p.categorie ?? categorie}" }`);
    }
    const bestand = path.join(map, `codes/product-${tabel}.yaml`);
    writeFileSync(bestand, readFileSync(bestand, 'utf8').replace('rijen: []', `rijen:\n${rijen.join('\n')}`));
  }
  return pathToFileURL(`${map}/`);
}
