// Takes in the bytes of one message, whatever their number: up to `limieten.geheugen` in memory, above it on disk (hashed on the way, fsynced).
// Never reads on after the limit of the kind is passed, and leaves no file behind when the sender gives up.
// Called by http and by the watched folder; the intake judges the bytes, this only holds them.
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, truncate, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Inhoud, Limieten } from '../intake/port.ts';
import type { Geheugenbudget } from './budget.ts';

/** What is kept of a message that is too large: enough to see what it was. Bytes. */
const KOP_VAN_TE_GROOT = 64 * 1024;
/** White space, byte order marks and the zero bytes of UTF-16: what may stand before the first character that counts. */
const BLANCO = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);
const KLEINER_DAN = 0x3c;

/** `afgebroken`: the sender gave up. `traag`: no byte within the time. `vol`: no room on disk. `schijf`: the disk failed. Nothing was kept. */
export type LeesFoutCode = 'afgebroken' | 'traag' | 'vol' | 'schijf';

export class LeesFout extends Error {
  readonly code: LeesFoutCode;
  constructor(code: LeesFoutCode) {
    super(code);
    this.code = code;
  }
}

export interface LeesOpties {
  readonly limieten: Limieten;
  /** Folder on the same file system as the data; made when it is not there. */
  readonly spoolMap: string;
  readonly budget: Geheugenbudget;
  /** Bytes announced (Content-Length, file size): a message that says it is too large is not read to its end. */
  readonly aangekondigd?: number;
  /** Longest silence between two chunks, ms. Absent: waits for ever (files). */
  readonly stilte?: number;
  /** Longest time for the whole, ms. */
  readonly totaal?: number;
}

export interface Gelezen {
  readonly inhoud: Inhoud;
  /** Bytes seen; for a message that is too large: at least the limit + 1. */
  readonly omvang: number;
  /** The limit was passed: `inhoud` is a spool file with only the beginning, its `omvang` tells the intake why. */
  readonly teGroot: boolean;
  /** Gives memory back, and removes the spool file unless `bewaren` (the store now points at it). Never throws. */
  ruimOp(bewaren: boolean): Promise<void>;
}

/**
 * Reads a message to its end or its limit.
 * @throws LeesFout when it could not be read or kept; no file stays behind.
 */
export async function leesInhoud(bron: AsyncIterator<Buffer>, opties: LeesOpties): Promise<Gelezen> {
  const lezing = new Lezing(opties);
  try {
    return await lezing.lees(bron);
  } catch (fout) {
    await lezing.laatVallen();
    if (fout instanceof LeesFout) throw fout;
    throw new LeesFout(vanSchijf(fout));
  }
}

class Lezing {
  readonly #opties: LeesOpties;
  readonly #maximum: number;
  #delen: Buffer[] = [];
  #genomen = 0;
  #omvang = 0;
  #limiet: number | null = null;
  #bestand: FileHandle | null = null;
  #pad: string | null = null;
  #hash: Hash | null = null;

  constructor(opties: LeesOpties) {
    this.#opties = opties;
    this.#maximum = Math.max(opties.limieten.xml, opties.limieten.records);
  }

  async lees(bron: AsyncIterator<Buffer>): Promise<Gelezen> {
    const { aangekondigd, stilte, totaal } = this.#opties;
    const eind = totaal === undefined ? null : performance.now() + totaal;
    for (;;) {
      const rest = eind === null ? undefined : Math.max(0, eind - performance.now());
      const volgende = await metTijd(bron.next(), minimum(stilte, rest)).catch((fout: unknown) => { throw fout instanceof LeesFout ? fout : new LeesFout(vanBron(fout)); });
      if (volgende.done) break;
      const deel = volgende.value;
      this.#omvang += deel.length;
      this.#limiet ??= this.#kiesLimiet(deel);
      const limiet = this.#limiet ?? this.#maximum;
      await this.#voegToe(deel);
      if (this.#omvang > limiet || (aangekondigd !== undefined && aangekondigd > limiet)) return this.#teGroot(aangekondigd ?? 0);
    }
    return this.#bestand ? this.#klaarOpSchijf() : this.#klaarInGeheugen();
  }

  /** Closes and removes what was written, gives the memory back. */
  async laatVallen(): Promise<void> {
    this.#opties.budget.geef(this.#genomen);
    this.#genomen = 0;
    this.#delen = [];
    await this.#bestand?.close().catch(() => undefined);
    this.#bestand = null;
    if (this.#pad) await unlink(this.#pad).catch(() => undefined);
  }

  #kiesLimiet(deel: Buffer): number | null {
    for (const byte of deel) if (!BLANCO.has(byte)) return byte === KLEINER_DAN ? this.#opties.limieten.xml : this.#opties.limieten.records;
    return null;
  }

  async #voegToe(deel: Buffer): Promise<void> {
    if (this.#bestand) return this.#schrijf(deel);
    if (this.#omvang <= this.#opties.limieten.geheugen && this.#opties.budget.neem(deel.length)) {
      this.#genomen += deel.length;
      this.#delen.push(deel);
      return;
    }
    await this.#naarSchijf();
    await this.#schrijf(deel);
  }

  async #naarSchijf(): Promise<void> {
    const { spoolMap } = this.#opties;
    await mkdir(spoolMap, { recursive: true });
    this.#pad = path.join(spoolMap, `${randomUUID()}.tmp`);
    this.#bestand = await open(this.#pad, 'wx', 0o600);
    this.#hash = createHash('sha256');
    for (const deel of this.#delen) await this.#schrijf(deel);
    this.#delen = [];
    this.#opties.budget.geef(this.#genomen);
    this.#genomen = 0;
  }

  async #schrijf(deel: Buffer): Promise<void> {
    this.#hash!.update(deel);
    // write(2) may take less than it is given (a disk that fills up): writeFile on a handle loops until all is there.
    await this.#bestand!.writeFile(deel);
  }

