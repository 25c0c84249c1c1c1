// Proves: the examples of a municipality's reader do each event of a hub once and keep the order per key, killed with `kill -9` under way, started again,
// and made to read everything once more from the beginning; over the API of an embedded hub, and on Kafka with kafkajs and confluent-kafka.
// Without Python, its package or a broker the run says what was left out.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { GEMEENTE, leesEvents, zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';

const voer = promisify(execFile);
const WORTEL = path.resolve(import.meta.dirname, '../..');
const BERICHTEN = 40;
const ZAKEN = 5;

/** Python with confluent-kafka in a virtual environment of its own; '' where there is none and none can be made. */
async function pythonMetKafka(): Promise<string> {
  const map = path.join(WORTEL, '.cache/lezer-venv');
  const python = path.join(map, 'bin/python');
  const bruikbaar = (): Promise<boolean> => voer(python, ['-c', 'import confluent_kafka']).then(() => true, () => false);
  if (existsSync(python) && (await bruikbaar())) return python;
  await voer('python3', ['-m', 'venv', map]).then(() => voer(python, ['-m', 'pip', 'install', '--quiet', '-r', path.join(WORTEL, 'examples/lezer-python/requirements.txt')], { timeout: 120_000 })).catch(() => undefined);
  return (await bruikbaar()) ? python : '';
}

const python3 = await voer('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10)']).then(() => 'python3', () => '');
const kafka = await vraagDienst('kafka', import.meta.url);
const venv = python3 === '' || kafka.adres === '' ? '' : await pythonMetKafka();

