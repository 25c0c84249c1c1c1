// The rules by which a question and its answer find each other: same type, reference and parties make the same key, and nothing else does; over municipal mergers,
// for those who may speak for another, and for nobody else. Which types must be answered is told by the specs: exactly those of the standards' fact sheets.
import { EIGEN_ADAPTERS, laadAdapters } from '../../src/intake/register.ts';
import type { Beller } from '../../src/intake/port.ts';
import { maakVerwachtingen, type Gewogen } from '../../src/intake/verwachting.ts';
import { createRouting } from '../../src/routing/routing.ts';
import type { Adapter, BerichtSoort } from '../../src/sdk/adapter.ts';
import type { PartijAanduiding } from '../../src/sdk/partij.ts';
import { gemeente, invoer, PARTIJEN, partij } from '../routing/hulp.ts';

const soort = (berichttype: string, extra: Partial<BerichtSoort> = {}): BerichtSoort => ({ standaard: 'proef', versie: '1', berichttype, titel: berichttype, verloop: 'asynchroon', schema: '', mapping: '', ...extra });
const SOORTEN = { V1: soort('V1', { antwoorden: ['A1', 'FOUT'] }), V2: soort('V2', { antwoorden: ['A2', 'FOUT'] }), A1: soort('A1'), A2: soort('A2'), FOUT: soort('FOUT'), LOS: soort('LOS') } as const;
const ADAPTER = { spec: { naam: 'proef', berichten: Object.values(SOORTEN) } } as unknown as Adapter;
const ANDER = { spec: { naam: 'ander', berichten: [soort('V1', { antwoorden: ['A1'] }), soort('A1')] } } as unknown as Adapter;

const routing = createRouting(invoer([], [
  ...PARTIJEN.filter((p) => p.id !== 'gemeente-0384'), gemeente('0384', 'Diemen', { geldigTot: '2027-01-01', opvolger: 'gemeente-0363' }),
  partij({ id: 'ketenknooppunt', soort: 'knooppunt', oin: '00000003000000777700' }),
]));
const OPERATOR: Beller = { soort: 'operator' };
const beller = (id: string): Beller => ({ soort: 'partij', partij: id, oin: id });
const store = { lookup: async () => null, message: async () => null };
const weeg = maakVerwachtingen({ adapters: [ADAPTER, ANDER], routing: () => routing, store, termijnen: () => ({ termijn: 1000, perBericht: { V2: 5000 } }) });

const DIEMEN: PartijAanduiding = { gemeentecode: '0384' };
const BRUG: PartijAanduiding = { agb: '42420001' };
interface Bericht { type: keyof typeof SOORTEN; van: PartijAanduiding | null; aan: PartijAanduiding | null; referentie?: string; over?: string; wie?: Beller; dag?: string; adapter?: Adapter }
const bericht = (b: Bericht): Promise<Gewogen> => weeg({
  adapter: b.adapter ?? ADAPTER, soort: SOORTEN[b.type], beller: b.wie ?? OPERATOR, nu: new Date(`${b.dag ?? '2026-11-24'}T12:00:00Z`),
  kop: { ...(b.referentie ? { referentie: b.referentie } : {}), ...(b.over ? { kruisreferentie: b.over } : {}), herhaalsleutel: null, adressering: { afzender: b.van, ontvanger: b.aan, soort: 'geadresseerd' } },
  adressering: { afzender: b.van, ontvanger: b.aan, soort: 'geadresseerd' },
});
const vraag = async (b: Partial<Bericht> = {}): Promise<string> => (await bericht({ type: 'V1', van: DIEMEN, aan: BRUG, referentie: 'R1', ...b })).verwachting?.sleutel ?? 'geen';
const antwoord = async (b: Partial<Bericht> = {}): Promise<readonly string[]> => (await bericht({ type: 'A1', van: BRUG, aan: DIEMEN, over: 'R1', ...b })).beantwoordt?.sleutels ?? [];

test('a question: key, asking party and deadline, of its type where it has one of its own', async () => {
  expect(await bericht({ type: 'V1', van: DIEMEN, aan: BRUG, referentie: 'R1' })).toEqual({ verwachting: { sleutel: expect.stringMatching(/^[0-9a-f]{64}$/), partij: 'gemeente-0384', termijn: '2026-11-24T12:00:01.000Z' } });
  expect((await bericht({ type: 'V2', van: DIEMEN, aan: BRUG, referentie: 'R1' })).verwachting?.termijn).toBe('2026-11-24T12:00:05.000Z');
});

test('what needs no answer, has no reference or asks nobody waits for nothing', async () => {
  expect(await bericht({ type: 'LOS', van: DIEMEN, aan: BRUG, referentie: 'R1' })).toEqual({});
  expect(await vraag({ referentie: '' })).toBe('geen');
  expect(await vraag({ aan: null })).toBe('geen');
  expect(await vraag({ van: null })).toBe('geen');
});

