// Loads `knooppunt.yaml` and the folder `configuratie/`: every finding at once, or a configuration that is whole.
// Without any file: loopback, embedded engines, sample parties, and it says so. Never starts half: one error refuses all.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HubRegel } from '../routing/model.ts';
import { isOin, oinSoort } from '../canonical/identificaties.ts';
import { leesInformatiemodel } from '../canonical/informatie.ts';
import { modellenVan } from '../canonical/vindplaats.ts';
import { leesAbonnementen } from './abonnementen.ts';
import { type Bevinding, ConfigFout } from './bevinding.ts';
import { leesMap, versieVan } from './bronbestanden.ts';
import { duurInMs } from './duur.ts';
import { isLoopback, leesBestemmingGeheimen, leesGeheim } from './geheimen.ts';
import { leesGemeenten } from './gemeenten.ts';
import { leesEventlog, type RuwEventlog } from './kafka.ts';
import { kruistoets } from './kruistoets.ts';
import { leesPartijen } from './partijen.ts';
import { leesOpslag, type RuwOpslag } from './postgres.ts';
import { toetsBestand } from './schematoets.ts';
import type { Configuratie } from './types.ts';
import { type Adapterkennis, kruistoetsVragen, leesBevoegdheden, leesBronnen } from './vragen.ts';
import { leesYaml, type YamlBestand } from './yaml-bestand.ts';

const PRODUCT = path.resolve(import.meta.dirname, '../..');

export interface LoadOpties {
  /** `--config`: must exist. Absent: `knooppunt.yaml` in `cwd` where there is one. */
  readonly bestand?: string;
  /** `--data`: wins over the file. */
  readonly data?: string;
  /** `--port`: wins over the file. */
  readonly poort?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Absent: what only loaded adapters know (endpoints, message types) is not checked. */
  readonly kennis?: Adapterkennis;
}

interface Ruw {
  hub: HubRegel;
  opslag: RuwOpslag;
  eventlog: RuwEventlog;
  http: { host: string; poort: number; adres?: string };
  adapters: string[];
  limieten: Configuratie['limieten'];
  bewaren: Record<keyof Configuratie['bewaren'], string>;
  shards: number;
  relais: Configuratie['relais'];
  push: Configuratie['push'];
  stuf: Configuratie['stuf'];
  antwoorden: { termijn: string; perBericht: Record<string, string> };
  vragen: { termijn: string };
  geheimen: { sleutel?: string; audit?: string };
  bellers: { sha256: string; partij?: string; operator?: true; naam?: string }[];
  configuratie: string;
}

