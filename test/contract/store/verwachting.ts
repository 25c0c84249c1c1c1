// What every store engine must hold of messages that wait for an answer (docs/design/terugweg.md, "Expectations"): states, late, missing, double and early answers,
// side by side and in any order; nothing of a question stands without its expectation, nothing of an answer without its booking.
import fc from 'fast-check';
import type { AntwoordSoort, Store, TeAanvaarden, VerwachtingStaat } from '../../../src/store/port.ts';
import { aanvaarding, hex, idVan, kop, TIJD, VER_WEG, weigering } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

const TERMIJN = '2026-01-05T00:00:00.000Z';
const LAAT = '2026-01-06T00:00:00.000Z';
const HOORT = { status: 200, contentType: 'text/xml', body: '<La01>é</La01>' };

const vraag = (naam: string, extra: Partial<TeAanvaarden> = {}, sleutel = naam): TeAanvaarden =>
  aanvaarding(naam, { verwachting: { sleutel: hex(`v/${sleutel}`), partij: 'gemeente-a', termijn: TERMIJN }, ...extra });
const antwoord = (naam: string, op: readonly string[], tijd = TIJD, extra: Partial<TeAanvaarden> = {}): TeAanvaarden =>
  aanvaarding(naam, { kop: kop(naam, { ontvangenOp: tijd, beller: 'aanbieder' }), beantwoordt: { sleutels: op.map((n) => hex(`v/${n}`)), antwoord: HOORT, tot: VER_WEG }, ...extra });

