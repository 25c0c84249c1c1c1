// What the other side of a message says about it: 302 on 301, 306 on 305, 325 on 323, AW320 on AW319 … as canonical events, ready to be rendered.
// Repeats the message that it answers, as iStandaarden wants of a retour, with a code on each part. Amounts are granted in full unless asked otherwise.
import type { Feit } from './ontvangst.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Oordeel {
  /** Own reference of the answer; iStandaarden allow twelve positions. */
  readonly referentie: string;
  /** JJJJ-MM-DD */
  readonly dagtekening: string;
  /** `goed`; `afgekeurd` = a code of content on every part; `technisch` = 0001, not judged. */
  readonly uitslag: 'goed' | 'afgekeurd' | 'technisch';
}

interface Soort {
  readonly type: string;
  readonly nummer: string;
  readonly onderdeel: string;
  /** Parts that carry a code, and the name of their number. */
  readonly lijst: string;
  readonly kenmerk: string;
}

/** By the number of the message that is answered. */
const SOORTEN: Readonly<Record<string, Soort>> = {
  '301': { type: 'toewijzing-beoordeeld', nummer: '302', onderdeel: 'toewijzing', lijst: 'toewijzingen', kenmerk: 'toewijzingnummer' },
  '305': { type: 'levering-beoordeeld', nummer: '306', onderdeel: 'levering', lijst: 'leveringen', kenmerk: 'toewijzingnummer' },
  '307': { type: 'levering-beoordeeld', nummer: '308', onderdeel: 'levering', lijst: 'leveringen', kenmerk: 'toewijzingnummer' },
};

interface Persoon {
  readonly id: string;
  readonly relaties?: readonly { readonly persoon: string; readonly volgorde?: number }[];
  readonly adressen?: readonly { readonly soort: string }[];
  readonly rollen?: readonly string[];
}

interface Prestatie {
  readonly persoon: string;
  readonly referentie: string;
  readonly recordnummer?: number;
  readonly bedrag?: unknown;
}

const WJ001 = (code: string): { code: string; codelijst: string } => ({ code, codelijst: 'WJ001' });
const COD954 = (code: string): { code: string; codelijst: string } => ({ code, codelijst: 'COD954' });
/** COD757: how a message numbers a kind of address. */
const ADRESSOORT: Readonly<Record<string, string>> = { woon: '01', correspondentie: '02', verblijf: '03', tijdelijk: '04' };

interface Bericht {
  readonly berichttype?: string;
  readonly standaard?: string;
  readonly standaardversie?: string;
  readonly referentie?: string;
  readonly verzondenOp?: string;
  readonly afzender?: unknown;
  readonly ontvanger?: unknown;
  readonly schemaAfzender?: unknown;
}

const nummerVan = (b: Bericht): string => b.berichttype?.slice(-3) ?? '';

/** The message that answers this event, as `standaard:berichttype:versie`; null when nothing does. */
export function antwoordOp(f: Feit): string | null {
  const b = (f.data.bericht ?? {}) as Bericht;
  const nummer = nummerVan(b);
  if (b.berichttype === 'AW319') return 'aw319:AW320:1.4';
  const nieuw = nummer === '323' ? '325' : SOORTEN[nummer]?.nummer;
  // Of release 2 only what is technically wrong could be said with these tables; a judgement has parts that only a person can weigh.
  return nieuw === undefined || b.standaard === undefined || b.standaardversie !== '3.2' ? null : `${b.standaard}:${b.berichttype!.slice(0, -3)}${nieuw}:${b.standaardversie}`;
}

/** @throws Error (Dutch) for an event that nothing answers. */
export function beoordeel(f: Feit, o: Oordeel): Feit {
  const b = (f.data.bericht ?? {}) as Bericht;
  if (antwoordOp(f) === null) throw new Error(`op ${b.berichttype ?? f.type} is geen antwoord bekend`);
  return b.berichttype === 'AW319' || nummerVan(b) === '323' ? opDeclaratie(f.data, b, o) : opZorg(f.data, b, SOORTEN[nummerVan(b)]!, o);
}

const kop = (b: Bericht, o: Oordeel): Data => ({
  referentie: o.referentie, kruisreferentie: b.referentie, verzondenOp: o.dagtekening, afzender: b.ontvanger, ontvanger: b.afzender,
  ...(b.schemaAfzender === undefined ? {} : { schemaAfzender: b.schemaAfzender }),
});

const opBericht = (b: Bericht): Data => ({ referentie: b.referentie, dagtekening: b.verzondenOp, ...(b.schemaAfzender === undefined ? {} : { schema: b.schemaAfzender }) });

