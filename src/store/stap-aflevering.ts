// What delivery reads and writes (docs/design/aflevering.md): whose turn it is, how a turn ended, another attempt.
// Every final state is written with its audit record; a pair that is not waiting is never changed.
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { AuditTeSchrijven } from './stap-audit.ts';
import type { Afleverstand, Beurt, InboxRij, Paar, PaarVerwijzing, RijVerwijzing } from './port.ts';
import { schrijfAudit } from './stap-audit.ts';
import { kopVan } from './stap-lezen.ts';
import { paarVan } from './stap-paar.ts';
import { zetInInbox } from './stap-ontvangst.ts';
import type { Vragen } from './vragen.ts';

export function* dueDeliveries(q: Vragen, a: { abonnement: string; shards: readonly number[]; nu: number; max: number; strikt: boolean }): Stappen<readonly Paar[]> {
  const perShard: Paar[][] = [];
  for (const shard of a.shards) perShard.push((yield* alle(a.strikt ? q.teLeverenStrikt : q.teLeveren, { abonnement: a.abonnement, shard, nu: a.nu, max: a.max })).map(paarVan));
  // Of every shard the first, then the second: what waits in one never keeps the others out.
  const paren: Paar[] = [];
  for (let i = 0; paren.length < a.max && perShard.some((rij) => rij.length > i); i += 1) paren.push(...perShard.flatMap((rij) => rij.slice(i, i + 1)));
  return paren.slice(0, a.max);
}

export function* waitingSubscriptions(q: Vragen): Stappen<readonly { abonnement: string; shard: number; volgende: number }[]> {
  return (yield* alle(q.wachtende, {})).map((r) => ({ abonnement: r.abonnement, shard: r.shard, volgende: Number(r.volgende) }));
}

export function* deliveryRow(q: Vragen, a: PaarVerwijzing): Stappen<InboxRij | null> {
  const paar = yield* eerste(q.paar, { shard: a.shard, nummer: a.nummer, ordinaal: a.ordinaal, abonnement: a.abonnement });
  const b = paar && (yield* eerste(q.bericht, { id: paar.bericht }));
  if (!paar || !b) return null;
  const e = yield* eerste(q.eventVan, { bericht: paar.bericht, ordinaal: a.ordinaal });
  if (!e && b.spool === null) return null;
  return { shard: a.shard, nummer: a.nummer, bericht: kopVan(b), events: e ? [e] : [], spool: b.spool, poging: paar.poging };
}

export function* recordTurn(q: Vragen, a: { paar: PaarVerwijzing; beurt: Beurt; tijd: string }): Stappen<boolean> {
  const { beurt } = a;
  const plaats = { shard: a.paar.shard, nummer: a.paar.nummer, ordinaal: a.paar.ordinaal, abonnement: a.paar.abonnement };
  const nu = yield* eerste(q.paar, plaats);
  if (nu?.staat !== 'klaargezet') return false;
  yield* alle(q.zetBeurt, {
    ...plaats, staat: beurt.staat, beurten: beurt.beurten, volgende: beurt.staat === 'klaargezet' ? beurt.volgende : 0,
    oorzaak: beurt.staat === 'afgeleverd' ? null : beurt.oorzaak, stadium: beurt.staat === 'geparkeerd' ? beurt.stadium : null,
    geparkeerd_op: beurt.staat === 'geparkeerd' ? new Date(a.tijd).toISOString() : null,
  });
  if (beurt.staat === 'klaargezet') return true;
  const details = beurt.staat === 'afgeleverd' ? { status: beurt.status } : { oorzaak: beurt.oorzaak, stadium: beurt.stadium };
  const regel: AuditTeSchrijven = {
    stap: beurt.staat, tijd: a.tijd, bericht: nu.bericht, abonnement: nu.abonnement, poging: nu.poging, actor: 'hub',
    details: { event: nu.event_id, partij: nu.partij, beurten: beurt.beurten, shard: a.paar.shard, nummer: a.paar.nummer, ...details },
    uniek: `${beurt.staat}/${plaats.shard}/${plaats.nummer}/${plaats.ordinaal}/${plaats.abonnement}`,
  };
  yield* schrijfAudit(q, [regel]);
  return true;
}

export function* redrive(q: Vragen, a: { paar: PaarVerwijzing; tijd: string; actor: string; reden: string }): Stappen<RijVerwijzing | null> {
  const { shard, nummer, ordinaal, abonnement } = a.paar;
  const oud = yield* eerste(q.paar, { shard, nummer, ordinaal, abonnement });
  if (oud?.staat !== 'geparkeerd') return null;
  if (oud.opgevolgd !== null) {
    // Taken up before: on its way, or done; only where the relay found no copy any more may it be tried once more.
    const opvolger = Number(oud.opgevolgd);
    if ((yield* eerste(q.inboxRij, { shard, nummer: opvolger }))?.staat !== 'gepubliceerd') return null;
    if (yield* eerste(q.paar, { shard, nummer: opvolger, ordinaal, abonnement })) return null;
  }
  const poging = Number((yield* eerste(q.laatstePoging, { bericht: oud.bericht }))?.poging ?? 0) + 1;
  const nieuw = yield* zetInInbox(q, shard, oud.bericht, poging);
  yield* alle(q.zetHernieuwing, { shard, nummer: nieuw, ordinaal, abonnement, eerste: Number(oud.eerste ?? nummer) });
  yield* alle(q.zetOpgevolgd, { shard, nummer, ordinaal, abonnement, opgevolgd: nieuw });
  yield* schrijfAudit(q, [{
    stap: 'hernieuwd', tijd: a.tijd, bericht: oud.bericht, abonnement, poging, actor: a.actor,
    details: { event: oud.event_id, reden: a.reden, oorzaak: oud.oorzaak, vorige: { shard, nummer, poging: oud.poging }, nummer: nieuw },
  }]);
  return { shard, nummer: nieuw, bericht: oud.bericht, poging };
}

export function* deliveryStats(q: Vragen): Stappen<readonly Afleverstand[]> {
  const stand = new Map<string, { onderweg: number; geparkeerd: number; oudste: string | null }>();
  const van = (abonnement: string): { onderweg: number; geparkeerd: number; oudste: string | null } => {
    const s = stand.get(abonnement) ?? { onderweg: 0, geparkeerd: 0, oudste: null };
    stand.set(abonnement, s);
    return s;
  };
  for (const r of yield* alle(q.telKlaar, {})) {
    const s = van(r.abonnement);
    s.onderweg += Number(r.aantal);
    const rij = yield* eerste(q.inboxRij, { shard: r.shard, nummer: Number(r.nummer) });
    const ontvangen = rij && (yield* eerste(q.bericht, { id: rij.bericht }))?.ontvangen_op;
    if (ontvangen !== undefined && (s.oudste === null || ontvangen < s.oudste)) s.oudste = ontvangen;
  }
  for (const r of yield* alle(q.telGeparkeerd, {})) van(r.abonnement).geparkeerd += Number(r.aantal);
  return [...stand].map(([abonnement, s]) => ({ abonnement, ...s })).sort((x, y) => (x.abonnement < y.abonnement ? -1 : 1));
}
