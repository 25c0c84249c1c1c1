// The two tables of `knooppunt balans` (G2), on one snapshot. Each number is counted from its own source (rows, counters, audit records),
// so that a loss shows as a difference; nothing is made to fit.
import { alle, type Stappen } from '../sqlite/stap.ts';
import type { Balans } from './port.ts';
import { gemeldTot } from './stap-geparkeerd.ts';
import type { Vragen } from './vragen.ts';

interface PerStandaard { ontvangen: number; aanvaard: number; geweigerd: number; dubbel: number; events: number }

/** Holds references to attempts that parked: counted per topic, and no pair of its own. */
const GEPARKEERD_TOPIC = 'sociaaldomein.geparkeerd';

/** Name under which messages of no recognised standard are counted. */
const ONBEKEND = 'onbekend';

export function* balance(q: Vragen): Stappen<Balans> {
  const perStandaard: Record<string, PerStandaard> = {};
  const van = (standaard: string | null): PerStandaard =>
    (perStandaard[standaard || ONBEKEND] ??= { ontvangen: 0, aanvaard: 0, geweigerd: 0, dubbel: 0, events: 0 });
  const berichten = { ontvangen: 0, aanvaard: 0, geweigerd: 0, dubbel: 0, onbestelbaar: 0, onderweg: 0 };
  for (const r of yield* alle(q.telBerichten, {})) {
    const soort = r.staat === 'geweigerd' ? 'geweigerd' : 'aanvaard';
    const n = Number(r.aantal);
    van(r.standaard)[soort] += n;
    berichten[soort] += n;
    if (r.staat === 'onbestelbaar') berichten.onbestelbaar += n;
  }
  for (const r of yield* alle(q.telHerhalingen, {})) {
    const soort = r.soort === 'geweigerd' ? 'geweigerd' : 'dubbel';
    van(r.standaard)[soort] += r.aantal;
    berichten[soort] += r.aantal;
  }

  const paren = { gerouteerd: 0, afgeleverd: 0, geparkeerd: 0, onderweg: 0 };
  const gepusht = { afgeleverd: 0, geparkeerd: 0 };
  const perTopic: Record<string, { gepubliceerd: number; gerouteerd: number }> = {};
  for (const r of yield* alle(q.telParen, {})) {
    const n = Number(r.aantal);
    const topic = (perTopic[r.topic] ??= { gepubliceerd: 0, gerouteerd: 0 });
    if (r.kanaal === 'aflevering' && (r.staat === 'afgeleverd' || r.staat === 'geparkeerd')) gepusht[r.staat] += n;
    // A pair counts once, by its newest attempt; the records of every attempt stand on the topic.
    if (Number(r.oud) === 0) {
      paren.gerouteerd += n;
      if (r.staat === 'afgeleverd' || r.staat === 'geparkeerd') paren[r.staat] += n;
      else paren.onderweg += n;
    }
    if (r.staat === 'gerouteerd') topic.gerouteerd += n;
    else {
      topic.gepubliceerd += n;
      van(r.standaard).events += n;
    }
  }

  const gemeld = { gepubliceerd: 0, gerouteerd: 0 };
  for (const r of yield* alle(q.telGemeld, { tot: yield* gemeldTot(q) })) gemeld[Number(r.gedaan) === 1 ? 'gepubliceerd' : 'gerouteerd'] += Number(r.aantal);
  if (gemeld.gepubliceerd + gemeld.gerouteerd > 0) perTopic[GEPARKEERD_TOPIC] = gemeld;

  const stappen = new Map((yield* alle(q.telStappen, {})).map((r) => [r.stap, Number(r.aantal)]));
  const tel = (stap: string): number => stappen.get(stap) ?? 0;
  berichten.ontvangen = tel('ontvangen');
  const verschillen: string[] = [];
  const vergelijk = (wat: string, links: number, rechts: number): void => {
    if (links !== rechts) verschillen.push(`${wat}: ${links} tegenover ${rechts}`);
  };
  const som = berichten.aanvaard + berichten.geweigerd + berichten.dubbel;
  vergelijk('ontvangen (audit) en aanvaard + geweigerd + dubbel', berichten.ontvangen, som);
  vergelijk('aanvaarde berichten in de opslag en in de audit', berichten.aanvaard, tel('aanvaard'));
  vergelijk('geweigerde berichten in de opslag en in de audit', berichten.geweigerd, tel('geweigerd'));
  vergelijk('dubbele berichten in de opslag en in de audit', berichten.dubbel, tel('dubbel'));
  vergelijk('afgeleverde pogingen in de opslag en in de audit', gepusht.afgeleverd, tel('afgeleverd'));
  vergelijk('geparkeerde pogingen in de opslag en in de audit', gepusht.geparkeerd, tel('geparkeerd'));
  vergelijk('paren gerouteerd en afgeleverd + geparkeerd + onderweg', paren.gerouteerd, paren.afgeleverd + paren.geparkeerd + paren.onderweg);
  const rijen = new Map((yield* alle(q.telInbox, {})).map((r) => [r.shard, Number(r.aantal)]));
  for (const t of yield* alle(q.telTellers, {})) vergelijk(`aanvaardingsnummers en inboxrijen van shard ${t.shard}`, t.laatste, rijen.get(t.shard) ?? 0);
  const zwevend = Number((yield* alle(q.telZwevend, {}))[0]?.aantal ?? 0);
  if (zwevend > 0) verschillen.push(`aanvaarde berichten zonder inboxrij: ${zwevend}`);
  const stil = Number((yield* alle(q.telStil, {}))[0]?.aantal ?? 0);
  if (stil > 0) verschillen.push(`gepubliceerde berichten zonder aflevering die niet onbestelbaar heten: ${stil}`);
  berichten.onderweg = Number((yield* alle(q.telOnderweg, {}))[0]?.aantal ?? 0);

  for (const p of Object.values(perStandaard)) p.ontvangen = p.aanvaard + p.geweigerd + p.dubbel;
  return { berichten, paren, verschillen, perTopic, perStandaard };
}

/** Topics that carry events; the others (heads of the audit, positions) are no part of the balance. */
const MET_EVENTS = /^sociaaldomein\.(gemeente|partij|aflevering|geparkeerd)\b/;

/**
 * Adds what the event log counted itself: per topic as many records as published pairs, or more by at most those that are decided and not marked yet
 * (a crash or a running hub between publication and mark).
 * @param voor `EventLog.counts()`, taken before the balance or on the same snapshot.
 * @param na the same taken after it, where a running hub may have published in between; default `voor`.
 */
export function vergelijkMetLog(balans: Balans, voor: ReadonlyMap<string, number>, na: ReadonlyMap<string, number> = voor): Balans {
  const verschillen = [...balans.verschillen];
  const topics = new Set([...Object.keys(balans.perTopic), ...[...na.keys()].filter((t) => MET_EVENTS.test(t))]);
  for (const topic of [...topics].sort()) {
    const { gepubliceerd, gerouteerd } = balans.perTopic[topic] ?? { gepubliceerd: 0, gerouteerd: 0 };
    const minst = voor.get(topic) ?? 0;
    const meest = na.get(topic) ?? 0;
    if (meest < gepubliceerd || minst > gepubliceerd + gerouteerd) verschillen.push(`records op topic ${topic} en gepubliceerde paren: ${minst} tegenover ${gepubliceerd}`);
  }
  return { ...balans, verschillen };
}
