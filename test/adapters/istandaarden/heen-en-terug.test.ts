// Proves that all 48 messages come back: read, written and read again they say the same, and what is written is the message that was read.
// The full cases, the samples, the published examples (where they are), and random messages that the profiles allow.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import adapter from '../../../adapters/istandaarden/index.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { Berichtgenerator } from '../../mapping/generator.ts';
import { HEEL, oordeel, rondreis } from '../../mapping/wetten.ts';

const bank = await maakWerkbank({});
const GEVALLEN = new URL('./gevallen/', import.meta.url);
const SAMPLES = new URL('../../../samples/istandaarden/', import.meta.url);
const OFFICIEEL = new URL('../../../../shared/standards/istandaarden/', import.meta.url);

test.each(readdirSync(GEVALLEN))('geval %s', async (naam) => {
  const r = await rondreis(readFileSync(new URL(`${naam}/in.xml`, GEVALLEN)), bank);
  expect(r.gelezen).toBe(true);
  expect(oordeel(r)).toEqual(HEEL);
});

test.each(readdirSync(SAMPLES).filter((n) => n.endsWith('.xml') && !n.startsWith('fout-')))('voorbeeld %s', async (naam) => {
  const r = await rondreis(readFileSync(new URL(naam, SAMPLES)), bank);
  expect(r.gelezen).toBe(true);
  expect(oordeel(r)).toEqual(HEEL);
});

const officieel = existsSync(OFFICIEEL) ? readdirSync(OFFICIEEL, { recursive: true, encoding: 'utf8' }).filter((n) => /berichten\/.*\.xml$/i.test(n)) : [];

(officieel.length > 0 ? test : test.skip)('elk gepubliceerd voorbeeld dat wij aannemen komt heel terug', async () => {
  const kapot: unknown[] = [];
  let gelezen = 0;
  for (const naam of officieel) {
    const r = await rondreis(readFileSync(new URL(naam, OFFICIEEL)), bank);
    if (!r.gelezen) continue;
    gelezen += 1;
    if (JSON.stringify(oordeel(r)) !== JSON.stringify(HEEL)) kapot.push([naam, oordeel(r)]);
  }
  expect(kapot).toEqual([]);
  expect(gelezen).toBeGreaterThan(officieel.length / 2);
});

test.each(adapter.spec.berichten.map((b) => [`${b.berichttype} ${b.versie}`, b] as const))('toevallige berichten %s', async (_naam, soort) => {
  const { profiel } = bank.register.schrijver({ adapter, soort });
  // The model takes version numbers of at most twenty characters; the schema none too long either, but without a limit.
  const generator = new Berichtgenerator({ waarden: { BasisschemaXsdVersie: ['1.0.2'], BerichtXsdVersie: ['1.2.0'], XsltVersie: ['1.0.1'] } });
  let gelezen = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (zaad) => {
      const xml = generator.maak(profiel, zaad);
      if (xml === null) return;
      const r = await rondreis(Buffer.from(xml), bank);
      if (!r.gelezen) return;
      gelezen += 1;
      expect(oordeel(r)).toEqual(HEEL);
    }),
    { numRuns: 25, seed: 4, endOnFailure: true },
  );
  expect(gelezen).toBeGreaterThan(5);
}, 60_000);
