// What the simulators have to say of their own: assignments, deliveries, claims, requests for an investigation: canonical events about made-up people.
// All of it follows from seed and number; amounts and totals add up.
import { createHash } from 'node:crypto';
import type { Feit } from './ontvangst.ts';
import { canoniek, persoon, proefset, woonadres } from './personen.ts';
import { Toeval } from './toeval.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Maakdelen {
  readonly zaad: number;
  /** Which of its kind: the first message is 1. */
  readonly nummer: number;
  /** JJJJ-MM-DD */
  readonly dag: string;
  readonly referentie: string;
  readonly afzender: Data;
  readonly ontvanger: Data;
  /** Whom it is about; one of the seeded set where absent. */
  readonly bsn?: string;
}

const SCHEMA = { basisschema: '1.0.0', bericht: '1.0.0' };
const code = (c: string, codelijst: string): Data => ({ code: c, codelijst });
const euro = (centen: number): Data => ({ centen, valuta: 'EUR' });

const kop = (m: Maakdelen, schema = true): Data => ({ afzender: m.afzender, ontvanger: m.ontvanger, referentie: m.referentie, verzondenOp: m.dag, ...(schema ? { schemaAfzender: SCHEMA } : {}) });

const toeval = (m: Maakdelen, wat: string): Toeval => new Toeval(`${wat} ${m.zaad} ${m.nummer}`);

const wie = (m: Maakdelen, t: Toeval): string => m.bsn ?? t.kies(proefset(m.zaad));

