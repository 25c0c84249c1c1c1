// The store on PostgreSQL: the port's promises over one writing connection (group commit) and a pool that reads. Any number of nodes on one database,
// each with an audit chain of its own. A promise resolves after PostgreSQL has committed to disk (G1); without a server it fails as `onbereikbaar`.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { postgresBouwer } from '../postgres/bouwer.ts';
import { PostgresFout } from '../postgres/fout.ts';
import { luister } from '../postgres/luister.ts';
import { migreer, type Migratie } from '../postgres/migratie.ts';
import { Schrijver } from '../postgres/schrijver.ts';
import { maakPool, verbind, type PostgresOpties } from '../postgres/verbinding.ts';
import type { Stappen } from '../sqlite/stap.ts';
import { StoreError, type InboxRij, type PaarVerwijzing, type RijVerwijzing, type Store, type TeAanvaarden } from './port.ts';
import { maakDagen, type Dagen } from './postgres-dagen.ts';
import { Lezer } from './postgres-lezer.ts';
import { migraties } from './postgres-migraties.ts';
import { KANAAL, maakPlan, slotnummer, type Bijzonder, type Staat } from './postgres-plan.ts';
import { bewaarSpool, haalSpool, ruimSpoolDelenOp } from './postgres-spool.ts';
import * as aflevering from './stap-aflevering.ts';
import * as geparkeerd from './stap-geparkeerd.ts';
import { auditNa, auditOver, schrijfAudit } from './stap-audit.ts';
import { balance } from './stap-balans.ts';
import * as lezen from './stap-lezen.ts';
import * as ontvangst from './stap-ontvangst.ts';
import * as relais from './stap-relais.ts';
import * as vervallen from './stap-vervallen.ts';
import * as verwachting from './stap-verwachting.ts';
import { alle, eerste, type Vraag } from '../sqlite/stap.ts';
import type { Tabellen } from './tabellen.ts';
import { maakVragen } from './vragen.ts';

export interface PostgresStoreOpties {
  readonly postgres: PostgresOpties;
  /** Name of this node, and of its audit chain: no two running nodes share one. */
  readonly knoop?: string;
  /** Folder for local copies of claim checks. */
  readonly dataDir: string;
  /** Fixed when the store is made (default 8); another number for an existing store is refused. */
  readonly shards?: number;
  /** Epoch ms; default the system's clock. Only the expiry of keys depends on it. */
  readonly nu?: () => number;
  /** How often expired keys are forgotten and partitions made, ms; default an hour. */
  readonly opruimen?: number;
  /** For tests of an upgrade: another version's tables. */
  readonly migraties?: readonly Migratie[];
  /** Ms to wait for another process of the same name to go; default 20,000. */
  readonly wachtOpNaam?: number;
}

export interface PostgresStore extends Store {
  readonly lezer: Lezer;
  readonly dagen: Dagen;
}

