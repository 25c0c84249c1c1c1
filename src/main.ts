// The only place that knows every engine: configuration in, a running hub out. Starts in the order in which one thing may rely on another
// (store, log, relay position, intake, folder, http) and stops the other way round.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { startOndertekenaar } from './audit/ondertekenaar.ts';
import { bewaarInGebruik, type Configuratie, type KafkaRegel, type LoadOpties, loadConfig, routingInvoer, vraagConfiguratie, watchConfig } from './config/index.ts';
import { startBewaker } from './answers/bewaker.ts';
import { openEmbeddedLog } from './eventlog/embedded-eventlog.ts';
import { openKafkaLog, type KafkaOpties } from './eventlog/kafka-eventlog.ts';
import type { EventLog } from './eventlog/port.ts';
import { uuidv7 } from './canonical/uuid.ts';
import { OpmaakFout, startAflevering } from './delivery/aflevering.ts';
import { doelenVan } from './delivery/doelen.ts';
import { publiekeSleutels } from './delivery/jws.ts';
import { maakKanalen } from './delivery/kanalen.ts';
import { startNazorg } from './delivery/nazorg.ts';
import { startInboxmap } from './folder/inboxmap.ts';
import { createLog, type Log } from './http/log.ts';
import { buildServer } from './http/server.ts';
import { catalogusVoorApi } from './http/catalogus.ts';
import { delenVan } from './intake/doorgang.ts';
import { maakIntake, pseudoniemenVan } from './intake/intake.ts';
import type { Intake } from './intake/port.ts';
import { maakWerkbank } from './intake/werkbank.ts';
import { achterstandVan } from './metrics/achterstand.ts';
import { wachtendenVan } from './metrics/wachtenden.ts';
import { aflevermetingVan } from './metrics/aflevering.ts';
import { createMetrics } from './metrics/prom-metrics.ts';
import { kopieenVan } from './relay/besluit.ts';
import type { LeaseBron } from './relay/port.ts';
import { maakUitgang } from './outbound/uitgang.ts';
import { kennisVan, maakVraagkamer } from './questions/index.ts';
import { startRelay, type Relay } from './relay/relay.ts';
import { startOpruimer } from './retention/opruimer.ts';
import { createLiveRouting } from './routing/live.ts';
import type { Partij, Routing } from './routing/port.ts';
import { createRouting } from './routing/routing.ts';
import { Geheugenbudget } from './spool/budget.ts';
import { ruimSpoolOp } from './spool/opruimen.ts';
import { vergrendel } from './sqlite/slot.ts';
import { openSqlite, type Sqlite } from './sqlite/sqlite.ts';
import { type BerichtEvent, type InboxRij, type Store, StoreError } from './store/port.ts';
import { maakLeases } from './store/postgres-leases.ts';
import { openPostgresStore } from './store/postgres-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import { vergelijkMetLog } from './store/stap-balans.ts';

export interface Startopties extends LoadOpties {
  /** Where log lines go; default stderr. `null`: nowhere (demo, tests). */
  readonly log?: Log | null;
  readonly klok?: () => Date;
}

export interface Knooppunt {
  readonly url: string;
  readonly configuratie: Configuratie;
  readonly store: Store;
  readonly eventlog: EventLog;
  readonly intake: Intake;
  readonly relay: Relay;
  /** Party by id, and all of them, as the configuration in force has them. */
  partij(id: string): Partij | null;
  partijen(): readonly Partij[];
  /** Signs the audit up to now, so that whoever verifies sees everything. */
  rondAuditAf(): Promise<void>;
  /** Stops accepting, finishes what is under way (at most 10 s), closes the files. Safe to call twice. */
  stop(): Promise<void>;
}

/** A free loopback port: events name the address that schemas are served from, so it must be known before the first event. */
async function vrijePoort(host: string): Promise<number> {
  return new Promise((klaar, mis) => {
    const s = createServer();
    s.once('error', mis);
    s.listen(0, host, () => {
      const a = s.address();
      s.close(() => klaar(typeof a === 'object' && a ? a.port : 0));
    });
  });
}

