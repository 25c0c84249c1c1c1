// What every store engine must hold (port, docs/design/opslag-en-relais.md). An engine's test file calls `storeContract` with a way to open it.
import type { Besluit, InboxRij, Store } from '../../../src/store/port.ts';
import { aanvaarding, event, idVan, kop, sleutel, TIJD, VER_WEG, weigering } from '../bouwstenen.ts';

export interface StoreProef {
  readonly store: Store;
  /** Sets the store's clock (epoch ms). */
  zetKlok(nu: number): void;
  /** A writer from elsewhere that has drawn the shard's next number and holds its transaction open; `loslaten` rolls it back. */
  houdNummer(shard: number): Promise<{ loslaten(): Promise<void> }>;
  /** Closes and opens again on the same data. */
  heropen(): Promise<Store>;
  sluit(): Promise<void>;
}

function besluit(rij: InboxRij, abonnement: string, extra: Partial<Besluit> = {}): Besluit {
  return {
    bericht: rij.bericht.id, ordinaal: rij.events[0]?.ordinaal ?? 1, abonnement, partij: `partij-${abonnement}`, niveau: 'wat', kanaal: 'topic',
    topic: `sociaaldomein.gemeente.${abonnement}`, eventId: idVan(`${rij.bericht.id}/${abonnement}`), type: 'zaak-aangemaakt', ...extra,
  };
}

function wijs(rij: InboxRij): { shard: number; nummer: number; bericht: string; poging: number } {
  return { shard: rij.shard, nummer: rij.nummer, bericht: rij.bericht.id, poging: rij.poging };
}

const gerouteerd = (rij: InboxRij, abonnement: string) => ({ stap: 'gerouteerd' as const, tijd: TIJD, bericht: rij.bericht.id, abonnement, poging: 1, actor: 'hub' });