/** @throws StoreError `onbereikbaar`: no server, a newer version's store, another number of shards, or another node with this name. */
export async function openPostgresStore(opties: PostgresStoreOpties): Promise<PostgresStore> {
  const nu = opties.nu ?? Date.now;
  const knoop = opties.knoop ?? 'hub';
  const q = maakVragen(postgresBouwer<Tabellen>(), knoop);
  const { incarnation, shards } = await vertaald(begin(opties, nu));
  const lezer = new Lezer(maakPool(opties.postgres));
  const schrijver = new Schrijver<Staat>(opties.postgres, maakPlan(q), (client) => neemNaam(client, knoop, opties.wachtOpNaam ?? 20_000));
  const dagen = maakDagen(lezer);
  const luisteraars = new Set<(shards: readonly number[]) => void>();
  const wek = (gewekt: readonly number[]): void => {
    if (gewekt.length > 0) for (const l of luisteraars) l(gewekt);
  };
  try {
    await schrijver.open();
    await dagen.maakAan(nu());
  } catch (e) {
    await schrijver.close();
    await lezer.pool.end();
    throw storeFout(e);
  }
  const stilLuisteren = luister(opties.postgres, KANAAL, (lading) => {
    const streep = lading.lastIndexOf('|');
    if (lading.slice(0, streep) !== knoop) wek(lading.slice(streep + 1).split(',').map(Number));
  });
  const ruimOp = async (): Promise<void> => {
    await dagen.maakAan(nu());
    for (const sql of Object.values(VERGEET)) await lezer.een(sql, [nu(), 10_000]);
    await ruimSpoolDelenOp(lezer);
  };
  const opruimer = setInterval(() => void ruimOp().catch(() => undefined), opties.opruimen ?? 3_600_000);
  opruimer.unref();

  let gesloten: Promise<void> | null = null;
  const sluit = async (): Promise<void> => {
    clearInterval(opruimer);
    luisteraars.clear();
    await stilLuisteren();
    await schrijver.close();
    await lezer.pool.end();
  };

  const schrijf = <T>(stappen: () => Stappen<T>, sloten: readonly string[], omvang = 0, bijzonder: Partial<Bijzonder> = {}): Promise<T> =>
    vertaald(schrijver.schrijf<T>({ stappen, sloten, omvang, bijzonder: { shards: [], antwoorden: 0, ...bijzonder } satisfies Bijzonder }));
  const leaseVan = (shard: number, tijdperk: number | undefined): Partial<Bijzonder> => (tijdperk === undefined ? {} : { lease: { shard, tijdperk } });
  const lees = <T>(stappen: () => Stappen<T>): Promise<T> => vertaald(lezer.lees(stappen));
  const shardsVan = (m: TeAanvaarden): number[] => (m.events.length === 0 ? [ontvangst.shardVan(m.kop.id, shards)] : [...new Set(m.events.map((e) => ontvangst.shardVan(e.sleutel, shards)))]);
  const rijslot = (r: RijVerwijzing): string => `rij/${r.shard}/${r.nummer}`;

  const wachtslot = (sleutel: string): string => `verwachting/${sleutel}`;
  const sleutelVan = async (bericht: string): Promise<string | undefined> => (await vertaald(lezer.los(() => eerste(q.verwachting, { bericht }))))?.sleutel;
  /** What decides about an expectation holds its key: two answers, an answer and the sweep, a question and an answer that came before it never pass each other by. */
  const wachtsloten = async (m: TeAanvaarden): Promise<readonly string[]> => {
    const vraag = m.beantwoordt?.bericht;
    const sleutel = vraag === undefined ? undefined : await sleutelVan(vraag);
    return [...(m.verwachting ? [m.verwachting.sleutel] : []), ...(m.beantwoordt?.sleutels ?? []), ...(sleutel === undefined ? [] : [sleutel])].map(wachtslot);
  };

  const paarslot = (p: PaarVerwijzing): string => `paar/${p.shard}/${p.nummer}/${p.ordinaal}/${p.abonnement}`;

  return {
    incarnation,
    shards,
    lezer,
    dagen,
    async accept(m, keuze) {
      if (m.spool !== null) await vertaald(bewaarSpool(lezer, opties.dataDir, m.spool));
      const { uitkomst, shards: gewekt } = await schrijf(
        () => ontvangst.accept(q, { m, ondanksWeigering: keuze?.ondanksWeigering ?? false, nu: nu(), shards }),
        [`bericht/${m.kop.id}`, ...m.sleutels.map((s) => s.sleutel), ...(m.opvolging ? [`zender/${m.opvolging.zender}`] : []), ...(await wachtsloten(m))],
        (m.bytes?.length ?? 0) + m.events.reduce((n, e) => n + e.data.length, 0) + m.documenten.reduce((n, d) => n + d.bytes.length, 0),
        { shards: shardsVan(m), antwoorden: m.beantwoordt?.antwoord ? 2 : 1, wekt: (w) => (w as ontvangst.Aanvaard).shards },
      );
      wek(gewekt);
      return uitkomst;
    },
    async refuse(m) {
      if (m.spool !== null) await vertaald(bewaarSpool(lezer, opties.dataDir, m.spool));
      const met = m.gevolg ? [m, m.gevolg] : [m];
      const { uitkomst, shards: gewekt } = await schrijf(
        () => ontvangst.refuse(q, { m, nu: nu(), shards }),
        [...met.flatMap((x) => [`bericht/${x.kop.id}`, ...x.sleutels.map((s) => s.sleutel)]), ...(m.gevolg ? await wachtsloten(m.gevolg) : [])],
        met.reduce((n, x) => n + (x.bytes?.length ?? 0), 0),
        { shards: m.gevolg ? shardsVan(m.gevolg) : [], antwoorden: met.length + (m.gevolg?.beantwoordt?.antwoord ? 1 : 0), wekt: (w) => (w as ontvangst.Aanvaard).shards },
      );
      wek(gewekt);
      return uitkomst;
    },
    lookup: (sleutels) => vertaald(lezer.los(() => ontvangst.lookup(q, { sleutels, nu: nu() }))),
    recordDuplicate: (bericht, audit) => schrijf(() => ontvangst.recordDuplicate(q, { bericht, audit, tijd: new Date(nu()).toISOString() }), []),
    async inboxAfter(shard, nummer, max) {
      // Rows and events stand for good from the moment that their number is visible: no snapshot needed, two statements for all.
      const rijen = await vertaald(lezer.los(() => alle(q.inboxNa, { shard, nummer, max })));
      if (rijen.length === 0) return [];
      const events = await vertaald(lezer.een(EVENTS_VAN, [[...new Set(rijen.map((r) => r.id))], shard]));
      const perBericht = Map.groupBy(events, (e) => String(e.bericht));
      const keuzes = new Map<number, Pick<InboxRij, 'alleen'>>();
      for (const r of rijen) if (r.poging > 1) keuzes.set(r.nummer, relais.keuzeVan(await vertaald(lezer.los(() => alle(q.hernieuwingVan, { shard, nummer: r.nummer })))));
      return rijen.map((r): InboxRij => ({
        shard: r.shard, nummer: r.nummer, bericht: lezen.kopVan(r), spool: r.spool, poging: r.poging, ...keuzes.get(r.nummer),
        events: (perBericht.get(r.id) ?? []).map((e) => ({
          ordinaal: Number(e.ordinaal), type: String(e.type), sleutel: String(e.sleutel), persoonsleutel: e.persoonsleutel === null ? null : String(e.persoonsleutel), data: String(e.data),
        })),
      }));
    },
    lastAcceptance: async (shard) => Number((await vertaald(lezer.los(() => eerste(q.laatsteNummer, { shard }))))?.laatste ?? 0),
    inboxState: (shard) => lees(() => relais.inboxState(q, { shard })),
    decidedUpTo: (shard, nummer, max) => vertaald(lezer.los(() => relais.decidedUpTo(q, { shard, nummer, max }))),
    onAccepted(l) {
      luisteraars.add(l);
      return () => void luisteraars.delete(l);
    },
    // The message's name too: two rows of one message, decided on two nodes, must not both think that the other is still to come.
    writeDecisions: (d) => schrijf(() => relais.writeDecisions(q, d), [rijslot(d.rij), `bericht/${d.rij.bericht}`], d.besluiten.length * 300, leaseVan(d.rij.shard, d.lease)),
    // Each row by itself: they share a group, and one that fails leaves the others marked.
    async markPublished(rijen, tijd, lease) {
      await allemaal(rijen.map((r) => schrijf(() => relais.markPublished(q, { rijen: [r], tijd }), [rijslot(r)], 0, leaseVan(r.shard, lease))));
    },
    recordAudit: (audit) => schrijf(() => schrijfAudit(q, audit), []),
    dueDeliveries: (v) => vertaald(lezer.los(() => aflevering.dueDeliveries(q, v))),
    waitingSubscriptions: () => vertaald(lezer.los(() => aflevering.waitingSubscriptions(q))),
    deliveryRow: (paar) => vertaald(lezer.los(() => aflevering.deliveryRow(q, paar))),
    recordTurn: (paar, beurt, tijd, lease) => schrijf(() => aflevering.recordTurn(q, { paar, beurt, tijd }), [paarslot(paar)], 300, leaseVan(paar.shard, lease)),
    parked: (v) => vertaald(lezer.lees(() => geparkeerd.parked(q, v), LANG)),
    parkedCounts: (v) => vertaald(lezer.lees(() => geparkeerd.parkedCounts(q, v), LANG)),
    pair: (paar) => lees(() => geparkeerd.pair(q, paar)),
    announcements: (v) => lees(() => geparkeerd.announcements(q, v)),
    claimAnnouncements: (nummer, paren, lease) => schrijf(() => geparkeerd.claimAnnouncements(q, { nummer, paren }), ['meldingen'], 100 * paren.length, leaseVan(0, lease)),
    markAnnounced: (nummer, lease) => schrijf(() => geparkeerd.markAnnounced(q, { nummer }), ['meldingen'], 0, leaseVan(0, lease)),
    async redrive(paar, audit) {
      const [rij] = await vertaald(lezer.los(() => alle(q.paar, { shard: paar.shard, nummer: paar.nummer, ordinaal: paar.ordinaal, abonnement: paar.abonnement })));
      if (!rij) return null;
      const uit = await schrijf(() => aflevering.redrive(q, { paar, ...audit }), [paarslot(paar), `bericht/${rij.bericht}`], 500,
        { shards: [paar.shard], wekt: (w) => (w === null ? [] : [paar.shard]) });
      if (uit) wek([uit.shard]);
      return uit;
    },
    deliveryStats: () => vertaald(lezer.lees(() => aflevering.deliveryStats(q), LANG)),
    expectation: (bericht) => lees(() => verwachting.expectation(q, { bericht, nu: nu() })),
    expectations: (v) => lees(() => verwachting.expectations(q, v)),
    answers: (bericht) => vertaald(lezer.los(() => verwachting.answers(q, { bericht }))),
    answeredBy: (antwoord) => vertaald(lezer.los(() => verwachting.answeredBy(q, { antwoord }))),
    async failExpectation(bericht, oorzaak, tijd) {
      const sleutel = await sleutelVan(bericht);
      return sleutel === undefined ? false : await schrijf(() => verwachting.failExpectation(q, { bericht, oorzaak, tijd }), [wachtslot(sleutel)]);
    },
    async expireExpectations(tijd, max) {
      const rijen = await vertaald(lezer.los(() => verwachting.dueExpectations(q, { nu: tijd, max })));
      if (rijen.length === 0) return [];
      return await schrijf(() => verwachting.expireExpectations(q, { berichten: rijen.map((r) => r.bericht), nu: tijd }), rijen.map((r) => wachtslot(r.sleutel)), rijen.length * 300);
    },
    expectationStats: () => vertaald(lezer.los(() => verwachting.expectationStats(q))),
    messagesByReference: (referentie, max) => vertaald(lezer.los(() => lezen.messagesByReference(q, { referentie, max }))),
    async forgetContent({ voor, na, ...v }) {
      // Local copies of claim checks go by themselves (spool); the pieces in the database with `sweepForgotten`.
      return await schrijf(() => vervallen.forgetContent(q, { ...v, voor: vervallen.idGrens(voor), na: na ?? '', documenten: false }), ['vergeten'], v.max * 500);
    },
    async sweepForgotten(voor) {
      await vertaald(dagen.wisDocumenten(voor));
      await vertaald(ruimSpoolDelenOp(lezer));
      return await vertaald(dagen.ruimLeeg(voor));
    },
    message: (id) => lees(() => lezen.message(q, { id })),
    async bytes(id) {
      const r = await vertaald(lezer.los(() => lezen.bytes(q, { id })));
      if (r === null) return null;
      return 'bytes' in r ? r.bytes : await readFile(await vertaald(haalSpool(lezer, opties.dataDir, r.spool)));
    },
    spoolPath: (naam) => vertaald(haalSpool(lezer, opties.dataDir, naam)),
    spoolFiles: async () => (await vertaald(lezer.los(() => alle(q.spools, {})))).flatMap((r) => (r.spool === null ? [] : [r.spool])),
    document: (sha256) => vertaald(lezer.los(() => lezen.document(q, { sha256 }))),
    documentMessages: (sha256) => vertaald(lezer.los(() => lezen.documentMessages(q, { sha256 }))),
    balance: () => vertaald(lezer.lees(() => balance(q), LANG)),
    auditChains: async () => (await vertaald(lezer.los(() => alle(q.ketens, {})))).map((r) => r.keten),
    auditAfter: (keten, volgnr, max) => vertaald(lezer.los(() => auditNa(q, keten, volgnr, max))),
    auditHead: async (keten) => (await vertaald(lezer.los(() => eerste(q.kop, { keten })))) ?? null,
    auditAbout: (pseudoniem) => vertaald(lezer.lees(() => auditOver(q, pseudoniem), LANG)),
    async health() {
      try {
        const [r] = await lezer.een("SELECT current_setting('transaction_read_only') AS alleen_lezen");
        if (r?.alleen_lezen === 'on') return { ok: false, detail: 'PostgreSQL neemt alleen leesopdrachten aan' };
        // After a failure nobody may send anything any more: whether writing goes again has to be tried here.
        if (schrijver.laatsteFout !== null) await schrijf(() => alle(SCHRIJFPROEF, { waarde: new Date(nu()).toISOString() }), []);
        return schrijver.laatsteFout === null ? { ok: true, detail: 'opslag schrijft en leest' } : { ok: false, detail: schrijver.laatsteFout };
      } catch (e) {
        return { ok: false, detail: e instanceof Error ? e.message : String(e) };
      }
    },
    backup: () => Promise.reject(new StoreError('intern', 'De opslag staat in PostgreSQL: maak een back-up met pg_basebackup of pg_dump.')),
    close: () => (gesloten ??= sluit()),
  };
}