/** How the Kafka engine is opened for a configuration. */
export function kafkaVan(k: KafkaRegel, c: Configuratie): KafkaOpties {
  const { wachtwoord, ...pem } = c.geheimen.kafka ?? {};
  return {
    brokers: k.brokers, shards: c.shards, replicatie: k.replicatie, bewaren: k.bewaren, partities: k.partities, compressie: k.compressie, voorvoegsel: k.voorvoegsel,
    ...(k.sasl ? { sasl: { mechanisme: k.sasl.mechanisme, gebruiker: k.sasl.gebruiker, wachtwoord: wachtwoord ?? '' } } : {}),
    ...(k.tls ? { tls: pem } : {}),
  };
}

interface Motoren {
  readonly store: Store;
  readonly eventlog: EventLog;
  /** Name of this node's audit chain. */
  readonly knoop: string;
  readonly leases?: LeaseBron;
  /** The event log did not answer yet. */
  readonly logWeg: boolean;
  sluit(): Promise<void>;
}

/** Name of this node's audit chain. Without a log that nodes share there can be one node alone: a fixed name keeps a second one out. */
export function ketenVan(c: Configuratie): string {
  return c.opslag.soort === 'postgres' && c.eventlog.soort !== 'ingebed' ? c.opslag.knoop : 'hub';
}

/** The engines that the configuration asks for. Whatever it opened is closed by `geopend` when it, or what comes after it, fails. */
export async function openMotoren(c: Configuratie, dataMap: string, geopend: (() => Promise<unknown>)[], onFout: (e: unknown) => void, opties: { readonly magZonderLog?: boolean } = {}): Promise<Motoren> {
  const ingebed = c.opslag.soort === 'ingebed' || c.eventlog.soort === 'ingebed';
  const sqlite = ingebed ? await openSqlite({ dataDir: dataMap }) : null;
  const slot = sqlite ? null : vergrendel(dataMap);
  geopend.push(async () => (sqlite ? await sqlite.close() : slot?.release()));
  const knoop = ketenVan(c);
  const postgres = c.opslag.soort === 'postgres' ? { url: c.geheimen.postgres ?? '', pool: c.opslag.pool } : null;
  const store = postgres ? await openPostgresStore({ postgres, knoop, dataDir: dataMap, shards: c.shards }) : await openSqliteStore({ sqlite: sqlite as Sqlite, shards: c.shards });
  geopend.push(() => store.close());
  // A hub that has taken messages in before goes on doing so without its brokers; a new one shows that their address is wrong.
  const eerder = opties.magZonderLog && (await Promise.all(Array.from({ length: store.shards }, (_, s) => store.lastAcceptance(s)))).some((n) => n > 0);
  let logWeg = false;
  const zonder = (e: unknown): void => {
    logWeg = true;
    onFout(e);
  };
  const eventlog = c.eventlog.soort === 'kafka' ? await openKafkaLog({ ...kafkaVan(c.eventlog, c), ...(eerder ? { zonder } : {}) }) : await openEmbeddedLog({ sqlite: sqlite as Sqlite });
  geopend.push(() => eventlog.close());
  return {
    store, eventlog, knoop, logWeg,
    ...(postgres ? { leases: maakLeases({ postgres, knoop, onFout }) } : {}),
    async sluit() {
      await eventlog.close();
      await store.close();
      if (sqlite) await sqlite.close();
      else slot?.release();
    },
  };
}

/** Parts of large messages for the relay: from the claim check, batched. */
function maakDelen(store: Pick<Store, 'spoolPath'>, bank: Parameters<typeof delenVan>[2], xml: Parameters<typeof delenVan>[3]) {
  return async function* delen(rij: InboxRij, vanafDeel: number): AsyncGenerator<readonly BerichtEvent[]> {
    if (rij.spool === null) return;
    const inhoud = { soort: 'spool' as const, pad: await store.spoolPath(rij.spool), omvang: rij.bericht.omvang, sha256: rij.bericht.sha256 };
    let deel = 0;
    for await (const e of delenVan(inhoud, rij.bericht.id, bank, xml)) {
      if (++deel < vanafDeel) continue;
      yield [{ ordinaal: e.ordinaal, type: e.type, sleutel: e.sleutel, persoonsleutel: e.persoonsleutel, data: JSON.stringify(e.data) }];
    }
  };
}

