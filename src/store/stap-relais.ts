// What the relay reads and writes (docs/design/opslag-en-relais.md §2 lines 6, 7 and 9): inbox rows, decisions, marks.
// A decision of a row that was never published gives way to a newer one; a published one never does.
import { SqliteFout } from '../sqlite/kamer.ts';
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { Besluit, InboxRij, InboxStand, RijVerwijzing, TeBesluiten } from './port.ts';
import { schrijfAudit } from './stap-audit.ts';
import { kopVan } from './stap-lezen.ts';
import type { Vragen } from './vragen.ts';

export function* inboxAfter(q: Vragen, a: { shard: number; nummer: number; max: number }): Stappen<readonly InboxRij[]> {
  const rijen: InboxRij[] = [];
  for (const r of yield* alle(q.inboxNa, a)) {
    const events = yield* alle(q.eventsVan, { bericht: r.id, shard: r.shard });
    rijen.push({ shard: r.shard, nummer: r.nummer, bericht: kopVan(r), events, spool: r.spool, poging: r.poging, ...(r.poging === 1 ? {} : keuzeVan(yield* alle(q.hernieuwingVan, r))) });
  }
  return rijen;
}

/** What a redrive's row is about; empty when it has no lines. */
export function keuzeVan(regels: readonly { readonly ordinaal: number; readonly abonnement: string }[]): Pick<InboxRij, 'alleen'> {
  return regels.length === 0 ? {} : { alleen: regels.map(({ ordinaal, abonnement }) => ({ ordinaal, abonnement })) };
}

export function* inboxState(q: Vragen, a: { shard: number }): Stappen<InboxStand> {
  const laatste = Number((yield* eerste(q.laatsteNummer, a))?.laatste ?? 0);
  const onbeslist = yield* eerste(q.eersteOnbeslist, a);
  const beslist = yield* eerste(q.eersteBeslist, a);
  const beslistTot = onbeslist ? onbeslist.nummer - 1 : laatste;
  return { laatste, beslistTot, gepubliceerdTot: Math.min(beslistTot, beslist ? beslist.nummer - 1 : laatste) };
}

export function* decidedUpTo(q: Vragen, a: { shard: number; nummer: number; max: number }): Stappen<readonly RijVerwijzing[]> {
  return yield* alle(q.beslistTot, a);
}

