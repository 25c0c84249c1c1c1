// First half of the way in: bytes → recognised message with its head, or what is wrong. No store, no clock: the same for `check` and for the hub.
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import type { RecordAdapter, RecordBron, XmlAdapter, XmlLezing, Omgeving, BerichtSoort, Kop } from '../sdk/adapter.ts';
import { FOUTEN, type FoutCode } from '../sdk/errors.ts';
import { kind, type XmlBron } from '../sdk/bron.ts';
import type { Melding } from '../sdk/melding.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { leesXml } from '../xml/lezer.ts';
import { hashVanBoom, sha256 } from './inhoudshash.ts';
import type { Gevonden, Register } from './register.ts';
import type { Herkend, Inhoud } from './port.ts';

export interface GelezenXml {
  readonly soort: 'xml';
  readonly herkend: Herkend;
  readonly gevonden: Gevonden<XmlAdapter>;
  readonly lezing: XmlLezing;
  /** null when the head could not be read before the schema check. */
  readonly kop: Kop | null;
  readonly inhoudshash: string;
}

export interface GelezenRecords {
  readonly soort: 'records';
  readonly herkend: Herkend;
  readonly gevonden: Gevonden<RecordAdapter>;
  readonly bron: RecordBron;
  readonly inhoudshash: string;
}

/** What stops a message. `uitkomst` as `knooppunt check` reports it. */
export interface Leesfout {
  readonly soort: 'fout';
  readonly herkend: Herkend;
  readonly code: FoutCode;
  readonly uitkomst: 'ongeldig' | 'niet-gecontroleerd';
  readonly meldingen: readonly Melding[];
  /** What could be read all the same (for the standard's own fault). */
  readonly lezing: XmlLezing | null;
}

export const ONBEKEND: Herkend = { standaard: null, berichttype: null, versie: null };

export const herkendVan = (s: BerichtSoort): Herkend => ({ standaard: s.standaard, berichttype: s.berichttype, versie: s.versie });

const fout = (code: FoutCode, uitkomst: Leesfout['uitkomst'], melding: Partial<Melding> = {}, herkend: Herkend = ONBEKEND): Leesfout => ({
  soort: 'fout',
  herkend,
  code,
  uitkomst,
  meldingen: [{ code, regel: 1, pad: '/', tekst: FOUTEN[code].titel, ...melding }],
  lezing: null,
});

/** The first bytes, for sniffing. */
export function begin(inhoud: Inhoud): Buffer {
  if (inhoud.soort === 'geheugen') return inhoud.bytes.subarray(0, 4096);
  const b = Buffer.alloc(4096);
  const fd = openSync(inhoud.pad, 'r');
  try {
    return b.subarray(0, readSync(fd, b, 0, b.length, 0));
  } finally {
    closeSync(fd);
  }
}

/** True when the first non-blank byte (after a byte order mark, in one- or two-byte text) is `<`. */
export function lijktXml(kop: Uint8Array): boolean {
  for (const b of kop) {
    if (b === 0x3c) return true;
    if (b === 0xef || b === 0xbb || b === 0xbf || b === 0xff || b === 0xfe || b === 0 || b === 0x20 || b === 0x09 || b === 0x0a || b === 0x0d) continue;
    return false;
  }
  return false;
}

function recordBron(inhoud: Inhoud): RecordBron {
  if (inhoud.soort === 'geheugen') {
    const { bytes } = inhoud;
    return {
      omvang: bytes.length,
      async *stroom() {
        yield bytes;
      },
    };
  }
  const { pad, omvang } = inhoud;
  return { omvang, stroom: () => createReadStream(pad, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer> };
}

/** Recognises and reads. Pure but for reading a spooled file. */
export function lees(inhoud: Inhoud, omgeving: Omgeving, register: Register, limieten: XmlLimieten): GelezenXml | GelezenRecords | Leesfout {
  const omvang = inhoud.soort === 'geheugen' ? inhoud.bytes.length : inhoud.omvang;
  if (omvang === 0) return fout('KP_LEEG', 'niet-gecontroleerd');
  const kop = begin(inhoud);
  return lijktXml(kop) ? leesXmlBericht(inhoud, omgeving, register, limieten) : leesRecordBericht(inhoud, kop, register);
}

function leesRecordBericht(inhoud: Inhoud, kop: Buffer, register: Register): GelezenRecords | Leesfout {
  const m = /^01([0-9]{3})([0-9]{2})([0-9]{2})/.exec(kop.subarray(0, 9).toString('latin1'));
  if (!m) return fout('KP_NIET_HERKEND', 'niet-gecontroleerd');
  const gevonden = register.ei(m[1]!, m[2]!, m[3]!);
  if (!gevonden) {
    // An EI head is there, so the sender meant a record message: the place of what we do not know is the field that says it.
    return register.kentEi(m[1]!)
      ? fout('KP_RECORD', 'ongeldig', { pad: 'record[1]/0103', tekst: 'deze versie van de berichtstandaard wordt niet ondersteund' })
      : fout('KP_RECORD', 'ongeldig', { pad: 'record[1]/0102', tekst: 'deze EI-berichtcode hoort bij geen ondersteunde standaard' });
  }
  return {
    soort: 'records',
    herkend: herkendVan(gevonden.soort),
    gevonden,
    bron: recordBron(inhoud),
    inhoudshash: inhoud.soort === 'geheugen' ? sha256(inhoud.bytes) : inhoud.sha256,
  };
}

function leesXmlBericht(inhoud: Inhoud, omgeving: Omgeving, register: Register, limieten: XmlLimieten): GelezenXml | Leesfout {
  const bytes = inhoud.soort === 'geheugen' ? inhoud.bytes : readFileSync(inhoud.pad);
  const r = leesXml(bytes, limieten);
  if (r.soort === 'ongeldig') return { soort: 'fout', herkend: ONBEKEND, code: r.code as FoutCode, uitkomst: 'ongeldig', meldingen: r.meldingen, lezing: null };
  const bron = foutInDetail(r.bron, register);
  const { wortel } = bron;
  const gevonden = register.xml(wortel.ns, wortel.naam);
  if (!gevonden) {
    const tekst = register.kentNamespace(wortel.ns) ? 'dit bericht van een bekende standaard wordt niet ondersteund' : FOUTEN.KP_NIET_HERKEND.titel;
    return fout('KP_NIET_HERKEND', 'niet-gecontroleerd', { regel: wortel.regel, pad: `/${wortel.naam}`, tekst });
  }
  const lezing: XmlLezing = { soort: gevonden.soort, bron, omgeving };
  return { soort: 'xml', herkend: herkendVan(gevonden.soort), gevonden, lezing, kop: leesKop(gevonden.adapter, lezing), inhoudshash: hashVanBoom(wortel) };
}

/** A SOAP fault whose detail is one known message (Fo02, FWI): that is the message. */
function foutInDetail(bron: XmlBron, register: Register): XmlBron {
  if (bron.soap === null || bron.wortel.naam !== 'Fault' || bron.wortel.ns !== bron.document.ns) return bron;
  const detail = kind(bron.wortel, 'detail') ?? kind(bron.wortel, 'Detail');
  const [eerste, tweede] = detail?.kinderen ?? [];
  return eerste && !tweede && register.xml(eerste.ns, eerste.naam) ? { ...bron, wortel: eerste } : bron;
}

/** The head, before the schema check: an adapter may stumble over what a schema would have refused. */
function leesKop(adapter: XmlAdapter, lezing: XmlLezing): Kop | null {
  try {
    return adapter.kop(lezing);
  } catch {
    return null;
  }
}

