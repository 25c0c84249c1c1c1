// The only place that knows every room: configuration in, a running hub out. Starts in the order in which one thing may rely on another
// (store, log, relay position, intake, folder, http) and stops the other way round.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { startOndertekenaar } from './audit/ondertekenaar.ts';
import { bewaarInGebruik, type Configuratie, type LoadOpties, loadConfig, routingInvoer, vraagConfiguratie, watchConfig } from './config/index.ts';
import { startBewaker } from './answers/bewaker.ts';
import type { EventLog } from './eventlog/port.ts';
import { uuidv7 } from './canonical/uuid.ts';
import { OpmaakFout, startAflevering } from './delivery/aflevering.ts';
import { doelenVan } from './delivery/doelen.ts';
import { publiekeSleutels } from './delivery/jws.ts';
import { maakKanalen } from './delivery/kanalen.ts';
import { maakKopieen } from './delivery/kopieen.ts';
import { startNazorg } from './delivery/nazorg.ts';
import { startInboxmap } from './folder/inboxmap.ts';
import { createLog, type Log } from './http/log.ts';
import { buildServer } from './http/server.ts';
import { catalogusVoorApi } from './http/catalogus.ts';
import { maakDelen } from './intake/delen.ts';
import { formaatKeuring } from './intake/formaat.ts';
import { maakIntake, pseudoniemenVan } from './intake/intake.ts';
import type { Intake } from './intake/port.ts';
import { maakWerkbank } from './intake/werkbank.ts';
import { achterstandVan } from './metrics/achterstand.ts';
import { wachtendenVan } from './metrics/wachtenden.ts';
import { aflevermetingVan } from './metrics/aflevering.ts';
import { geteld } from './metrics/geteld.ts';
import { createMetrics } from './metrics/prom-metrics.ts';
import { openMotoren } from './motoren.ts';
import { kopieenVan } from './relay/besluit.ts';
import { maakUitgang } from './outbound/uitgang.ts';
import { kennisVan, maakVraagkamer } from './questions/index.ts';
import { startRelay, type Relay } from './relay/relay.ts';
import { startOpruimer } from './retention/opruimer.ts';
import { createLiveRouting } from './routing/live.ts';
import type { Partij, Routing } from './routing/port.ts';
import { createRouting } from './routing/routing.ts';
import { Geheugenbudget } from './spool/budget.ts';
import { ruimSpoolOp } from './spool/opruimen.ts';
import type { Store } from './store/port.ts';
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
  const metKennis: LoadOpties = { ...opties, kennis: { ...kennisVan(bank.register), formaat: formaatKeuring(bank.register) } };
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
  const kopieen = maakKopieen(delen, (rij, event) => kopieenVan(rij, event, huidig()));
  const aflevering = startAflevering({
    store,
    kanaal: maakKanalen({ store, bank, limieten: xmlLimieten, kopieen, hub, uitgang: afleveruitgang, intake: () => geteld(intake, metrics), routing: huidig, nu: () => klok().getTime(), referentie: () => uuidv7() }),
    doelen: () => doelenVan(c),
    shards,
    onBeurt: nazorg.beurt,
    kopieen,
    nu: () => klok().getTime(),
    // Of what cannot be made: rule and place, never a value.
    onFout: (err, abonnement) => log.error({ err, abonnement, ...(err instanceof OpmaakFout ? { reden: err.message } : {}) }, 'het afleveren struikelt'),
  });
  wekAflevering = aflevering.wek;
  geopend.push(() => aflevering.stop());
  const uitgang = maakUitgang({ nu: () => klok().getTime() });
  geopend.push(() => uitgang.close());
  metrics.bronUitgang(() => uitgang.stand());
  const { doorgever, vragen } = maakVraagkamer({
    bank, register: bank.register, store, uitgang, hub, klok, xmlLimieten, routing: huidig, configuratie: () => vraagConfiguratie(c), intake: () => geteld(intake, metrics),
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