/** @throws ConfigFout with every finding. */
export function loadConfig(opties: LoadOpties = {}): Configuratie {
  const cwd = path.resolve(opties.cwd ?? process.cwd());
  const env = opties.env ?? process.env;
  const bevindingen: Bevinding[] = [];
  const hoofd = leesHoofdbestand(opties, cwd, bevindingen);
  const ruw = hoofd.ruw;
  const fout = (pad: string[], tekst: string): void => {
    bevindingen.push({ ernst: 'fout', bestand: hoofd.naam, regel: hoofd.yaml?.regel(pad) ?? 0, pad: pad.join('.'), tekst });
  };
  const basis = hoofd.pad === null ? cwd : path.dirname(hoofd.pad);
  const loopback = isLoopback(ruw.http.host);

  const eigen = path.resolve(basis, ruw.configuratie);
  const voorbeeld = !existsSync(eigen) || hoofd.pad === null;
  const map = voorbeeld ? path.join(PRODUCT, 'configuratie') : eigen;
  if (voorbeeld && hoofd.pad !== null && hoofd.genoemd('configuratie')) fout(['configuratie'], `de map ${ruw.configuratie} bestaat niet`);
  if (voorbeeld && !loopback) fout(['configuratie'], 'zonder eigen map met partijen en abonnementen luistert het knooppunt alleen op loopback');

  const codelijsten = [...new Set([path.join(map, 'codelijsten'), path.join(PRODUCT, 'configuratie', 'codelijsten')])].filter((m) => existsSync(m));
  const gemeenten = leesGemeenten(codelijsten);
  const partijBestanden = leesMap(map, 'partijen', ['.yaml', '.yml']);
  const abonnementBestanden = leesMap(map, 'abonnementen', ['.yaml', '.yml']);
  const bevoegdheidBestanden = leesMap(map, 'bevoegdheden', ['.yaml', '.yml']);
  const bronBestanden = leesMap(map, 'bronnen', ['.yaml', '.yml']);
  const partijen = leesPartijen(map, partijBestanden, gemeenten, bevindingen);
  const abonnementen = leesAbonnementen(map, abonnementBestanden, bevindingen, ruw.push.priveAdressen);
  const bevoegdheden = leesBevoegdheden(map, bevoegdheidBestanden, bevindingen);
  const bronregels = leesBronnen(map, bronBestanden, bevindingen);
  const bestemmingen = leesBestemmingGeheimen(abonnementen, basis, env, bevindingen);

  if (!isOin(ruw.hub.oin)) fout(['hub', 'oin'], 'dit is geen OIN: het voorvoegsel is niet bekend');
  else if (!loopback && oinSoort(ruw.hub.oin) === 'test') {
    bevindingen.push({ ernst: 'waarschuwing', bestand: hoofd.naam, regel: hoofd.yaml?.regel(['hub', 'oin']) ?? 0, pad: 'hub.oin', tekst: 'dit is een OIN van de testomgeving; hij staat in de source van elk event' });
  }
  const sleutel = leesGeheim('sleutel', ruw.geheimen.sleutel, basis, env, loopback);
  if (sleutel.fout !== null) fout(['geheimen', 'sleutel'], sleutel.fout);
  const audit = leesGeheim('audit', ruw.geheimen.audit, basis, env, loopback);
  if (audit.fout !== null) fout(['geheimen', 'audit'], audit.fout);
  const opslag = leesOpslag(ruw.opslag, basis, opties.data === undefined ? null : path.resolve(cwd, opties.data), env, (pad, tekst) => fout(['opslag', ...pad], tekst));
  const eventlog = leesEventlog(ruw.eventlog, basis, env, (pad, tekst) => fout(['eventlog', ...pad], tekst));
  if (!loopback && ruw.bellers.length === 0) fout(['bellers'], `luisteren op ${ruw.http.host} kan alleen als er bellers zijn`);
  toetsBellers(ruw, new Set(partijen.map((p) => p.waarde.id)), hoofd.yaml, hoofd.naam, bevindingen);
  const modellen = modellenVan(ruw.adapters, basis).map((u) => fileURLToPath(u));
  const model = leesInformatiemodel(undefined, modellen);
  kruistoets(partijen, abonnementen, gemeenten, model, bevindingen);
  for (const type of Object.keys(ruw.antwoorden.perBericht)) {
    if (opties.kennis?.metAntwoord?.includes(type) ?? true) continue;
    bevindingen.push({ ernst: 'waarschuwing', bestand: hoofd.naam, regel: hoofd.yaml?.regel(['antwoorden', 'perBericht', type]) ?? 0, pad: `antwoorden.perBericht.${type}`, tekst: 'op dit berichttype hoeft hier geen antwoord te komen: deze termijn doet niets' });
  }
  for (const a of abonnementen) {
    const { kanaal, formaat } = a.waarde;
    const mis = kanaal === 'topic' || formaat === undefined || formaat === 'bron' ? null : opties.kennis?.formaat?.(formaat, kanaal);
    if (mis) bevindingen.push({ ernst: 'fout', bestand: a.bestand, regel: a.regel('formaat'), pad: `${a.pad}.formaat`, tekst: mis });
  }
  // The samples name sources of every standard of the product, also of those that this hub has not.
  kruistoetsVragen({ partijen, bevoegdheden, bronnen: bronregels }, { model, priveAdressen: ruw.push.priveAdressen, ...(opties.kennis && !voorbeeld ? { kennis: opties.kennis } : {}) }, bevindingen);

  if (bevindingen.some((b) => b.ernst === 'fout')) throw new ConfigFout(bevindingen);
  const mededelingen: string[] = [];
  if (hoofd.pad === null) mededelingen.push(`Geen knooppunt.yaml gevonden: het knooppunt werkt op ${ruw.http.host} met ingebedde opslag en de voorbeeldpartijen.`);
  else if (voorbeeld) mededelingen.push('Geen map configuratie gevonden: het knooppunt werkt met de voorbeeldpartijen.');
  if (sleutel.voorbeeld || audit.voorbeeld) mededelingen.push('De geheimen zijn voorbeelden; dat kan alleen op loopback.');
  const bronnen = [...(hoofd.tekst === null ? [] : [{ naam: 'knooppunt.yaml', tekst: hoofd.tekst }]), ...partijBestanden, ...abonnementBestanden, ...bevoegdheidBestanden, ...bronBestanden, ...leesMap(map, 'codelijsten', ['.json'])];
  return {
    versie: versieVan(bronnen), bestand: hoofd.pad, map, voorbeeld,
    hub: ruw.hub,
    opslag: opslag.opslag,
    eventlog: eventlog.eventlog,
    http: { ...ruw.http, poort: opties.poort ?? ruw.http.poort },
    adapters: ruw.adapters.map((a) => (/^(\.|\/)/.test(a) ? path.resolve(basis, a) : a)),
    limieten: ruw.limieten,
    bewaren: {
      inhoud: duurInMs(ruw.bewaren.inhoud),
      sleutels: duurInMs(ruw.bewaren.sleutels), sleutelsAw319: duurInMs(ruw.bewaren.sleutelsAw319),
      sleutelsZonderReferentie: duurInMs(ruw.bewaren.sleutelsZonderReferentie),
    },
    shards: ruw.shards, relais: ruw.relais, push: ruw.push, stuf: ruw.stuf,
    antwoorden: { termijn: duurInMs(ruw.antwoorden.termijn), perBericht: Object.fromEntries(Object.entries(ruw.antwoorden.perBericht).map(([type, duur]) => [type, duurInMs(duur)])) },
    vragen: { termijn: duurInMs(ruw.vragen.termijn) },
    geheimen: { sleutel: sleutel.geheim, audit: audit.geheim, voorbeeld: sleutel.voorbeeld || audit.voorbeeld, bestemmingen, ...opslag.geheimen, ...eventlog.geheimen },
    bellers: ruw.bellers.map((b) => ({ sha256: b.sha256, partij: b.partij ?? null, ...(b.naam === undefined ? {} : { naam: b.naam }) })),
    partijen: partijen.map((p) => p.waarde), abonnementen: abonnementen.map((a) => a.waarde),
    bevoegdheden: bevoegdheden.map((b) => b.waarde), bronnen: bronregels.map((b) => b.waarde),
    codelijsten, bevindingen, mededelingen,
  };
}

