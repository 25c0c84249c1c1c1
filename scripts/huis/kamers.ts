// The house rule, as one table: which room may import which, who may know an engine, and which package lives where.
// test/huis holds the code to it; docs/reference/huis.md is generated from it. Changing the direction of an import starts here.

export interface Kamer {
  /** Folder under the root of the repository, or a single file. */
  readonly pad: string;
  /** English, one line: what it holds. */
  readonly wat: string;
  /** Rooms whose code it may import. Ports (`src/<room>/port.ts`) are open to every room but those that are `gesloten`. */
  readonly kent: readonly string[];
  /** True: not even ports. */
  readonly gesloten?: true;
}

export const KAMERS: readonly Kamer[] = [
  { pad: 'adapters', wat: 'one folder a standard: recognise, decode, acknowledge, fault', kent: ['src/sdk'], gesloten: true },
  { pad: 'examples', wat: 'a small standard of our own invention, as somebody else would write an adapter', kent: ['src/sdk'], gesloten: true },
  { pad: 'src/sdk', wat: 'what an adapter is: types, codecs, error table, record reader', kent: [], gesloten: true },
  { pad: 'src/canonical', wat: 'the information model: event catalogue, identifiers, keys, CloudEvents', kent: ['src/sdk'] },
  { pad: 'src/xml', wat: 'reading and checking XML (libxml2, saxes), limits, official schema sets', kent: ['src/sdk'] },
  { pad: 'src/mapping', wat: 'mapping tables: compile, explain, check on both sides, coverage', kent: ['src/sdk', 'src/canonical', 'src/xml'] },
  { pad: 'src/intake', wat: 'bytes in, accepted message or precise refusal out', kent: ['src/sdk', 'src/canonical', 'src/mapping', 'src/xml'] },
  { pad: 'src/routing', wat: 'parties, subscriptions, filters, dat/wat, the explanation of a decision', kent: ['src/sdk', 'src/canonical'] },
  { pad: 'src/config', wat: 'knooppunt.yaml and configuratie/: reading, checking, plan, taking over a change', kent: ['src/sdk', 'src/canonical', 'src/routing'] },
  { pad: 'src/sqlite', wat: 'one SQLite file: the writing thread, group commit, lock', kent: [] },
  { pad: 'src/postgres', wat: 'PostgreSQL: connections and transactions for the store', kent: ['src/sqlite'] },
  { pad: 'src/store', wat: 'port and engines (SQLite, PostgreSQL): messages, keys, inbox, decisions, balance, backup', kent: ['src/sqlite', 'src/postgres'] },
  { pad: 'src/eventlog', wat: 'port and engines (embedded, Kafka): records and position in one transaction', kent: ['src/sqlite'] },
  { pad: 'src/relay', wat: 'inbox → routing → event log, exactly once', kent: ['src/sdk', 'src/routing'] },
  { pad: 'src/outbound', wat: 'one SOAP call to a configured endpoint: connection, time limit, breaker, at most so many at once', kent: ['src/sdk'] },
  { pad: 'src/questions', wat: 'who may ask what, which source answers it, pass-through, klantbeeld', kent: ['src/sdk', 'src/canonical', 'src/xml', 'src/intake', 'src/outbound'] },
  { pad: 'src/answers', wat: 'the watch over messages that wait for an answer: what is past its deadline expires', kent: [] },
  { pad: 'src/delivery', wat: 'channels that push: webhook, stuf; turns, breaker, park', kent: ['src/sdk', 'src/canonical', 'src/xml', 'src/intake', 'src/outbound'] },
  { pad: 'src/retention', wat: 'content that has outlived its time goes', kent: [] },
  { pad: 'src/audit', wat: 'signed heads over the chain, verification, access report', kent: ['src/store', 'src/sqlite'] },
  { pad: 'src/metrics', wat: 'port and Prometheus engine', kent: [] },
  { pad: 'src/spool', wat: 'bodies of any size: memory or disk, budget, clearing up', kent: [] },
  { pad: 'src/folder', wat: 'the watched folder', kent: ['src/sdk', 'src/spool'] },
  { pad: 'src/http', wat: 'SOAP and REST in, API out, health, metrics', kent: ['src/sdk', 'src/canonical', 'src/spool'] },
  { pad: 'src/contract', wat: 'the contract kit that every adapter passes', kent: ['src/sdk', 'src/canonical', 'src/mapping', 'src/xml', 'src/intake'] },
  { pad: 'src/simulators', wat: 'the other side of the hub, played: sources, chains, providers, back offices; knows what a message is, nothing of the hub', kent: ['src/sdk', 'src/canonical', 'src/xml', 'src/intake'] },
  { pad: 'src/datamap', wat: 'work on a data folder: balance, backup, restore, position, verification', kent: ['src/audit', 'src/eventlog', 'src/relay', 'src/sqlite', 'src/store'] },
  {
    pad: 'src/cli',
    wat: 'the `knooppunt` command',
    kent: ['src/sdk', 'src/canonical', 'src/xml', 'src/mapping', 'src/intake', 'src/routing', 'src/config', 'src/audit', 'src/store', 'src/eventlog', 'src/sqlite', 'src/relay', 'src/contract', 'src/datamap', 'src/questions', 'src/simulators', 'src/motoren.ts', 'src/main.ts'],
  },
  { pad: 'src/motoren.ts', wat: 'store and event log as the configuration asks for them', kent: ['src/config', 'src/store', 'src/eventlog', 'src/sqlite'] },
  {
    pad: 'src/main.ts',
    wat: 'configuration in, a running hub out: the place that wires every room',
    kent: ['src/motoren.ts', 'src/canonical', 'src/xml', 'src/intake', 'src/routing', 'src/config', 'src/audit', 'src/store', 'src/relay', 'src/delivery', 'src/outbound', 'src/questions', 'src/answers', 'src/retention', 'src/metrics', 'src/spool', 'src/folder', 'src/http'],
  },
];

