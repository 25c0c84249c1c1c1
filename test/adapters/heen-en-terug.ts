// The tests of both laws for one XML adapter: its full cases, its samples, the published examples (where they are) and random messages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { XmlAdapter } from '../../src/sdk/index.ts';
import { Berichtgenerator, type Generatoropties } from '../mapping/generator.ts';
import { HEEL, oordeel, rondreis, type Wetopties } from '../mapping/wetten.ts';

export interface Terugproef {
  /** `test/adapters/<adapter>/gevallen/`, `samples/<adapter>/`, and the published set; relative files ending in `.xml`. */
  readonly gevallen: URL;
  readonly samples: URL;
  readonly officieel: { readonly map: URL; readonly welke: RegExp };
  readonly wetten?: Wetopties;
  /** Beside the laws above, for random messages only. */
  readonly toevallig?: Wetopties;
  readonly generator?: Generatoropties;
  /** Random messages per type; 0 for none. */
  readonly aantal: number;
  /** Message types of which the profile makes no message that is accepted by chance, with the reason. */
  readonly nietToevallig?: Readonly<Record<string, string>>;
}

const bestanden = (map: URL): string[] => (existsSync(map) ? readdirSync(map, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.xml')).sort() : []);

export function beproefTerugweg(adapter: XmlAdapter, p: Terugproef): void {
  const bank = maakWerkbank({});

  const allemaal = async (map: URL, namen: readonly string[]): Promise<{ kapot: unknown[]; gelezen: number }> => {
    const kapot: unknown[] = [];
    let gelezen = 0;
    for (const naam of namen) {
      const r = await rondreis(readFileSync(new URL(naam.split('/').map(encodeURIComponent).join('/'), map)), await bank, p.wetten);
      if (!r.gelezen) continue;
      gelezen += 1;
      if (JSON.stringify(oordeel(r)) !== JSON.stringify(HEEL)) kapot.push([naam, oordeel(r)]);
    }
    return { kapot, gelezen };
  };

  test('elk volledig geval komt heel terug', async () => {
    const namen = bestanden(p.gevallen);
    const { kapot, gelezen } = await allemaal(p.gevallen, namen);
    expect(kapot).toEqual([]);
    expect(gelezen).toBe(namen.length);
    expect(gelezen).toBeGreaterThan(0);
  });

  test('elk eigen voorbeeld dat geen fout is komt heel terug', async () => {
    const namen = bestanden(p.samples).filter((n) => !n.startsWith('fout-'));
    const { kapot, gelezen } = await allemaal(p.samples, namen);
    expect(kapot).toEqual([]);
    expect(gelezen).toBeGreaterThan(namen.length / 2);
  });

  const officieel = bestanden(p.officieel.map).filter((n) => p.officieel.welke.test(n));
  (officieel.length > 0 ? test : test.skip)('elk gepubliceerd voorbeeld dat wij aannemen komt heel terug', async () => {
    const { kapot, gelezen } = await allemaal(p.officieel.map, officieel);
    expect(kapot).toEqual([]);
    expect(gelezen).toBeGreaterThan(officieel.length / 2);
  });

  if (p.aantal === 0) return;
  const soorten = adapter.spec.berichten.filter((b) => b.mapping !== null && p.nietToevallig?.[b.berichttype] === undefined);
  test.each(soorten.map((b) => [`${b.berichttype} ${b.versie}`, b] as const))('toevallige berichten %s', async (_naam, soort) => {
    const b = await bank;
    const { profiel } = b.register.schrijver({ adapter, soort });
    const generator = new Berichtgenerator(p.generator);
    let gelezen = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (zaad) => {
        const xml = generator.maak(profiel, zaad);
        if (xml === null) return;
        const r = await rondreis(Buffer.from(xml), b, { ...p.wetten, ...p.toevallig });
        // A part that no row reads may be one that the message cannot do without.
        if (!r.gelezen || (r.ongelezen && r.geweigerd.length > 0)) return;
        gelezen += 1;
        expect(oordeel(r)).toEqual(HEEL);
      }),
      { numRuns: p.aantal, seed: 4, endOnFailure: true },
    );
    expect(gelezen).toBeGreaterThan(p.aantal / 5);
  }, 60_000);
}
