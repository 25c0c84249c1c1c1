// Real servers for tests: one of each kind per run, started when the first test file asks, shared by all, ended with the run.
// `const kafka = await vraagDienst('kafka', import.meta.url)` at the top of a file; then `(kafka.adres ? describe : describe.skip)(…)`.
// Without a server the run names the file in its last lines; it never passes in silence.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { kafkaJars } from '../../scripts/diensten/kafka-jars.ts';

export interface Gevraagd {
  /** KAFKA_BROKERS or DATABASE_URL; empty when there is no server. */
  readonly adres: string;
  readonly herkomst: string;
  /** Why there is none. */
  readonly fout: string;
}

const WAKER = path.resolve(import.meta.dirname, '../../scripts/diensten/waker.ts');

/**
 * For tests that kill or secure brokers of their own (scripts/diensten/kafka.ts): '' when that can be done here, else why not;
 * the run then names the file in its last lines.
 */
export async function eigenKafka(bestand: string): Promise<string> {
  try {
    await kafkaJars();
    return '';
  } catch (e) {
    const fout = e instanceof Error ? e.message : String(e);
    const map = process.env.KNOOPPUNT_DIENSTEN;
    if (map !== undefined) {
      meld(map, 'kafka-eigen', bestand);
      writeFileSync(path.join(map, 'kafka-eigen.json'), JSON.stringify({ fout }));
    }
    return fout;
  }
}

function meld(map: string, naam: string, bestand: string): void {
  const rel = path.relative(path.resolve(import.meta.dirname, '../..'), fileURLToPath(bestand));
  writeFileSync(path.join(map, `${naam}.vraag.${rel.replaceAll(path.sep, '_')}`), rel);
}

/** @param naam `kafka3`: three brokers */
export async function vraagDienst(naam: 'kafka' | 'kafka3' | 'postgres', bestand: string): Promise<Gevraagd> {
  const map = process.env.KNOOPPUNT_DIENSTEN;
  const ouder = process.env.KNOOPPUNT_DIENSTEN_PID;
  if (map === undefined || ouder === undefined) throw new Error('Geen testrun: jest is zonder globalSetup gestart.');
  meld(map, naam, bestand);
  let eerste = true;
  try {
    mkdirSync(path.join(map, `${naam}.slot`));
  } catch {
    eerste = false;
  }
  if (eerste) {
    const kind = spawn(process.execPath, [WAKER, naam, map, ouder], { detached: true, stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' } });
    writeFileSync(path.join(map, `${naam}.pid`), String(kind.pid));
    kind.unref();
  }
  const doel = path.join(map, `${naam}.json`);
  // Maven's first fetch may take minutes on a slow line.
  for (let n = 0; n < 6_000; n++) {
    if (existsSync(doel)) {
      const d = JSON.parse(readFileSync(doel, 'utf8')) as Partial<Gevraagd>;
      return { adres: d.adres ?? '', herkomst: d.herkomst ?? '', fout: d.fout ?? '' };
    }
    await new Promise((klaar) => setTimeout(klaar, 100));
  }
  return { adres: '', herkomst: '', fout: 'kwam niet op gang' };
}