/** JJJJ-MM-DD, some days on. */
export function dagen(dag: string, n: number): string {
  return new Date(Date.parse(`${dag}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** WMO301 or JW301: one person, one product. */
export function toewijzing(m: Maakdelen, wet: 'iwmo' | 'ijw' = 'iwmo'): Feit {
  const t = toeval(m, 'toewijzing');
  const p = persoon(wie(m, t), m.zaad);
  const product = wet === 'iwmo' ? { categorie: code('02', 'WMO020'), code: '02A03' } : { categorie: code('45', 'JZ020'), code: '45A05' };
  return {
    type: 'toewijzing-afgegeven',
    data: {
      bericht: kop(m), personen: [{ ...canoniek(p, 'p1', ['client']), naamgebruik: code('1', 'COD700'), adressen: [woonadres(p)] }],
      toewijzingen: [
        {
          persoon: 'p1', toewijzingnummer: String(700_000 + m.zaad * 100 + m.nummer), product, toewijzingsdatum: m.dag, toewijzingstijd: '09:15:00', periode: { begin: dagen(m.dag, 7), einde: dagen(m.dag, 371) },
          omvang: { volume: t.getal(2, 12) * 30, eenheid: code('01', 'WJ756'), frequentie: code('2', 'WMO757') },
        },
      ],
    },
  };
}

interface Toegewezen {
  readonly persoon: string;
  readonly toewijzingnummer: string;
  readonly product?: { readonly categorie: Data; readonly code?: string };
  readonly periode?: { readonly begin: string };
}

const basis = (p: Data): Data => Object.fromEntries(Object.entries(p).filter(([k]) => ['id', 'rollen', 'bsn', 'geboortedatum', 'geslacht', 'geslachtsnaam', 'voorvoegselGeslachtsnaam', 'voornamen', 'voorletters'].includes(k)));

/** What was assigned, as the messages that follow on it repeat it. */
function opToewijzing(f: Feit): { readonly personen: readonly Data[]; readonly delen: readonly Toegewezen[] } {
  return { personen: (f.data.personen as readonly Data[]).filter((p) => (p.rollen as readonly string[]).includes('client')).map(basis), delen: f.data.toewijzingen as readonly Toegewezen[] };
}

/** 305 on an assignment; with `einde` the 307. */
export function levering(m: Maakdelen, toegewezen: Feit, wet: 'iwmo' | 'ijw', einde?: string): Feit {
  const { personen, delen } = opToewijzing(toegewezen);
  const leveringen = delen.map((d) => ({
    persoon: d.persoon, toewijzingnummer: d.toewijzingnummer, ...(d.product === undefined ? {} : { product: d.product }), ...(d.periode === undefined ? {} : { toewijzingIngangsdatum: d.periode.begin }),
    begin: d.periode?.begin ?? m.dag, statusAanlevering: code('1', 'COD467'), ...(einde === undefined ? {} : { redenBeeindiging: code('31', wet === 'iwmo' ? 'WMO588' : 'JZ588'), einde }),
  }));
  return { type: einde === undefined ? 'levering-gestart' : 'levering-gestopt', data: { bericht: kop(m), personen, leveringen } };
}

/** 323 on an assignment: one month, minutes times a tariff. */
export function declaratie(m: Maakdelen, toegewezen: Feit, wet: 'iwmo' | 'ijw'): Feit {
  const t = toeval(m, 'declaratie');
  const { personen, delen } = opToewijzing(toegewezen);
  const periode = { begin: `${m.dag.slice(0, 7)}-01`, einde: `${m.dag.slice(0, 7)}-28` };
  const prestaties = delen.map((d, i) => {
    const volume = t.getal(4, 40) * 30;
    const tarief = t.getal(70, 95);
    return {
      persoon: d.persoon, referentie: `P${m.zaad}-${m.nummer}-${i + 1}`, toewijzingnummer: d.toewijzingnummer, productcategorie: d.product?.categorie ?? code(wet === 'iwmo' ? '02' : '45', wet === 'iwmo' ? 'WMO020' : 'JZ020'),
      product: code(d.product?.code ?? (wet === 'iwmo' ? '02A03' : '45A05'), wet === 'iwmo' ? 'productcode-wmo' : 'productcode-jeugd'), periode, volume, eenheid: code('01', 'WJ756'), tarief: euro(tarief), bedrag: euro(volume * tarief), centen: volume * tarief,
    };
  });
  return {
    type: 'declaratie-ingediend',
    data: {
      bericht: kop(m), personen: personen.map(({ id, rollen, bsn }) => ({ id, rollen, bsn })),
      declaratie: { declaratienummer: `D${m.zaad}${String(m.nummer).padStart(5, '0')}`, periode, dagtekening: m.dag, totaal: euro(prestaties.reduce((s, p) => s + p.centen, 0)), prestaties: prestaties.map(({ centen: _c, ...p }) => p) },
    },
  };
}

/** AW319, district nursing: some people of the seeded set, some performances each; a credit line now and then. */
export function zorgdeclaratie(m: Maakdelen, agb: string, uzovi: string): Feit {
  const t = toeval(m, 'aw319');
  const set = proefset(m.zaad);
  const bsns = [...new Set(m.bsn === undefined ? [t.kies(set), t.kies(set), t.kies(set)] : [m.bsn])];
  const personen: Data[] = [];
  const prestaties: (Data & { readonly centen: number })[] = [];
  const maand = dagen(m.dag, -35).slice(0, 7);
  bsns.forEach((bsn, i) => {
    const p = persoon(bsn, m.zaad);
    const id = `p${i + 1}`;
    personen.push({ ...basis(canoniek(p, id, ['client'])), voornamen: undefined, verzekeraar: { uzovi }, adressen: [{ soort: 'woon', postcode: p.adres.postcode, huisnummer: String(p.adres.huisnummer) }], overleden: false });
    for (let j = t.getal(1, 3); j > 0; j--) {
      const volume = t.getal(2, 60);
      const bedrag = volume * 611;
      const credit = t.kans(0.15);
      const referentie = `AW${m.zaad}-${m.nummer}-${prestaties.length + 1}`;
      prestaties.push({
        persoon: id, referentie, ...(credit ? { vorigeReferentie: `AW${m.zaad}-0-${prestaties.length + 1}` } : {}), product: code('1002', 'prestatiecode-wijkverpleging'), periode: { begin: `${maand}-0${j}`, einde: `${maand}-1${j}` }, volume,
        eenheid: code('07', 'COD218'), tarief: euro(611), berekendBedrag: euro(credit ? -bedrag : bedrag), bedrag: euro(credit ? -bedrag : bedrag), uitvoerder: { agb }, verwijzer: { agb: '01004321' }, centen: credit ? -bedrag : bedrag,
      });
    }
  });
  let recordnummer = 0;
  const genummerd: Data[] = [];
  for (const p of personen) {
    recordnummer += 1;
    for (const { centen: _c, ...x } of prestaties.filter((q) => q.persoon === p.id)) genummerd.push({ ...x, recordnummer: (recordnummer += 1) });
  }
  return {
    type: 'declaratie-ingediend',
    data: {
      bericht: kop(m, false), personen,
      declaratie: {
        zorgsoort: code('428', 'COD002'), declaratienummer: m.referentie, periode: { begin: `${maand}-01`, einde: `${maand}-28` }, dagtekening: m.dag, declarant: { agb }, betalingAan: code('04', 'COD833'),
        totaal: euro(prestaties.reduce((s, p) => s + p.centen, 0)), aantalPrestaties: prestaties.length, prestaties: genummerd,
      },
    },
  };
}

const VERZOEK = Buffer.from('Verzoek tot onderzoek, gemaakt door een simulator.', 'utf8');
const SHA = createHash('sha256').update(VERZOEK).digest('hex');

/** Content of the documents of these events. */
export const document = (sha256: string): Uint8Array | null => (sha256 === SHA ? VERZOEK : null);

/** CORV vto: a child, a parent, the one who carries it out, and the request itself. */
export function onderzoeksverzoek(m: Maakdelen): Feit {
  const t = toeval(m, 'vto');
  const set = proefset(m.zaad);
  const kind = persoon(wie(m, t), m.zaad);
  const ouder = persoon(t.kies(set.filter((b) => b !== kind.bsn)), m.zaad);
  return {
    type: 'kinderbeschermingsonderzoek-verzocht',
    data: {
      bericht: kop(m, false),
      personen: [
        { ...canoniek(kind, 'p1', ['client']), geboortedatum: `20${t.getal(10, 20)}-${kind.geboortedatum.slice(5)}`, adressen: [woonadres(kind)] },
        { ...canoniek(ouder, 'p2', ['belanghebbende', 'ouder', 'gezagsdrager']), adressen: [woonadres(ouder)] },
        { id: 'p3', rollen: ['professional'], referentie: 'SIM-1', geslachtsnaam: 'Proef', voorletters: 'S', functie: 'Consulent jeugd' },
      ],
      onderzoeksverzoek: {
        reden: 'Vrijwillige hulp is afgebroken', hulpverleningsgeschiedenis: 'Ambulante hulp', extraElementen: [{ naam: 'reden', waarde: 'Vrijwillige hulp is afgebroken' }, { naam: 'hulpverleningsgeschiedenis', waarde: 'Ambulante hulp' }],
        zaak: { identificatie: `ZAAK-${m.zaad}-${String(m.nummer).padStart(5, '0')}`, omschrijving: 'Zorgen over veilig opgroeien', startdatum: m.dag, registratiedatum: m.dag, zaaktype: code('Overwegen kinderbeschermingsmaatregel', 'CORV_Zaaktype') },
        betrokkenen: [
          { persoon: 'p1', rol: code('Client (kind)', 'CORV_Onderwerprol') },
          { persoon: 'p2', rol: code('ouder met gezag', 'CORV_Jeugdzorgrol') },
        ],
        uitvoerende: { medewerker: 'p3', partij: { naam: 'Simulator' }, omschrijving: 'Toegang jeugd' },
        documenten: [{ identificatie: `DOC-${m.zaad}-${m.nummer}`, documenttype: 'Verzoek tot onderzoek RvdK', creatiedatum: m.dag, titel: 'Verzoek tot onderzoek', inhoud: { sha256: SHA, bytes: VERZOEK.length, mediatype: 'text/plain' }, bestandsnaam: 'verzoek.txt' }],
      },
    },
  };
}

/** CORV notificatie: how the investigation of that request ended. `verzoek` absent: about a request of nobody's. */
export function notificatie(m: Maakdelen, verzoek: Feit): Feit {
  const t = toeval(m, 'notificatie');
  const personen = (verzoek.data.personen as readonly Data[]).filter((p) => (p.rollen as readonly string[]).includes('client') && typeof p.bsn === 'string');
  const opgelegd = t.kans(0.5);
  const zaak = (verzoek.data.onderzoeksverzoek as { readonly zaak: { readonly identificatie: string; readonly zaaktype?: Data } }).zaak;
  return {
    type: 'jeugdbescherming-genotificeerd',
    data: {
      bericht: kop(m, false),
      personen: personen.map((p) => ({ ...basis(p), rollen: ['client'] })),
      notificatie: {
        zaak: { identificatie: `RVDK-${m.zaad}-${String(m.nummer).padStart(5, '0')}`, zaaktype: code('Uitvoeren onderzoek kinderbeschermingsmaatregel', 'CORV_Zaaktype') },
        resultaat: code(opgelegd ? 'Maatregel opgelegd' : 'Geen maatregel opgelegd', 'CORV_ResultaatNotificatie'),
        status: { omschrijving: code('Zaak afgerond', 'CORV_StatusNotificatie'), gezetOp: m.dag },
        betrokkenen: personen.map((p) => ({ persoon: p.id, rol: code('Client (kind)', 'CORV_Onderwerprol') })),
        gerelateerdeZaken: [{ identificatie: zaak.identificatie, ...(zaak.zaaktype === undefined ? {} : { zaaktype: zaak.zaaktype }) }],
        ...(opgelegd ? { besluiten: [{ datum: m.dag, toelichting: 'Ondertoezichtstelling', periode: { begin: m.dag, einde: dagen(m.dag, 364) } }] } : {}),
      },
    },
  };
}
