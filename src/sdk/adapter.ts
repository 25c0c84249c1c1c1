// What an adapter is: one folder, one declared spec, and a few pure functions about its own standard.
// The core does the rest: reading, limits, schema check, mapping, canonical check, repeats, storing. An adapter never touches network, files or clock.
import type { Adressering } from './adressering.ts';
import type { BronKnoop, XmlBron } from './bron.ts';
import type { Codec } from './codec.ts';
import type { FoutCode } from './errors.ts';
import type { Melding } from './melding.ts';
import type { PartijAanduiding } from './partij.ts';

/** How a message type behaves between systems. */
export type Verloop =
  /** Acknowledged at once, answered later or never (StUF Lk01, Di01; iStandaarden; EI). */
  | 'asynchroon'
  /** The sender waits for the answer itself (StUF Lv01, Lk02, Di02; SuwiML request). */
  | 'synchroon'
  /** An answer to a synchronous message (La01, Du02, SuwiML response, Bv02, Fo02). */
  | 'antwoord';

/** One message type of a standard in one version: a row of the support table. */
export interface BerichtSoort {
  /** As reported: stuf, ggk, suwiml, jzxml, aw319, iwmo, ijw, … */
  readonly standaard: string;
  /** As reported: 0310, v0200, jz0100, 1.4, 3.2 … */
  readonly versie: string;
  /** As reported: local name of the root; WMO301; AW319. */
  readonly berichttype: string;
  /** Dutch, for the support table. */
  readonly titel: string;
  readonly verloop: Verloop;
  /** How certain we are of the layout: `afgeleid` and `reconstructie` are marked in the support table. */
  readonly herkomst?: 'normatief' | 'afgeleid' | 'reconstructie';
  /** XML: namespace and local name of the business root. */
  readonly wortel?: { readonly namespace: string; readonly naam: string };
  /** Records: EI codes (0102) with version and subversion of the standard. */
  readonly ei?: { readonly codes: readonly string[]; readonly versie: string; readonly subversie: string };
  /** Profile (XSD entry file or record layout), relative to the spec's `schemas`. */
  readonly schema: string;
  /** Mapping table, relative to the spec's `mappings`; null only for envelopes whose payload is another message. */
  readonly mapping: string | null;
  /** berichttypen (of this adapter) of which one must come back to this message; absent: nothing must. */
  readonly antwoorden?: readonly string[];
  /** A receipt about any message sent before, which `Kop.kruissleutel` finds: one that confirms, or a fault, which takes the place of the answer. */
  readonly verwijst?: 'bevestiging' | 'fout';
}

/** The declared spec of an adapter. Documentation, the support table and dashboard labels are generated from it. */
export interface AdapterSpec {
  /** Folder name and id: lower case, no spaces. */
  readonly naam: string;
  /** Dutch title. */
  readonly titel: string;
  /** Version of the adapter itself. */
  readonly versie: string;
  readonly soort: 'xml' | 'records';
  /** StUF family: a refused reference stays bound to its content (other content is StUF016), and findings carry StUF codes. */
  readonly weigeringBindt?: boolean;
  /** Parties and references stand in the SOAP envelope, not in the message: whoever sends a message sets them. */
  readonly kopInEnvelop?: boolean;
  /** Folder of the profiles. */
  readonly schemas: URL;
  /** Folder of the mapping tables. */
  readonly mappings: URL;
  /** Namespace → prefix in messages that we write, as people of this standard know them. */
  readonly prefixen?: Readonly<Record<string, string>>;
  readonly berichten: readonly BerichtSoort[];
}

/** What stands around a message when an adapter is asked about it. */
export interface Omgeving {
  readonly kanaal: 'rest' | 'soap' | 'map' | 'payload' | 'antwoord' | 'hub';
  /** SOAP endpoint path after `/soap/`. */
  readonly endpoint?: string;
  readonly soapAction?: string;
  /** OINs stated by the caller (`?afzender=&ontvanger=`). */
  readonly opgegeven?: { readonly afzender?: string; readonly ontvanger?: string };
}

export interface XmlLezing {
  readonly soort: BerichtSoort;
  readonly bron: XmlBron;
  readonly omgeving: Omgeving;
}

/** The head of a message: what the core must know beside the canonical events. */
export interface Kop {
  readonly referentie?: string;
  readonly kruisreferentie?: string;
  /** Datum or Tijdstip in canonical form. */
  readonly verzondenOp?: string;
  readonly proef?: boolean;
  readonly adressering: Adressering;
  /**
   * Parts of the key of a repeat (reliability.md), without the standard's name: the core hashes them.
   * null: the standard gives no reference; the core falls back to content + sender + receiver (not over SOAP).
   */
  readonly herhaalsleutel: readonly string[] | null;
  /** For a type that `verwijst`: the `herhaalsleutel` of the message that it is about. */
  readonly kruissleutel?: readonly string[];
  /** A variant within one message type (creeerZaak, updateZaak …); mapping tables ask for it with `als: {variant: …}`. */
  readonly variant?: string;
  /** Findings in the head itself (addresses, references); any finding refuses the message. */
  readonly meldingen?: readonly Melding[];
}

