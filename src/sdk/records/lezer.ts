// Streaming record reader: bytes in, records out, in flat memory whatever the length of the file.
// A record is a view on the bytes that came in: nothing is decoded until a field is asked for, so these bytes must not be overwritten.
// The reader judges nothing: it reports length and line ending as they are; toets.ts says what is wrong with them.

/** How a record ended; only `crlf` is right, `geen` is the end of the file without a line ending. */
export type Scheiding = 'crlf' | 'lf' | 'geen';

const LF = 0x0a;
const CR = 0x0d;
/** Bytes of an unfinished line that are kept; what follows is counted and dropped, so that a file without line endings costs no memory. */
const MEEST_BEWAARD = 8192;
const TYPEN: readonly string[] = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));

/** Where a field lies; positions from 1. */
export interface Plaats {
  readonly begin: number;
  readonly lengte: number;
}

/** One record as received. */
export class RecordRegel {
  /** Line, from 1. */
  readonly regel: number;
  /** Record number, from 1; an empty line is a line but not a record. */
  readonly nummer: number;
  /** Offset of the first byte in the file. */
  readonly offset: number;
  /** The bytes it lies in, from `begin`. */
  readonly bytes: Buffer;
  readonly begin: number;
  /** Length in bytes without the line ending; more than `bytes` holds for a line longer than 8 KB. */
  readonly lengte: number;
  readonly scheiding: Scheiding;
  /** The whole line as text, made when the first field is asked: one crossing into the buffer for all fields. */
  #heel: string | null = null;

  constructor(regel: number, nummer: number, offset: number, bytes: Buffer, begin: number, lengte: number, scheiding: Scheiding) {
    this.regel = regel;
    this.nummer = nummer;
    this.offset = offset;
    this.bytes = bytes;
    this.begin = begin;
    this.lengte = lengte;
    this.scheiding = scheiding;
  }

  /** Record type: the first two positions; empty text where these are no digits. */
  get type(): string {
    if (this.lengte < 2) return '';
    const a = this.bytes[this.begin]! - 0x30;
    const b = this.bytes[this.begin + 1]! - 0x30;
    return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? TYPEN[a * 10 + b]! : '';
  }

  /** Latin-1 text of a place in the record, padding included; cut off where the record ends. */
  tekst(plaats: Plaats): string {
    this.#heel ??= this.bytes.toString('latin1', this.begin, Math.min(this.begin + this.lengte, this.bytes.length));
    return this.#heel.slice(plaats.begin - 1, plaats.begin - 1 + plaats.lengte);
  }
}

/** Memory between two chunks: the unfinished line, at most 8 KB of it. */
export class RecordLezer {
  readonly #neem: (record: RecordRegel) => void;
  readonly #legeRegel: (regel: number) => void;
  #rest: Buffer | null = null;
  #weg = 0;
  #regel = 1;
  #nummer = 1;
  #offset = 0;

  /** @param neem takes each record, in order. @param legeRegel takes the line number of a line ending with nothing before it. */
  constructor(neem: (record: RecordRegel) => void, legeRegel: (regel: number) => void = () => {}) {
    this.#neem = neem;
    this.#legeRegel = legeRegel;
  }

  /** The next bytes of the file; records point into them. */
  voer(stuk: Buffer): void {
    let pos = 0;
    if (this.#rest) {
      const lf = stuk.indexOf(LF);
      const eerste = lf < 0 ? stuk : stuk.subarray(0, lf + 1);
      if (lf < 0) {
        this.#bewaar(this.#rest, eerste);
        return;
      }
      const ruimte = Math.max(0, MEEST_BEWAARD - this.#rest.length);
      // The end is always kept whole enough to see the CR before the LF.
      const kop = eerste.length > ruimte + 2 ? Buffer.concat([this.#rest, eerste.subarray(0, ruimte), eerste.subarray(-2)]) : Buffer.concat([this.#rest, eerste]);
      this.#weg += this.#rest.length + eerste.length - kop.length;
      this.#rest = null;
      this.#geef(kop, 0, kop.length - 1);
      pos = lf + 1;
    }
    for (;;) {
      const lf = stuk.indexOf(LF, pos);
      if (lf < 0) break;
      this.#geef(stuk, pos, lf);
      pos = lf + 1;
    }
    if (pos < stuk.length) this.#bewaar(EMPTY, stuk.subarray(pos));
  }

  /** End of the file: what is left is a record without line ending. */
  einde(): void {
    const rest = this.#rest;
    this.#rest = null;
    if (rest) this.#neem(new RecordRegel(this.#regel, this.#nummer, this.#offset, rest, 0, rest.length + this.#weg, 'geen'));
  }

  #geef(stuk: Buffer, van: number, lf: number): void {
    const crlf = lf > van && stuk[lf - 1] === CR;
    const lengte = (crlf ? lf - 1 : lf) - van + this.#weg;
    if (lengte === 0) this.#legeRegel(this.#regel);
    else this.#neem(new RecordRegel(this.#regel, this.#nummer++, this.#offset, stuk, van, lengte, crlf ? 'crlf' : 'lf'));
    this.#regel++;
    this.#offset += lf + 1 - van + this.#weg;
    this.#weg = 0;
  }

  /** Copies, because the chunk's memory may be large and lives as long as a view on it does. */
  #bewaar(rest: Buffer, erbij: Buffer): void {
    const ruimte = Math.max(0, MEEST_BEWAARD - rest.length);
    // The last byte may be the CR of a CRLF cut in two: of an overlong line, the newest byte takes the place of the last one kept.
    const samen = Buffer.concat([rest, erbij.subarray(0, ruimte)]);
    if (erbij.length > ruimte) samen[samen.length - 1] = erbij[erbij.length - 1]!;
    this.#weg += rest.length + erbij.length - samen.length;
    this.#rest = samen;
  }
}

const EMPTY = Buffer.alloc(0);

/** Anything that gives bytes: a buffer, or a stream of buffers (`fs.createReadStream`, a request). */
export type ByteBron = Buffer | AsyncIterable<Buffer> | Iterable<Buffer>;

/**
 * The records of a source, in batches of one chunk: the fast way to read (`for await (const blok of …) for (const r of blok)`).
 * @throws what the stream throws.
 */
export async function* leesRecordBlokken(bron: ByteBron): AsyncGenerator<RecordRegel[]> {
  let blok: RecordRegel[] = [];
  const lezer = new RecordLezer((r) => blok.push(r));
  for await (const stuk of Buffer.isBuffer(bron) ? inStukken(bron) : bron) {
    lezer.voer(stuk);
    if (blok.length > 0) yield blok;
    blok = [];
  }
  lezer.einde();
  if (blok.length > 0) yield blok;
}

/** A large buffer in pieces of 1 MB, so that the records of one batch stay few. */
export function* inStukken(bytes: Buffer, stap = 1 << 20): Generator<Buffer> {
  for (let i = 0; i < bytes.length; i += stap) yield bytes.subarray(i, i + stap);
}

/** The records of a source, one by one. */
export async function* leesRecords(bron: ByteBron): AsyncGenerator<RecordRegel> {
  for await (const blok of leesRecordBlokken(bron)) yield* blok;
}