export function storeContract(naam: string, open: () => Promise<StoreProef>): void {
  describe(`store: ${naam}`, () => {
    let proef: StoreProef;
    let store: Store;
    beforeEach(async () => {
      proef = await open();
      store = proef.store;
    });
    afterEach(async () => {
      await proef.sluit();
    });

    /** Accepts a message with one event and returns its inbox row. */
    async function rijVan(m: string, extra: Parameters<typeof aanvaarding>[1] = {}): Promise<InboxRij> {
      await store.accept(aanvaarding(m, extra));
      for (let shard = 0; shard < store.shards; shard++) {
        const rij = (await store.inboxAfter(shard, 0, 10_000)).find((r) => r.bericht.id === idVan(m));
        if (rij) return rij;
      }
      throw new Error('geen inboxrij');
    }

    describe('accept', () => {
      test('a message survives closing: head, bytes, events and answer come back as given', async () => {
        const m = aanvaarding('a', { events: [event(1, 'k', { persoonsleutel: 'p', data: '{"x":"é"}' })] });
        expect(await store.accept(m)).toEqual({ soort: 'nieuw', id: m.kop.id });
        const na = await proef.heropen();
        expect((await na.message(m.kop.id))?.kop).toEqual(m.kop);
        expect(Buffer.from((await na.bytes(m.kop.id)) ?? []).equals(Buffer.from(m.bytes ?? []))).toBe(true);
        const rijen = (await Promise.all(Array.from({ length: na.shards }, (_, s) => na.inboxAfter(s, 0, 10)))).flat();
        expect(rijen).toEqual([{ shard: rijen[0]?.shard, nummer: 1, bericht: m.kop, events: m.events, spool: null, poging: 1 }]);
        expect(await na.lookup(m.sleutels)).toEqual({ soort: 'dubbel', id: m.kop.id, antwoord: m.antwoord, events: 1, geweigerd: false });
      });

      test('same key, same content: the first answer, nothing stored twice', async () => {
        await store.accept(aanvaarding('a'));
        const tweede = aanvaarding('b', { sleutels: [sleutel('a', 'a')] });
        expect(await store.accept(tweede)).toMatchObject({ soort: 'dubbel', id: idVan('a'), antwoord: aanvaarding('a').antwoord, geweigerd: false });
        expect(await store.message(idVan('b'))).toBeNull();
        expect((await store.balance()).berichten).toMatchObject({ ontvangen: 2, aanvaard: 1, dubbel: 1 });
      });

      test('same key, other content: a conflict that writes nothing and says what the first was', async () => {
        await store.accept(aanvaarding('a'));
        await store.refuse(weigering('w'));
        const voor = await store.balance();
        expect(await store.accept(aanvaarding('b', { sleutels: [sleutel('a', 'anders')] }))).toEqual({ soort: 'conflict', id: idVan('a'), eerste: 'aanvaard' });
        expect(await store.accept(aanvaarding('c', { sleutels: [sleutel('w', 'anders')] }))).toEqual({ soort: 'conflict', id: idVan('w'), eerste: 'geweigerd' });
        expect(await store.balance()).toEqual(voor);
      });

      test('under a refused key other content is accepted when asked, and the key is then its own', async () => {
        await store.refuse(weigering('w'));
        const m = aanvaarding('b', { sleutels: [sleutel('w', 'anders')] });
        expect(await store.accept(m, { ondanksWeigering: true })).toEqual({ soort: 'nieuw', id: idVan('b') });
        expect(await store.lookup(m.sleutels)).toMatchObject({ soort: 'dubbel', id: idVan('b'), geweigerd: false });
        await store.accept(aanvaarding('x'));
        expect(await store.accept(aanvaarding('y', { sleutels: [sleutel('x', 'anders')] }), { ondanksWeigering: true })).toMatchObject({ soort: 'conflict', eerste: 'aanvaard' });
      });

      test('two keys: a known payload in a new envelope is a repeat with a receipt of its own', async () => {
        await store.accept(aanvaarding('a', { sleutels: [sleutel('envelop-1', 'e1'), sleutel('lading', 'l')] }));
        const antwoord = { status: 200, contentType: 'text/xml', body: '<tweede/>' };
        const tweede = aanvaarding('b', { sleutels: [sleutel('envelop-2', 'e2'), sleutel('lading', 'l')], antwoord });
        expect(await store.accept(tweede)).toMatchObject({ soort: 'dubbel', id: idVan('a'), antwoord });
        expect(await store.lookup([sleutel('envelop-2', 'e2')])).toMatchObject({ soort: 'dubbel', id: idVan('a'), antwoord });
        expect(await store.lookup([sleutel('envelop-1', 'e1')])).toMatchObject({ antwoord: aanvaarding('a').antwoord });
        expect((await store.balance()).berichten).toMatchObject({ aanvaard: 1, dubbel: 1 });
      });

      test('two keys, of which one has other content: a conflict, and the other key is not reserved', async () => {
        await store.accept(aanvaarding('a', { sleutels: [sleutel('lading', 'l')] }));
        expect(await store.accept(aanvaarding('b', { sleutels: [sleutel('envelop-2', 'e2'), sleutel('lading', 'anders')] }))).toMatchObject({ soort: 'conflict' });
        expect(await store.lookup([sleutel('envelop-2', 'e2')])).toBeNull();
      });

      test('an expired key is unknown', async () => {
        await store.accept(aanvaarding('a', { sleutels: [sleutel('a', 'a', VER_WEG)] }));
        proef.zetKlok(VER_WEG + 1);
        expect(await store.lookup([sleutel('a', 'a')])).toBeNull();
        expect(await store.accept(aanvaarding('b', { sleutels: [sleutel('a', 'anders', VER_WEG + 100)] }))).toMatchObject({ soort: 'nieuw' });
      });

      test('a failing message never takes its neighbours along', async () => {
        // The same message id twice is refused by the table itself; both run in one burst of commits.
        const burst = Array.from({ length: 40 }, (_, i) => aanvaarding(`n${i}`));
        const stuk = aanvaarding('stuk', { kop: kop('n3'), sleutels: [] });
        const uitslagen = await Promise.allSettled([...burst.slice(0, 20), stuk, ...burst.slice(20)].map((m) => store.accept(m)));
        expect(uitslagen.filter((u) => u.status === 'rejected')).toHaveLength(1);
        expect((await store.balance()).berichten.aanvaard).toBe(40);
        expect((await store.balance()).verschillen).toEqual([]);
      });

      test('a document is kept once and known by the messages that carry it', async () => {
        const document = { sha256: 'd'.repeat(64), mediatype: 'application/pdf', bytes: Buffer.from('%PDF') };
        await store.accept(aanvaarding('a', { documenten: [document] }));
        await store.accept(aanvaarding('b', { documenten: [document] }));
        expect((await store.document(document.sha256))?.mediatype).toBe('application/pdf');
        expect([...(await store.documentMessages(document.sha256))].sort()).toEqual([idVan('a'), idVan('b')].sort());
        expect(await store.document('0')).toBeNull();
      });
    });

    describe('refuse', () => {
      test('is remembered: the same bytes get the same refusal and count as refused', async () => {
        const w = weigering('w');
        expect(await store.refuse(w)).toEqual({ soort: 'nieuw', id: w.kop.id });
        expect(await store.lookup(w.sleutels)).toMatchObject({ soort: 'dubbel', geweigerd: true, antwoord: w.antwoord });
        expect(await store.refuse(weigering('w2', { sleutels: w.sleutels }))).toMatchObject({ soort: 'dubbel', id: w.kop.id, geweigerd: true });
        await store.recordDuplicate(w.kop.id, []);
        expect((await store.balance()).berichten).toMatchObject({ ontvangen: 3, aanvaard: 0, geweigerd: 3, dubbel: 0 });
        expect(await store.message(w.kop.id)).toMatchObject({ staat: 'geweigerd', reden: w.reden });
        expect((await store.balance()).verschillen).toEqual([]);
      });

      test('a refusal for other content is kept, and the first message keeps its key', async () => {
        await store.accept(aanvaarding('a'));
        expect(await store.refuse(weigering('w', { sleutels: [sleutel('a', 'anders')] }))).toEqual({ soort: 'nieuw', id: idVan('w') });
        expect(await store.lookup([sleutel('a', 'a')])).toMatchObject({ soort: 'dubbel', id: idVan('a') });
        expect(await store.lookup([sleutel('a', 'anders')])).toMatchObject({ soort: 'conflict', id: idVan('a') });
      });
    });

    describe('acceptance order', () => {
      test('numbers have no gaps, whatever fails in between, and rows come in their order', async () => {
        const berichten = Array.from({ length: 60 }, (_, i) => aanvaarding(`n${i}`, i % 7 === 3 ? { kop: kop('n0') } : {}));
        await Promise.allSettled(berichten.map((m) => store.accept(m)));
        let totaal = 0;
        for (let shard = 0; shard < store.shards; shard++) {
          const nummers = (await store.inboxAfter(shard, 0, 1000)).map((r) => r.nummer);
          expect(nummers).toEqual(nummers.map((_, i) => i + 1));
          expect(await store.lastAcceptance(shard)).toBe(nummers.length);
          totaal += nummers.length;
        }
        expect(totaal).toBe(60 - 9);
      });

      test('number order is commit order: what a reader has seen has nothing below it that comes later', async () => {
        // Readers look while writers commit; a number once seen must have all below it visible at that moment.
        let klaar = false;
        const gaten: number[] = [];
        const lezer = (async () => {
          while (!klaar) {
            const nummers = (await store.inboxAfter(0, 0, 10_000)).map((r) => r.nummer);
            if (nummers.some((n, i) => n !== i + 1)) gaten.push(nummers.length);
          }
        })();
        await Promise.all(Array.from({ length: 200 }, (_, i) => store.accept(aanvaarding(`n${i}`, { events: [event(1, 'zelfde')] }))));
        klaar = true;
        await lezer;
        expect(gaten).toEqual([]);
      });

      test('nobody passes an open transaction: a later acceptance waits for the number that an earlier one holds', async () => {
        const eerste = await rijVan('a', { events: [event(1, 'zelfde')] });
        const greep = await proef.houdNummer(eerste.shard);
        let klaar = false;
        const later = store.accept(aanvaarding('b', { events: [event(1, 'zelfde')] })).then(() => (klaar = true));
        await new Promise((r) => setTimeout(r, 200));
        expect(klaar).toBe(false);
        expect(await store.lastAcceptance(eerste.shard)).toBe(1);
        await greep.loslaten();
        await later;
        expect((await store.inboxAfter(eerste.shard, 0, 10)).map((r) => r.nummer)).toEqual([1, 2]);
      });

      test('a message over several shards gets one row per shard, each with its own events', async () => {
        const events = Array.from({ length: 40 }, (_, i) => event(i + 1, `k${i}`));
        await store.accept(aanvaarding('a', { events }));
        const rijen = (await Promise.all(Array.from({ length: store.shards }, (_, s) => store.inboxAfter(s, 0, 10)))).flat();
        expect(rijen.length).toBeGreaterThan(1);
        expect(rijen.flatMap((r) => r.events.map((e) => e.ordinaal)).sort((a, b) => a - b)).toEqual(events.map((e) => e.ordinaal));
        expect(new Set(rijen.map((r) => r.shard)).size).toBe(rijen.length);
      });

      test('a message without events still reaches the relay', async () => {
        expect((await rijVan('leeg', { events: [] })).events).toEqual([]);
      });

      test('who listens is told of the shards after the commit, until it stops listening', async () => {
        const gehoord: number[] = [];
        const stop = store.onAccepted((shards) => gehoord.push(...shards));
        const rij = await rijVan('a');
        expect(gehoord).toEqual([rij.shard]);
        stop();
        await store.accept(aanvaarding('b'));
        expect(gehoord).toEqual([rij.shard]);
      });
    });

    describe('decisions', () => {
      test('decided, published and marked: states, steps and balance follow', async () => {
        const rij = await rijVan('a');
        const besluiten = [besluit(rij, '0001'), besluit(rij, 'push', { kanaal: 'aflevering', topic: 'sociaaldomein.aflevering' })];
        await store.writeDecisions({ rij: wijs(rij), besluiten, audit: [gerouteerd(rij, '0001'), gerouteerd(rij, 'push')], tijd: TIJD });
        expect(await store.message(rij.bericht.id)).toMatchObject({ staat: 'gerouteerd' });
        expect((await store.balance()).paren).toEqual({ gerouteerd: 2, afgeleverd: 0, geparkeerd: 0, onderweg: 2 });
        expect(await store.decidedUpTo(rij.shard, rij.nummer, 10)).toEqual([wijs(rij)]);
        await store.markPublished([wijs(rij)], TIJD);
        await store.markPublished([wijs(rij)], TIJD);
        const overzicht = await store.message(rij.bericht.id);
        expect(overzicht?.staat).toBe('klaargezet');
        expect(overzicht?.afleveringen.map((a) => [a.abonnement, a.staat, a.type])).toEqual([['0001', 'afgeleverd', 'zaak-aangemaakt'], ['push', 'klaargezet', 'zaak-aangemaakt']]);
        expect(overzicht?.stappen.filter((s) => s.stap === 'gepubliceerd')).toHaveLength(2);
        const balans = await store.balance();
        expect(balans.paren).toEqual({ gerouteerd: 2, afgeleverd: 1, geparkeerd: 0, onderweg: 1 });
        expect(balans.berichten.onderweg).toBe(0);
        expect(balans.verschillen).toEqual([]);
        expect(await store.decidedUpTo(rij.shard, rij.nummer, 10)).toEqual([]);
      });

      test('the same decision again writes nothing', async () => {
        const rij = await rijVan('a');
        const d = { rij: wijs(rij), besluiten: [besluit(rij, '0001')], audit: [gerouteerd(rij, '0001')], tijd: TIJD };
        await store.writeDecisions(d);
        const voor = await store.auditHead('hub');
        expect(await store.writeDecisions(d)).toEqual(d.besluiten);
        expect(await store.auditHead('hub')).toEqual(voor);
      });

      test('a decision that was never published gives way to a newer one, and the audit says so', async () => {
        const rij = await rijVan('a');
        await store.writeDecisions({ rij: wijs(rij), besluiten: [besluit(rij, 'oud')], audit: [gerouteerd(rij, 'oud')], tijd: TIJD });
        await store.writeDecisions({ rij: wijs(rij), besluiten: [besluit(rij, 'nieuw')], audit: [gerouteerd(rij, 'nieuw')], tijd: TIJD });
        expect((await store.message(rij.bericht.id))?.afleveringen.map((a) => a.abonnement)).toEqual(['nieuw']);
        const regels = await store.auditAfter('hub', 0, 100);
        expect(regels.filter((r) => r.stap === 'gerouteerd').map((r) => [r.abonnement, r.details?.opnieuw])).toEqual([['oud', undefined], ['nieuw', true]]);
      });

      test('a published row is not decided again', async () => {
        const rij = await rijVan('a');
        const d = { rij: wijs(rij), besluiten: [besluit(rij, '0001')], audit: [], tijd: TIJD };
        await store.writeDecisions(d);
        await store.markPublished([wijs(rij)], TIJD);
        await expect(store.writeDecisions({ ...d, besluiten: [] })).rejects.toMatchObject({ code: 'intern' });
        expect((await store.message(rij.bericht.id))?.staat).toBe('afgeleverd');
      });

      test('what was never decided cannot be marked', async () => {
        const rij = await rijVan('a');
        await expect(store.markPublished([wijs(rij)], TIJD)).rejects.toMatchObject({ code: 'intern' });
      });

      test('nobody: undeliverable once all rows of the message are decided, never before', async () => {
        await store.accept(aanvaarding('a', { events: Array.from({ length: 40 }, (_, i) => event(i + 1, `k${i}`)) }));
        const rijen = (await Promise.all(Array.from({ length: store.shards }, (_, s) => store.inboxAfter(s, 0, 10)))).flat();
        for (const rij of rijen.slice(1)) await store.writeDecisions({ rij: wijs(rij), besluiten: [], audit: [], tijd: TIJD });
        expect((await store.message(idVan('a')))?.staat).toBe('aanvaard');
        await store.writeDecisions({ rij: wijs(rijen[0] as InboxRij), besluiten: [], audit: [], tijd: TIJD });
        expect((await store.message(idVan('a')))?.staat).toBe('onbestelbaar');
        await store.markPublished(rijen.map(wijs), TIJD);
        const balans = await store.balance();
        expect(balans.berichten).toMatchObject({ aanvaard: 1, onbestelbaar: 1, onderweg: 0 });
        expect(balans.verschillen).toEqual([]);
      });

      test('a range of a large message leaves the decisions of other ranges alone', async () => {
        const rij = await rijVan('a');
        const van = (ordinaal: number): Besluit => besluit(rij, '0001', { ordinaal, eventId: idVan(`e${ordinaal}`) });
        await store.writeDecisions({ rij: wijs(rij), besluiten: [van(1), van(2)], audit: [], tijd: TIJD, deel: { van: 0, tot: 2, laatste: false } });
        expect(await store.inboxState(rij.shard)).toMatchObject({ beslistTot: rij.nummer - 1 });
        await store.writeDecisions({ rij: wijs(rij), besluiten: [van(3)], audit: [], tijd: TIJD, deel: { van: 3, tot: 99, laatste: true } });
        expect((await store.message(rij.bericht.id))?.afleveringen).toHaveLength(3);
        expect(await store.inboxState(rij.shard)).toMatchObject({ beslistTot: rij.nummer, gepubliceerdTot: rij.nummer - 1 });
      });
    });

    describe('audit', () => {
      test('each step is one record in one chain: numbers without gaps, each with the hash of the one before', async () => {
        const rij = await rijVan('a');
        await store.writeDecisions({ rij: wijs(rij), besluiten: [besluit(rij, '0001')], audit: [gerouteerd(rij, '0001')], tijd: TIJD });
        await store.markPublished([wijs(rij)], TIJD);
        await store.recordAudit([{ stap: 'gelezen', tijd: TIJD, actor: '00000001000000000000', details: { topic: 't' } }]);
        const regels = await store.auditAfter('hub', 0, 100);
        expect(regels.map((r) => r.stap)).toEqual(['ontvangen', 'aanvaard', 'gerouteerd', 'gepubliceerd', 'gelezen']);
        expect(regels.map((r) => r.volgnr)).toEqual([1, 2, 3, 4, 5]);
        regels.slice(1).forEach((r, i) => expect(r.vorige).toBe(regels[i]?.hash));
        expect(await store.auditHead('hub')).toEqual({ volgnr: 5, hash: regels[4]?.hash });
        expect(await store.auditChains()).toEqual(['hub']);
      });

      test('a request that fails leaves no audit record behind', async () => {
        await store.accept(aanvaarding('a'));
        const voor = await store.auditHead('hub');
        await expect(store.accept(aanvaarding('b', { kop: kop('a'), sleutels: [] }))).rejects.toBeDefined();
        expect(await store.auditHead('hub')).toEqual(voor);
      });

      test('about a pseudonym: its own routing, publication and reading, not those of a neighbour in the same message', async () => {
        const rij = await rijVan('a');
        const besluiten = [besluit(rij, 'mijn'), besluit(rij, 'ander')];
        const audit = [{ ...gerouteerd(rij, 'mijn'), betrokkenen: ['p1'] }, { ...gerouteerd(rij, 'ander'), betrokkenen: ['p2'] }];
        await store.writeDecisions({ rij: wijs(rij), besluiten, audit, tijd: TIJD });
        await store.markPublished([wijs(rij)], TIJD);
        for (const b of besluiten) await store.recordAudit([{ stap: 'gelezen', tijd: TIJD, actor: b.abonnement, details: { events: [b.eventId] } }]);
        const { regels, paren } = await store.auditAbout('p1');
        expect(paren).toEqual([{ bericht: rij.bericht.id, abonnement: 'mijn', events: [besluiten[0]?.eventId] }]);
        expect(regels.map((r) => [r.stap, r.abonnement ?? r.actor])).toEqual([['gerouteerd', 'mijn'], ['gepubliceerd', 'mijn'], ['gelezen', 'mijn']]);
        expect(await store.auditAbout('p3')).toEqual({ regels: [], paren: [] });
      });
    });

    test('another opening finds the same incarnation', async () => {
      const { incarnation } = store;
      expect((await proef.heropen()).incarnation).toBe(incarnation);
    });

    test('an unknown message is null', async () => {
      expect(await store.message('geen')).toBeNull();
      expect(await store.bytes('geen')).toBeNull();
    });
  });
}