interface Hoofdbestand {
  readonly pad: string | null;
  readonly naam: string;
  readonly tekst: string | null;
  readonly yaml: YamlBestand | null;
  readonly ruw: Ruw;
  genoemd(sleutel: string): boolean;
}

/** The main file with defaults filled in. @throws ConfigFout when its shape is wrong: nothing else can be checked then. */
function leesHoofdbestand(opties: LoadOpties, cwd: string, bevindingen: Bevinding[]): Hoofdbestand {
  const gevraagd = path.resolve(cwd, opties.bestand ?? 'knooppunt.yaml');
  const naam = path.relative(cwd, gevraagd) || gevraagd;
  let tekst: string | null = null;
  try {
    tekst = readFileSync(gevraagd, 'utf8');
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code;
    if (opties.bestand !== undefined || code !== 'ENOENT') {
      throw new ConfigFout([{ ernst: 'fout', bestand: naam, regel: 0, pad: '', tekst: code === 'ENOENT' ? 'dit bestand bestaat niet' : `niet te lezen (${code ?? 'onbekend'})` }]);
    }
  }
  const gelezen = leesYaml(naam, tekst ?? '{}');
  if (!gelezen.bestand) throw new ConfigFout(gelezen.bevindingen);
  const waarde = gelezen.bestand.waarde ?? {};
  const sleutels = new Set(typeof waarde === 'object' ? Object.keys(waarde) : []);
  const schema = toetsBestand('knooppunt', gelezen.bestand, waarde);
  if (schema.length > 0) throw new ConfigFout([...bevindingen, ...schema]);
  return { pad: tekst === null ? null : gevraagd, naam, tekst, yaml: tekst === null ? null : gelezen.bestand, ruw: waarde as Ruw, genoemd: (s) => sleutels.has(s) };
}

function toetsBellers(ruw: Ruw, partijen: ReadonlySet<string>, yaml: YamlBestand | null, naam: string, bevindingen: Bevinding[]): void {
  const gezien = new Set<string>();
  ruw.bellers.forEach((b, i) => {
    const fout = (tekst: string): void => {
      bevindingen.push({ ernst: 'fout', bestand: naam, regel: yaml?.regel(['bellers', i]) ?? 0, pad: `bellers[${i}]`, tekst });
    };
    if ((b.partij === undefined) === (b.operator === undefined)) fout('noem precies een van partij en operator');
    if (b.partij !== undefined && !partijen.has(b.partij)) fout(`partij '${b.partij}' bestaat niet`);
    if (gezien.has(b.sha256)) fout('dit token staat er twee keer');
    gezien.add(b.sha256);
  });
}
