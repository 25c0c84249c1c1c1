// Part 4: memory of the hub at rest and under load, and an AW319 of any number of records through check and translation with the heap capped at 256 MB.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inStukken, keur } from '../src/sdk/records/index.ts';
import { allePlannen } from '../adapters/aw319/plannen.ts';
import { genereerAw319, leesAwLayOut } from '../test/adapters/aw319/maker.ts';
import { createReadStream, readFileSync } from 'node:fs';
import { INGEBED, ronde } from './eind.ts';
import { WORTEL } from './lib/berichten.ts';
import { ruimOp, startHub, verseMap } from './lib/hub.ts';

export interface Geheugen {
  /** MB resident, ten seconds after the start. */
  readonly rust: number;
  /** MB, highest under full load. */
  readonly piek: number;
  /** MB, a while after the load. */
  readonly daarna: number;
  readonly berichten: number;
}

export async function meetGeheugen(berichten: number): Promise<Geheugen> {
  const map = verseMap();
  const hub = await startHub({ data: map });
  try {
    await new Promise((r) => setTimeout(r, 10_000));
    const rust = hub.geheugen().nu;
    await ronde(hub, INGEBED, { aantal: berichten, verbindingen: 64, tempo: null, bytes: 9_000, vanaf: 0 });
    const { piek } = hub.geheugen();
    await new Promise((r) => setTimeout(r, 10_000));
    return { rust, piek, daarna: hub.geheugen().nu, berichten };
  } finally {
    await hub.stop();
    ruimOp(map);
  }
}

export interface Aw319 {
  readonly records: number;
  readonly mb: number;
  /** MB/s of CPU: reading the records and every rule of the layout. */
  readonly keurMbs: number;
  /** MB/s of the clock: the same with every part mapped and held against the canonical schema, as acceptance asks. */
  readonly toetsMbs: number;
  /** MB/s of the clock: the second pass, which gives the events. */
  readonly vertaalMbs: number;
  readonly piekMb: number;
}

/** Only the records and their rules: no tree, no mapping. */
async function keurAlleen(pad: string): Promise<number> {
  const plannen = allePlannen({ leesSchema: (p: string) => readFileSync(path.join(WORTEL, 'schemas/aw319', path.basename(p)), 'utf8') } as never);
  async function* stukken(): AsyncGenerator<Buffer> {
    for await (const s of createReadStream(pad, { highWaterMark: 256 * 1024 })) for (const k of inStukken(s as Buffer, 64 * 1024)) yield k;
  }
  const cpu = process.threadCpuUsage();
  const uit = await keur(stukken(), plannen, {});
  const d = process.threadCpuUsage(cpu);
  if (uit.aantalMeldingen > 0) throw new Error(`het gemaakte bestand is niet geldig: ${JSON.stringify(uit.meldingen.slice(0, 2))}`);
  return (d.user + d.system) / 1e6;
}

export async function meetAw319(records: number): Promise<Aw319> {
  const map = verseMap();
  const pad = path.join(map, 'groot.asc');
  try {
    const hash = createHash('sha256');
    const meet = new Transform({
      transform(stuk: Buffer, _enc, verder) {
        hash.update(stuk);
        verder(null, stuk);
      },
    });
    await pipeline(Readable.from(genereerAw319(leesAwLayOut('aw319-1.4'), records)), meet, createWriteStream(pad));
    const mb = (await stat(pad)).size / 1e6;
    const keurS = await keurAlleen(pad);
    const uit = await new Promise<{ uitkomst: string; klopt: boolean; toetsMs: number; vertaalMs: number; piekMb: number }>((klaar, mis) => {
      const kind = spawn(process.execPath, ['--max-old-space-size=256', path.join(WORTEL, 'scripts/chaos/aw319-groot.ts'), '--proef', pad, hash.digest('hex'), String(records)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let tekst = '';
      kind.stdout.on('data', (d: Buffer) => {
        tekst += d.toString();
      });
      kind.on('exit', (code) => (code === 0 ? klaar(JSON.parse(tekst)) : mis(new Error(`de proef eindigde met ${code}`))));
    });
    if (uit.uitkomst !== 'geldig' || !uit.klopt) throw new Error(`de proef klopt niet: ${JSON.stringify(uit)}`);
    return { records, mb, keurMbs: mb / keurS, toetsMbs: (1000 * mb) / uit.toetsMs, vertaalMbs: (1000 * mb) / uit.vertaalMs, piekMb: uit.piekMb };
  } finally {
    ruimOp(map);
  }
}

if (import.meta.main) console.log(process.argv[2] === 'aw319' ? await meetAw319(Number(process.argv[3] ?? 100_000)) : await meetGeheugen(Number(process.argv[2] ?? 3_000)));
