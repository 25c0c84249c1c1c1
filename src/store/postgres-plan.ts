// How the store's steps run in groups on PostgreSQL: which writes are gathered, which reads asked together, what is known without asking.
// Locks are taken in one order by every node (names, lease, unique keys, counters), each ascending, so that none waits for another in a circle.
// Acceptance numbers are drawn last, from counter rows that stay locked until the commit (docs/design/opslag-en-relais.md §3).
import { createHash } from 'node:crypto';
import { eigenBundel, invoeging, samen, type Soort } from '../postgres/bundel.ts';
import { PostgresFout } from '../postgres/fout.ts';
import type { Doe, Groepsplan, Regel, Taak } from '../postgres/groep.ts';
import type { Vragen } from './vragen.ts';

export interface Bijzonder {
  /** Shards that may get a row. */
  readonly shards: readonly number[];
  /** Answers that may be kept. */
  readonly antwoorden: number;
  /** The lease under which it writes; absent: none needed. */
  readonly lease?: { readonly shard: number; readonly tijdperk: number };
  /** Shards whose relay has something to do afterwards. */
  readonly wekt?: (waarde: unknown) => readonly number[];
}

export interface Staat {
  kop: { volgnr: number; hash: string } | null;
  kopNieuw: boolean;
  readonly antwoordIds: number[];
  readonly tellers: Map<number, { laatste: number; nieuw: boolean }>;
}

/** Channel of notifications; a notification is `chain|shard,shard`. */
export const KANAAL = 'knooppunt_inbox';

/** The number under which PostgreSQL knows a lock's name. */
export function slotnummer(naam: string): string {
  return String(createHash('sha256').update(naam).digest().readBigInt64BE(0));
}

const bijzonder = (t: Taak): Bijzonder => t.bijzonder as Bijzonder;
const TEKST = (...namen: string[]): Record<string, Soort> => Object.fromEntries(namen.map((n) => [n, 'text']));

export function maakPlan(q: Vragen): Groepsplan<Staat> {
  return { regels: maakRegels(q), begin: (doe, taken, alleen) => begin(q, doe, taken, alleen), voorNa: vergrendelTellers, einde: (staat, gedaan, alleen) => einde(q, staat, gedaan, alleen) };
}

