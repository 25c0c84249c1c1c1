// The hub of the scenario: who there is, what each gets and why, who may ask what, and where each of them answers: the simulators on loopback.
// Written into a fresh folder; tokens and secrets are of this run alone.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const PARTIJEN = {
  gemeente: 'gemeente-0384',
  buurgemeente: 'gemeente-0363',
  aanbieder: 'aanbieder-42420001',
  keten: 'aanbieder-75750003',
  zorgkantoor: 'zorgkantoor-5521',
  raad: 'raad-voor-de-kinderbescherming',
} as const;
export type Wie = keyof typeof PARTIJEN;

/** Subject → the source that is asked, with the question and our endpoint for it. */
export const BRONNEN = [
  { onderwerp: 'persoon', partij: 'brp', bericht: 'suwiml:AanvraagPersoon:v0200', dienst: 'BRPDossierPersoonGSD-v0200' },
  { onderwerp: 'inkomsten', partij: 'uwv', bericht: 'suwiml:UWVPersoonsIkvInfo:v0200', dienst: 'UWVDossierInkomstenGSD-v0200' },
  { onderwerp: 'uitkering', partij: 'uwv', bericht: 'suwiml:UWVPersoonsWvInfo:v0200', dienst: 'UWVDossierWerknemersverzekeringenGSD-v0200' },
  { onderwerp: 'uitkering', partij: 'svb', bericht: 'suwiml:SVBPersoonsInfo:v0200', dienst: 'SVBDossierPersoonGSD-v0200' },
  { onderwerp: 'voertuig', partij: 'rdw', bericht: 'suwiml:VoertuigbezitInfoPersoon:v0200', dienst: 'RDWDossierGSD-v0200' },
  { onderwerp: 'onroerende-zaak', partij: 'kadaster', bericht: 'suwiml:PersoonsInfo:v0300', dienst: 'KadasterDossierGSD-v0300' },
] as const;

export const DOEL = 'recht op ondersteuning en bijstand';

export interface Inrichting {
  readonly bestand: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<Wie, string>>;
}

/** Addresses of the simulators. */
export type Adressen = Readonly<Record<Wie | 'suwinet', string>>;

/** What signs the webhooks of a run. */
export const nieuwGeheim = (): string => randomBytes(24).toString('hex');

/**
 * @param map empty folder.
 * @param geduld seconds that a source may take: generous, a busy machine is no fault.
 */
