// Proves: on filled tables each index of the store on PostgreSQL serves the query that its comment names, and no hot query walks a table.
import { postgresBouwer } from '../../src/postgres/bouwer.ts';
import { migraties } from '../../src/store/postgres-migraties.ts';
import { maakPlan } from '../../src/store/postgres-plan.ts';
import { EVENTS_VAN, openPostgresStore, VERGEET, type PostgresStore } from '../../src/store/postgres-store.ts';
import type { Vraag } from '../../src/sqlite/stap.ts';
import type { Tabellen } from '../../src/store/tabellen.ts';
import { maakVragen } from '../../src/store/vragen.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { proefdatabase, type Proefdatabase } from '../hulp/postgres.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';

const postgres = await vraagDienst('postgres', import.meta.url);
const q = maakVragen(postgresBouwer<Tabellen>());
const regels = maakPlan(q).regels;
const N = 20_000;

const VUL = `
INSERT INTO bericht SELECT 'b' || i, 't', 'rest', 'stuf', 'x', '1', 'r' || i, 's', 1, 'c', 'o', '{}', CASE WHEN i % 1000 = 0 THEN 'spool/' || i END, 'gerouteerd', 1, NULL FROM generate_series(1, ${N}) i;
INSERT INTO bericht_bytes SELECT 'b' || i, '\\x00' FROM generate_series(1, ${N}) i;
INSERT INTO antwoord (id, status, content_type, body, tot) SELECT i, 200, 't', 'b', 1000000 + i FROM generate_series(1, ${N}) i;
INSERT INTO sleutel SELECT 's' || i, 'h', 'b' || i, i, 0, 1000000 + i FROM generate_series(1, ${N}) i;
INSERT INTO event SELECT 'b' || i, 1, i % 8, 't', 'k', NULL FROM generate_series(1, ${N}) i;
INSERT INTO event_data SELECT 'b' || i, 1, '{}' FROM generate_series(1, ${N}) i;
INSERT INTO document SELECT 'd' || i, 't', '\\x00' FROM generate_series(1, ${N}) i;
INSERT INTO document_bericht SELECT 'd' || i, 'b' || i FROM generate_series(1, ${N}) i;
INSERT INTO inbox SELECT i % 8, i / 8 + 1, 'b' || i, 1, CASE WHEN i > ${N - 80} THEN CASE WHEN i % 2 = 0 THEN 'aanvaard' ELSE 'gerouteerd' END ELSE 'gepubliceerd' END FROM generate_series(1, ${N}) i;
INSERT INTO besluit SELECT i % 8, i / 8 + 1, 1, 'a' || j, 'b' || i, 1, 'p', 'wat', 'topic', 't', 'e' || i || j, 't', 'afgeleverd' FROM generate_series(1, ${N}) i, generate_series(1, 2) j;
INSERT INTO besluit (shard, nummer, ordinaal, abonnement, bericht, poging, partij, niveau, kanaal, topic, event_id, type, staat, sleutel, oorzaak, stadium, geparkeerd_op, melding) SELECT i % 8, i / 8 + 1, 1, 'w' || i % 3, 'b' || i, 1, 'p', 'wat', 'aflevering', 't', 'w' || i, 't',
  CASE WHEN i % 2 = 0 THEN 'klaargezet' ELSE 'geparkeerd' END, 'k' || i, 'http-500', 'aflevering', '2026-01-02T03:04:05.000Z', CASE WHEN i < 19000 THEN i / 100 END FROM generate_series(1, ${N}) i WHERE i % 10 = 0 OR i % 10 = 1;
INSERT INTO hernieuwing SELECT i % 8, i / 8 + 1, 1, 'w' || i % 3, 1 FROM generate_series(1, ${N}) i;
INSERT INTO audit SELECT 'hub', i, 'aanvaard', 't', 'b' || i, NULL, NULL, 'hub', NULL, NULL, 'v', 'h', CASE WHEN i % 2 = 0 THEN 'u' || i END FROM generate_series(1, ${N}) i;
INSERT INTO audit_betrokkene SELECT 'p' || i, 'hub', i FROM generate_series(1, ${N}) i;
INSERT INTO audit_event SELECT 'e' || i, 'hub', i FROM generate_series(1, ${N}) i;
INSERT INTO verwachting SELECT 'b' || i, 'v' || i, 'p' || i % 50, '2026-0' || 1 + i % 9 || '-02T03:04:05.000Z', CASE WHEN i % 100 = 0 THEN 'wacht' WHEN i % 50 = 0 THEN 'verlopen' ELSE 'beantwoord' END, NULL, NULL FROM generate_series(1, ${N}) i;
INSERT INTO verwachting_antwoord SELECT 'b' || i, 'b' || i + 1, 't', 'eerste' FROM generate_series(1, ${N}) i;
INSERT INTO antwoord_vroeg SELECT 'k' || i, 'b' || i, 't', i FROM generate_series(1, ${N}) i;
INSERT INTO spool_deel (spool, volgnr, bytes) SELECT 'spool/' || i, j, '\\x00' FROM generate_series(1, 2000) i, generate_series(0, 4) j;
`;