function maakRegels(q: Vragen): ReadonlyMap<unknown, Regel<Staat>> {
  const later = (bundel: ReturnType<typeof invoeging>): Regel<Staat> => ({ soort: 'later', bundel });
  const niets = 'ON CONFLICT DO NOTHING';
  return new Map<unknown, Regel<Staat>>([
    // ---- gathered writes, in the order in which they go
    [q.zetBericht, later(invoeging(q.zetBericht, 'bericht', {
      ...TEKST('id', 'ontvangen_op', 'kanaal', 'standaard', 'berichttype', 'versie', 'referentie', 'sha256'), omvang: 'bigint',
      ...TEKST('configuratie', 'beller', 'adressering', 'spool', 'staat'), events: 'integer', reden: 'text',
    }))],
    [q.zetBytes, later(invoeging(q.zetBytes, 'bericht_bytes', { bericht: 'text', bytes: 'bytea' }))],
    [q.zetAntwoord, {
      soort: 'later',
      bundel: invoeging(q.zetAntwoord, 'antwoord', { status: 'integer', content_type: 'text', body: 'text', tot: 'bigint', id: 'bigint' }, { extra: ['id'] }),
      vul: (staat, waarden) => {
        const id = staat.antwoordIds.pop();
        if (id === undefined) throw new PostgresFout('intern', 'te weinig nummers voor antwoorden');
        return { waarden: [...waarden, id], rijen: [{ id }] };
      },
    }],
    [q.zetSleutel, later(invoeging(q.zetSleutel, 'sleutel', { sleutel: 'text', inhoud: 'text', bericht: 'text', antwoord: 'bigint', geweigerd: 'integer', tot: 'bigint' }, {
      volgorde: 'p."sleutel"',
      // What stands there has expired, or is a refusal that gives way: the steps have looked, under the key's lock.
      einde: 'ON CONFLICT (sleutel) DO UPDATE SET inhoud = excluded.inhoud, bericht = excluded.bericht, antwoord = excluded.antwoord, geweigerd = excluded.geweigerd, tot = excluded.tot',
    }))],
    [q.zetEvent, later(invoeging(q.zetEvent, 'event', { bericht: 'text', ordinaal: 'integer', shard: 'integer', type: 'text', sleutel: 'text', persoonsleutel: 'text' }))],
    [q.zetEventData, later(invoeging(q.zetEventData, 'event_data', { bericht: 'text', ordinaal: 'integer', data: 'text' }))],
    [q.zetDocument, later(invoeging(q.zetDocument, 'document', { sha256: 'text', mediatype: 'text', bytes: 'bytea' }, { volgorde: 'p."sha256"', einde: niets }))],
    [q.zetDocumentBericht, later(invoeging(q.zetDocumentBericht, 'document_bericht', TEKST('sha256', 'bericht'), { einde: niets }))],
    [q.zetBesluit, later(invoeging(q.zetBesluit, 'besluit', {
      shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text', bericht: 'text', poging: 'integer', ...TEKST('partij', 'niveau', 'kanaal', 'topic', 'event_id', 'type', 'staat', 'sleutel'), eerste: 'bigint',
    }))],
    [q.zetGerouteerd, later(eigenBundel(q.zetGerouteerd, 'bericht', { id: 'text' }, (van) =>
      `UPDATE "bericht" SET staat = 'gerouteerd' FROM ${van} WHERE bericht.id = p.id AND staat IN ('aanvaard', 'onbestelbaar')`))],
    [q.zetInbox, later(invoeging(q.zetInbox, 'inbox', { shard: 'integer', nummer: 'bigint', bericht: 'text', poging: 'integer', staat: 'text' }))],
    [q.zetHernieuwing, later(invoeging(q.zetHernieuwing, 'hernieuwing', { shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text', eerste: 'bigint' }))],
    [q.zetOpgevolgd, later(eigenBundel(q.zetOpgevolgd, 'besluit', { shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text', opgevolgd: 'bigint' }, (van) =>
      `UPDATE "besluit" SET opgevolgd = p.opgevolgd FROM ${van} WHERE besluit.shard = p.shard AND besluit.nummer = p.nummer AND besluit.ordinaal = p.ordinaal AND besluit.abonnement = p.abonnement`))],
    [q.zetBeurt, later(eigenBundel(q.zetBeurt, 'besluit', { shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text', staat: 'text', beurten: 'integer', volgende: 'bigint', oorzaak: 'text', stadium: 'text', geparkeerd_op: 'text' }, (van) =>
      `UPDATE "besluit" SET staat = p.staat, beurten = p.beurten, volgende = p.volgende, oorzaak = p.oorzaak, stadium = p.stadium, geparkeerd_op = p.geparkeerd_op FROM ${van} WHERE besluit.shard = p.shard AND besluit.nummer = p.nummer AND besluit.ordinaal = p.ordinaal AND besluit.abonnement = p.abonnement`))],
    [q.zetMelding, later(eigenBundel(q.zetMelding, 'besluit', { shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text', melding: 'bigint' }, (van) =>
      `UPDATE "besluit" SET melding = p.melding FROM ${van} WHERE besluit.shard = p.shard AND besluit.nummer = p.nummer AND besluit.ordinaal = p.ordinaal AND besluit.abonnement = p.abonnement AND besluit.melding IS NULL`))],
    [q.zetVerwachting, later(invoeging(q.zetVerwachting, 'verwachting', { ...TEKST('bericht', 'sleutel', 'partij', 'termijn', 'staat', 'oorzaak'), antwoord: 'bigint' }))],
    [q.zetVerwachtingStaat, later(eigenBundel(q.zetVerwachtingStaat, 'verwachting', { ...TEKST('bericht', 'staat', 'oorzaak'), antwoord: 'bigint' }, (van) =>
      `UPDATE "verwachting" SET staat = p.staat, oorzaak = p.oorzaak, antwoord = p.antwoord FROM ${van} WHERE verwachting.bericht = p.bericht`))],
    [q.zetVerwachtingAntwoord, later(invoeging(q.zetVerwachtingAntwoord, 'verwachting_antwoord', TEKST('vraag', 'bericht', 'op', 'soort'), { einde: niets }))],
    [q.zetVroeg, later(invoeging(q.zetVroeg, 'antwoord_vroeg', { ...TEKST('sleutel', 'bericht', 'op'), tot: 'bigint' }, { volgorde: 'p."sleutel"', einde: niets }))],
    [q.zetInboxStaat, later(eigenBundel(q.zetInboxStaat, 'inbox', { shard: 'integer', nummer: 'bigint', staat: 'text' }, (van) =>
      `UPDATE "inbox" SET staat = p.staat FROM ${van} WHERE inbox.shard = p.shard AND inbox.nummer = p.nummer`))],
    [q.zetPaarStaat, later(eigenBundel(q.zetPaarStaat, 'besluit', { shard: 'integer', nummer: 'bigint', kanaal: 'text', staat: 'text' }, (van) =>
      `UPDATE "besluit" SET staat = p.staat FROM ${van} WHERE besluit.shard = p.shard AND besluit.nummer = p.nummer AND besluit.kanaal = p.kanaal AND besluit.staat = 'gerouteerd'`))],
    [q.zetAudit, later(invoeging(q.zetAudit, 'audit', {
      keten: 'text', volgnr: 'bigint', stap: 'text', tijd: 'text', bericht: 'text', abonnement: 'text', poging: 'integer', ...TEKST('actor', 'betrokkenen', 'details', 'vorige', 'hash', 'uniek'),
    }))],
    [q.zetBetrokkene, later(invoeging(q.zetBetrokkene, 'audit_betrokkene', { pseudoniem: 'text', keten: 'text', volgnr: 'bigint' }, { einde: niets }))],
    [q.zetAuditEvent, later(invoeging(q.zetAuditEvent, 'audit_event', { event_id: 'text', keten: 'text', volgnr: 'bigint' }, { einde: niets }))],
    [q.telHerhaling, later(eigenBundel(q.telHerhaling, 'herhaling', TEKST('standaard', 'soort'), (van) =>
      `INSERT INTO "herhaling" (standaard, soort, aantal) SELECT p.standaard, p.soort, count(*) FROM ${van} GROUP BY 1, 2 ORDER BY 1, 2 ON CONFLICT (standaard, soort) DO UPDATE SET aantal = herhaling.aantal + excluded.aantal`))],

    // ---- reads for all at once
    [q.sleutel, { soort: 'samen', samen: samen(q.sleutel, { sleutel: 'text', nu: 'bigint' }) }],
    [q.verwachting, { soort: 'samen', samen: samen(q.verwachting, { bericht: 'text' }) }],
    [q.verwachtingOp, { soort: 'samen', samen: samen(q.verwachtingOp, { sleutel: 'text' }) }],
    [q.kenmerkVan, { soort: 'samen', samen: samen(q.kenmerkVan, { sleutel: 'text' }) }],
    [q.antwoordenOp, { soort: 'samen', samen: samen(q.antwoordenOp, { vraag: 'text' }) }],
    [q.vragenVan, { soort: 'samen', samen: samen(q.vragenVan, { bericht: 'text' }) }],
    [q.vroegOp, { soort: 'samen', samen: samen(q.vroegOp, { sleutel: 'text', nu: 'bigint' }) }],
    [q.bericht, { soort: 'samen', samen: samen(q.bericht, { id: 'text' }) }],
    [q.inboxRij, { soort: 'samen', samen: samen(q.inboxRij, { shard: 'integer', nummer: 'bigint' }) }],
    [q.besluitenVan, { soort: 'samen', samen: samen(q.besluitenVan, { shard: 'integer', nummer: 'bigint', van: 'bigint', tot: 'bigint' }) }],
    [q.paar, { soort: 'samen', samen: samen(q.paar, { shard: 'integer', nummer: 'bigint', ordinaal: 'bigint', abonnement: 'text' }) }],
    [q.hernieuwingVan, { soort: 'samen', samen: samen(q.hernieuwingVan, { shard: 'integer', nummer: 'bigint' }) }],
    [q.laatstePoging, { soort: 'samen', samen: samen(q.laatstePoging, { bericht: 'text' }) }],
    [q.heeftBesluit, { soort: 'samen', samen: samen(q.heeftBesluit, { bericht: 'text' }) }],
    [q.heeftOnbeslist, { soort: 'samen', samen: samen(q.heeftOnbeslist, { bericht: 'text' }) }],
    [q.pubTelling, { soort: 'samen', samen: samen(q.pubTelling, { shard: 'integer', nummer: 'bigint' }) }],

    // ---- known in the process: the head of this node's own chain, the numbers of locked counters
    [q.kop, { soort: 'zelf', leest: true, doe: (staat) => (staat.kop ? [staat.kop] : []) }],
    [q.zetKop, { soort: 'zelf', doe: (staat, [, volgnr, hash]) => {
      staat.kop = { volgnr: Number(volgnr), hash: String(hash) };
      staat.kopNieuw = true;
      return [];
    } }],
    // The unique index says so where it does stand; the request then runs alone, and looks.
    [q.auditUniek, { soort: 'zelf', leest: true, doe: () => [] }],
    [q.volgendNummer, { soort: 'zelf', na: true, doe: (staat, waarden) => {
      const teller = staat.tellers.get(Number(waarden.at(-1)));
      if (!teller) throw new PostgresFout('intern', `de teller van shard ${String(waarden.at(-1))} is niet vergrendeld`);
      teller.laatste += 1;
      teller.nieuw = true;
      return [{ laatste: teller.laatste }];
    } }],
  ]);
}

async function begin(q: Vragen, doe: Doe, taken: readonly Taak[], alleen: boolean): Promise<{ staat: Staat; geweigerd: ReadonlyMap<Taak, PostgresFout> }> {
  const sloten = [...new Set(taken.flatMap((t) => t.sloten).map(slotnummer))].map(BigInt).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const leases = [...new Set(taken.flatMap((t) => bijzonder(t).lease?.shard ?? []))].sort((a, b) => a - b);
  const antwoorden = alleen ? 0 : taken.reduce((n, t) => n + bijzonder(t).antwoorden, 0);
  const leeg = Promise.resolve([]);
  const [, leaseRijen, koppen, ids] = await Promise.all([
    sloten.length === 0 ? leeg : doe('SELECT count(pg_advisory_xact_lock(s)) FROM unnest($1::bigint[]) AS s', [sloten.map(String)]),
    leases.length === 0 ? leeg : doe('SELECT shard, tijdperk FROM lease WHERE shard = ANY($1::integer[]) ORDER BY shard FOR SHARE', [leases]),
    alleen ? leeg : doe('SELECT volgnr, hash FROM audit_keten WHERE keten = $1', [q.keten]),
    antwoorden === 0 ? leeg : doe("SELECT nextval('antwoord_id') AS id FROM generate_series(1, $1::integer)", [antwoorden]),
  ]);
  const tijdperken = new Map(leaseRijen.map((r) => [Number(r.shard), Number(r.tijdperk)]));
  const geweigerd = new Map<Taak, PostgresFout>();
  for (const taak of taken) {
    const lease = bijzonder(taak).lease;
    if (lease && tijdperken.get(lease.shard) !== lease.tijdperk) {
      geweigerd.set(taak, new PostgresFout('lease', `Shard ${lease.shard} is van een ander: tijdperk ${tijdperken.get(lease.shard) ?? 'onbekend'}, deze schrijft onder ${lease.tijdperk}.`));
    }
  }
  const [kop] = koppen as readonly { volgnr: number; hash: string }[];
  return { staat: { kop: kop ?? null, kopNieuw: false, antwoordIds: ids.map((r) => Number(r.id)), tellers: new Map() }, geweigerd };
}

async function vergrendelTellers(doe: Doe, staat: Staat, taken: readonly Taak[]): Promise<void> {
  const shards = [...new Set(taken.flatMap((t) => bijzonder(t).shards))].sort((a, b) => a - b);
  for (const r of await doe('SELECT shard, laatste FROM teller WHERE shard = ANY($1::integer[]) ORDER BY shard FOR UPDATE', [shards])) {
    staat.tellers.set(Number(r.shard), { laatste: Number(r.laatste), nieuw: false });
  }
}

function einde(q: Vragen, staat: Staat, gedaan: readonly { taak: Taak; waarde: unknown }[], alleen: boolean): readonly { sql: string; waarden: readonly unknown[] }[] {
  const uit: { sql: string; waarden: readonly unknown[] }[] = [];
  const tellers = [...staat.tellers].filter(([, t]) => t.nieuw);
  if (!alleen && tellers.length > 0) {
    uit.push({ sql: 'UPDATE teller SET laatste = p.laatste FROM unnest($1::integer[], $2::bigint[]) AS p(shard, laatste) WHERE teller.shard = p.shard', waarden: [tellers.map(([s]) => s), tellers.map(([, t]) => t.laatste)] });
  }
  if (!alleen && staat.kopNieuw && staat.kop) {
    uit.push({ sql: 'INSERT INTO audit_keten (keten, volgnr, hash) VALUES ($1, $2, $3) ON CONFLICT (keten) DO UPDATE SET volgnr = excluded.volgnr, hash = excluded.hash', waarden: [q.keten, staat.kop.volgnr, staat.kop.hash] });
  }
  const wekt = [...new Set(gedaan.flatMap(({ taak, waarde }) => bijzonder(taak).wekt?.(waarde) ?? []))];
  if (wekt.length > 0) uit.push({ sql: 'SELECT pg_notify($1, $2)', waarden: [KANAAL, `${q.keten}|${wekt.join(',')}`] });
  return uit;
}
