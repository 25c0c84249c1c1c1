// Every statement of the store, compiled once, by the request that uses it. One text serves SQLite and PostgreSQL
// (`maakVragen` with the other engine's builder). A statement that is not here does not run.
import { sql, type Kysely } from 'kysely';
import { vraag } from '../sqlite/vraag.ts';
import type { Tabellen } from './tabellen.ts';

type Kolommen<T extends keyof Tabellen> = { readonly [K in keyof Tabellen[T]]: Tabellen[T][K] };

type NieuwBesluit = Omit<Kolommen<'besluit'>, 'beurten' | 'volgende' | 'oorzaak' | 'stadium' | 'opgevolgd' | 'geparkeerd_op' | 'melding'>;

/** Ranges of a filter on parked pairs (`grenzenVan`). */
export interface ParkeerGrenzen {
  readonly aboVan: string; readonly aboTot: string; readonly oorzaakVan: string; readonly oorzaakTot: string; readonly stadiumVan: string; readonly stadiumTot: string;
  readonly typeVan: string; readonly typeTot: string; readonly van: string; readonly tot: string;
}

// As literals, so that SQLite sees that the partial index on what is under way serves the query.
const AANVAARD = sql.lit('aanvaard');
const GEROUTEERD = sql.lit('gerouteerd');
const GEPUBLICEERD = sql.lit('gepubliceerd');
const KLAARGEZET = sql.lit('klaargezet');
const GEPARKEERD = sql.lit('geparkeerd');
const AFGELEVERD = sql.lit('afgeleverd');
const WACHT = sql.lit('wacht');
const BEANTWOORD = sql.lit('beantwoord');

const PAAR = ['b.shard', 'b.nummer', 'b.ordinaal', 'b.abonnement', 'b.bericht', 'b.poging', 'b.event_id', 'b.type', 'b.partij', 'b.beurten', 'b.oorzaak', 'b.stadium'] as const;

/** No later attempt of the pair stands: a redrive for which the relay found no copy leaves the old row the pair. */
const NIEUWSTE = sql<boolean>`NOT EXISTS (SELECT n.nummer FROM besluit AS n WHERE n.shard = b.shard AND n.nummer = b.opgevolgd AND n.ordinaal = b.ordinaal AND n.abonnement = b.abonnement)`;

/** Every part of the filter is a range, so that one statement serves them all, in the index alone. */
const binnen = (p: ParkeerGrenzen) => sql<boolean>`b.abonnement >= ${p.aboVan} AND b.abonnement <= ${p.aboTot} AND coalesce(b.oorzaak, '') >= ${p.oorzaakVan} AND coalesce(b.oorzaak, '') <= ${p.oorzaakTot}
  AND coalesce(b.stadium, '') >= ${p.stadiumVan} AND coalesce(b.stadium, '') <= ${p.stadiumTot} AND b.type >= ${p.typeVan} AND b.type <= ${p.typeTot}
  AND coalesce(b.geparkeerd_op, '') >= ${p.van} AND coalesce(b.geparkeerd_op, '') < ${p.tot}`;