type Lezer = (env: Readonly<Record<string, string>>) => ChildProcess;
const ts = (bestand: string): Lezer => (env) => spawn(process.execPath, [path.join(WORTEL, 'examples/lezer-typescript', bestand)], { env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1', ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
const py = (python: string, bestand: string): Lezer => (env) => spawn(python, [path.join(WORTEL, 'examples/lezer-python', bestand)], { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env }, stdio: ['ignore', 'ignore', 'pipe'] });

const boekVan = (bestand: string): { id: string; onderwerp: string }[] => {
  if (!existsSync(bestand)) return [];
  const db = new DatabaseSync(bestand, { timeout: 5_000 });
  try {
    return db.prepare('SELECT id, onderwerp FROM boek ORDER BY nr').all() as { id: string; onderwerp: string }[];
  } catch {
    return []; // the reader has not made its tables yet
  } finally {
    db.close();
  }
};

/** Runs a reader until it was quiet for a while. */
async function totStil(lezer: Lezer, env: Readonly<Record<string, string>>, stil: string): Promise<void> {
  const kind = lezer({ ...env, STOP_NA_MS: stil });
  let fouten = '';
  kind.stderr?.on('data', (d: Buffer) => (fouten += d.toString()));
  const [code] = (await once(kind, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`de lezer stopte met ${code}: ${fouten.slice(-2000)}`);
}

async function doodNa(lezer: Lezer, env: Readonly<Record<string, string>>, boek: string, aantal: number): Promise<void> {
  const kind = lezer(env);
  const weg = once(kind, 'exit');
  const einde = performance.now() + 40_000;
  while (boekVan(boek).length < aantal && kind.exitCode === null && performance.now() < einde) await new Promise((r) => setTimeout(r, 20));
  kind.kill('SIGKILL');
  await weg;
  expect(boekVan(boek).length).toBeGreaterThanOrEqual(aantal);
}

async function vul(hub: ProefHub, vanaf: number, aantal: number): Promise<void> {
  for (let n = vanaf; n < vanaf + aantal; n++) expect((await hub.post(zaakbericht(`LEZER-${n}`, n % ZAKEN))).status).toBe(202);
  expect(await hub.kp.relay.quiet(20_000)).toBe(true);
}

/** In the order of the topic, per subject. */
async function verwacht(hub: ProefHub): Promise<Map<string, string[]>> {
  const events = (await leesEvents(hub.url)) as unknown as { id: string; subject: string }[];
  return new Map([...Map.groupBy(events, (e) => e.subject)].map(([s, es]) => [s, es.map((e) => e.id)]));
}

function houdtStand(boek: string, juist: ReadonlyMap<string, string[]>): void {
  const gelezen = boekVan(boek);
  expect(gelezen).toHaveLength([...juist.values()].flat().length);
  expect(new Map([...Map.groupBy(gelezen, (r) => r.onderwerp)].map(([s, rs]) => [s, rs.map((r) => r.id)]))).toEqual(new Map([...gelezen.map((r) => r.onderwerp)].map((s) => [s, juist.get(s)])));
}

interface Geval {
  readonly naam: string;
  readonly lezer: Lezer;
  /** Makes the reader start over from the beginning. */
  readonly opnieuw: (boek: string) => Readonly<Record<string, string>>;
}

const zonderPlek = (boek: string): Record<string, string> => {
  const db = new DatabaseSync(boek);
  db.exec('DELETE FROM plek');
  db.close();
  return {};
};
const andereGroep = (): Record<string, string> => ({ GROEP: `opnieuw-${randomBytes(4).toString('hex')}` });

function proeven(gevallen: readonly Geval[], yaml: string, omgeving: (hub: ProefHub) => Readonly<Record<string, string>>, stil: string): void {
  let hub: ProefHub;
  let map: string;
  beforeAll(async () => {
    map = mkdtempSync(path.join(tmpdir(), 'kp-lezer-'));
    hub = await startProefHub({ yaml });
    await vul(hub, 0, BERICHTEN);
  }, 60_000);
  afterAll(async () => {
    await hub.stop();
    rmSync(map, { recursive: true, force: true });
  });

  test.each(gevallen)('$naam', async ({ naam, lezer, opnieuw }) => {
    const boek = path.join(map, `${naam.replaceAll(/\W/g, '-')}.sqlite`);
    const env = { ...omgeving(hub), GEMEENTE, BOEK: boek, GROEP: `lezer-${randomBytes(4).toString('hex')}` };
    await doodNa(lezer, env, boek, 3);
    await totStil(lezer, env, stil);
    const juist = await verwacht(hub);
    houdtStand(boek, juist);
    await totStil(lezer, { ...env, ...opnieuw(boek) }, stil);
    houdtStand(boek, juist);
  }, 120_000);
}

describe('over de API, ingebed knooppunt', () => {
  const gevallen: Geval[] = [{ naam: 'TypeScript', lezer: ts('http.ts'), opnieuw: zonderPlek }];
  if (python3 !== '') gevallen.push({ naam: 'Python', lezer: py(python3, 'lezer_http.py'), opnieuw: zonderPlek });
  else test.skip('Python: er is geen python3 van 3.10 of nieuwer', () => undefined);
  proeven(gevallen, 'adapters: [stuf]\n', (hub) => ({ KNOOPPUNT: hub.url }), '1500');
});

(kafka.adres === '' ? describe.skip : describe)('op Kafka', () => {
  const voorvoegsel = `l${randomBytes(5).toString('hex')}.`;
  const gevallen: Geval[] = [{ naam: 'kafkajs', lezer: ts('kafka.ts'), opnieuw: andereGroep }];
  if (venv !== '') gevallen.push({ naam: 'confluent-kafka', lezer: py(venv, 'lezer_kafka.py'), opnieuw: andereGroep });
  else test.skip('confluent-kafka: niet te installeren', () => undefined);
  proeven(gevallen, `adapters: [stuf]\neventlog: { soort: kafka, brokers: ${JSON.stringify(kafka.adres.split(','))}, replicatie: 1, voorvoegsel: "${voorvoegsel}" }\n`, () => ({ KAFKA_BROKERS: kafka.adres, VOORVOEGSEL: voorvoegsel }), '3000');
});