/** The hub as sender of receipts and faults. */
export interface HubAdres {
  readonly oin: string;
  readonly organisatie: string;
  readonly applicatie: string;
  readonly administratie?: string;
}

/** A complete SOAP answer. */
export interface SoapAntwoord {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface AntwoordOmgeving {
  readonly hub: HubAdres;
  /** RFC 3339. */
  readonly nu: string;
  /** Fresh reference for our own message (UUID). */
  readonly referentie: string;
  readonly soap: '1.1' | '1.2';
}

export interface FoutInvoer extends AntwoordOmgeving {
  readonly code: FoutCode;
  /** First code first. */
  readonly meldingen: readonly Melding[];
  /** What could be read of the message; null when it could not be read at all. */
  readonly lezing: XmlLezing | null;
  readonly kop: Kop | null;
  readonly endpoint: string;
}

/** A business message on its way to a party's endpoint. */
export interface Vertrek {
  /** One element as XML text, every namespace that it uses declared on it. */
  readonly xml: string;
  readonly soort: BerichtSoort;
  /** A variant within the message type, which some standards tell by the SOAPAction alone. */
  readonly variant?: string;
  /** Our own name for the endpoint that it goes to (`stuf/beantwoordVraag`). */
  readonly endpoint: string;
  /** Where it goes: absolute URL. */
  readonly adres: string;
  readonly hub: HubAdres;
  /** In whose name the hub sends; null = its own. */
  readonly namens: PartijAanduiding | null;
  readonly naar: PartijAanduiding;
  /** Our own public address of that endpoint, where the hub has one. */
  readonly eigenAdres?: string;
  /** RFC 3339. */
  readonly nu: string;
  /** Fresh reference (UUID) for the transport: not the message's own. */
  readonly referentie: string;
}

/** A complete SOAP request. */
export interface SoapVerzoek {
  readonly contentType: string;
  /** Without quotes; empty where the standard has none. */
  readonly soapAction: string;
  readonly body: string;
}

/** The answer of a source, on its way back to whom asked. */
export interface Terugkeer extends AntwoordOmgeving {
  /** The question as it was received. */
  readonly vraag: XmlLezing;
  readonly kop: Kop;
  readonly endpoint: string;
  /** The answer's business message: one element as XML text; a fault of the standard (Fo02, FWI) too. */
  readonly xml: string;
  /** The same, read. */
  readonly wortel: BronKnoop;
  readonly soort: BerichtSoort;
  /** True when it came as a SOAP fault: it leaves as one. */
  readonly alsFout: boolean;
}

export interface SoapEndpoint {
  /** Path after `/soap/`. */
  readonly pad: string;
  readonly soort: 'asynchroon' | 'synchroon';
  /** berichttypen of this adapter that may come here; empty = all of its `soort`. */
  readonly berichten: readonly string[];
  /** Only roots of this namespace: services that name their messages alike. */
  readonly namespace?: string;
}

export interface SoapGedrag {
  readonly endpoints: readonly SoapEndpoint[];
  /** The standard's own receipt. `ontvanger`: `hub` when the message is addressed to us, `partij` when we are intermediary. */
  bevestig(lezing: XmlLezing, kop: Kop, om: AntwoordOmgeving & { readonly ontvanger: 'hub' | 'partij' }): SoapAntwoord;
  /** The standard's own fault. */
  fout(invoer: FoutInvoer): SoapAntwoord;
  /**
   * For a message whose head is right and whose body is not: the receipt at once, and the standard's own fault as a message of the hub for later.
   * null: there is no such way for this message (an answer itself, a head that is wrong too). `berichtReferentie`: fresh reference of that message.
   */
  laterFout?(invoer: FoutInvoer & { readonly berichtReferentie: string }): { readonly bevestiging: SoapAntwoord; readonly bericht: string } | null;
  /** How a message leaves to an endpoint: envelope, addressing, SOAPAction. Absent: this standard cannot be sent over SOAP. */
  verzend?(v: Vertrek): SoapVerzoek;
  /** What an answer to it refers to, where that is the transport's (WS-Addressing) and not the message's own reference. */
  vertrekReferentie?(v: Vertrek): string;
  /** How a source's answer goes back to whom asked. Absent: this standard has no synchronous pass-through. */
  keerTerug?(t: Terugkeer): SoapAntwoord;
  /**
   * Our own WSDL 1.1 for an endpoint; `adres` is the absolute URL of it, `schemas` the one (no slash at the end) below which the files of
   * `spec.schemas` can be fetched, for `schemaLocation`.
   */
  wsdl(endpoint: string, adres: string, schemas: string): string;
  /** True when an unknown addressee is refused over SOAP (StUF010). */
  readonly onbekendeOntvangerWeigeren: boolean;
}

/** About a message that the hub refused in its receiver's place. */
export interface AfkeurInvoer {
  readonly meldingen: readonly Melding[];
  /** RFC 3339. */
  readonly nu: string;
  /** Fresh reference (UUID) of the retour. */
  readonly referentie: string;
}

/**
 * The standard's technical refusal: an event that the core renders, or the bytes themselves. It says that the message could not be handled, and never
 * what the receiver thinks of it.
 */
export type TechnischeRetour = { readonly berichttype: string; readonly event: RecordEvent } | { readonly bytes: Buffer };

/** What stands around a message that is being written. */
export interface RenderOmgeving {
  readonly soort: BerichtSoort;
  /** RFC 3339: for a head that must say when, where the event does not. */
  readonly nu: string;
  /** Fresh reference, where the event has none. */
  readonly referentie: string;
}

/** A message that goes out in an envelope. */
export interface Lading extends RenderOmgeving {
  /** The message inside, as it was written and checked. */
  readonly bytes: Buffer;
  readonly inhoud: BerichtSoort;
  /** Data of its first event. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Reference of the envelope that it answers. */
  readonly kruisreferentie?: string;
}

export interface XmlAdapter {
  readonly spec: AdapterSpec & { readonly soort: 'xml' };
  /**
   * The head of a message that goes out, by source path from the root (`stuurgegevens/zender/organisatie` → text): what no row of the mapping writes.
   * A path that starts with two stars and a slash (one star: any element) is for every place of that kind where the profile requires something that nothing else fills.
   * @param data of the first event; where a row wrote already, the row holds.
   */
  render?(data: Readonly<Record<string, unknown>>, om: RenderOmgeving): Readonly<Record<string, string>>;
  /** Extra codecs of this standard, beside those of the SDK. */
  readonly codecs?: readonly Codec[];
  kop(lezing: XmlLezing): Kop;
  /** Rules of the standard that a schema cannot say. Called only on a message that its schema accepts. */
  controleer?(lezing: XmlLezing): readonly Melding[];
  /**
   * The other way: the envelope round a message; `soort` says which.
   * @throws CodecFout (Dutch, no values) when the envelope cannot be made from what is there
   */
  omhul?(lading: Lading): string;
  /** For envelopes: the business message inside. The core recognises and handles it with the adapter that knows it. */
  payload?(lezing: XmlLezing): { readonly bytes: Buffer; readonly pad: string } | { readonly meldingen: readonly Melding[] };
  /** Technical refusal of a forward message; null where the head does not say enough, or the message is none that is answered so. */
  technischeRetour?(lezing: XmlLezing, invoer: AfkeurInvoer): TechnischeRetour | null;
  readonly soap?: SoapGedrag;
}

// ---- fixed-width records ----

/** The bytes of a record file, readable more than once (memory or spool). */
export interface RecordBron {
  readonly omvang: number;
  stroom(): AsyncIterable<Buffer>;
}

/** A mapped event of a record message. */
export interface RecordEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** What the core lends to a record adapter. */
export interface RecordGereedschap {
  readonly soort: BerichtSoort;
  /** Bytes above which an event must be cut into parts (64 KB). */
  readonly maxDeel: number;
  /** Text of a file under the spec's `schemas`. */
  leesSchema(pad: string): string;
  /**
   * Maps a record tree with the table of this message type and gives the events named.
   * Throws nothing: findings come back.
   */
  vertaal(wortel: BronKnoop, eventtypen: readonly string[], variant?: string): { readonly events: readonly RecordEvent[]; readonly meldingen: readonly Melding[] };
}

/** Outcome of the first pass. */
export interface RecordToets {
  readonly meldingen: readonly Melding[];
  /** Findings beyond the kept ones. */
  readonly meer: number;
  /** null when the head record could not be read. */
  readonly kop: Kop | null;
  /** True when the message must be carried as head + claim check + parts. */
  readonly groot: boolean;
  /** Whatever the second pass needs of the first (totals, counts); opaque to the core, small. */
  readonly samenvatting: unknown;
}

/** What a record adapter needs to write a file. */
export interface RecordRenderOmgeving extends RenderOmgeving {
  /** Text of a file under the spec's `schemas`. */
  leesSchema(pad: string): string;
}

export interface RecordAdapter {
  readonly spec: AdapterSpec & { readonly soort: 'records' };
  readonly codecs?: readonly Codec[];
  /**
   * The file of a tree that the mapping table wrote: numbers, counts and totals added, fields laid out. May change the tree.
   * @throws CodecFout for a value that its field cannot hold.
   */
  render?(wortel: BronKnoop, om: RecordRenderOmgeving): Buffer;
  /** As for XML; `begin`: the first bytes of the file, at most 4096. */
  technischeRetour?(soort: BerichtSoort, begin: Buffer, invoer: AfkeurInvoer): TechnischeRetour | null;
  /** First pass: streams the file once, flat memory, all rules. Where it is `groot`, also every part is mapped once (through `vertaal`) so that nothing unmapped is accepted. */
  toets(bron: RecordBron, g: RecordGereedschap): Promise<RecordToets>;
  /** Second pass: the events. Large: the head event first, then the parts in order; must give the same on every call. */
  events(bron: RecordBron, toets: RecordToets, g: RecordGereedschap): AsyncIterable<RecordEvent>;
}

export type Adapter = XmlAdapter | RecordAdapter;

/** Identity function that type-checks an adapter at its definition. */
export function adapter<A extends Adapter>(a: A): A {
  return a;
}
