// `npm run bench`: measures, prints, and writes docs/reference/prestaties.md. All parts, or those that are named; every size is an option, so that a
// short run and the full one are the same program. Exit 1 when a part failed; a part that needs servers which are not there is named and left out.
import { parseArgs } from 'node:util';
import { INGEBED, meetEind } from './eind.ts';
import { meetAw319, meetGeheugen } from './geheugen.ts';
import { groeiAbonnementen, groeiDelen, groeiOmvang, groeiOpslag } from './groei.ts';
import { belasting, machine, versie } from './lib/meten.ts';
import { type Deel, leesUitslagen, schrijfVerslag, type Uitslagen } from './lib/verslag.ts';
import { kafkaPostgres } from './motor-kafka.ts';
import { meetVloer } from './vloer.ts';

const DELEN = ['vloer', 'aw319', 'ingebed', 'kafka', 'abonnementen', 'opslag', 'shards', 'partities', 'omvang', 'geheugen'] as const;
type Naam = (typeof DELEN)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    berichten: { type: 'string', default: '10000' },
    opslag: { type: 'string', default: '200000' },
    records: { type: 'string', default: '1000000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const onbekend = positionals.filter((p) => !(DELEN as readonly string[]).includes(p));
if (values.help || onbekend.length > 0) {
  process.stdout.write(
    [
      `npm run bench [-- [deel …] [--berichten N] [--opslag N] [--records N]]`,
      `  deel         ${DELEN.join(', ')}; geen = alle`,
      '  --berichten  berichten in een ronde op volle belasting (10000)',
      '  --opslag     meeste berichten in de opslag bij het deel opslag (200000; de volle proef is 5000000, zo’n 40 GB in BENCH_MAP)',
      '  --records    records van het AW319-bestand (1000000)',
      '  BENCH_MAP    map op de schijf waarop wordt gemeten; anders die van tijdelijke bestanden\n',
    ].join('\n'),
  );
  process.exit(onbekend.length > 0 ? 2 : 0);
}
const berichten = Number(values.berichten);
const gekozen = positionals.length > 0 ? (positionals as Naam[]) : [...DELEN];
const zeg = (s: string): void => void process.stdout.write(`${s}\n`);
const opdracht = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');

async function meet<T>(werk: () => Promise<T>): Promise<Deel<T>> {
  const voor = belasting();
  const op = new Date().toISOString();
  const uitslag = await werk();
  return { op, versie: versie(), opdracht, machine: machine(), belasting: [voor, belasting()], uitslag };
}

/** 0, then powers of ten up to the most. */
const reeks = (meest: number): number[] => [0, ...[10_000, 100_000, 1_000_000].filter((n) => n < meest), meest];
const minder = Math.max(500, Math.floor(berichten / 4));

const werken: Readonly<Record<Naam, () => Promise<Deel<unknown>>>> = {
  vloer: () => meet(() => meetVloer()),
  aw319: () => meet(() => meetAw319(Number(values.records))),
  ingebed: () => meet(() => meetEind({ motor: INGEBED, berichten })),
  kafka: () => meet(async () => meetEind({ motor: await kafkaPostgres(), berichten })),
  abonnementen: () => meet(() => groeiAbonnementen([10, 100, 1_000, 5_000, 20_000])),
  opslag: () => meet(() => groeiOpslag(reeks(Number(values.opslag)), minder, zeg)),
  shards: () => meet(() => groeiDelen([1, 4, 16, 64], minder, null)),
  partities: () => meet(() => groeiDelen([1, 4, 16, 64], minder, kafkaPostgres)),
  omvang: () => meet(() => groeiOmvang([1_000, 10_000, 100_000, 1_000_000, 20_000_000])),
  geheugen: () => meet(() => meetGeheugen(berichten)),
};

const uitslagen = leesUitslagen();
for (const naam of gekozen) {
  zeg(`== ${naam}`);
  try {
    const d = await werken[naam]();
    (uitslagen as Record<Naam, Deel<unknown>>)[naam] = d;
    zeg(JSON.stringify(d.uitslag, null, 1));
    // After each part: what was measured is not lost when a later one fails.
    schrijfVerslag(uitslagen as Uitslagen);
  } catch (e) {
    process.exitCode = 1;
    zeg(`NIET GEMETEN ${naam}: ${e instanceof Error ? e.message : String(e)}`);
  }
}
zeg('docs/reference/prestaties.md is bijgewerkt.');
