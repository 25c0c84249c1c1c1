// What the HTTP room is given (ports) and told (options). Types and defaults alone; the engines are wired in main.
import type { Abonneestand, Hernieuwingen } from '../delivery/port.ts';
import type { EventLog } from '../eventlog/port.ts';
import type { Beller, Intake } from '../intake/port.ts';
import type { Metrics } from '../metrics/port.ts';
import type { Vragen } from '../questions/port.ts';
import type { Routing } from '../routing/port.ts';
import type { Balans, Store } from '../store/port.ts';
import type { Tempo } from './begrenzer.ts';
import type { Log } from './log.ts';
import type { WachtOpties } from './wachtkamer.ts';

/** The canonical schemas as the API hands them out. */
export interface Catalogus {
  /** JSON Schema of an event type (or common part) by name and version (`1.0`); null when there is none. */
  schema(naam: string, versie: string): unknown;
  /** Catalogue of event types. */
  eventtypen(): unknown;
}

/** One part of the hub as readiness sees it. `nodig`: without it no message can be taken in. */
export interface Onderdeel {
  readonly naam: string;
  readonly ok: boolean;
  readonly nodig: boolean;
}

export interface HttpDeps {
  readonly intake: Intake;
  readonly store: Store;
  readonly eventlog: EventLog;
  /** The register of parties, as it is in force (a running hub takes over a new configuration). */
  readonly routing: Routing;
  /** Tokens as they are in force. */
  readonly tokens: () => readonly TokenRegel[];
  readonly klok: () => Date;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly catalogus: Catalogus;
  /** How delivery stands, and redrives; absent: this hub delivers nothing. */
  readonly aflevering?: { stand(): Promise<readonly Abonneestand[]>; readonly hernieuwingen: Hernieuwingen };
  /** Public keys that receivers check signatures with (JWK Set); absent: nothing is signed with a key. */
  readonly sleutels?: () => Promise<{ readonly keys: readonly object[] }>;
  /** The balance with what the event log counted itself; absent: what the store knows alone. */
  readonly balans?: () => Promise<Balans>;
  /** Absent: nothing is asked. */
  readonly vragen?: Pick<Vragen, 'stel'>;
  /** Parts beside store and event log (the relay), for readiness. */
  readonly onderdelen?: () => Promise<readonly Onderdeel[]>;
}

/** One token: its SHA-256 (64 hex) and whose it is: id or OIN of a party, null = operator. */
export interface TokenRegel {
  readonly sha256: string;
  readonly partij: string | null;
}

/** Requests a minute for handing in and for reading. Absent: no limit. */
export interface Tempos {
  readonly berichten?: Tempo;
  readonly lezen?: Tempo;
}

export interface HttpOpties {
  /** Address to listen on. Beyond loopback at least one token is demanded. */
  readonly host: string;
  /** 0 = a free port. */
  readonly poort: number;
  readonly dataMap: string;
  /** Public base URL without a slash at the end, for the WSDL and the OpenAPI document; default: where it listens. */
  readonly basisUrl?: string;
  /** For every party without its own. */
  readonly tempo?: Tempos;
  /** By OIN of the party, or `operator` (who has no limit unless it stands here). */
  readonly tempoPerPartij?: Readonly<Record<string, Tempos>>;
  readonly tijden?: Partial<Tijden>;
  /** Readers that wait for events: how many, and how often is looked. */
  readonly wachten?: Partial<WachtOpties>;
  /** Bytes of messages in memory over all senders together; above it they go to disk. */
  readonly geheugenTotaal?: number;
}

/** Milliseconds. */
export interface Tijden {
  /** Longest wait for the headers of a request. */
  readonly koppen: number;
  /** Longest silence within an upload. */
  readonly stilte: number;
  /** Longest upload. */
  readonly totaal: number;
  /** How long what is under way may go on after `close()`. */
  readonly stoppen: number;
}

export const TIJDEN: Tijden = { koppen: 10_000, stilte: 30_000, totaal: 900_000, stoppen: 10_000 };
export const GEHEUGEN_TOTAAL = 128 * 1024 * 1024;

/** What a route asks of its caller. */
export interface Toegang {
  /** `open`: nobody is asked who they are. */
  readonly wie: 'open' | 'beller' | 'operator';
  readonly tempo?: keyof Tempos;
  /** Refusals as SOAP faults. */
  readonly soap?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    toegang?: Toegang;
    /** Request body for the OpenAPI document (bodies are streams, never validated by a route schema). */
    lichaam?: unknown;
  }
  /** What the OpenAPI document tells of a route. */
  interface FastifySchema {
    operationId?: string;
    summary?: string;
    description?: string;
    tags?: readonly string[];
  }
  interface FastifyRequest {
    /** Set before any handler of a route that is not `open`. */
    beller: Beller | null;
    /** Id of the message the request was about, for the log. */
    berichtId: string | null;
    /** The answer waited for an event, or was a stream: its duration says nothing about the hub. */
    wachtte: boolean;
  }
}