const SCHRIJFPROEF: Vraag<{ waarde: string }, never> = {
  sql: "INSERT INTO meta (naam, waarde) VALUES ('schrijfproef', $1) ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
  plaatsen: [{ naam: 'waarde' }],
};

/** Ms for what walks whole tables. */
const LANG = 300_000;

/** Events of many messages in one shard, each with its data. */
export const EVENTS_VAN =
  'SELECT e.bericht, e.ordinaal, e.type, e.sleutel, e.persoonsleutel, d.data FROM unnest($1::text[]) AS p(bericht) JOIN event e ON e.bericht = p.bericht JOIN event_data d ON d.bericht = e.bericht AND d.ordinaal = e.ordinaal WHERE e.shard = $2 ORDER BY e.bericht, e.ordinaal';

/** Migrates, and makes a new store's identity and counters once. */
async function begin(opties: PostgresStoreOpties, nu: () => number): Promise<{ incarnation: string; shards: number }> {
  const client = await verbind(opties.postgres, () => undefined);
  try {
    const tijd = new Date(nu()).toISOString();
    await migreer(client, opties.migraties ?? migraties, tijd);
    await client.query('BEGIN');
    await client.query('LOCK TABLE meta IN EXCLUSIVE MODE');
    const { rows } = await client.query<{ naam: string; waarde: string }>('SELECT naam, waarde FROM meta');
    const meta = new Map(rows.map((r) => [r.naam, r.waarde]));
    let incarnation = meta.get('incarnatie');
    let shards = Number(meta.get('shards'));
    if (incarnation === undefined) {
      incarnation = randomUUID();
      shards = opties.shards ?? 8;
      for (const [naam, waarde] of [['incarnatie', incarnation], ['shards', String(shards)], ['gemaakt', tijd]]) await client.query('INSERT INTO meta (naam, waarde) VALUES ($1, $2)', [naam, waarde]);
      await client.query('INSERT INTO teller (shard, laatste) SELECT s, 0 FROM generate_series(0, $1::integer - 1) AS s', [shards]);
      await client.query('INSERT INTO lease (shard) SELECT s FROM generate_series(0, $1::integer - 1) AS s', [shards]);
    } else if (opties.shards !== undefined && opties.shards !== shards) {
      throw new PostgresFout('onbereikbaar', `De opslag is gemaakt met ${shards} shards; de configuratie vraagt er ${opties.shards}. Dat aantal ligt vast.`);
    }
    await client.query('COMMIT');
    return { incarnation, shards };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The writing connection holds the node's name for as long as it lives, so that an audit chain has one writer. */
async function neemNaam(client: pg.Client, knoop: string, ms: number): Promise<void> {
  const einde = performance.now() + ms;
  for (;;) {
    const { rows } = await client.query<{ mijn: boolean }>('SELECT pg_try_advisory_lock($1::bigint) AS mijn', [slotnummer(`keten/${knoop}`)]);
    if (rows[0]?.mijn) return;
    if (performance.now() > einde) throw new PostgresFout('onbereikbaar', `Er draait al een knooppunt met de naam ${knoop} op deze opslag. Geef elk een eigen naam.`);
    await new Promise((klaar) => setTimeout(klaar, 100));
  }
}

const vergeetUit = (tabel: string, sleutel: string): string =>
  `DELETE FROM ${tabel} WHERE tot <= $1 AND ${sleutel} IN (SELECT ${sleutel.replace(/[()]/g, '')} FROM ${tabel} WHERE tot <= $1 ORDER BY tot LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Forgets what has expired until $1, at most $2. Passes over what somebody is writing; a key that is taken again meanwhile stays. */
export const VERGEET = { sleutel: vergeetUit('sleutel', 'sleutel'), antwoord: vergeetUit('antwoord', 'id'), vroeg: vergeetUit('antwoord_vroeg', '(sleutel, bericht)') } as const;

async function allemaal(beloften: readonly Promise<unknown>[]): Promise<void> {
  for (const u of await Promise.allSettled(beloften)) if (u.status === 'rejected') throw u.reason;
}

function storeFout(e: unknown): unknown {
  return e instanceof PostgresFout ? new StoreError(e.code, e.message) : e;
}

/** An engine's error as the port names it. */
async function vertaald<T>(belofte: Promise<T>): Promise<T> {
  try {
    return await belofte;
  } catch (e) {
    throw storeFout(e);
  }
}