/** Small tables, of a few rows by their nature: walking them is right. */
const KLEIN = new Set(['teller', 'meta', 'lease', 'knoop', 'herhaling', 'audit_keten']);

interface Knoop { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Knoop[] }

const waardenVan = (vraag: Pick<Vraag<never, unknown>, 'plaatsen'>, args: object): unknown[] => vraag.plaatsen.map((p) => ('naam' in p ? (args as Record<string, unknown>)[p.naam] : p.waarde));
type Tekst = readonly [string, readonly unknown[]];
const los = (vraag: Pick<Vraag<never, unknown>, 'sql' | 'plaatsen'>, args: object): Tekst => [vraag.sql, waardenVan(vraag, args)];
const samen = (vraag: Pick<Vraag<never, unknown>, 'plaatsen'>, ...args: object[]): Tekst => {
  const regel = regels.get(vraag);
  if (regel?.soort !== 'samen') throw new Error('wordt niet samen gevraagd');
  return [regel.samen.sql, regel.samen.waarden(args.map((a) => waardenVan(vraag, a)))];
};
const later = (vraag: Pick<Vraag<never, unknown>, 'plaatsen'>, ...args: object[]): Tekst => {
  const regel = regels.get(vraag);
  if (regel?.soort !== 'later') throw new Error('wordt niet gebundeld');
  return [regel.bundel.sql, regel.bundel.waarden(args.map((a) => waardenVan(vraag, a)))];
};

const GRENZEN = { aboVan: 'w1', aboTot: 'w1', oorzaakVan: '', oorzaakTot: '~', stadiumVan: '', stadiumTot: '~', typeVan: '', typeTot: '~', van: '', tot: '~' };