/** Copies of one event as routing makes them now, for delivery. What a message itself brings about parks; a store that is away does not. */
function maakKopieen(routing: () => Routing, delen: ReturnType<typeof maakDelen>) {
  return async (rij: InboxRij, ordinaal: number): Promise<ReturnType<typeof kopieenVan>> => {
    try {
      let event = rij.events.find((e) => e.ordinaal === ordinaal);
      if (!event) for await (const deel of delen(rij, 1)) if ((event = deel.find((e) => e.ordinaal === ordinaal))) break;
      if (!event) throw new OpmaakFout('het event staat niet in het bericht');
      return kopieenVan(rij, event, routing());
    } catch (e) {
      throw e instanceof StoreError ? e : new OpmaakFout('de kopie is niet te maken', { cause: e });
    }
  };
}

/**
 * Starts a hub.
 * @throws ConfigFout, AdapterFout, TabelFout, SqliteFout (`bezet`), PositieFout: each says in Dutch what is wrong.
 */
export async function startKnooppunt(opties: Startopties = {}): Promise<Knooppunt> {
  // A start that fails halfway closes what it had opened: threads and lock would keep the process alive otherwise.
  const geopend: (() => Promise<unknown>)[] = [];
  try {
    return await start(opties, geopend);
  } catch (e) {
    for (const sluit of geopend.reverse()) await sluit().catch(() => undefined);
    throw e;
  }
}