const technisch = (b: Bericht, o: Oordeel): Feit => ({
  type: 'bericht-afgekeurd',
  data: { bericht: kop(b, o), personen: [], retour: { opBericht: opBericht(b), referentie: o.referentie, dagtekening: o.dagtekening, codes: [WJ001('0001')] }, fout: { opBericht: b.referentie, code: WJ001('0001') } },
});

function opZorg(data: Data, b: Bericht, s: Soort, o: Oordeel): Feit {
  if (o.uitslag === 'technisch') return technisch(b, o);
  const code = WJ001(o.uitslag === 'goed' ? '0200' : '9332');
  const personen = (data.personen ?? []) as readonly Persoon[];
  const delen = (data[s.lijst] ?? []) as readonly Readonly<Record<string, string>>[];
  const regels: Data[] = [];
  const regel = (onderdeel: string, persoon: string, kenmerk?: string): void => void regels.push({ verwijzing: { onderdeel, persoon, ...(kenmerk === undefined ? {} : { kenmerk }) }, codes: [onderdeel === s.onderdeel ? code : WJ001('0200')] });
  const adressen = (p: Persoon): void => {
    for (const a of p.adressen ?? []) regel('contact', p.id, ADRESSOORT[a.soort]);
  };
  for (const client of personen.filter((p) => p.rollen?.includes('client'))) {
    for (const r of client.relaties ?? []) {
      const relatie = personen.find((p) => p.id === r.persoon);
      if (!relatie) continue;
      adressen(relatie);
      regel('relatie', relatie.id, (relatie as unknown as { referentie?: string }).referentie);
    }
    adressen(client);
    for (const d of delen.filter((x) => x.persoon === client.id)) regel(s.onderdeel, client.id, d[s.kenmerk]);
    regel('client', client.id);
  }
  const { bericht: _b, ...rest } = data;
  return { type: s.type, data: { ...rest, bericht: kop(b, o), retour: { opBericht: opBericht(b), referentie: o.referentie, dagtekening: o.dagtekening, codes: [code], regels } } };
}

function opDeclaratie(data: Data, b: Bericht, o: Oordeel): Feit {
  const ei = b.berichttype === 'AW319';
  if (o.uitslag === 'technisch' && !ei) return technisch(b, o);
  const lijst = ei ? COD954 : WJ001;
  const goed = o.uitslag === 'goed';
  const declaratie = data.declaratie as { readonly totaal?: unknown; readonly declaratienummer?: string; readonly zorgsoort?: { readonly code: string; readonly codelijst: string }; readonly prestaties?: readonly Prestatie[]; readonly periode?: unknown; readonly dagtekening?: unknown; readonly aantalPrestaties?: number };
  const nul = { centen: 0, valuta: 'EUR' };
  const prestatiecode = lijst(o.uitslag === 'technisch' ? '0804' : goed ? '8001' : ei ? '0611' : '9332');
  const regels = (declaratie.prestaties ?? []).map((p) => ({
    verwijzing: { onderdeel: 'prestatie', persoon: p.persoon, kenmerk: p.referentie, ...(ei && p.recordnummer !== undefined ? { recordnummer: p.recordnummer } : {}) },
    ...(ei ? { berekend: p.bedrag, toegekend: goed ? p.bedrag : nul } : {}),
    codes: [prestatiecode],
  }));
  const totaal = declaratie.totaal;
  const retour = {
    opBericht: opBericht(b), referentie: o.referentie, dagtekening: o.dagtekening, codes: [lijst(o.uitslag === 'technisch' ? '0804' : '0200')],
    totaalIngediend: totaal, totaalToegekend: goed ? totaal : nul,
    regels: ei ? regels : [...regels, ...((data.personen ?? []) as readonly Persoon[]).map((p) => ({ verwijzing: { onderdeel: 'client', persoon: p.id }, codes: [WJ001('0200')] })), { verwijzing: { onderdeel: 'declaratie', kenmerk: declaratie.declaratienummer }, codes: [WJ001(goed ? '8001' : '0200')] }],
  };
  const { periode: _p, dagtekening: _d, ...kort } = declaratie;
  // The number of performances is counted, not said.
  const { aantalPrestaties: _a, ...heel } = declaratie;
  const eigen = ei ? { ...heel, zorgsoort: { code: String(Number(declaratie.zorgsoort?.code ?? '428') + 1), codelijst: 'COD002' } } : kort;
  const { bericht: _b, ...rest } = data;
  return { type: 'declaratie-beoordeeld', data: { ...rest, bericht: kop(b, o), retour, declaratie: eigen } };
}