/** Query → the index that has to serve it. */
const VRAGEN: readonly (readonly [string, Tekst, string])[] = [
  ['accept, lookup: keys of many messages', samen(q.sleutel, { sleutel: 's5', nu: 1 }, { sleutel: 's9', nu: 1 }), 'sleutel_pkey'],
  ['lookup: one key', los(q.sleutel, { sleutel: 's5', nu: 1 }), 'sleutel_pkey'],
  ['relay: rows after a number', los(q.inboxNa, { shard: 3, nummer: 2000, max: 64 }), 'inbox_pkey'],
  ['relay: events of those rows', [EVENTS_VAN, [['b5', 'b13', 'b21'], 5]], 'event_pkey'],
  ['relay: inbox rows of a group', samen(q.inboxRij, { shard: 1, nummer: 5 }, { shard: 2, nummer: 7 }), 'inbox_pkey'],
  ['relay: decisions that stand', samen(q.besluitenVan, { shard: 1, nummer: 5, van: 0, tot: 9 }), 'besluit_pkey'],
  ['relay: counts per publication', samen(q.pubTelling, { shard: 1, nummer: 5 }), 'besluit_pkey'],
  ['relay: mark rows', later(q.zetInboxStaat, { shard: 1, nummer: 5, staat: 'gepubliceerd' }, { shard: 1, nummer: 6, staat: 'gepubliceerd' }), 'inbox_pkey'],
  ['relay: mark pairs', later(q.zetPaarStaat, { shard: 1, nummer: 5, kanaal: 'topic', staat: 'afgeleverd' }), 'besluit_pkey'],
  ['relay: mark messages', later(q.zetGerouteerd, { id: 'b5' }), 'bericht_pkey'],
  ['writeDecisions: a row still undecided', samen(q.heeftOnbeslist, { bericht: 'b5' }), 'inbox_bericht'],
  ['writeDecisions: a decision of any row', samen(q.heeftBesluit, { bericht: 'b5' }), 'besluit_bericht'],
  ['forgetContent: what stands in a claim check', los(q.metSpool, { na: '', voor: 'b9', max: 10 }), 'bericht_spool'],
  ['forgetContent: rows of one message', los(q.rijenVan, { bericht: 'b5' }), 'inbox_bericht'],
  ['forgetContent: is any pair not done', los(q.heeftOnaf, { bericht: 'b5' }), 'besluit_bericht'],
  ['sweepForgotten: documents of messages', los(q.documentenVan, { bericht: 'b5' }), 'document_bericht_bericht'],
  ['start: first undecided row', los(q.eersteOnbeslist, { shard: 3 }), 'inbox_onderweg'],
  ['start: first decided and unmarked row', los(q.eersteBeslist, { shard: 3 }), 'inbox_onderweg'],
  ['start: decided and not marked', los(q.beslistTot, { shard: 3, nummer: 9999, max: 500 }), 'inbox_onderweg'],
  ['balance: under way', los(q.telOnderweg, {}), 'inbox_onderweg'],
  ['accept: the question of an answer', samen(q.verwachtingOp, { sleutel: 'v5' }, { sleutel: 'v9' }), 'verwachting_sleutel'],
  ['accept: answers that came first', samen(q.vroegOp, { sleutel: 'k5', nu: 1 }, { sleutel: 'k9', nu: 1 }), 'antwoord_vroeg_pkey'],
  ['accept: what an early answer answered', samen(q.vragenVan, { bericht: 'b5' }), 'verwachting_antwoord_bericht'],
  ['accept: a repeat key that a receipt refers to', samen(q.kenmerkVan, { sleutel: 's5' }), 'sleutel_pkey'],
  ['accept, sweep: state of an expectation', later(q.zetVerwachtingStaat, { bericht: 'b5', staat: 'beantwoord', oorzaak: null, antwoord: 1 }), 'verwachting_pkey'],
  ['sweep: what is past its deadline', los(q.verlopend, { nu: '2026-06-01', max: 100 }), 'verwachting_wacht'],
  ['expectations of a party', los(q.verwachtingenVan, { partij: 'p7', staat: 'verlopen', na: 'b5', max: 10 }), 'verwachting_partij'],
  ['expectations in a state', los(q.verwachtingenOpen, { staat: 'verlopen', na: 'b5', max: 10 }), 'verwachting_open'],
  ['expectations', los(q.verwachtingenAlle, { na: 'b5', max: 10 }), 'verwachting_pkey'],
  ['answered expectations', los(q.verwachtingenBeantwoord, { na: 'b5', max: 10 }), 'verwachting_pkey'],
  ['answers of a message', los(q.antwoordenOp, { vraag: 'b5' }), 'verwachting_antwoord_pkey'],
  ['the message that a retour answers', los(q.berichtenMetReferentie, { referentie: 'r5', max: 10 }), 'bericht_referentie'],
  ['purge: early answers', [VERGEET.vroeg, [5, 10]], 'antwoord_vroeg_tot'],
  ['message: head', los(q.bericht, { id: 'b5' }), 'bericht_pkey'],
  ['message: bytes', los(q.bytes, { bericht: 'b5' }), 'bericht_bytes_rest_pkey'],
  ['message: steps', los(q.stappenVan, { bericht: 'b5' }), 'audit_bericht'],
  ['message: rows', los(q.inboxVan, { bericht: 'b5' }), 'inbox_bericht'],
  ['relay: what a redrive is about', samen(q.hernieuwingVan, { shard: 3, nummer: 5 }), 'hernieuwing_pkey'],
  ['delivery: what is due', los(q.teLeveren, { abonnement: 'w1', shard: 2, nu: 5, max: 8 }), 'besluit_klaar'],
  ['delivery: what is due, in order', los(q.teLeverenStrikt, { abonnement: 'w1', shard: 2, nu: 5, max: 8 }), 'besluit_sleutel'],
  ['delivery: what is parked', los(q.geparkeerde, { ...GRENZEN, abonnement: 'w1', shard: 2, nummer: 5, ordinaal: 1, max: 8 }), 'besluit_geparkeerd'],
  ['delivery: what is parked, counted under a filter', los(q.geparkeerdeGeteld, GRENZEN), 'besluit_geparkeerd'],
  ['delivery: attempts of a pair', los(q.pogingenVan, { bericht: 'b5', abonnement: 'a1' }), 'besluit_bericht'],
  ['announcements: the first batch after a number', los(q.meldingNa, { na: 90 }), 'besluit_melding'],
  ['announcements: one batch', los(q.gemeldIn, { nummer: 5 }), 'besluit_melding'],
  ['announcements: what no batch has', los(q.ongemeld, { max: 200 }), 'besluit_ongemeld'],
  ['announcements: claim', later(q.zetMelding, { shard: 2, nummer: 5, ordinaal: 1, abonnement: 'w1', melding: 9 }), 'besluit_pkey'],
  ['delivery: a pair', samen(q.paar, { shard: 2, nummer: 5, ordinaal: 1, abonnement: 'a1' }), 'besluit_pkey'],
  ['message: deliveries', los(q.afleveringenVan, { bericht: 'b5' }), 'besluit_bericht'],
  ['spoolFiles', los(q.spools, {}), 'bericht_spool'],
  ['document', los(q.document, { sha256: 'd5' }), 'document_pkey'],
  ['documentMessages', los(q.berichtenVanDocument, { sha256: 'd5' }), 'document_bericht_pkey'],
  ['audit: a publication once', los(q.auditUniek, { uniek: 'u4' }), 'audit_uniek'],
  ['audit: records after a number', los(q.auditNa, { keten: 'hub', volgnr: 15_000, max: 100 }), 'audit_pkey'],
  ['access report: records about a pseudonym', los(q.auditOver, { pseudoniem: 'p5' }), 'audit_betrokkene_pkey'],
  ['access report: event ids', los(q.eventIds, { bericht: 'b5', abonnement: 'a1' }), 'besluit_bericht'],
  ['access report: reads of an event', los(q.auditVanEvent, { event_id: 'e5' }), 'audit_event_pkey'],
  ['purge: keys', [VERGEET.sleutel, [1_000_050, 100]], 'sleutel_tot'],
  ['purge: answers', [VERGEET.antwoord, [1_000_050, 100]], 'antwoord_tot'],
  ['claim check: a piece', ['SELECT bytes FROM spool_deel WHERE spool = $1 AND volgnr = $2', ['spool/5', 2]], 'spool_deel_pkey'],
];