async function start(opties: Startopties, geopend: (() => Promise<unknown>)[]): Promise<Knooppunt> {
  const klok = opties.klok ?? (() => new Date());
  const log = opties.log === undefined ? createLog() : (opties.log ?? createLog({ niveau: 'silent' }));
  const geladen = loadConfig(opties);
  const poort = geladen.http.poort === 0 ? await vrijePoort(geladen.http.host) : geladen.http.poort;
  let c: Configuratie = { ...geladen, http: { ...geladen.http, poort } };
  const dataMap = c.opslag.map;
  mkdirSync(dataMap, { recursive: true, mode: 0o700 });

  const xmlLimieten = { diepte: c.limieten.diepte, elementen: c.limieten.elementen, attributen: c.limieten.attributen, tekst: c.limieten.tekst };
  const bank = await maakWerkbank({ adapters: c.adapters, basis: c.bestand === null ? process.cwd() : path.dirname(c.bestand), dataMap });
  bank.register.compileerAlles();
  for (const a of bank.register.adapters) if (a.spec.soort === 'xml') for (const s of a.spec.berichten) bank.schemas.laad({ map: a.spec.schemas, pad: s.schema });

  // Once more, with what only adapters know.
  const metKennis: LoadOpties = { ...opties, kennis: kennisVan(bank.register) };
  loadConfig(metKennis);

  const { store, eventlog, knoop, leases, logWeg, sluit: sluitMotoren } = await openMotoren(c, dataMap, geopend, (err) => log.error({ err }, 'het eventlog of de verdeling van shards struikelt'), { magZonderLog: true });
  await ruimSpoolOp(dataMap, { gebruikt: new Set(await store.spoolFiles()) });
  // Beside the store, never in it and never in a backup: whoever changes records cannot sign them.
  const ondertekenaar = await startOndertekenaar({
    store: { auditChains: async () => [knoop], auditHead: (k) => store.auditHead(k), auditAfter: (k, n, max) => store.auditAfter(k, n, max) },
    dataDir: dataMap, sleutelPad: path.join(dataMap, 'sleutels', 'audit.pem'), nu: () => klok().toISOString(),
    onFout: (err) => log.error({ err }, 'de audit kan niet worden ondertekend'),
  });
  geopend.push(() => ondertekenaar.stop());
  const routing = createLiveRouting(createRouting(routingInvoer(c)));
  const huidig = (): Routing => routing.vast?.() ?? routing;
  const metrics = createMetrics();
  metrics.bronAchterstand(achterstandVan(store, klok));
  metrics.bronVerwachtingen(wachtendenVan(store, klok));

  const delen = maakDelen(store, bank, xmlLimieten);
  let wekAflevering = (): void => undefined;
  const relay = await startRelay({
    store,
    eventlog,
    routing: huidig,
    delen,
    na: (regel) => {
      if (regel === 9) wekAflevering();
    },
    betrokkenen: (e) => pseudoniemenVan(e.data, c.geheimen.audit),
    maxRijen: c.relais.batch,
    wacht: c.relais.wachtMs,
    ...(leases ? { leases } : {}),
    logWeg,
    onFout: (err, shard, blijvend) => log.error({ err, shard, blijvend }, 'het relais struikelt'),
  });
  geopend.push(() => relay.stop());
  const shards = (): ReadonlyMap<number, number | undefined> => new Map(relay.shards().map((l) => [l.shard, l.tijdperk]));
  const nazorg = startNazorg({
    store, eventlog, metrics, shards, hubOin: c.hub.oin, doelen: () => doelenVan(c), aflevering: () => aflevering, nu: () => klok().getTime(),
    onFout: (err, wat) => log.error({ err, wat }, 'wat geparkeerd is wordt nog niet gemeld of hernieuwd'),
  });
  geopend.push(() => nazorg.stop());
  metrics.bronAflevering(aflevermetingVan(nazorg.stand, klok));
  const hub = { oin: c.hub.oin, organisatie: c.hub.organisatie, applicatie: c.hub.applicatie, ...(c.hub.administratie ? { administratie: c.hub.administratie } : {}) };
  // Deliveries have a breaker for each subscription already.
  const afleveruitgang = maakUitgang({ nu: () => klok().getTime(), onderbreker: false });
  geopend.push(() => afleveruitgang.close());
  const kopieen = maakKopieen(huidig, delen);
  const aflevering = startAflevering({
    store,
    kanaal: maakKanalen({ store, bank, limieten: xmlLimieten, kopieen, hub, uitgang: afleveruitgang, intake: () => intake, nu: () => klok().getTime(), referentie: () => uuidv7() }),
    doelen: () => doelenVan(c),
    shards,
    onBeurt: nazorg.beurt,
    kopieen,
    nu: () => klok().getTime(),
    onFout: (err, abonnement) => log.error({ err, abonnement }, 'het afleveren struikelt'),
  });
  wekAflevering = aflevering.wek;
  geopend.push(() => aflevering.stop());
  const uitgang = maakUitgang({ nu: () => klok().getTime() });
  geopend.push(() => uitgang.close());
  metrics.bronUitgang(() => uitgang.stand());
  const { doorgever, vragen } = maakVraagkamer({
    bank, register: bank.register, store, uitgang, hub, klok, xmlLimieten, routing: huidig, configuratie: () => vraagConfiguratie(c), intake: () => intake,
    nieuwId: () => uuidv7(), nieuweReferentie: () => uuidv7(), adresVan: (endpoint) => `${c.http.adres ?? `http://${c.http.host}:${poort}`}/soap/${endpoint}`, maxAntwoord: c.limieten.xml,
    auditGeheim: c.geheimen.audit, meet: (eindpunt, uitkomst, seconden) => metrics.oproep(eindpunt, uitkomst, seconden), telDeel: (uitkomst) => metrics.vraagdeel(uitkomst),
  });
  const intake = maakIntake({
    doorgever: () => doorgever,
    bank,
    store,
    routing: huidig,
    hub,
    limieten: { xml: c.limieten.xml, records: c.limieten.records, geheugen: c.limieten.geheugen },
    xmlLimieten,
    termijnen: { sleutels: c.bewaren.sleutels, sleutelsZonderReferentie: c.bewaren.sleutelsZonderReferentie, perStandaard: { aw319: c.bewaren.sleutelsAw319 } },
    auditGeheim: c.geheimen.audit,
    dataMap,
    klok,
    bodyfout: () => c.stuf.bodyfout,
    tijdstip: () => c.stuf.tijdstip,
    antwoordtermijnen: () => c.antwoorden,
    beantwoord: (soort) => metrics.antwoord(soort),
    eigenBericht: (uitkomst, seconden) => metrics.bericht('hub', uitkomst, seconden),
    alarm: (code, velden) => log.warn({ alarm: code, ...velden }, 'alarm'),
  });

  const bewaker = startBewaker({
    store, klok,
    verlopen: (aantal) => {
      metrics.verlopen(aantal);
      log.warn({ alarm: 'KP_GEEN_ANTWOORD', aantal }, 'alarm');
    },
    onFout: (err) => log.error({ err }, 'verlopen termijnen kunnen niet worden bijgewerkt'),
  });
  geopend.push(() => bewaker.stop());

  const budget = new Geheugenbudget(128 * 1024 * 1024);
  const opruimer = startOpruimer({
    store, eventlog, bewaren: () => c.bewaren.inhoud, nu: () => klok().getTime(),
    onFout: (err) => log.error({ err }, 'oude inhoud kan niet worden opgeruimd'),
    gedaan: (u) => log.info({ ...u }, 'oude inhoud opgeruimd'),
  });
  geopend.push(() => opruimer.stop());
  const inboxmap = await startInboxmap({ dataMap, intake, metrics, budget, log, klok });
  geopend.push(() => inboxmap.close());
  const server = buildServer(
    {
      intake, store, eventlog, routing, klok, metrics, log,
      balans: async () => {
        const voor = await eventlog.counts();
        return vergelijkMetLog(await store.balance(), voor, await eventlog.counts());
      },
      tokens: () => c.bellers,
      catalogus: catalogusVoorApi(bank.catalogus),
      aflevering: nazorg, sleutels: () => publiekeSleutels(doelenVan(c).values()), vragen,
      onderdelen: async () => [{ naam: 'relais', ok: relay.health().ok, nodig: false }],
    },
    {
      host: c.http.host, poort, dataMap,
      tempo: { berichten: { perMinuut: c.limieten.perAfzender.perMinuut } },
      ...(c.http.adres ? { basisUrl: c.http.adres } : {}),
    },
  );
  const url = await server.listen();
  await store.recordAudit([{ stap: 'gestart', tijd: klok().toISOString(), actor: 'hub', details: { configuratie: c.versie, adapters: bank.register.adapters.map((a) => a.spec.naam) } }]);
  bewaarInGebruik(dataMap, c);
  for (const m of c.mededelingen) log.warn({}, m);

  const wachter = watchConfig({
    opties: metKennis,
    huidig: geladen,
    opNieuw: (nieuw, verschil, herstart) => {
      c = { ...nieuw, http: { ...nieuw.http, poort } };
      routing.vervang(createRouting(routingInvoer(c)));
      aflevering.wek();
      server.herzie();
      bewaarInGebruik(dataMap, c);
      log.info({ configuratie: nieuw.versie, wijzigingen: verschil.regels.length, herstartNodig: herstart }, 'configuratie overgenomen');
      void store.recordAudit([{ stap: 'configuratie', tijd: klok().toISOString(), actor: 'operator', details: { configuratie: nieuw.versie, wijzigingen: verschil.regels.length } }]);
    },
    opFout: (fout) => log.error({ alarm: 'KP_CONFIGURATIE', bevindingen: fout.bevindingen }, 'de gewijzigde configuratie is niet overgenomen; de vorige blijft gelden'),
  });

  let gestopt: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    wachter.stop();
    await server.close();
    await inboxmap.close();
    await opruimer.stop();
    await bewaker.stop();
    await aflevering.stop();
    await afleveruitgang.close();
    await uitgang.close();
    await nazorg.stop();
    await relay.stop();
    await store.recordAudit([{ stap: 'gestopt', tijd: klok().toISOString(), actor: 'hub' }]).catch(() => undefined);
    await ondertekenaar.stop();
    await sluitMotoren();
  };
  return {
    url, configuratie: c, store, eventlog, intake, relay,
    partij: (id) => routing.party(id),
    partijen: () => routing.parties(),
    rondAuditAf: () => ondertekenaar.rondAf(),
    stop: () => (gestopt ??= stop()),
  };
}