/** `keten`: the audit chain that is written with them; one per writer, so the embedded store has one and several nodes have one each. */
export function maakVragen(db: Kysely<Tabellen>, keten = 'hub') {
  return {
    keten,
    // ---- meta
    meta: vraag((p: { naam: string }) => db.selectFrom('meta').select('waarde').where('naam', '=', p.naam)),
    zetMeta: vraag((p: { naam: string; waarde: string }) => db.insertInto('meta').values(velden(p, 'naam', 'waarde'))),
    zetTeller: vraag((p: { shard: number }) => db.insertInto('teller').values({ shard: p.shard, laatste: 0 })),

    // ---- accept, refuse, lookup
    sleutel: vraag((p: { sleutel: string; nu: number }) =>
      db.selectFrom('sleutel as s').innerJoin('antwoord as a', 'a.id', 's.antwoord').innerJoin('bericht as b', 'b.id', 's.bericht')
        .select(['s.inhoud', 's.bericht', 's.geweigerd', 'a.status', 'a.content_type', 'a.body', 'b.events', 'b.standaard'])
        .where('s.sleutel', '=', p.sleutel).where('s.tot', '>', p.nu)),
    zetSleutel: vraag((p: Kolommen<'sleutel'>) =>
      db.insertInto('sleutel').values(velden(p, 'sleutel', 'inhoud', 'bericht', 'antwoord', 'geweigerd', 'tot'))
        .onConflict((oc) => oc.column('sleutel').doUpdateSet({ inhoud: p.inhoud, bericht: p.bericht, antwoord: p.antwoord, geweigerd: p.geweigerd, tot: p.tot }))),
    // Lines of expired keys first: bounded, so that forgetting never holds up an acceptance.
    vergeetSleutels: vraag((p: { nu: number; max: number }) =>
      db.deleteFrom('sleutel').where('sleutel', 'in', db.selectFrom('sleutel').select('sleutel').where('tot', '<=', p.nu).limit(p.max)).returning('sleutel')),
    vergeetAntwoorden: vraag((p: { nu: number; max: number }) =>
      db.deleteFrom('antwoord').where('id', 'in', db.selectFrom('antwoord').select('id').where('tot', '<=', p.nu).limit(p.max)).returning('id')),
    zetAntwoord: vraag((p: { status: number; content_type: string; body: string; tot: number }) =>
      db.insertInto('antwoord').values(velden(p, 'status', 'content_type', 'body', 'tot')).returning('id')),
    zetBericht: vraag((p: Kolommen<'bericht'>) =>
      db.insertInto('bericht').values(velden(p, 'id', 'ontvangen_op', 'kanaal', 'standaard', 'berichttype', 'versie', 'referentie', 'sha256', 'omvang',
        'configuratie', 'beller', 'adressering', 'spool', 'staat', 'events', 'reden'))),
    zetBytes: vraag((p: Kolommen<'bericht_bytes'>) => db.insertInto('bericht_bytes').values(velden(p, 'bericht', 'bytes'))),
    zetEvent: vraag((p: Kolommen<'event'>) => db.insertInto('event').values(velden(p, 'bericht', 'ordinaal', 'shard', 'type', 'sleutel', 'persoonsleutel'))),
    zetEventData: vraag((p: Kolommen<'event_data'>) => db.insertInto('event_data').values(velden(p, 'bericht', 'ordinaal', 'data'))),
    zetDocument: vraag((p: Kolommen<'document'>) =>
      db.insertInto('document').values(velden(p, 'sha256', 'mediatype', 'bytes')).onConflict((oc) => oc.column('sha256').doNothing())),
    zetDocumentBericht: vraag((p: Kolommen<'document_bericht'>) =>
      db.insertInto('document_bericht').values(velden(p, 'sha256', 'bericht')).onConflict((oc) => oc.columns(['sha256', 'bericht']).doNothing())),
    // The row stays locked until the commit: number order is commit order.
    volgendNummer: vraag((p: { shard: number }) =>
      db.updateTable('teller').set((eb) => ({ laatste: eb('laatste', '+', 1) })).where('shard', '=', p.shard).returning('laatste')),
    zetInbox: vraag((p: Kolommen<'inbox'>) => db.insertInto('inbox').values(velden(p, 'shard', 'nummer', 'bericht', 'poging', 'staat'))),
    telHerhaling: vraag((p: { standaard: string; soort: string }) =>
      db.insertInto('herhaling').values({ standaard: p.standaard, soort: p.soort, aantal: 1 })
        .onConflict((oc) => oc.columns(['standaard', 'soort']).doUpdateSet((eb) => ({ aantal: eb('herhaling.aantal', '+', 1) })))),

    // ---- relay
    inboxNa: vraag((p: { shard: number; nummer: number; max: number }) =>
      db.selectFrom('inbox as i').innerJoin('bericht as b', 'b.id', 'i.bericht').selectAll('b')
        .select(['i.shard', 'i.nummer', 'i.poging'])
        .where('i.shard', '=', p.shard).where('i.nummer', '>', p.nummer).orderBy('i.nummer').limit(p.max)),
    eventsVan: vraag((p: { bericht: string; shard: number }) =>
      db.selectFrom('event as e').innerJoin('event_data as d', (j) => j.onRef('d.bericht', '=', 'e.bericht').onRef('d.ordinaal', '=', 'e.ordinaal'))
        .select(['e.ordinaal', 'e.type', 'e.sleutel', 'e.persoonsleutel', 'd.data'])
        .where('e.bericht', '=', p.bericht).where('e.shard', '=', p.shard).orderBy('e.ordinaal')),
    laatsteNummer: vraag((p: { shard: number }) => db.selectFrom('teller').select('laatste').where('shard', '=', p.shard)),
    inboxRij: vraag((p: { shard: number; nummer: number }) =>
      db.selectFrom('inbox').select(['bericht', 'poging', 'staat']).where('shard', '=', p.shard).where('nummer', '=', p.nummer)),
    eersteOnbeslist: vraag((p: { shard: number }) =>
      db.selectFrom('inbox').select('nummer').where('shard', '=', p.shard).where('staat', '<>', GEPUBLICEERD).where('staat', '=', AANVAARD).orderBy('nummer').limit(1)),
    eersteBeslist: vraag((p: { shard: number }) =>
      db.selectFrom('inbox').select('nummer').where('shard', '=', p.shard).where('staat', '<>', GEPUBLICEERD).where('staat', '=', GEROUTEERD).orderBy('nummer').limit(1)),
    beslistTot: vraag((p: { shard: number; nummer: number; max: number }) =>
      db.selectFrom('inbox').select(['shard', 'nummer', 'bericht', 'poging'])
        .where('shard', '=', p.shard).where('staat', '<>', GEPUBLICEERD).where('staat', '=', GEROUTEERD).where('nummer', '<=', p.nummer).orderBy('nummer').limit(p.max)),
    besluitenVan: vraag((p: { shard: number; nummer: number; van: number; tot: number }) =>
      db.selectFrom('besluit').select(['ordinaal', 'abonnement', 'partij', 'niveau', 'kanaal', 'topic', 'event_id'])
        .where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('ordinaal', '>=', p.van).where('ordinaal', '<=', p.tot)),
    wisBesluit: vraag((p: { shard: number; nummer: number; ordinaal: number; abonnement: string }) =>
      db.deleteFrom('besluit').where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('ordinaal', '=', p.ordinaal)
        .where('abonnement', '=', p.abonnement).where('staat', '=', 'gerouteerd')),
    zetBesluit: vraag((p: NieuwBesluit) =>
      db.insertInto('besluit').values(velden(p, 'shard', 'nummer', 'ordinaal', 'abonnement', 'bericht', 'poging', 'partij', 'niveau', 'kanaal', 'topic', 'event_id', 'type', 'staat', 'sleutel', 'eerste'))),
    heeftBesluit: vraag((p: { bericht: string }) => db.selectFrom('besluit').select('abonnement').where('bericht', '=', p.bericht).limit(1)),
    heeftOnbeslist: vraag((p: { bericht: string }) =>
      db.selectFrom('inbox').select('nummer').where('bericht', '=', p.bericht).where('staat', '=', 'aanvaard').limit(1)),
    zetInboxStaat: vraag((p: { shard: number; nummer: number; staat: string }) =>
      db.updateTable('inbox').set({ staat: p.staat }).where('shard', '=', p.shard).where('nummer', '=', p.nummer)),
    // Forward only: what is decided is never taken back; what nobody could have may still be routed by a redrive.
    zetGerouteerd: vraag((p: { id: string }) =>
      db.updateTable('bericht').set({ staat: 'gerouteerd' }).where('id', '=', p.id).where('staat', 'in', ['aanvaard', 'onbestelbaar'])),
    zetOnbestelbaar: vraag((p: { id: string }) =>
      db.updateTable('bericht').set({ staat: 'onbestelbaar' }).where('id', '=', p.id).where('staat', 'in', ['aanvaard', 'gerouteerd']).returning('id')),
    pubTelling: vraag((p: { shard: number; nummer: number }) =>
      db.selectFrom('besluit').select(['abonnement', 'topic', 'kanaal', 'niveau', 'partij']).select((eb) => eb.fn.countAll<number>().as('aantal'))
        .where('shard', '=', p.shard).where('nummer', '=', p.nummer).groupBy(['abonnement', 'topic', 'kanaal', 'niveau', 'partij']).orderBy('abonnement').orderBy('topic')),
    zetPaarStaat: vraag((p: { shard: number; nummer: number; kanaal: string; staat: string }) =>
      db.updateTable('besluit').set({ staat: p.staat }).where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('kanaal', '=', p.kanaal).where('staat', '=', 'gerouteerd')),

    // ---- delivery
    teLeveren: vraag((p: { abonnement: string; shard: number; nu: number; max: number }) =>
      db.selectFrom('besluit as b').select(PAAR).where('b.staat', '=', KLAARGEZET)
        .where('b.abonnement', '=', p.abonnement).where('b.shard', '=', p.shard).where('b.volgende', '<=', p.nu)
        .orderBy('b.volgende').orderBy('b.nummer').orderBy('b.ordinaal').limit(p.max)),
    teLeverenStrikt: vraag((p: { abonnement: string; shard: number; nu: number; max: number }) =>
      db.selectFrom('besluit as b').select(PAAR).where('b.staat', '=', KLAARGEZET)
        .where('b.abonnement', '=', p.abonnement).where('b.shard', '=', p.shard).where('b.volgende', '<=', p.nu)
        .where((eb) => eb.not(eb.exists(
          eb.selectFrom('besluit as v').select('v.nummer').where('v.sleutel', 'is not', null).where('v.staat', '<>', AFGELEVERD)
            .whereRef('v.abonnement', '=', 'b.abonnement').whereRef('v.sleutel', '=', 'b.sleutel')
            // The sign keeps SQLite, which has no statistics, from walking the shard by its primary key.
            .where(sql`+v.shard`, '=', sql.ref('b.shard'))
            .where((w) => w.or([
              w(sql`coalesce(v.eerste, v.nummer)`, '<', sql`coalesce(b.eerste, b.nummer)`),
              w.and([w(sql`coalesce(v.eerste, v.nummer)`, '=', sql`coalesce(b.eerste, b.nummer)`), w('v.ordinaal', '<', w.ref('b.ordinaal'))]),
            ]))
            .where((w) => w.not(w.exists(w.selectFrom('besluit as n').select('n.nummer').whereRef('n.shard', '=', 'v.shard').whereRef('n.nummer', '=', 'v.opgevolgd')
              .whereRef('n.ordinaal', '=', 'v.ordinaal').whereRef('n.abonnement', '=', 'v.abonnement')))),
        )))
        .orderBy('b.volgende').orderBy('b.nummer').orderBy('b.ordinaal').limit(p.max)),
    // Walks what waits, in its index alone.
    wachtende: vraag(() =>
      db.selectFrom('besluit as b').select(['b.abonnement', 'b.shard']).select((eb) => eb.fn.min<number>('b.volgende').as('volgende'))
        .where('b.staat', '=', KLAARGEZET).groupBy(['b.abonnement', 'b.shard']).orderBy('b.abonnement').orderBy('b.shard')),
    paar: vraag((p: { shard: number; nummer: number; ordinaal: number; abonnement: string }) =>
      db.selectFrom('besluit as b').select(PAAR).select(['b.staat', 'b.eerste', 'b.opgevolgd'])
        .where('b.shard', '=', p.shard).where('b.nummer', '=', p.nummer).where('b.ordinaal', '=', p.ordinaal).where('b.abonnement', '=', p.abonnement)),
    eventVan: vraag((p: { bericht: string; ordinaal: number }) =>
      db.selectFrom('event as e').innerJoin('event_data as d', (j) => j.onRef('d.bericht', '=', 'e.bericht').onRef('d.ordinaal', '=', 'e.ordinaal'))
        .select(['e.ordinaal', 'e.type', 'e.sleutel', 'e.persoonsleutel', 'd.data']).where('e.bericht', '=', p.bericht).where('e.ordinaal', '=', p.ordinaal)),
    zetBeurt: vraag((p: { shard: number; nummer: number; ordinaal: number; abonnement: string; staat: string; beurten: number; volgende: number; oorzaak: string | null; stadium: string | null; geparkeerd_op: string | null }) =>
      db.updateTable('besluit').set({ staat: p.staat, beurten: p.beurten, volgende: p.volgende, oorzaak: p.oorzaak, stadium: p.stadium, geparkeerd_op: p.geparkeerd_op })
        .where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('ordinaal', '=', p.ordinaal).where('abonnement', '=', p.abonnement)),
    zetOpgevolgd: vraag((p: { shard: number; nummer: number; ordinaal: number; abonnement: string; opgevolgd: number }) =>
      db.updateTable('besluit').set({ opgevolgd: p.opgevolgd })
        .where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('ordinaal', '=', p.ordinaal).where('abonnement', '=', p.abonnement)),
    zetHernieuwing: vraag((p: Kolommen<'hernieuwing'>) => db.insertInto('hernieuwing').values(velden(p, 'shard', 'nummer', 'ordinaal', 'abonnement', 'eerste'))),
    hernieuwingVan: vraag((p: { shard: number; nummer: number }) =>
      db.selectFrom('hernieuwing').select(['ordinaal', 'abonnement', 'eerste']).where('shard', '=', p.shard).where('nummer', '=', p.nummer).orderBy('ordinaal').orderBy('abonnement')),
    laatstePoging: vraag((p: { bericht: string }) => db.selectFrom('inbox').select('poging').where('bericht', '=', p.bericht).orderBy('poging', 'desc').limit(1)),
    geparkeerde: vraag((p: ParkeerGrenzen & { abonnement: string; shard: number; nummer: number; ordinaal: number; max: number }) =>
      db.selectFrom('besluit as b').select(PAAR).select(['b.geparkeerd_op', 'b.sleutel']).where('b.staat', '=', GEPARKEERD)
        .where(sql<boolean>`(b.abonnement, b.shard, b.nummer, b.ordinaal) > (${p.abonnement}, ${p.shard}, ${p.nummer}, ${p.ordinaal})`)
        .where(binnen(p)).where(NIEUWSTE)
        .orderBy('b.abonnement').orderBy('b.shard').orderBy('b.nummer').orderBy('b.ordinaal').limit(p.max)),
    geparkeerdeGeteld: vraag((p: ParkeerGrenzen) =>
      db.selectFrom('besluit as b').select(['b.abonnement', 'b.oorzaak', 'b.stadium']).select((eb) => eb.fn.countAll<number>().as('aantal')).where('b.staat', '=', GEPARKEERD)
        .where(binnen(p)).where(NIEUWSTE).groupBy(['b.abonnement', 'b.oorzaak', 'b.stadium']).orderBy('b.abonnement').orderBy('b.oorzaak').orderBy('b.stadium')),
    pogingenVan: vraag((p: { bericht: string; abonnement: string }) =>
      db.selectFrom('besluit as b').select(PAAR).select(['b.kanaal', 'b.staat', 'b.geparkeerd_op', 'b.sleutel'])
        .where('b.bericht', '=', p.bericht).where('b.abonnement', '=', p.abonnement).orderBy('b.poging').orderBy('b.nummer')),
    heeftBytes: vraag((p: { bericht: string }) => db.selectFrom('bericht_bytes').select('bericht').where('bericht', '=', p.bericht)),
    meldingNa: vraag((p: { na: number }) =>
      db.selectFrom('besluit as b').select('b.melding').where('b.staat', '=', GEPARKEERD).where('b.melding', '>', p.na).orderBy('b.melding').limit(1)),
    gemeldIn: vraag((p: { nummer: number }) =>
      db.selectFrom('besluit as b').select(PAAR).select(['b.geparkeerd_op', 'b.sleutel']).where('b.staat', '=', GEPARKEERD).where('b.melding', '=', p.nummer)
        .orderBy('b.shard').orderBy('b.nummer').orderBy('b.ordinaal').orderBy('b.abonnement')),
    ongemeld: vraag((p: { max: number }) =>
      db.selectFrom('besluit as b').select(PAAR).select(['b.geparkeerd_op', 'b.sleutel']).where('b.staat', '=', GEPARKEERD).where('b.melding', 'is', null)
        .orderBy('b.shard').orderBy('b.nummer').orderBy('b.ordinaal').orderBy('b.abonnement').limit(p.max)),
    zetMelding: vraag((p: { shard: number; nummer: number; ordinaal: number; abonnement: string; melding: number }) =>
      db.updateTable('besluit').set({ melding: p.melding })
        .where('shard', '=', p.shard).where('nummer', '=', p.nummer).where('ordinaal', '=', p.ordinaal).where('abonnement', '=', p.abonnement).where('melding', 'is', null)),
    zetGemeld: vraag((p: { waarde: string }) =>
      db.insertInto('meta').values({ naam: 'geparkeerd-gemeld', waarde: p.waarde }).onConflict((oc) => oc.column('naam').doUpdateSet({ waarde: p.waarde }))),
    // The first in line of each shard: its message has waited longest, or nearly so.
    telKlaar: vraag(() =>
      db.selectFrom('besluit as b').select(['b.abonnement', 'b.shard']).select((eb) => [eb.fn.countAll<number>().as('aantal'), eb.fn.min<number>('b.nummer').as('nummer')])
        .where('b.staat', '=', KLAARGEZET).groupBy(['b.abonnement', 'b.shard'])),
    telGeparkeerd: vraag(() =>
      db.selectFrom('besluit as b').select('b.abonnement').select((eb) => eb.fn.countAll<number>().as('aantal')).where('b.staat', '=', GEPARKEERD).where(NIEUWSTE).groupBy('b.abonnement')),

    // ---- the latest moment of each sender (StUF019)
    zendertijd: vraag((p: { zender: string }) => db.selectFrom('zendertijd').select('tijdstip').where('zender', '=', p.zender)),
    zetZendertijd: vraag((p: Kolommen<'zendertijd'>) =>
      db.insertInto('zendertijd').values(velden(p, 'zender', 'tijdstip')).onConflict((oc) => oc.column('zender').doUpdateSet({ tijdstip: p.tijdstip }))),

    // ---- expectations
    verwachting: vraag((p: { bericht: string }) => db.selectFrom('verwachting').selectAll().where('bericht', '=', p.bericht)),
    verwachtingOp: vraag((p: { sleutel: string }) => db.selectFrom('verwachting').selectAll().where('sleutel', '=', p.sleutel).orderBy('bericht')),
    zetVerwachting: vraag((p: Kolommen<'verwachting'>) =>
      db.insertInto('verwachting').values(velden(p, 'bericht', 'sleutel', 'partij', 'termijn', 'staat', 'oorzaak', 'antwoord'))),
    zetVerwachtingStaat: vraag((p: { bericht: string; staat: string; oorzaak: string | null; antwoord: number | null }) =>
      db.updateTable('verwachting').set({ staat: p.staat, oorzaak: p.oorzaak, antwoord: p.antwoord }).where('bericht', '=', p.bericht)),
    kenmerkVan: vraag((p: { sleutel: string }) => db.selectFrom('sleutel').select(['bericht', 'geweigerd']).where('sleutel', '=', p.sleutel)),
    bewaardAntwoord: vraag((p: { id: number; nu: number }) =>
      db.selectFrom('antwoord').select(['status', 'content_type', 'body']).where('id', '=', p.id).where('tot', '>', p.nu)),
    zetVerwachtingAntwoord: vraag((p: Kolommen<'verwachting_antwoord'>) =>
      db.insertInto('verwachting_antwoord').values(velden(p, 'vraag', 'bericht', 'op', 'soort')).onConflict((oc) => oc.columns(['vraag', 'bericht']).doNothing())),
    antwoordenOp: vraag((p: { vraag: string }) => db.selectFrom('verwachting_antwoord').select(['bericht', 'op', 'soort']).where('vraag', '=', p.vraag).orderBy('op').orderBy('bericht')),
    vragenVan: vraag((p: { bericht: string }) => db.selectFrom('verwachting_antwoord').select('vraag').where('bericht', '=', p.bericht).orderBy('vraag')),
    zetVroeg: vraag((p: Kolommen<'antwoord_vroeg'>) =>
      db.insertInto('antwoord_vroeg').values(velden(p, 'sleutel', 'bericht', 'op', 'tot')).onConflict((oc) => oc.columns(['sleutel', 'bericht']).doNothing())),
    vroegOp: vraag((p: { sleutel: string; nu: number }) =>
      db.selectFrom('antwoord_vroeg').select(['bericht', 'op']).where('sleutel', '=', p.sleutel).where('tot', '>', p.nu).orderBy('op').orderBy('bericht')),
    wisVroeg: vraag((p: { bericht: string; sleutel: string }) => db.deleteFrom('antwoord_vroeg').where('sleutel', '=', p.sleutel).where('bericht', '=', p.bericht)),
    vergeetVroeg: vraag((p: { nu: number; max: number }) =>
      db.deleteFrom('antwoord_vroeg').where('tot', '<=', p.nu).where(sql<boolean>`(sleutel, bericht) IN (SELECT sleutel, bericht FROM antwoord_vroeg WHERE tot <= ${p.nu} LIMIT ${p.max})`)),
    verlopend: vraag((p: { nu: string; max: number }) =>
      db.selectFrom('verwachting').select(['bericht', 'sleutel']).where('staat', '=', WACHT).where('termijn', '<', p.nu).orderBy('termijn').orderBy('bericht').limit(p.max)),
    verwachtingenVan: vraag((p: { partij: string; staat: string; na: string; max: number }) =>
      db.selectFrom('verwachting').selectAll().where('partij', '=', p.partij).where('staat', '=', p.staat).where('bericht', '>', p.na).orderBy('bericht').limit(p.max)),
    verwachtingenOpen: vraag((p: { staat: string; na: string; max: number }) =>
      db.selectFrom('verwachting').selectAll().where('staat', '<>', BEANTWOORD).where('staat', '=', p.staat).where('bericht', '>', p.na).orderBy('bericht').limit(p.max)),
    verwachtingenBeantwoord: vraag((p: { na: string; max: number }) =>
      db.selectFrom('verwachting').selectAll().where('staat', '=', BEANTWOORD).where('bericht', '>', p.na).orderBy('bericht').limit(p.max)),
    verwachtingenAlle: vraag((p: { na: string; max: number }) =>
      db.selectFrom('verwachting').selectAll().where('bericht', '>', p.na).orderBy('bericht').limit(p.max)),
    // Walks what waits, in its index alone.
    telWachtend: vraag(() =>
      db.selectFrom('verwachting').select((eb) => [eb.fn.countAll<number>().as('aantal'), eb.fn.min<string | null>('termijn').as('eerste'), eb.fn.min<string | null>('bericht').as('oudste')]).where('staat', '=', WACHT)),

    // ---- forgetting content: what still has a body, by message id (a moment), and what stands in a claim check
    metBytes: vraag((p: { na: string; voor: string; max: number }) =>
      db.selectFrom('bericht_bytes as y').innerJoin('bericht as b', 'b.id', 'y.bericht').select(['b.id', 'b.staat', 'b.spool'])
        .where('y.bericht', '>', p.na).where('y.bericht', '<', p.voor).orderBy('y.bericht').limit(p.max)),
    metSpool: vraag((p: { na: string; voor: string; max: number }) =>
      db.selectFrom('bericht as b').select(['b.id', 'b.staat', 'b.spool']).where('b.spool', 'is not', null).where('b.spool', '>', sql.lit(''))
        // Walks the few claim checks that there are, never the ids of all messages.
        .where(sql<boolean>`coalesce(b.id, '') > ${p.na} AND coalesce(b.id, '') < ${p.voor}`).orderBy(sql`coalesce(b.id, '')`).limit(p.max)),
    rijenVan: vraag((p: { bericht: string }) => db.selectFrom('inbox').select(['shard', 'nummer', 'staat']).where('bericht', '=', p.bericht)),
    heeftOnaf: vraag((p: { bericht: string }) =>
      db.selectFrom('besluit as b').select('b.nummer').where('b.bericht', '=', p.bericht).where('b.staat', '<>', AFGELEVERD).where(NIEUWSTE).limit(1)),
    wisBytes: vraag((p: { bericht: string }) => db.deleteFrom('bericht_bytes').where('bericht', '=', p.bericht)),
    wisEventData: vraag((p: { bericht: string }) => db.deleteFrom('event_data').where('bericht', '=', p.bericht)),
    wisEvents: vraag((p: { bericht: string }) => db.deleteFrom('event').where('bericht', '=', p.bericht)),
    wisSpool: vraag((p: { bericht: string }) => db.updateTable('bericht').set({ spool: null }).where('id', '=', p.bericht)),
    zetVervallen: vraag((p: { bericht: string }) => db.updateTable('bericht').set({ staat: 'vervallen' }).where('id', '=', p.bericht).where('staat', '=', GEROUTEERD)),
    documentenVan: vraag((p: { bericht: string }) => db.selectFrom('document_bericht').select('sha256').where('bericht', '=', p.bericht)),
    wisDocumentBericht: vraag((p: { bericht: string }) => db.deleteFrom('document_bericht').where('bericht', '=', p.bericht)),
    wisDocument: vraag((p: { sha256: string }) =>
      db.deleteFrom('document').where('sha256', '=', p.sha256)
        .where((eb) => eb.not(eb.exists(eb.selectFrom('document_bericht as d').select('d.bericht').whereRef('d.sha256', '=', 'document.sha256'))))),
    wisBewaardAntwoord: vraag((p: { id: number }) => db.deleteFrom('antwoord').where('id', '=', p.id)),
    vergeetBewaardAntwoord: vraag((p: { bericht: string }) => db.updateTable('verwachting').set({ antwoord: null }).where('bericht', '=', p.bericht)),

    // ---- reading
    bericht: vraag((p: { id: string }) => db.selectFrom('bericht').selectAll().where('id', '=', p.id)),
    berichtenMetReferentie: vraag((p: { referentie: string; max: number }) =>
      db.selectFrom('bericht').selectAll().where('referentie', '=', p.referentie).orderBy('id', 'desc').limit(p.max)),
    bytes: vraag((p: { bericht: string }) =>
      db.selectFrom('bericht as b').leftJoin('bericht_bytes as y', 'y.bericht', 'b.id').select(['b.spool', 'y.bytes']).where('b.id', '=', p.bericht)),
    stappenVan: vraag((p: { bericht: string }) =>
      db.selectFrom('audit').select(['stap', 'tijd', 'abonnement']).where('bericht', '=', p.bericht).orderBy('keten').orderBy('volgnr')),
    inboxVan: vraag((p: { bericht: string }) => db.selectFrom('inbox').select('staat').where('bericht', '=', p.bericht)),
    afleveringenVan: vraag((p: { bericht: string }) =>
      db.selectFrom('besluit').select(['abonnement', 'partij', 'niveau', 'staat', 'event_id', 'type'])
        .where('bericht', '=', p.bericht).orderBy('ordinaal').orderBy('abonnement')),
    document: vraag((p: { sha256: string }) => db.selectFrom('document').selectAll().where('sha256', '=', p.sha256)),
    berichtenVanDocument: vraag((p: { sha256: string }) => db.selectFrom('document_bericht').select('bericht').where('sha256', '=', p.sha256).orderBy('bericht')),
    spools: vraag(() => db.selectFrom('bericht').select('spool').where('spool', 'is not', null)),

    // ---- balance: each number from its own table, so that they can disagree
    telBerichten: vraag(() =>
      db.selectFrom('bericht').select(['standaard', 'staat']).select((eb) => eb.fn.countAll<number>().as('aantal')).groupBy(['standaard', 'staat'])),
    telHerhalingen: vraag(() => db.selectFrom('herhaling').selectAll()),
    telStappen: vraag(() => db.selectFrom('audit').select('stap').select((eb) => eb.fn.countAll<number>().as('aantal')).groupBy('stap')),
    telParen: vraag(() =>
      db.selectFrom('besluit as p').innerJoin('bericht as b', 'b.id', 'p.bericht')
        .leftJoin('besluit as n', (j) => j.onRef('n.shard', '=', 'p.shard').onRef('n.nummer', '=', 'p.opgevolgd').onRef('n.ordinaal', '=', 'p.ordinaal').onRef('n.abonnement', '=', 'p.abonnement'))
        .select(['b.standaard', 'p.topic', 'p.staat', 'p.kanaal']).select(sql<number>`CASE WHEN n.nummer IS NULL THEN 0 ELSE 1 END`.as('oud'))
        .select((eb) => eb.fn.countAll<number>().as('aantal')).groupBy(['b.standaard', 'p.topic', 'p.staat', 'p.kanaal', 'oud'])),
    telGemeld: vraag((p: { tot: number }) =>
      db.selectFrom('besluit').select(sql<number>`CASE WHEN melding <= ${p.tot} THEN 1 ELSE 0 END`.as('gedaan')).select((eb) => eb.fn.countAll<number>().as('aantal'))
        .where('staat', '=', GEPARKEERD).where('melding', '>', sql.lit(0)).groupBy('gedaan')),
    telOnderweg: vraag(() => db.selectFrom('inbox').select((eb) => eb.fn.count<number>('bericht').distinct().as('aantal')).where('staat', '<>', GEPUBLICEERD)),
    // Accepted messages that the relay can never meet, and published ones that nobody got and nobody calls undeliverable: both must be none.
    telZwevend: vraag(() =>
      db.selectFrom('bericht as b').select((eb) => eb.fn.countAll<number>().as('aantal')).where('b.staat', '<>', 'geweigerd')
        .where((eb) => eb.not(eb.exists(eb.selectFrom('inbox as i').select('i.nummer').whereRef('i.bericht', '=', 'b.id'))))),
    telStil: vraag(() =>
      db.selectFrom('bericht as b').select((eb) => eb.fn.countAll<number>().as('aantal')).where('b.staat', 'in', ['aanvaard', 'gerouteerd'])
        .where((eb) => eb.not(eb.exists(eb.selectFrom('besluit as p').select('p.ordinaal').whereRef('p.bericht', '=', 'b.id'))))
        .where((eb) => eb.not(eb.exists(eb.selectFrom('inbox as i').select('i.nummer').whereRef('i.bericht', '=', 'b.id').where('i.staat', '<>', GEPUBLICEERD))))),
    telTellers: vraag(() => db.selectFrom('teller').select(['shard', 'laatste']).orderBy('shard')),
    telInbox: vraag(() => db.selectFrom('inbox').select('shard').select((eb) => eb.fn.countAll<number>().as('aantal')).groupBy('shard')),

    // ---- audit
    kop: vraag((p: { keten: string }) => db.selectFrom('audit_keten').select(['volgnr', 'hash']).where('keten', '=', p.keten)),
    zetKop: vraag((p: { keten: string; volgnr: number; hash: string }) =>
      db.insertInto('audit_keten').values(velden(p, 'keten', 'volgnr', 'hash'))
        .onConflict((oc) => oc.column('keten').doUpdateSet({ volgnr: p.volgnr, hash: p.hash }))),
    auditUniek: vraag((p: { uniek: string }) => db.selectFrom('audit').select('volgnr').where('uniek', '=', p.uniek)),
    zetAudit: vraag((p: Kolommen<'audit'>) =>
      db.insertInto('audit').values(velden(p, 'keten', 'volgnr', 'stap', 'tijd', 'bericht', 'abonnement', 'poging', 'actor', 'betrokkenen', 'details', 'vorige', 'hash', 'uniek'))),
    zetBetrokkene: vraag((p: Kolommen<'audit_betrokkene'>) =>
      db.insertInto('audit_betrokkene').values(velden(p, 'pseudoniem', 'keten', 'volgnr')).onConflict((oc) => oc.columns(['pseudoniem', 'keten', 'volgnr']).doNothing())),
    zetAuditEvent: vraag((p: Kolommen<'audit_event'>) =>
      db.insertInto('audit_event').values(velden(p, 'event_id', 'keten', 'volgnr')).onConflict((oc) => oc.columns(['event_id', 'keten', 'volgnr']).doNothing())),
    ketens: vraag(() => db.selectFrom('audit_keten').select('keten').orderBy('keten')),
    // For verification alone: what stands in the chain itself, whatever the table of heads says. Walks everything.
    ketensGeteld: vraag(() => db.selectFrom('audit').select('keten').distinct().orderBy('keten')),
    auditNa: vraag((p: { keten: string; volgnr: number; max: number }) =>
      db.selectFrom('audit').selectAll().where('keten', '=', p.keten).where('volgnr', '>', p.volgnr).orderBy('volgnr').limit(p.max)),
    auditOver: vraag((p: { pseudoniem: string }) =>
      db.selectFrom('audit_betrokkene as x').innerJoin('audit as a', (j) => j.onRef('a.keten', '=', 'x.keten').onRef('a.volgnr', '=', 'x.volgnr'))
        .selectAll('a').where('x.pseudoniem', '=', p.pseudoniem).orderBy('a.keten').orderBy('a.volgnr')),
    auditVanBericht: vraag((p: { bericht: string }) =>
      db.selectFrom('audit').selectAll().where('bericht', '=', p.bericht).orderBy('keten').orderBy('volgnr')),
    eventIds: vraag((p: { bericht: string; abonnement: string }) =>
      db.selectFrom('besluit').select('event_id').where('bericht', '=', p.bericht).where('abonnement', '=', p.abonnement)),
    auditVanEvent: vraag((p: { event_id: string }) =>
      db.selectFrom('audit_event as x').innerJoin('audit as a', (j) => j.onRef('a.keten', '=', 'x.keten').onRef('a.volgnr', '=', 'x.volgnr'))
        .selectAll('a').where('x.event_id', '=', p.event_id).orderBy('a.keten').orderBy('a.volgnr')),
  };
}

export type Vragen = ReturnType<typeof maakVragen>;

/** The named members of the stand-ins as a plain object (a stand-in cannot be spread: it has no own keys). */
function velden<P extends object, K extends keyof P>(p: P, ...namen: readonly K[]): Pick<P, K> {
  return Object.fromEntries(namen.map((naam) => [naam, p[naam]])) as Pick<P, K>;
}
