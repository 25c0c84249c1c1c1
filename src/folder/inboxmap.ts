// The watched folder: a file put in `<data>/inbox/` is handed to the intake and ends in `verwerkt/` or `geweigerd/` with a report beside it.
// Senders write `*.tmp` and rename; `*.tmp` is never read. A file is first taken aside (`bezig/`, one rename), so that what is moved at the
// end is what was read; a crash in between leaves it in `bezig/`, where the next start finds it, and the intake knows it as a repeat.
// Files go one at a time, oldest first: the order in which they were put there is the order in which they are accepted.
import { createReadStream, type ReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Intake, Uitkomst } from '../intake/port.ts';
import type { Metrics } from '../metrics/port.ts';
import type { Geheugenbudget } from '../spool/budget.ts';
import { leesInhoud } from '../spool/lees.ts';
import { maakRapport } from './rapport.ts';

/** What the folder writes of itself: codes and ids, no names of files (a sender may put a person's number in one). */
export interface MapLog {
  info(velden: Readonly<Record<string, unknown>>, tekst: string): void;
  warn(velden: Readonly<Record<string, unknown>>, tekst: string): void;
}

export interface MapOpties {
  readonly dataMap: string;
  readonly intake: Intake;
  readonly metrics: Metrics;
  readonly budget: Geheugenbudget;
  readonly log: MapLog;
  readonly klok: () => Date;
  /** Between two looks at the folder, ms (default 500); null: only `ronde()` looks. */
  readonly tussenpoos?: number | null;
  /** First wait before a file that could not be checked or stored is tried again, ms; doubles up to a minute (default 1,000). */
  readonly opnieuwNa?: number;
}

export interface Inboxmap {
  /** One look at the folder, after the one that may be under way; resolves when every file in it had its turn. */
  ronde(): Promise<void>;
  /** Ends after the file under way. */
  close(): Promise<void>;
}

const LANGSTE_WACHT = 60_000;

interface Wacht {
  readonly tot: number;
  readonly ms: number;
}

/** Makes the folders, picks up what a crash left, and starts to watch. */
export async function startInboxmap(opties: MapOpties): Promise<Inboxmap> {
  const mappen = new Mappen(opties.dataMap);
  await mappen.maak();
  const bewaker = new Bewaker(opties, mappen);
  bewaker.start();
  return bewaker;
}

class Mappen {
  readonly inbox: string;
  readonly bezig: string;
  readonly verwerkt: string;
  readonly geweigerd: string;
  readonly spool: string;

  constructor(data: string) {
    this.inbox = path.join(data, 'inbox');
    this.bezig = path.join(data, 'bezig');
    this.verwerkt = path.join(data, 'verwerkt');
    this.geweigerd = path.join(data, 'geweigerd');
    this.spool = path.join(data, 'spool');
  }

  async maak(): Promise<void> {
    for (const map of [this.inbox, this.bezig, this.verwerkt, this.geweigerd]) await mkdir(map, { recursive: true });
  }
}

class Bewaker implements Inboxmap {
  readonly #opties: MapOpties;
  readonly #mappen: Mappen;
  readonly #wacht = new Map<string, Wacht>();
  #wekker: NodeJS.Timeout | null = null;
  #ronde: Promise<void> = Promise.resolve();
  #dicht = false;

  constructor(opties: MapOpties, mappen: Mappen) {
    this.#opties = opties;
    this.#mappen = mappen;
  }