  async #klaarInGeheugen(): Promise<Gelezen> {
    const bytes = this.#delen.length === 1 ? this.#delen[0]! : Buffer.concat(this.#delen);
    this.#delen = [];
    return {
      inhoud: { soort: 'geheugen', bytes },
      omvang: bytes.length,
      teGroot: false,
      ruimOp: async () => {
        this.#opties.budget.geef(this.#genomen);
        this.#genomen = 0;
      },
    };
  }

  async #klaarOpSchijf(): Promise<Gelezen> {
    await this.#bestand!.sync();
    return this.#sluit(this.#omvang, false);
  }

  async #teGroot(aangekondigd: number): Promise<Gelezen> {
    if (!this.#bestand) await this.#naarSchijf();
    await truncate(this.#pad!, Math.min(this.#omvang, KOP_VAN_TE_GROOT));
    return this.#sluit(Math.max(this.#omvang, aangekondigd), true);
  }

  async #sluit(omvang: number, teGroot: boolean): Promise<Gelezen> {
    await this.#bestand!.close();
    this.#bestand = null;
    // `.tmp` is what a crash left half done and is swept at start; only a whole file gets its own name.
    const pad = this.#pad!.replace(/\.tmp$/, '.bericht');
    await rename(this.#pad!, pad);
    this.#pad = pad;
    if (!teGroot) await syncMap(this.#opties.spoolMap);
    return {
      inhoud: { soort: 'spool', pad, omvang, sha256: this.#hash!.digest('hex') },
      omvang,
      teGroot,
      ruimOp: async (bewaren) => {
        if (!bewaren) await unlink(pad).catch(() => undefined);
      },
    };
  }
}

/** A file's name is on disk only when its folder is (G1: the claim check must outlive a power cut). */
async function syncMap(map: string): Promise<void> {
  const h = await open(map, 'r');
  try {
    await h.sync();
  } finally {
    await h.close();
  }
}

function minimum(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

async function metTijd<T>(belofte: Promise<T>, ms: number | undefined): Promise<T> {
  if (ms === undefined) return belofte;
  // The chunk may still fail after we stopped waiting: that failure is nobody's any more.
  belofte.catch(() => undefined);
  let wekker: NodeJS.Timeout | undefined;
  const teLaat = new Promise<never>((_, faal) => {
    wekker = setTimeout(() => faal(new LeesFout('traag')), ms);
  });
  try {
    return await Promise.race([belofte, teLaat]);
  } finally {
    clearTimeout(wekker);
  }
}

/** `code` and `syscall` of an error of node, whatever realm made it. */
function kenmerk(fout: unknown): { readonly code?: unknown; readonly syscall?: unknown } {
  return typeof fout === 'object' && fout !== null ? fout : {};
}

/** The source failed: a file that cannot be read, else a sender that left. */
function vanBron(fout: unknown): LeesFoutCode {
  const { code, syscall } = kenmerk(fout);
  return syscall === 'read' && code !== 'ECONNRESET' ? 'schijf' : 'afgebroken';
}

function vanSchijf(fout: unknown): LeesFoutCode {
  const { code } = kenmerk(fout);
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'vol' : 'schijf';
}
