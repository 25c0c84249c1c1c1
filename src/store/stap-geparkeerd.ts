// What is parked, and what the topic of parked pairs still has to be told (docs/design/aflevering.md, "Parked"). Reads no content of a message.
// A pair gets one batch number for good; batches are published in order, so the log's own position tells which of them stand there.
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { Geparkeerd, PaarOverzicht, PaarVerwijzing, ParkeerFilter, ParkeerTelling, Staat } from './port.ts';
import { kopVan } from './stap-lezen.ts';
import { type PaarRij, paarVan } from './stap-paar.ts';
import type { ParkeerGrenzen, Vragen } from './vragen.ts';

/** Sorts after every text that is stored, by bytes. */
const LAATST = '\u{10FFFF}';

/** @throws RangeError when a time is none */
function grenzenVan(f: ParkeerFilter): ParkeerGrenzen {
  const bereik = (w: string | undefined): readonly [string, string] =>
    w === undefined ? ['', LAATST] : w.endsWith('*') ? [w.slice(0, -1), `${w.slice(0, -1)}${LAATST}`] : [w, w];
  const moment = (w: string): string => new Date(w).toISOString();
  const [aboVan, aboTot] = bereik(f.abonnement);
  const [oorzaakVan, oorzaakTot] = bereik(f.oorzaak);
  const [stadiumVan, stadiumTot] = bereik(f.stadium);
  const [typeVan, typeTot] = bereik(f.type);
  return {
    aboVan, aboTot, oorzaakVan, oorzaakTot, stadiumVan, stadiumTot, typeVan, typeTot,
    van: f.van === undefined ? '' : moment(f.van), tot: f.tot === undefined ? LAATST : moment(f.tot),
  };
}

function geparkeerdVan(r: PaarRij & { geparkeerd_op: string | null; sleutel: string | null }): Geparkeerd {
  return { ...paarVan(r), geparkeerdOp: r.geparkeerd_op, sleutel: r.sleutel };
}

export function* parked(q: Vragen, a: ParkeerFilter & { na?: PaarVerwijzing; max: number }): Stappen<readonly Geparkeerd[]> {
  const grenzen = grenzenVan(a);
  const na: PaarVerwijzing = a.na ?? { abonnement: grenzen.aboVan, shard: -1, nummer: 0, ordinaal: 0 };
  return (yield* alle(q.geparkeerde, { ...grenzen, abonnement: na.abonnement, shard: na.shard, nummer: na.nummer, ordinaal: na.ordinaal, max: a.max })).map(geparkeerdVan);
}

export function* parkedCounts(q: Vragen, a: ParkeerFilter): Stappen<readonly ParkeerTelling[]> {
  return (yield* alle(q.geparkeerdeGeteld, grenzenVan(a))).map((r) => ({ abonnement: r.abonnement, oorzaak: r.oorzaak ?? '', stadium: r.stadium ?? '', aantal: Number(r.aantal) }));
}

export function* pair(q: Vragen, a: PaarVerwijzing): Stappen<PaarOverzicht | null> {
  const plaats = yield* eerste(q.paar, { shard: a.shard, nummer: a.nummer, ordinaal: a.ordinaal, abonnement: a.abonnement });
  const bericht = plaats && (yield* eerste(q.bericht, { id: plaats.bericht }));
  if (!plaats || !bericht) return null;
  const rijen = (yield* alle(q.pogingenVan, { bericht: plaats.bericht, abonnement: a.abonnement })).filter((r) => Number(r.ordinaal) === a.ordinaal && r.kanaal === 'aflevering');
  const deze = rijen.find((r) => r.shard === a.shard && Number(r.nummer) === a.nummer);
  if (!deze) return null;
  const { ontvangenOp, standaard, berichttype, versie, omvang } = kopVan(bericht);
  const inOpslag = bericht.spool === null && (yield* eerste(q.heeftBytes, { bericht: plaats.bericht })) !== undefined;
  return {
    ...geparkeerdVan(deze), staat: deze.staat as Staat, bron: { ontvangenOp, standaard, berichttype, versie, omvang: Number(omvang) },
    bytes: bericht.spool !== null ? { waar: 'spool', naam: bericht.spool } : inOpslag ? { waar: 'opslag' } : null,
    pogingen: rijen.map((r) => ({ poging: r.poging, shard: r.shard, nummer: Number(r.nummer), staat: r.staat as Staat, beurten: r.beurten, oorzaak: r.oorzaak, stadium: r.stadium, geparkeerdOp: r.geparkeerd_op })),
  };
}

export function* announcements(q: Vragen, a: { na?: number; max: number }): Stappen<{ gemeld: number; nummer: number | null; paren: readonly Geparkeerd[] }> {
  const gemeld = yield* gemeldTot(q);
  const nummer = (yield* eerste(q.meldingNa, { na: a.na ?? gemeld }))?.melding ?? null;
  if (nummer !== null) return { gemeld, nummer: Number(nummer), paren: (yield* alle(q.gemeldIn, { nummer: Number(nummer) })).map(geparkeerdVan) };
  return { gemeld, nummer: null, paren: (yield* alle(q.ongemeld, { max: a.max })).map(geparkeerdVan) };
}

/** Last batch that was marked as published; 0: none. */
export function* gemeldTot(q: Vragen): Stappen<number> {
  return Number((yield* eerste(q.meta, { naam: 'geparkeerd-gemeld' }))?.waarde ?? 0);
}

export function* claimAnnouncements(q: Vragen, a: { nummer: number; paren: readonly PaarVerwijzing[] }): Stappen<void> {
  for (const p of a.paren) yield* alle(q.zetMelding, { shard: p.shard, nummer: p.nummer, ordinaal: p.ordinaal, abonnement: p.abonnement, melding: a.nummer });
}

export function* markAnnounced(q: Vragen, a: { nummer: number }): Stappen<void> {
  yield* alle(q.zetGemeld, { waarde: String(a.nummer) });
}