export function richtIn(map: string, adressen: Adressen, geheim: string, geduld = 40): Inrichting {
  const tokens = Object.fromEntries(Object.keys(PARTIJEN).map((w) => [w, randomBytes(24).toString('hex')])) as Record<Wie, string>;
  const schrijf = (pad: string, tekst: string): void => {
    mkdirSync(path.dirname(path.join(map, pad)), { recursive: true });
    writeFileSync(path.join(map, pad), tekst);
  };
  const bellers = (Object.keys(PARTIJEN) as Wie[]).map((w) => `  - { sha256: ${createHash('sha256').update(tokens[w]).digest('hex')}, partij: ${PARTIJEN[w]}, naam: ${w} }`);
  schrijf('knooppunt.yaml', `push: { priveAdressen: true }\nvragen: { termijn: 60 seconden }\nhttp: { poort: 0 }\ngeheimen: { sleutel: "env:SCENARIO_GEHEIM", audit: "env:SCENARIO_GEHEIM" }\nbellers:\n${bellers.join('\n')}\n`);

  const diensten = (partij: string): string => BRONNEN.filter((b) => b.partij === partij).map((b) => `      - { endpoint: suwiml/${b.dienst}, url: "${adressen.suwinet}/${b.dienst}", tijdslimiet: ${geduld} seconden }`).join('\n');
  const bron = (id: string, naam: string, oin: string): string => `  - id: ${id}\n    soort: overig\n    naam: ${naam}\n    oin: "${oin}"\n    diensten:\n${diensten(id)}`;
  schrijf('configuratie/partijen/partijen.yaml', `partijen:
  - { id: ${PARTIJEN.gemeente}, soort: gemeente, gemeentecode: "0384", oin: "00000099000000020384", aliassen: [{ organisatie: Gemeente 0384 }, { organisatie: Diemen }] }
  - { id: ${PARTIJEN.buurgemeente}, soort: gemeente, gemeentecode: "0363", oin: "00000099000000020363", diensten: [{ endpoint: stuf/beantwoordVraag, url: "${adressen.buurgemeente}/beantwoordVraag", tijdslimiet: ${geduld} seconden }] }
  - { id: ${PARTIJEN.aanbieder}, soort: aanbieder, naam: Aanbieder De Brug, agb: "42420001", oin: "00000003000000424200" }
  - { id: ${PARTIJEN.keten}, soort: aanbieder, naam: Aanbieder Het Anker, agb: "75750003", oin: "00000003000000757500" }
  - { id: ${PARTIJEN.zorgkantoor}, soort: zorgkantoor, naam: Zorgkantoor Midden, uzovi: "5521", oin: "00000003000000552100" }
  - { id: ${PARTIJEN.raad}, soort: justitie, naam: Raad voor de Kinderbescherming, oin: "00000004000000005000", aliassen: [{ organisatie: RvdK }] }
${bron('brp', 'Basisregistratie Personen', '00000099000000002007')}
${bron('uwv', 'UWV', '00000099000000002000')}
${bron('svb', 'SVB', '00000099000000002001')}
${bron('rdw', 'RDW', '00000099000000002003')}
${bron('kadaster', 'Kadaster', '00000099000000002004')}
`);

  const webhook = (wie: Wie): string => `kanaal: webhook\n    bestemming: { url: "${adressen[wie]}/events", geheim: "env:SCENARIO_GEHEIM", vorm: gestructureerd }`;
  const abonnement = (wie: Wie, id: string, events: string, doel: string, grondslag: string, hoe = webhook(wie)): string => `  - id: ${id}\n    partij: ${PARTIJEN[wie]}\n    events: [${events}]\n    doel: ${doel}\n    grondslag: ${grondslag}\n    niveau: wat\n    ${hoe}`;
  schrijf('configuratie/abonnementen/abonnementen.yaml', `abonnementen:
${abonnement('gemeente', 'diemen-alles', '"*"', 'uitvoering van Wmo, Jeugdwet en Participatiewet', 'Wmo 2015 art. 5.1.1')}
${abonnement('aanbieder', 'brug-toewijzingen', '"toewijzing-*", "levering-*", "declaratie-*", "bericht-*"', 'levering van toegewezen ondersteuning', 'Wmo 2015 art. 5.1.2')}
${abonnement('keten', 'anker-enveloppen', 'toewijzing-afgegeven', 'levering van toegewezen jeugdhulp', 'Jeugdwet art. 7.4.0', `kanaal: stuf\n    bestemming: { url: "${adressen.keten}/ggk" }`)}
${abonnement('zorgkantoor', 'zorgkantoor-declaraties', '"declaratie-*"', 'controle en betaling van declaraties', 'Wlz art. 9.1.2')}
${abonnement('raad', 'raad-verzoeken', 'kinderbeschermingsonderzoek-verzocht', 'onderzoek naar een kinderbeschermingsmaatregel', 'Jeugdwet art. 3.1', `kanaal: stuf\n    bestemming: { url: "${adressen.raad}/corv" }`)}
`);
  schrijf('configuratie/bevoegdheden/bevoegdheden.yaml', `bevoegdheden:
  - { id: diemen-toegang, partij: ${PARTIJEN.gemeente}, events: [${[...new Set(BRONNEN.map((b) => `${b.onderwerp}-gevraagd`))].join(', ')}], rollen: [klantmanager], doel: ${DOEL}, grondslag: Wet SUWI art. 62 }
  - { id: diemen-berichten, partij: ${PARTIJEN.gemeente}, events: [persoon-gevraagd, inkomsten-gevraagd], doel: juiste gegevens bij een aanvraag, grondslag: Wet BRP art. 1.7 }
`);
  schrijf('configuratie/bronnen/bronnen.yaml', `bronnen:\n${BRONNEN.map((b) => `  - { id: ${b.partij}-${b.onderwerp}, onderwerp: ${b.onderwerp}, partij: ${b.partij}, bericht: "${b.bericht}", endpoint: suwiml/${b.dienst} }`).join('\n')}\n`);
  return { bestand: path.join(map, 'knooppunt.yaml'), env: { SCENARIO_GEHEIM: geheim }, tokens };
}
