// The configuration as the hub uses it: complete, checked, paths absolute, secrets resolved. Types alone.
import type { Bevoegdheid, Bron } from '../questions/port.ts';
import type { Abonnement, HubRegel, PartijRegel } from '../routing/model.ts';
import type { Bevinding } from './bevinding.ts';

export interface BellerRegel {
  /** SHA-256 of the token, hex. */
  readonly sha256: string;
  /** Id of the party; null = operator. */
  readonly partij: string | null;
  readonly naam?: string;
}

/** Without secrets: those stand in `geheimen.kafka`. */
export interface KafkaRegel {
  readonly soort: 'kafka';
  /** host:port. */
  readonly brokers: readonly string[];
  readonly sasl?: { readonly mechanisme: 'scram-sha-512' | 'scram-sha-256' | 'plain'; readonly gebruiker: string; readonly wachtwoord: string };
  readonly tls?: { readonly ca?: string; readonly certificaat?: string; readonly sleutel?: string };
  readonly replicatie: number;
  /** Milliseconds. */
  readonly bewaren: number;
  readonly partities: number;
  readonly compressie: 'geen' | 'gzip' | 'lz4' | 'zstd' | 'snappy';
  readonly voorvoegsel: string;
}

export interface Configuratie {
  /** 16 hex digits of the SHA-256 over every file that it was read from: each message carries it. */
  readonly versie: string;
  /** Absolute path of the file; null when there is none (samples). */
  readonly bestand: string | null;
  /** Absolute path of the folder with partijen/ and abonnementen/. */
  readonly map: string;
  /** True when the sample parties of the product are used. */
  readonly voorbeeld: boolean;
  readonly hub: HubRegel;
  /** `map`: data folder; on PostgreSQL for keys, heads and local copies of large messages. `knoop`: name of this node. */
  readonly opslag: { readonly soort: 'ingebed'; readonly map: string } | { readonly soort: 'postgres'; readonly map: string; readonly pool: number; readonly knoop: string };
  readonly eventlog: { readonly soort: 'ingebed' } | KafkaRegel;
  readonly http: { readonly host: string; readonly poort: number; readonly adres?: string };
  /** Built-in names and package names as written; paths absolute. */
  readonly adapters: readonly string[];
  readonly limieten: {
    /** Bytes. */
    readonly xml: number;
    readonly records: number;
    readonly geheugen: number;
    readonly diepte: number;
    readonly elementen: number;
    readonly attributen: number;
    /** Characters. */
    readonly tekst: number;
    readonly perAfzender: { readonly perMinuut: number };
  };
  /** Milliseconds. */
  readonly bewaren: {
    /** Content of messages for which all is done. */
    readonly inhoud: number;
    readonly sleutels: number;
    readonly sleutelsAw319: number;
    readonly sleutelsZonderReferentie: number;
  };
  readonly shards: number;
  readonly relais: { readonly batch: number; readonly wachtMs: number };
  /** `priveAdressen`: pushing may go to http, loopback and private ranges. */
  readonly push: { readonly priveAdressen: boolean };
  /** `bodyfout`: what the sender of an asynchronous message with an invalid body hears. */
  readonly stuf: { readonly bodyfout: 'fo03' | 'fo01'; readonly tijdstip: 'vrij' | 'oplopend' };
  /** How long a message that must be answered waits, ms: of all types, and of those named. */
  readonly antwoorden: { readonly termijn: number; readonly perBericht: Readonly<Record<string, number>> };
  /** `termijn`: longest wait for the answer to a question, ms. */
  readonly vragen: { readonly termijn: number };
  readonly geheimen: {
    readonly sleutel: Uint8Array;
    readonly audit: Uint8Array;
    readonly voorbeeld: boolean;
    /** What signs a push, by id of the subscription: a shared secret, or a private key in PEM. */
    readonly bestemmingen: ReadonlyMap<string, Uint8Array>;
    /** Address of the database, password included. */
    readonly postgres?: string;
    /** For the brokers: password, and PEM texts. */
    readonly kafka?: { readonly wachtwoord?: string; readonly ca?: string; readonly certificaat?: string; readonly sleutel?: string };
  };
  readonly bellers: readonly BellerRegel[];
  readonly partijen: readonly PartijRegel[];
  readonly abonnementen: readonly Abonnement[];
  readonly bevoegdheden: readonly Bevoegdheid[];
  readonly bronnen: readonly Bron[];
  /** Folders with code lists, the first that has a list wins. */
  readonly codelijsten: readonly string[];
  /** Warnings: it works, but look at it. */
  readonly bevindingen: readonly Bevinding[];
  /** What the hub says at start about this configuration (samples, loopback), Dutch. */
  readonly mededelingen: readonly string[];
}