test('the answer of who was asked to who asked finds it; another reference, type, party or standard does not', async () => {
  expect(await antwoord()).toContain(await vraag());
  const anders: Partial<Bericht>[] = [{ over: 'R2' }, { type: 'A2' }, { van: { agb: '75750003' } }, { van: { uzovi: '5521' } }, { aan: { gemeentecode: '0197' } }, { adapter: ANDER }, { van: DIEMEN, aan: BRUG }];
  for (const b of anders) expect(await antwoord(b)).not.toContain(await vraag());
});

test('one reference for two types of one sender: each answer finds its own; a fault may answer either', async () => {
  const [v1, v2] = [await vraag(), await vraag({ type: 'V2' })];
  expect(v1).not.toBe(v2);
  expect(await antwoord()).not.toContain(v2);
  expect(await antwoord({ type: 'A2' })).not.toContain(v1);
  expect(await antwoord({ type: 'FOUT' })).toEqual(expect.arrayContaining([v1, v2]));
});

test('a party is who it is under any of its numbers and names; one that nobody knows is its address, written the same', async () => {
  expect(await antwoord({ van: { oin: '00000003000000424200' }, aan: { organisatie: 'Gemeente Diemen', applicatie: 'Zaaksysteem' } })).toContain(await vraag());
  const onbekend = { organisatie: 'Iemand  Anders', applicatie: 'APP' };
  expect(await antwoord({ van: { organisatie: 'iemand anders', applicatie: 'app', naam: 'x' } })).toContain(await vraag({ aan: onbekend }));
  expect(await antwoord({ van: { organisatie: 'iemand anders', applicatie: 'app2' } })).not.toContain(await vraag({ aan: onbekend }));
});

test('a merger between question and answer: the successor is asked and answered in its place, whichever code the answer names', async () => {
  const voor = await vraag();
  for (const aan of [DIEMEN, { gemeentecode: '0363' }]) expect(await antwoord({ aan, dag: '2027-01-05' })).toContain(voor);
  const gevraagd = await vraag({ van: BRUG, aan: DIEMEN });
  for (const van of [DIEMEN, { gemeentecode: '0363' }]) expect(await antwoord({ van, aan: BRUG, dag: '2027-01-05' })).toContain(gevraagd);
  // Before that day they are two.
  expect(await antwoord({ aan: { gemeentecode: '0363' } })).not.toContain(voor);
});

test('who may hand in an answer of a party: itself, who holds its mandate, an intermediary; nobody else', async () => {
  const v = await vraag({ van: BRUG, aan: DIEMEN });
  const door = (wie: Beller): Promise<Gewogen> => bericht({ type: 'A1', van: DIEMEN, aan: BRUG, over: 'R1', wie });
  for (const wie of [beller('gemeente-0384'), beller('amstelland'), beller('ketenknooppunt'), OPERATOR, { soort: 'map' } as const]) expect((await door(wie)).beantwoordt?.sleutels).toContain(v);
  // A mandate ends on its day.
  expect((await bericht({ type: 'A1', van: { gemeentecode: '0384' }, aan: BRUG, over: 'R1', wie: beller('amstelland'), dag: '2019-12-31' })).beantwoordt).toBeUndefined();
  for (const wie of [beller('aanbieder'), beller('gemeente-0197'), beller('bestaat-niet')]) expect(await door(wie)).toEqual({ audit: { antwoord: 'niet door of namens de afzender aangeboden' } });
});

test('the specs say what must be answered, as the fact sheets do, and by types that exist', async () => {
  const tabel: Record<string, readonly string[]> = {};
  for (const { spec } of await laadAdapters(EIGEN_ADAPTERS)) {
    const namen = new Set(spec.berichten.map((s) => s.berichttype));
    for (const s of spec.berichten) {
      for (const a of s.antwoorden ?? []) expect(namen).toContain(a);
      if (s.verloop === 'synchroon') expect(s.antwoorden?.length ?? 0).toBeGreaterThan(0);
      else if (s.antwoorden) tabel[s.berichttype] = s.antwoorden;
    }
  }
  const wetten = Object.fromEntries(['WMO', 'JW'].flatMap((w) => [[301, 302], [303, 304], [305, 306], [307, 308], [315, 316], [317, 318], [319, 320], [323, 325]].map(([v, a]) => [`${w}${v}`, [`${w}${a}`]])));
  expect(tabel).toEqual({ ...wetten, AW319: ['AW320'], vcobDi01: ['ucobDi01'], vciDi01: ['uciDi01'] });
});
