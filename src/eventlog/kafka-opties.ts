// What the Kafka engine is told: brokers, security, and how topics are made. Plain values, checked where they come from outside (src/config).
// Defaults are those of a cluster of three; nothing here reads a file or the environment.
import type { ConnectionOptions } from '@platformatic/kafka';

export type Compressie = 'geen' | 'gzip' | 'lz4' | 'zstd' | 'snappy';

export interface KafkaOpties {
  /** host:port. */
  readonly brokers: readonly string[];
  /** Number of shards: the topic of positions gets a partition for each when it is made. */
  readonly shards: number;
  readonly sasl?: { readonly mechanisme: 'scram-sha-256' | 'scram-sha-512' | 'plain'; readonly gebruiker: string; readonly wachtwoord: string };
  /** PEM texts. `ca` absent: the system's own authorities. */
  readonly tls?: { readonly ca?: string; readonly certificaat?: string; readonly sleutel?: string };
  /** Copies of each partition of a topic that the hub makes; default 3. */
  readonly replicatie?: number;
  /** Milliseconds that records are kept; −1 = for ever; default 90 days. */
  readonly bewaren?: number;
  /** Partitions of a topic that the hub makes; default 3. */
  readonly partities?: number;
  /** Default gzip: every client reads it. */
  readonly compressie?: Compressie;
  /** Stands before every topic and transactional id, for hubs that share a cluster; default nothing. */
  readonly voorvoegsel?: string;
  /** Most bytes of one record, uncompressed; default 16 MiB. */
  readonly maxRecord?: number;
  /** Milliseconds after which a publication is given up and its outcome looked up; default 30,000. */
  readonly tijdslimiet?: number;
}

export interface KafkaInstellingen {
  readonly brokers: readonly { readonly host: string; readonly port: number }[];
  readonly verbinding: ConnectionOptions;
  readonly shards: number;
  readonly replicatie: number;
  readonly bewaren: number;
  readonly partities: number;
  readonly compressie: 'none' | 'gzip' | 'lz4' | 'zstd' | 'snappy';
  readonly voorvoegsel: string;
  readonly maxRecord: number;
  readonly tijdslimiet: number;
  /** Twice the time limit: the broker never ends a transaction that we still work on. */
  readonly transactieTijd: number;
}

const DAG = 86_400_000;
const SASL = { 'scram-sha-256': 'SCRAM-SHA-256', 'scram-sha-512': 'SCRAM-SHA-512', plain: 'PLAIN' } as const;

/** @throws RangeError when there is no broker or an address is no host:port. */
export function instellingen(o: KafkaOpties): KafkaInstellingen {
  const brokers = o.brokers.map((b) => {
    const [, host, port] = /^(.+):([0-9]{1,5})$/.exec(b) ?? [];
    if (host === undefined || port === undefined || Number(port) > 65_535) throw new RangeError('Een broker heeft de vorm host:poort.');
    return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  });
  if (brokers.length === 0) throw new RangeError('Er is geen broker genoemd.');
  const tijdslimiet = o.tijdslimiet ?? 30_000;
  return {
    brokers,
    verbinding: {
      connectTimeout: 5_000,
      requestTimeout: Math.min(tijdslimiet, 15_000),
      maxInflights: 5,
      ...(o.sasl ? { sasl: { mechanism: SASL[o.sasl.mechanisme], username: o.sasl.gebruiker, password: o.sasl.wachtwoord } } : {}),
      ...(o.tls ? {
        tls: { ...(o.tls.ca === undefined ? {} : { ca: o.tls.ca }), ...(o.tls.certificaat === undefined ? {} : { cert: o.tls.certificaat }), ...(o.tls.sleutel === undefined ? {} : { key: o.tls.sleutel }) },
        tlsServerName: true,
      } : {}),
    },
    shards: o.shards,
    replicatie: o.replicatie ?? 3,
    bewaren: o.bewaren ?? 90 * DAG,
    partities: o.partities ?? 3,
    compressie: o.compressie === 'geen' ? 'none' : (o.compressie ?? 'gzip'),
    voorvoegsel: o.voorvoegsel ?? '',
    maxRecord: o.maxRecord ?? 16 * 1024 * 1024,
    tijdslimiet,
    transactieTijd: tijdslimiet * 2,
  };
}