export function verwachtingContract(naam: string, open: () => Promise<StoreProef>): void {
  describe(`store, expectations: ${naam}`, () => {
    let proef: StoreProef;
    let store: Store;
    beforeEach(async () => {
      proef = await open();
      store = proef.store;
    });
    afterEach(async () => {
      await proef.sluit();
    });

    const staat = async (m: string): Promise<VerwachtingStaat | undefined> => (await store.expectation(idVan(m)))?.staat;
    const soorten = async (m: string): Promise<readonly AntwoordSoort[]> => (await store.answers(idVan(m))).map((a) => a.soort);
    const regels = async (m: string): Promise<readonly (readonly [string, unknown])[]> =>
      (await store.auditAfter('hub', 0, 10_000)).filter((r) => r.bericht === idVan(m) && ['verwacht', 'beantwoord', 'verlopen'].includes(r.stap)).map((r) => [r.stap, r.details?.soort ?? r.details?.oorzaak ?? r.details?.termijn]);

    test('answered in time: state, what the asker hears and the audit survive closing', async () => {
      await store.accept(vraag('v'));
      expect(await store.expectation(idVan('v'))).toEqual({ bericht: idVan('v'), partij: 'gemeente-a', termijn: TERMIJN, staat: 'wacht', oorzaak: null, antwoord: null, antwoorden: [] });
      expect(await store.accept(antwoord('a', ['ander', 'v']))).toEqual({ soort: 'nieuw', id: idVan('a'), antwoordOp: { bericht: idVan('v'), soort: 'eerste' } });
      store = await proef.heropen();
      expect(await store.expectation(idVan('v'))).toEqual({
        bericht: idVan('v'), partij: 'gemeente-a', termijn: TERMIJN, staat: 'beantwoord', oorzaak: null, antwoord: HOORT, antwoorden: [{ bericht: idVan('a'), op: TIJD, soort: 'eerste' }],
      });
      expect(await store.answeredBy(idVan('a'))).toEqual([idVan('v')]);
      expect(await regels('v')).toEqual([['verwacht', TERMIJN], ['beantwoord', 'eerste']]);
      expect((await store.balance()).verschillen).toEqual([]);
    });

    test('what needs no answer has no expectation', async () => {
      await store.accept(aanvaarding('v'));
      expect(await store.expectation(idVan('v'))).toBeNull();
      expect(await store.answers(idVan('v'))).toEqual([]);
      expect(await store.failExpectation(idVan('v'), 'KP_GEEN_ANTWOORD', TIJD)).toBe(false);
    });

    test('nothing came: expired once, whoever sweeps and how often', async () => {
      for (const n of ['a', 'b', 'c']) await store.accept(vraag(n));
      await store.accept(vraag('d', { verwachting: { sleutel: hex('v/d'), partij: 'gemeente-a', termijn: '2026-02-01T00:00:00.000Z' } }));
      expect(await store.expectationStats()).toEqual({ wacht: 4, oudste: TIJD, eersteTermijn: TERMIJN });
      expect(await store.expireExpectations(TERMIJN, 10)).toEqual([]);
      const keren = await Promise.all([store.expireExpectations(LAAT, 2), store.expireExpectations(LAAT, 10), store.expireExpectations(LAAT, 10)]);
      keren.push(await store.expireExpectations(LAAT, 10));
      expect(keren.flat().sort()).toEqual(['a', 'b', 'c'].map(idVan).sort());
      expect(await Promise.all(['a', 'b', 'c', 'd'].map(staat))).toEqual(['verlopen', 'verlopen', 'verlopen', 'wacht']);
      expect(await regels('a')).toEqual([['verwacht', TERMIJN], ['verlopen', 'termijn']]);
      expect(await store.expectationStats()).toEqual({ wacht: 1, oudste: TIJD, eersteTermijn: '2026-02-01T00:00:00.000Z' });
    });

    test('a call that failed expires it with its cause, once; what is answered stays so', async () => {
      await store.accept(vraag('v'));
      expect(await Promise.all([1, 2, 3].map(() => store.failExpectation(idVan('v'), 'KP_GEEN_ANTWOORD', TIJD))).then((r) => r.filter(Boolean))).toEqual([true]);
      expect(await store.expectation(idVan('v'))).toMatchObject({ staat: 'verlopen', oorzaak: 'KP_GEEN_ANTWOORD' });
      expect(await regels('v')).toEqual([['verwacht', TERMIJN], ['verlopen', 'KP_GEEN_ANTWOORD']]);
      await store.accept(vraag('w'));
      await store.accept(antwoord('aw', ['w']));
      expect(await store.failExpectation(idVan('w'), 'KP_GEEN_ANTWOORD', LAAT)).toBe(false);
      expect(await store.expireExpectations(LAAT, 10)).toEqual([]);
      expect(await staat('w')).toBe('beantwoord');
    });

    test('late is late, whether the sweep came by first or not; the cause of missing stays', async () => {
      await store.accept(vraag('v'));
      await store.accept(vraag('w'));
      await store.failExpectation(idVan('v'), 'KP_GEEN_ANTWOORD', TIJD);
      await store.accept(antwoord('av', ['v'], TIJD));
      await store.accept(antwoord('aw', ['w'], LAAT));
      expect(await store.expectation(idVan('v'))).toMatchObject({ staat: 'laat', oorzaak: 'KP_GEEN_ANTWOORD', antwoord: HOORT, antwoorden: [{ soort: 'laat' }] });
      expect(await store.expectation(idVan('w'))).toMatchObject({ staat: 'laat', oorzaak: 'termijn', antwoorden: [{ soort: 'laat' }] });
      expect(await regels('w')).toEqual([['verwacht', TERMIJN], ['verlopen', 'termijn'], ['beantwoord', 'laat']]);
    });

    test('a second answer is counted, delivered as ever, and changes nothing that the asker heard', async () => {
      await store.accept(vraag('v'));
      await store.accept(antwoord('a', ['v']));
      expect(await store.accept(antwoord('b', ['v'], TIJD, { beantwoordt: { sleutels: [hex('v/v')], antwoord: { ...HOORT, body: '<ander/>' }, tot: VER_WEG } }))).toMatchObject({ antwoordOp: { soort: 'dubbel' } });
      await store.accept(antwoord('c', ['v'], LAAT));
      expect(await soorten('v')).toEqual(expect.arrayContaining(['eerste', 'dubbel', 'dubbel']));
      expect(await store.expectation(idVan('v'))).toMatchObject({ staat: 'beantwoord', antwoord: HOORT });
      expect((await store.balance()).berichten).toMatchObject({ aanvaard: 4, dubbel: 0 });
      // The same answer again is a repeat of a message, not another answer.
      expect(await store.accept(antwoord('a2', ['v'], TIJD, { sleutels: antwoord('a', []).sleutels }))).toMatchObject({ soort: 'dubbel' });
      expect(await soorten('v')).toHaveLength(3);
    });

    test('by id: what came back on the connection; the same answer to a question that was asked anew closes that one too', async () => {
      await store.accept(vraag('v'));
      await store.accept(vraag('w'));
      const terug = (n: string, op: string): TeAanvaarden => aanvaarding(n, { sleutels: aanvaarding('bron').sleutels, beantwoordt: { bericht: idVan(op), antwoord: HOORT, tot: VER_WEG } });
      expect(await store.accept(terug('a', 'v'))).toMatchObject({ antwoordOp: { bericht: idVan('v'), soort: 'eerste' } });
      expect(await store.accept(terug('b', 'w'))).toMatchObject({ soort: 'dubbel', id: idVan('a') });
      expect(await store.expectation(idVan('w'))).toMatchObject({ staat: 'beantwoord', antwoord: HOORT, antwoorden: [{ bericht: idVan('a'), soort: 'eerste' }] });
      expect(await store.accept(terug('c', 'v'))).toMatchObject({ soort: 'dubbel' });
      expect(await soorten('v')).toEqual(['eerste']);
      expect(await store.answeredBy(idVan('a'))).toEqual([idVan('v'), idVan('w')].sort());
    });

    test('under another key nothing is closed', async () => {
      await store.accept(vraag('v'));
      expect(await store.accept(antwoord('vals', ['ander']))).toEqual({ soort: 'nieuw', id: idVan('vals') });
      expect(await staat('v')).toBe('wacht');
      expect(await store.answeredBy(idVan('vals'))).toEqual([]);
      expect(await regels('vals')).toEqual([['beantwoord', 'geen-vraag']]);
    });

    test('of questions under one key the oldest that waits is answered first', async () => {
      await store.accept(vraag('v', {}, 'zelfde'));
      await store.accept(vraag('w', {}, 'zelfde'));
      const [oud, jong] = ['v', 'w'].sort((x, y) => (idVan(x) < idVan(y) ? -1 : 1));
      await store.accept(antwoord('a', ['zelfde']));
      expect([await staat(oud as string), await staat(jong as string)]).toEqual(['beantwoord', 'wacht']);
      await store.accept(antwoord('b', ['zelfde']));
      expect(await staat(jong as string)).toBe('beantwoord');
    });

    test('an answer that came first waits for its question, under one of its keys, until its time has passed', async () => {
      expect(await store.accept(antwoord('a', ['x', 'v']))).toEqual({ soort: 'nieuw', id: idVan('a') });
      await store.accept(vraag('v'));
      expect(await store.expectation(idVan('v'))).toMatchObject({ staat: 'beantwoord', antwoorden: [{ bericht: idVan('a'), soort: 'eerste' }] });
      await store.accept(vraag('x'));
      expect(await staat('x')).toBe('wacht');
      await store.accept(antwoord('b', ['w'], TIJD, { beantwoordt: { sleutels: [hex('v/w')], tot: Date.parse(TIJD) + 1000 } }));
      proef.zetKlok(Date.parse(TIJD) + 2000);
      await store.accept(vraag('w'));
      expect(await staat('w')).toBe('wacht');
    });

    test('a receipt that nothing waits for is linked by the reference; a refused message is not', async () => {
      await store.accept(aanvaarding('v'));
      await store.refuse(weigering('w'));
      const bewijs = (n: string, op: string): TeAanvaarden => aanvaarding(n, { beantwoordt: { kenmerk: hex(op), tot: VER_WEG } });
      expect(await store.accept(bewijs('a', 'v'))).toMatchObject({ antwoordOp: { bericht: idVan('v'), soort: 'bericht' } });
      expect(await store.accept(bewijs('b', 'w'))).toEqual({ soort: 'nieuw', id: idVan('b') });
      expect(await store.answers(idVan('v'))).toEqual([{ bericht: idVan('a'), op: TIJD, soort: 'bericht' }]);
      expect(await store.expectation(idVan('v'))).toBeNull();
    });

    test('a repeat or a conflict of the question writes no second expectation', async () => {
      await store.accept(vraag('v'));
      await store.accept(vraag('w', { sleutels: vraag('v').sleutels }));
      await store.accept(vraag('x', { sleutels: [{ ...vraag('v').sleutels[0]!, inhoud: hex('anders') }] }));
      expect((await store.expectations({ max: 10 })).map((e) => e.bericht)).toEqual([idVan('v')]);
    });

    test('an answer whose acceptance fails leaves the question waiting, and a question that fails leaves nothing', async () => {
      await store.accept(vraag('v'));
      // The same message id twice is refused by the table itself, after everything else of the transaction was written.
      await expect(store.accept(antwoord('a', ['v'], TIJD, { kop: kop('v'), sleutels: [] }))).rejects.toThrow();
      expect(await store.expectation(idVan('v'))).toMatchObject({ staat: 'wacht', antwoorden: [] });
      expect(await regels('v')).toEqual([['verwacht', TERMIJN]]);
      const stuk = vraag('w');
      await expect(store.accept({ ...stuk, documenten: [{ sha256: hex('d'), mediatype: 'text/plain', bytes: null as unknown as Uint8Array }] })).rejects.toThrow();
      expect(await store.expectation(idVan('w'))).toBeNull();
      expect(await store.accept(stuk)).toMatchObject({ soort: 'nieuw' });
      expect(await staat('w')).toBe('wacht');
    });

    test('lists: per party and state, oldest first, page by page', async () => {
      for (let i = 0; i < 12; i++) {
        await store.accept(vraag(`v${i}`, { verwachting: { sleutel: hex(`v/v${i}`), partij: i % 3 === 0 ? 'gemeente-b' : 'gemeente-a', termijn: TERMIJN } }));
        if (i % 4 === 1) await store.accept(antwoord(`a${i}`, [`v${i}`]));
        if (i % 4 === 2) await store.failExpectation(idVan(`v${i}`), 'KP_ANTWOORD', TIJD);
      }
      const lijst = async (v: Parameters<Store['expectations']>[0]): Promise<readonly string[]> => (await store.expectations(v)).map((e) => e.bericht);
      const die = (f: (i: number) => boolean): readonly string[] => [...Array(12).keys()].filter(f).map((i) => idVan(`v${i}`)).sort();
      expect(await lijst({ max: 100 })).toEqual(die(() => true));
      expect(await lijst({ partij: 'gemeente-b', max: 100 })).toEqual(die((i) => i % 3 === 0));
      expect(await lijst({ staat: 'wacht', max: 100 })).toEqual(die((i) => i % 4 === 0 || i % 4 === 3));
      expect(await lijst({ staat: 'beantwoord', max: 100 })).toEqual(die((i) => i % 4 === 1));
      expect(await lijst({ staat: 'verlopen', partij: 'gemeente-a', max: 100 })).toEqual(die((i) => i % 4 === 2 && i % 3 !== 0));
      for (const v of [{}, { partij: 'gemeente-a' }, { staat: 'wacht' as const }, { staat: 'beantwoord' as const }]) {
        const paginas: string[] = [];
        for (let na: string | undefined; ; ) {
          const blad: readonly string[] = await lijst({ ...v, ...(na === undefined ? {} : { na }), max: 2 });
          if (blad.length === 0) break;
          paginas.push(...blad);
          na = blad.at(-1);
        }
        expect(paginas).toEqual(await lijst({ ...v, max: 100 }));
      }
    });

    test('side by side: of many answers at once exactly one is the first, and the sweep takes none that is answered', async () => {
      const namen = [...Array(6).keys()].map((i) => `p${i}`);
      for (const n of namen) await store.accept(vraag(n));
      await Promise.all(namen.flatMap((n) => [
        ...[1, 2, 3].map((k) => store.accept(antwoord(`${n}-${k}`, [n]))), store.failExpectation(idVan(n), 'KP_GEEN_ANTWOORD', TIJD), store.expireExpectations(LAAT, 100),
      ]));
      for (const n of namen) {
        const e = await store.expectation(idVan(n));
        const s = e?.antwoorden.map((a) => a.soort).sort();
        expect([['dubbel', 'dubbel', 'eerste'], ['dubbel', 'dubbel', 'laat']]).toContainEqual(s);
        expect(e?.staat).toBe(s?.includes('eerste') ? 'beantwoord' : 'laat');
      }
      expect((await store.balance()).verschillen).toEqual([]);
    });

    test('any order of question, answers, failed call and sweep ends in the state that the order says, with the right counts and an audit record for each', async () => {
      let ronde = 0;
      const stap = fc.constantFrom('vraag', 'antwoord', 'te-laat', 'vals', 'fout', 'veeg', 'herhaal');
      await fc.assert(fc.asyncProperty(fc.array(stap, { minLength: 1, maxLength: 9 }), async (stappen) => {
        const n = `r${ronde++}`;
        // The model: what a single reader of the list would say.
        let model: VerwachtingStaat | undefined;
        const telling = { eerste: 0, laat: 0, dubbel: 0 };
        let vroeg: string[] = [];
        let verlopen = 0;
        let k = 0;
        const boek = (tijd: string): void => {
          if (model === 'wacht') {
            if (tijd === LAAT) verlopen += 1;
            model = tijd === LAAT ? 'laat' : 'beantwoord';
            telling[model === 'laat' ? 'laat' : 'eerste'] += 1;
          } else if (model === 'verlopen') {
            model = 'laat';
            telling.laat += 1;
          } else telling.dubbel += 1;
        };
        let laatste: TeAanvaarden | null = null;
        for (const s of stappen) {
          if (s === 'vraag') {
            const eerder = model;
            await store.accept(vraag(n));
            if (eerder !== undefined) continue;
            model = 'wacht';
            for (const tijd of vroeg.sort()) boek(tijd);
            vroeg = [];
          } else if (s === 'antwoord' || s === 'te-laat') {
            const tijd = s === 'antwoord' ? TIJD : LAAT;
            laatste = antwoord(`${n}-${k++}`, [n], tijd);
            await store.accept(laatste);
            if (model === undefined) vroeg.push(tijd);
            else boek(tijd);
          } else if (s === 'herhaal') {
            if (laatste) await store.accept({ ...laatste, kop: kop(`${n}-h${k++}`) });
          } else if (s === 'vals') await store.accept(antwoord(`${n}-v${k++}`, [`${n}-ander`]));
          else if (s === 'fout') {
            const was = await store.failExpectation(idVan(n), 'KP_GEEN_ANTWOORD', TIJD);
            expect(was).toBe(model === 'wacht');
            if (was) [model, verlopen] = ['verlopen', verlopen + 1];
          } else {
            const weg = await store.expireExpectations(LAAT, 1000);
            expect(weg.includes(idVan(n))).toBe(model === 'wacht');
            if (model === 'wacht') [model, verlopen] = ['verlopen', verlopen + 1];
          }
        }
        const e = await store.expectation(idVan(n));
        expect(e?.staat).toBe(model);
        if (model === undefined) return;
        const geteld = { eerste: 0, laat: 0, dubbel: 0 };
        for (const a of e?.antwoorden ?? []) geteld[a.soort as keyof typeof geteld] += 1;
        expect(geteld).toEqual(telling);
        const audit = (await regels(n)).map(([wat]) => wat);
        expect(audit.filter((w) => w === 'verwacht')).toHaveLength(1);
        expect(audit.filter((w) => w === 'beantwoord')).toHaveLength(e?.antwoorden.length ?? 0);
        expect(audit.filter((w) => w === 'verlopen')).toHaveLength(verlopen);
      }), { numRuns: 40 });
      expect((await store.balance()).verschillen).toEqual([]);
    });
  });
}
