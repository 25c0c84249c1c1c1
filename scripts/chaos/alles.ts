// `npm run chaos`: the faults of the reliability tests at full length, one after the other, and what came of it in docs/reference/betrouwbaarheid.md:
// date, machine, command, seeds, results. What could not run is named, what failed is written as failed; exit 1 then. Ends only what it started.
// `-- --alleen S1,S13` runs a part and writes no report; `--kills N`, `--zombies N`, `--records N` change the lengths; KNOOPPUNT_ZAAD repeats a run's choices.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Machine, schrijfVerslag, type Uitslag } from './verslag.ts';

const WORTEL = path.resolve(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    alleen: { type: 'string' }, kills: { type: 'string', default: '50' }, zombies: { type: 'string', default: '6' }, records: { type: 'string', default: '1000000' },
  },
});
for (const n of [values.kills, values.zombies, values.records]) {
  if (!/^[1-9][0-9]*$/.test(n)) {
    process.stderr.write('Gebruik: npm run chaos [-- --alleen S1,S2] [--kills 50] [--zombies 6] [--records 1000000]\n');
    process.exit(2);
  }
}

interface Scenario {
  readonly naam: string;
  readonly wat: string;
  /** Minutes after which it is ended and has failed. */
  readonly minuten: number;
  readonly toets?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const SCENARIOS: readonly Scenario[] = [
  { naam: 'S1', wat: `kill -9 of the hub at ${values.kills} random moments under load, embedded engines`, minuten: 5 + Number(values.kills) / 3, toets: 's01-kill', env: { KNOOPPUNT_KILLS: values.kills } },
  { naam: 'S2', wat: `kill -9 of the hub at ${values.kills} random moments under load, Kafka + PostgreSQL`, minuten: 5 + Number(values.kills) / 3, toets: 's02-kill', env: { KNOOPPUNT_KILLS: values.kills } },
  { naam: 'S2+', wat: 'hub, broker, database, or two of them at once killed (-9) under load and back within seconds', minuten: 12, toets: 's02-samen', env: { KNOOPPUNT_KILLS: '12' } },
  { naam: 'S3', wat: 'broker killed under load and back after 30 s', minuten: 6, toets: 's03-broker-weg' },
  { naam: 'S3+', wat: 'three brokers cut off from each other and from the hub under load, one after the other and two at once, 12 s each', minuten: 8, toets: 's03-netwerk', env: { KNOOPPUNT_NETWERK: '1' } },
  { naam: 'S4', wat: 'database stopped for 20 s under load and back', minuten: 6, toets: 's04-postgres-weg' },
  { naam: 'S5', wat: `second node joins; the first is frozen ${values.zombies} times until its shards are gone, wakes up, is killed, comes back`, minuten: 5 + 2 * Number(values.zombies), toets: 's05-zombie', env: { KNOOPPUNT_ZOMBIES: values.zombies } },
  { naam: 'S15', wat: "the hub's clock set back one hour under load, both sets of engines", minuten: 6, toets: 's15-klok-hub' },
  { naam: 'S18', wat: 'rolling upgrade under load to a version with a new schema of the store; old and new side by side, one of each killed', minuten: 5, toets: 's18-opwaarderen' },
  { naam: 'S13', wat: `AW319 of ${Number(values.records).toLocaleString('en')} records, heap capped at 256 MB; and the same with a cent too much`, minuten: 20 },
];

let kind: ChildProcess | null = null;
for (const sein of ['SIGINT', 'SIGTERM'] as const) {
  process.on(sein, () => {
    kind?.kill('SIGTERM');
    process.exit(130);
  });
}

/** Runs a program of ours; its stderr passes through. */
function draai(argumenten: readonly string[], env: NodeJS.ProcessEnv, minuten: number): Promise<{ readonly code: number; readonly uit: string; readonly fout: string }> {
  return new Promise((klaar) => {
    let uit = '';
    let fout = '';
    const k = spawn(process.execPath, [...argumenten], { cwd: WORTEL, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    kind = k;
    k.stdout.on('data', (b: Buffer) => {
      uit += b.toString();
    });
    k.stderr.on('data', (b: Buffer) => {
      fout += b.toString();
      process.stderr.write(b);
    });
    const wekker = setTimeout(() => {
      fout += `\nniet klaar binnen ${minuten} minuten\n`;
      k.kill('SIGTERM');
    }, minuten * 60_000);
    k.on('exit', (code) => {
      clearTimeout(wekker);
      klaar({ code: code ?? 1, uit, fout });
    });
  });
}

async function voer(s: Scenario): Promise<Uitslag> {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-verslag-'));
  try {
    if (s.toets === undefined) {
      const { code, uit, fout } = await draai([path.join(WORTEL, 'scripts/chaos/aw319-groot.ts'), values.records], {}, s.minuten);
      const regel = uit.trim().split('\n').at(-1) ?? '';
      return { naam: s.naam, wat: s.wat, toestand: code === 0 ? 'goed' : 'gezakt', metingen: regel.startsWith('{') ? [aw319(JSON.parse(regel) as Aw319)] : [], reden: code === 0 ? '' : (fout.trim().split('\n').at(-1) ?? '') };
    }
    const { code, fout } = await draai([path.join(WORTEL, 'bin/toets'), `test/betrouwbaarheid/${s.toets}`], { ...s.env, KNOOPPUNT_VERSLAG: map }, s.minuten);
    const metingen = readdirSync(map).sort().map((b) => ({ naam: b.replace('.json', ''), ...(JSON.parse(readFileSync(path.join(map, b), 'utf8')) as Record<string, string | number>) }));
    const zonder = fout.split('\n').filter((r) => r.startsWith('NIET GEDRAAID')).join('; ');
    const zaden = [...fout.matchAll(/zaad (\d+) \(/g)].map((m) => m[1]).join(', ');
    const toestand = code === 0 && zonder === '' ? 'goed' : zonder !== '' && !/✕/.test(fout) ? 'niet gedraaid' : 'gezakt';
    return { naam: s.naam, wat: s.wat, toestand, metingen, reden: toestand === 'goed' ? '' : zonder !== '' ? zonder : `seed ${zaden}: ${fout.split('\n').find((r) => r.includes('✕'))?.trim() ?? 'no result'}` };
  } finally {
    rmSync(map, { recursive: true, force: true });
  }
}

interface Aw319 {
  readonly goed: { readonly toetsMs: number; readonly vertaalMs: number; readonly piekMb: number; readonly delen: number; readonly grootsteDeel: number };
  readonly centTeVeel: { readonly toetsMs: number; readonly piekMb: number; readonly geweigerd: boolean };
}

function aw319({ goed, centTeVeel }: Aw319): Record<string, string | number> {
  return {
    naam: 'S13', 'checked in (s)': goed.toetsMs / 1_000, 'translated in (s)': goed.vertaalMs / 1_000, 'peak memory of the process (MB)': goed.piekMb, parts: goed.delen, 'largest part (bytes)': goed.grootsteDeel,
    'a cent too much': centTeVeel.geweigerd ? 'refused whole' : 'NOT refused', 'refused after (s)': centTeVeel.toetsMs / 1_000, 'peak memory while refusing (MB)': centTeVeel.piekMb,
  };
}

function machine(): Machine {
  let versie = 'unknown';
  try {
    versie = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: WORTEL, encoding: 'utf8' }).trim();
  } catch {
    // Not a clone.
  }
  return { processor: cpus()[0]?.model.trim() ?? 'unknown', kernen: availableParallelism(), geheugenGb: Math.round(totalmem() / 2 ** 30), systeem: `${process.platform} ${release()}`, node: process.version, versie };
}

const gevraagd = values.alleen?.split(',');
const uitslagen: Uitslag[] = [];
const begin = performance.now();
for (const s of SCENARIOS.filter((x) => gevraagd === undefined || gevraagd.includes(x.naam))) {
  process.stderr.write(`\n=== ${s.naam}: ${s.wat}\n`);
  uitslagen.push(await voer(s));
}
if (gevraagd === undefined) {
  const opdracht = ['npm run chaos', ...process.argv.slice(2)].join(' ').replace('chaos --', 'chaos -- --');
  writeFileSync(path.join(WORTEL, 'docs/reference/betrouwbaarheid.md'), schrijfVerslag(uitslagen, machine(), opdracht, new Date(), Math.round((performance.now() - begin) / 1_000)));
}
for (const u of uitslagen) process.stdout.write(`${u.naam}: ${u.toestand}${u.reden === '' ? '' : ` (${u.reden})`}\n`);
process.exit(uitslagen.length > 0 && uitslagen.every((u) => u.toestand === 'goed') ? 0 : 1);
