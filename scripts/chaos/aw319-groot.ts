// S13: an AW319 of 1,000,000 records (or as many as asked) through check and translation, with the heap capped at 256 MB.
// Holds that memory stays flat, that every prestatie comes out once and that the parts add up to the total; a cent too much at the end refuses all.
// `node bin/knooppunt-script chaos/aw319-groot.ts [records]`; prints one JSON object, exit 1 where something does not hold.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { lees } from '../../src/intake/lezen.ts';
import { toetsRecords, vertaalRecords } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { genereerAw319, leesAwLayOut } from '../../test/adapters/aw319/maker.ts';

const HEAP_MB = 256;
/** Record messages have no limits of XML. */
const GEEN = { bytes: 0, diepte: 0, elementen: 0, attributen: 0, tekst: 0 } as never;

async function proef(pad: string, sha256: string, records: number): Promise<void> {
  let piek = 0;
  const meter = setInterval(() => {
    piek = Math.max(piek, process.memoryUsage().rss);
  }, 100);
  const bank = await maakWerkbank({ adapters: ['aw319'] });
  const bericht = lees({ soort: 'spool', pad, omvang: (await stat(pad)).size, sha256 }, { kanaal: 'rest' }, bank.register, GEEN);
  if (bericht.soort !== 'records') throw new Error('niet herkend');
  const t0 = performance.now();
  const uit = await toetsRecords(bericht, bank);
  const toetsMs = Math.round(performance.now() - t0);
  if (uit.uitkomst !== 'geldig' || !uit.records || !uit.kop) {
    clearInterval(meter);
    return meld({ records, uitkomst: uit.uitkomst, meldingen: uit.meldingen.slice(0, 3), toetsMs, piekMb: Math.round(piek / 1e6) });
  }
  const t1 = performance.now();
  let delen = 0;
  let prestaties = 0;
  let saldo = 0;
  let grootste = 0;
  let hoofd: Record<string, unknown> = {};
  for await (const e of vertaalRecords(bericht, uit.records, { berichtId: '01900000-0000-7000-8000-000000000319', sha256, adressering: uit.kop.adressering, kop: uit.kop }, bank)) {
    if (e.type !== 'declaratiedeel') {
      hoofd = e.data.declaratie as Record<string, unknown>;
      continue;
    }
    delen++;
    grootste = Math.max(grootste, Buffer.byteLength(JSON.stringify(e.data)));
    for (const p of (e.data.declaratiedeel as { prestaties: { bedrag: { centen: number } }[] }).prestaties) {
      prestaties++;
      saldo += p.bedrag.centen;
    }
  }
  clearInterval(meter);
  meld({
    records,
    uitkomst: 'geldig',
    toetsMs,
    vertaalMs: Math.round(performance.now() - t1),
    piekMb: Math.round(piek / 1e6),
    delen,
    grootsteDeel: grootste,
    klopt: delen === hoofd.delen && prestaties === hoofd.aantalPrestaties && saldo === (hoofd.totaal as { centen: number }).centen && grootste <= 65_536,
  });
}

function meld(uit: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(uit)}\n`);
}

/** Runs `proef` in a process of its own, so that the cap is on the check alone. */
function inEigenProces(argumenten: readonly string[]): Promise<Record<string, unknown>> {
  return new Promise((klaar, mis) => {
    const kind = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, import.meta.filename, '--proef', ...argumenten], { stdio: ['ignore', 'pipe', 'inherit'] });
    let tekst = '';
    kind.stdout.on('data', (d: Buffer) => {
      tekst += d.toString();
    });
    kind.on('exit', (code) => (code === 0 ? klaar(JSON.parse(tekst) as Record<string, unknown>) : mis(new Error(`proef eindigde met ${code}`))));
  });
}

async function alles(records: number): Promise<boolean> {
  const map = await mkdtemp(join(tmpdir(), 'knooppunt-aw319-'));
  const pad = join(map, 'groot.asc');
  try {
    const hash = createHash('sha256');
    const meet = new Transform({
      transform(stuk: Buffer, _enc, verder) {
        hash.update(stuk);
        verder(null, stuk);
      },
    });
    await pipeline(Readable.from(genereerAw319(leesAwLayOut('aw319-1.4'), records)), meet, createWriteStream(pad));
    const goed = await inEigenProces([pad, hash.digest('hex'), String(records)]);
    // A cent more in the total (9907, last position) of the closing record.
    const f = await open(pad, 'r+');
    const plek = (await f.stat()).size - 312 + 43;
    const cijfer = Buffer.alloc(1);
    await f.read(cijfer, 0, 1, plek);
    cijfer[0] = cijfer[0] === 0x39 ? 0x30 : cijfer[0]! + 1;
    await f.write(cijfer, 0, 1, plek);
    await f.close();
    const fout = await inEigenProces([pad, '0'.repeat(64), String(records)]);
    const geweigerd = fout.uitkomst === 'ongeldig' && JSON.stringify(fout.meldingen).includes(`record[${records}]/9907`);
    meld({ scenario: 'S13', heapMb: HEAP_MB, goed, centTeVeel: { ...fout, geweigerd } });
    return goed.klopt === true && geweigerd;
  } finally {
    await rm(map, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--proef') await proef(process.argv[3]!, process.argv[4]!, Number(process.argv[5]));
else process.exit((await alles(Number(process.argv[2] ?? 1_000_000))) ? 0 : 1);
