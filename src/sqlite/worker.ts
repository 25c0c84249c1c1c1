// The thread behind `openSqlite`: holds one connection, writing or reading, and answers requests in order of arrival.
// Writing: group commit. Reading: one snapshot per request. Never decides anything: what a request does is in its room.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { voerGroepUit, type Taak } from './groep.ts';
import { SqliteFout, type Kamer } from './kamer.ts';
import { migreer } from './migratie.ts';
import type { Antwoord, Bericht, Start } from './protocol.ts';
import type { Stappen } from './stap.ts';
import { Verbinding } from './verbinding.ts';

if (!parentPort) throw new Error('worker.ts draait alleen in een thread');
const poort = parentPort;
const { dataDir, soort } = workerData as Start;
// The reader opens at its first request: by then the writer has made and migrated the file, and both threads could start side by side.
let geopend = soort === 'schrijf' ? new Verbinding(dataDir, false) : null;
const kamers = new Map<string, Kamer>();
const wachtrij: Bericht[] = [];
let bezig = false;

function verbinding(): Verbinding {
  geopend ??= new Verbinding(dataDir, true);
  return geopend;
}

function antwoord(a: Antwoord): void {
  poort.postMessage(a);
}

function mislukt(id: number, e: unknown): void {
  const { code, message } = e instanceof SqliteFout ? e : verbinding().fout(e);
  antwoord({ id, fout: { code, message } });
}

function stappenVan(b: Bericht & { soort: 'verzoek' }): Stappen<unknown> {
  const verzoek = kamers.get(b.kamer)?.[soort][b.naam];
  if (!verzoek) throw new SqliteFout('intern', `onbekend verzoek ${b.kamer}.${b.naam}`);
  return verzoek(b.args as never);
}

/** The next request, as long as it is one; anything else ends the group. */
function volgendeTaak(): Taak | undefined {
  haalBinnen();
  const b = wachtrij[0];
  if (b?.soort !== 'verzoek') return undefined;
  wachtrij.shift();
  return {
    stappen: () => stappenVan(b),
    klaar: (waarde) => antwoord({ id: b.id, waarde }),
    mislukt: (fout) => mislukt(b.id, fout),
  };
}

function haalBinnen(): void {
  for (;;) {
    const m = receiveMessageOnPort(poort) as { message: Bericht } | undefined;
    if (!m) return;
    wachtrij.push(m.message);
  }
}

async function laad(b: Bericht & { soort: 'kamer' }): Promise<void> {
  const { kamer } = (await import(b.url)) as { kamer: Kamer };
  if (soort === 'schrijf') migreer(verbinding().db, kamer);
  kamers.set(kamer.naam, kamer);
  antwoord({ id: b.id, waarde: kamer.naam });
}

async function verwerk(): Promise<void> {
  if (bezig) return;
  bezig = true;
  try {
    for (let b = wachtrij[0]; b; b = wachtrij[0]) {
      if (b.soort === 'kamer') {
        wachtrij.shift();
        const { id } = b;
        await laad(b).catch((e: unknown) => mislukt(id, e));
      } else if (b.soort === 'sluit') {
        wachtrij.shift();
        geopend?.close();
        antwoord({ id: b.id, waarde: null });
      } else if (soort === 'schrijf') {
        voerGroepUit(verbinding(), volgendeTaak);
      } else {
        wachtrij.shift();
        try {
          antwoord({ id: b.id, waarde: verbinding().lees(stappenVan(b)) });
        } catch (e) {
          mislukt(b.id, e);
        }
      }
      haalBinnen();
    }
  } finally {
    bezig = false;
  }
}

poort.on('message', (b: Bericht) => {
  wachtrij.push(b);
  void verwerk();
});
antwoord({ id: 0, waarde: null });