/** An engine: code behind a port. Only these rooms and files may import it; engines never import each other. */
export interface Motor {
  /** A file, or a folder that ends in a slash; `*` stands for part of a name. */
  readonly pad: string;
  readonly poort: string;
  readonly bekendBij: readonly string[];
}

export const MOTOREN: readonly Motor[] = [
  { pad: 'src/store/sqlite-*', poort: 'src/store/port.ts', bekendBij: ['src/motoren.ts', 'src/cli', 'src/datamap', 'src/audit'] },
  { pad: 'src/store/postgres-*', poort: 'src/store/port.ts', bekendBij: ['src/motoren.ts', 'src/cli', 'src/datamap'] },
  { pad: 'src/eventlog/embedded-*', poort: 'src/eventlog/port.ts', bekendBij: ['src/motoren.ts', 'src/cli', 'src/datamap'] },
  { pad: 'src/eventlog/kafka-*', poort: 'src/eventlog/port.ts', bekendBij: ['src/motoren.ts', 'src/cli', 'src/datamap'] },
  { pad: 'src/xml/libxml2-*', poort: 'src/xml/port.ts', bekendBij: ['src/main.ts', 'src/cli', 'src/intake/werkbank.ts'] },
  { pad: 'src/metrics/prom-*', poort: 'src/metrics/port.ts', bekendBij: ['src/main.ts'] },
  { pad: 'src/outbound/uitgang.ts', poort: 'src/outbound/port.ts', bekendBij: ['src/main.ts'] },
  { pad: 'src/delivery/aflevering.ts', poort: '—', bekendBij: ['src/main.ts'] },
  { pad: 'src/relay/relay.ts', poort: '—', bekendBij: ['src/main.ts'] },
  { pad: 'src/http/server.ts', poort: '—', bekendBij: ['src/main.ts'] },
];

/** Packages of `dependencies` that code imports, with the rooms that may. What stands nowhere here may not be imported at all. */
export const PAKKETTEN: Readonly<Record<string, readonly string[]>> = {
  '@platformatic/kafka': ['src/eventlog'],
  '@sinclair/typebox': ['src/http'],
  ajv: ['src/canonical', 'src/config'],
  'ajv-formats': ['src/canonical', 'src/config'],
  cockatiel: ['src/outbound'],
  commander: ['src/cli'],
  fastify: ['src/http'],
  kysely: ['src/sqlite', 'src/postgres', 'src/store', 'src/eventlog'],
  jose: ['src/delivery'],
  'libxml2-wasm': ['src/xml'],
  pg: ['src/postgres', 'src/store'],
  pino: ['src/http'],
  'prom-client': ['src/metrics'],
  saxes: ['src/xml', 'src/contract'],
  undici: ['src/outbound'],
  yaml: ['src/config', 'src/mapping'],
};

/** Packages that are needed without an import: the runtime itself. */
export const ZONDER_IMPORT: readonly string[] = ['node'];

/** Built-ins that adapters may use: pure functions alone. No files, no network, no clock. */
export const ADAPTER_BOUWSTENEN: readonly string[] = ['node:crypto'];

/** Hand-written files above this many lines need a place in `LANG`. */
export const REGELS_HOOGSTENS = 350;

/** Files above the limit, each with its reason. */
export const LANG: Readonly<Record<string, string>> = {
};