  start(): void {
    const tussenpoos = this.#opties.tussenpoos === undefined ? 500 : this.#opties.tussenpoos;
    if (tussenpoos === null) return;
    const loop = async (): Promise<void> => {
      await this.ronde().catch((fout: unknown) => this.#opties.log.warn({ oorzaak: codeVan(fout) }, 'inbox niet gelezen'));
      if (!this.#dicht) this.#wekker = setTimeout(() => void loop(), tussenpoos);
    };
    this.#wekker = setTimeout(() => void loop(), 0);
  }

  ronde(): Promise<void> {
    this.#ronde = this.#ronde.catch(() => undefined).then(() => this.#doeRonde());
    return this.#ronde;
  }

  async close(): Promise<void> {
    this.#dicht = true;
    if (this.#wekker) clearTimeout(this.#wekker);
    await this.#ronde.catch(() => undefined);
  }

  async #doeRonde(): Promise<void> {
    const { inbox, bezig } = this.#mappen;
    // What stands in `bezig` came first: left by a crash, or waiting for a second try.
    for (const naam of await opVolgorde(bezig)) {
      if (this.#dicht) return;
      if ((this.#wacht.get(naam)?.tot ?? 0) <= performance.now()) await this.#verwerk(naam);
    }
    for (const naam of await opVolgorde(inbox)) {
      if (this.#dicht) return;
      const eigen = await vrijeNaam(bezig, naam);
      if (await this.#neemApart(path.join(inbox, naam), path.join(bezig, eigen))) await this.#verwerk(eigen);
    }
  }

  /** False: the sender took it back in the meantime, or the folders are on different disks (said, never copied). */
  async #neemApart(van: string, naar: string): Promise<boolean> {
    try {
      await rename(van, naar);
      return true;
    } catch (fout) {
      if (codeVan(fout) !== 'ENOENT') this.#opties.log.warn({ oorzaak: codeVan(fout) }, 'bestand niet op te pakken');
      return false;
    }
  }

  async #verwerk(naam: string): Promise<void> {
    const uitkomst = await this.#biedAan(path.join(this.#mappen.bezig, naam));
    if (uitkomst === null || uitkomst.soort === 'afgewezen') return this.#stelUit(naam, uitkomst?.code ?? 'KP_INTERN');
    this.#wacht.delete(naam);
    const doel = uitkomst.soort === 'aanvaard' ? this.#mappen.verwerkt : this.#mappen.geweigerd;
    const eind = await vrijeNaam(doel, naam);
    // The report first: whoever sees the file finds its report. A crash here: the file is offered again, and is a repeat.
    await schrijfHeel(path.join(doel, `${eind}.rapport.json`), `${JSON.stringify(maakRapport(naam, uitkomst, this.#opties.klok().toISOString()), null, 2)}\n`);
    await rename(path.join(this.#mappen.bezig, naam), path.join(doel, eind));
    this.#opties.log.info({ bericht: uitkomst.id, uitkomst: uitkomst.soort, ...(uitkomst.soort === 'geweigerd' ? { code: uitkomst.code } : {}) }, 'bestand verwerkt');
  }

  /** Null: it could not be read or the intake failed; nothing is decided about the file. */
  async #biedAan(pad: string): Promise<Uitkomst | null> {
    const { intake, metrics, budget, log } = this.#opties;
    let stroom: ReadStream | null = null;
    try {
      const { size } = await stat(pad);
      stroom = createReadStream(pad);
      const gelezen = await leesInhoud(stroom[Symbol.asyncIterator]() as AsyncIterator<Buffer>, {
        limieten: intake.limieten, spoolMap: this.#mappen.spool, budget, aangekondigd: size,
      });
      const begin = performance.now();
      let uitkomst: Uitkomst | null = null;
      try {
        uitkomst = await intake.receive({ kanaal: 'map', inhoud: gelezen.inhoud, beller: { soort: 'map' } });
      } finally {
        await gelezen.ruimOp(uitkomst !== null && ((uitkomst.soort === 'aanvaard' && !uitkomst.dubbel) || (uitkomst.soort === 'geweigerd' && uitkomst.id !== null)));
      }
      metrics.bericht('map', uitkomst, (performance.now() - begin) / 1000);
      return uitkomst;
    } catch (fout) {
      log.warn({ oorzaak: codeVan(fout) }, 'bestand niet aangeboden');
      return null;
    } finally {
      stroom?.destroy();
    }
  }

  /** The file stays in `bezig` and has its turn again later; the files behind it go on. */
  #stelUit(naam: string, code: string): void {
    const ms = Math.min(LANGSTE_WACHT, (this.#wacht.get(naam)?.ms ?? (this.#opties.opnieuwNa ?? 1_000) / 2) * 2);
    this.#wacht.set(naam, { ms, tot: performance.now() + ms });
    this.#opties.log.warn({ code, opnieuwOverMs: ms }, 'bestand uitgesteld');
  }
}

/** Whole files only, no links (they could point anywhere), not `*.tmp` and not hidden; oldest first, then by name. */
async function opVolgorde(map: string): Promise<string[]> {
  const rijen: { naam: string; tijd: number }[] = [];
  for (const naam of await readdir(map)) {
    if (naam.startsWith('.') || naam.toLowerCase().endsWith('.tmp')) continue;
    const s = await lstat(path.join(map, naam)).catch(() => null);
    if (s?.isFile()) rijen.push({ naam, tijd: s.mtimeMs });
  }
  return rijen.sort((a, b) => a.tijd - b.tijd || (a.naam < b.naam ? -1 : 1)).map((r) => r.naam);
}

/** `naam`, or `naam` with a number before its extension where that name is taken: nothing is ever overwritten. */
async function vrijeNaam(map: string, naam: string): Promise<string> {
  const { name, ext } = path.parse(naam);
  for (let n = 1; ; n += 1) {
    const kandidaat = n === 1 ? naam : `${name}~${n}${ext}`;
    if (!(await lstat(path.join(map, kandidaat)).catch(() => null))) return kandidaat;
  }
}

async function schrijfHeel(pad: string, tekst: string): Promise<void> {
  const half = `${pad}.tmp`;
  const h = await open(half, 'w', 0o600);
  try {
    await h.writeFile(tekst);
    await h.sync();
  } finally {
    await h.close();
  }
  await rename(half, pad);
}

function codeVan(fout: unknown): string {
  return typeof fout === 'object' && fout !== null && 'code' in fout ? String(fout.code) : 'onbekend';
}
