// A codec turns a source value into a canonical one and back. It never guesses: what it cannot read it refuses with a Dutch cause, without the value.
import type { BronKnoop } from './bron.ts';

/** Thrown by a codec; the mapping engine makes it a finding at the right place. */
export class CodecFout extends Error {}

/** Read as: there is no value, and the source says why. The engine writes `ontbreekt.<attribute>` on the object that would have held it. */
export class Ontbrekend {
  readonly reden: 'geenWaarde' | 'waardeOnbekend' | 'nietGeautoriseerd' | 'nietOndersteund' | 'vastgesteldOnbekend';
  constructor(reden: Ontbrekend['reden']) {
    this.reden = reden;
  }
}

/** Side products of decoding: binaries that leave the message as claim checks. */
export interface CodecOmgeving {
  /** Registers a document; returns its claim check. */
  document(bytes: Buffer, mediatype: string): { readonly sha256: string; readonly bytes: number; readonly mediatype: string };
}

/** What encoding may fetch: the content behind a claim check. */
export interface SchrijfOmgeving {
  /** Bytes by their SHA-256; null where they are not at hand: then the message cannot be written. */
  document(sha256: string): Uint8Array | null;
}

interface Gemeen {
  /** Name as mapping tables write it. */
  readonly naam: string;
  /** Dutch, one line, for the reference. */
  readonly uitleg: string;
}

/** Text in, canonical value out; `undefined` = no value. */
export interface TekstCodec extends Gemeen {
  readonly soort: 'tekst';
  lees(tekst: string, om: CodecOmgeving): unknown;
  schrijf(waarde: unknown, om?: SchrijfOmgeving): string | undefined;
  /** Other texts that say the same: the first that the profile allows at the place is written when it does not allow that of `schrijf`. */
  anders?(waarde: unknown): readonly string[];
}

/** Several source paths make one value (`bron: [a, b]`). */
export interface TekstenCodec extends Gemeen {
  readonly soort: 'teksten';
  lees(teksten: readonly (string | undefined)[], om: CodecOmgeving): unknown;
  schrijf(waarde: unknown): readonly (string | undefined)[];
}

/** One source node with its attributes or children makes one value; `leest` names the children it reads (coverage). */
export interface KnoopCodec extends Gemeen {
  readonly soort: 'knoop';
  readonly leest: readonly string[];
  lees(knoop: BronKnoop, om: CodecOmgeving): unknown;
  /** Children and attributes (`@naam`) by relative path; '' is the node's own text. An `Ontbrekend` comes back where the codec reads one. */
  schrijf(waarde: unknown, om?: SchrijfOmgeving): Readonly<Record<string, string>> | undefined;
}

export type Codec = TekstCodec | TekstenCodec | KnoopCodec;