(postgres.adres === '' ? describe.skip : describe)('plans on PostgreSQL', () => {
  let database: Proefdatabase;
  let store: PostgresStore;
  /** Partitions of days to come. */
  const leeg = new Set<string>();
  const map = tijdelijkeMap();
  beforeAll(async () => {
    database = await proefdatabase(postgres.adres);
    store = await openPostgresStore({ postgres: { url: database.url }, dataDir: map.pad });
    await database.sql(VUL);
    await database.sql('ANALYZE');
    for (const r of await database.sql<{ relname: string }>("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples <= 0")) leeg.add(r.relname);
  }, 120_000);
  afterAll(async () => {
    await store?.close();
    await database?.weg();
    map.weg();
  });

  test.each(VRAGEN)('%s', async (_naam, [sql, waarden], index) => {
    const [rij] = await database.sql<{ 'QUERY PLAN': { Plan: Knoop }[] }>(`EXPLAIN (FORMAT JSON) ${sql}`, waarden);
    const knopen: Knoop[] = [];
    const verzamel = (k: Knoop): void => {
      knopen.push(k);
      k.Plans?.forEach(verzamel);
    };
    verzamel(rij?.['QUERY PLAN'][0]?.Plan as Knoop);
    const doorgelopen = knopen.filter((k) => k['Node Type'] === 'Seq Scan').map((k) => k['Relation Name'] ?? '').filter((t) => !KLEIN.has(t) && !leeg.has(t));
    expect({ doorgelopen, indexen: knopen.flatMap((k) => k['Index Name'] ?? []) }).toEqual({ doorgelopen: [], indexen: expect.arrayContaining([index]) });
  });

  test('every index is named here, and each that is not a primary key says in the migration what it serves', async () => {
    const namen = (await database.sql<{ indexname: string }>("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey'")).map((r) => r.indexname).sort();
    const gebruikt = new Set(VRAGEN.map(([, , index]) => index));
    expect(namen.filter((n) => !gebruikt.has(n))).toEqual([]);
    const tekst = migraties.map((m) => m.sql).join('\n');
    for (const n of namen) expect(tekst).toMatch(new RegExp(`-- serves: [^\\n]+\\nCREATE (UNIQUE )?INDEX ${n} `));
  });
});