export function* writeDecisions(q: Vragen, a: TeBesluiten): Stappen<readonly Besluit[]> {
  const { van, tot, laatste } = a.deel ?? { van: 0, tot: Number.MAX_SAFE_INTEGER, laatste: true };
  const { rij } = a;
  const { shard, nummer } = rij;
  const inbox = yield* eerste(q.inboxRij, { shard, nummer });
  if (!inbox || inbox.bericht !== rij.bericht || inbox.poging !== rij.poging) throw new SqliteFout('intern', `Inboxrij ${shard}/${nummer} hoort niet bij dit bericht.`);
  if (inbox.staat === 'gepubliceerd') throw new SqliteFout('intern', `Inboxrij ${shard}/${nummer} is al gepubliceerd; een nieuw besluit kan alleen als hernieuwde aanbieding.`);

  const staand = new Map((yield* alle(q.besluitenVan, { shard, nummer, van, tot })).map((b) => [`${b.ordinaal}/${b.abonnement}`, b]));
  const herkomst = rij.poging === 1 ? [] : yield* alle(q.hernieuwingVan, { shard, nummer });
  const eersteVan = new Map(herkomst.map((h) => [`${h.ordinaal}/${h.abonnement}`, h.eerste]));
  let gewijzigd = false;
  for (const b of a.besluiten) {
    const sleutel = `${b.ordinaal}/${b.abonnement}`;
    const oud = staand.get(sleutel);
    staand.delete(sleutel);
    if (oud && oud.partij === b.partij && oud.niveau === b.niveau && oud.kanaal === b.kanaal && oud.topic === b.topic && oud.event_id === b.eventId) continue;
    if (oud) yield* alle(q.wisBesluit, { shard, nummer, ordinaal: b.ordinaal, abonnement: b.abonnement });
    yield* alle(q.zetBesluit, {
      shard, nummer, ordinaal: b.ordinaal, abonnement: b.abonnement, bericht: rij.bericht, poging: rij.poging, partij: b.partij,
      niveau: b.niveau, kanaal: b.kanaal, topic: b.topic, event_id: b.eventId, type: b.type, staat: 'gerouteerd',
      sleutel: b.sleutel ?? null, eerste: eersteVan.get(sleutel) ?? null,
    });
    gewijzigd = true;
  }
  for (const oud of staand.values()) {
    yield* alle(q.wisBesluit, { shard, nummer, ordinaal: oud.ordinaal, abonnement: oud.abonnement });
    gewijzigd = true;
  }

  const eersteKeer = inbox.staat === 'aanvaard';
  if (a.besluiten.length > 0) yield* alle(q.zetGerouteerd, { id: rij.bericht });
  if (laatste && eersteKeer) yield* alle(q.zetInboxStaat, { shard, nummer, staat: 'gerouteerd' });
  if (gewijzigd || (eersteKeer && a.besluiten.length === 0)) {
    yield* schrijfAudit(q, eersteKeer ? a.audit : a.audit.map((r) => ({ ...r, details: { ...r.details, opnieuw: true } })));
  }
  if (laatste && !(yield* eerste(q.heeftOnbeslist, { bericht: rij.bericht })) && !(yield* eerste(q.heeftBesluit, { bericht: rij.bericht }))) {
    const om = yield* eerste(q.zetOnbestelbaar, { id: rij.bericht });
    if (om) yield* schrijfAudit(q, [{ stap: 'onbestelbaar', tijd: a.tijd, bericht: rij.bericht, actor: 'hub' }]);
  }
  return a.besluiten;
}

export function* markPublished(q: Vragen, a: { rijen: readonly RijVerwijzing[]; tijd: string }): Stappen<void> {
  for (const { shard, nummer, bericht, poging } of a.rijen) {
    const inbox = yield* eerste(q.inboxRij, { shard, nummer });
    if (!inbox || inbox.bericht !== bericht) throw new SqliteFout('intern', `Inboxrij ${shard}/${nummer} hoort niet bij dit bericht.`);
    if (inbox.staat === 'gepubliceerd') continue;
    if (inbox.staat !== 'gerouteerd') throw new SqliteFout('intern', `Inboxrij ${shard}/${nummer} is nooit beslist en kan niet gepubliceerd zijn.`);
    const groepen = yield* alle(q.pubTelling, { shard, nummer });
    const perAbonnement = new Map<string, { topic: string; events: number; partij: string; niveau: string }[]>();
    for (const g of groepen) {
      const lijst = perAbonnement.get(g.abonnement) ?? [];
      lijst.push({ topic: g.topic, events: Number(g.aantal), partij: g.partij, niveau: g.niveau });
      perAbonnement.set(g.abonnement, lijst);
    }
    yield* schrijfAudit(q, [...perAbonnement].map(([abonnement, topics]) => ({
      stap: 'gepubliceerd' as const,
      tijd: a.tijd,
      bericht,
      abonnement,
      poging,
      actor: 'hub',
      details: { topics },
      uniek: `gepubliceerd/${bericht}/${abonnement}/${poging}/${shard}`,
    })));
    yield* alle(q.zetPaarStaat, { shard, nummer, kanaal: 'topic', staat: 'afgeleverd' });
    yield* alle(q.zetPaarStaat, { shard, nummer, kanaal: 'aflevering', staat: 'klaargezet' });
    yield* alle(q.zetInboxStaat, { shard, nummer, staat: 'gepubliceerd' });
  }
}
