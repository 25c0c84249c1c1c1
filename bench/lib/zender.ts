// The load generator: a process of its own that hands in messages over a fixed number of kept connections and notes how long each answer took.
// Full load: every connection sends the next one as soon as it has its answer. Fixed rate: messages have a time at which they are due, and the wait
// counts from there, so that a hub that falls behind cannot hide it. Cheap on purpose (plain sockets): it shares the machine with what it measures.
import { connect, type Socket } from 'node:net';
import { percentiel } from './meten.ts';
import { zaakbericht } from './berichten.ts';

export interface Zendopdracht {
  readonly url: string;
  readonly aantal: number;
  readonly verbindingen: number;
  /** Messages a second; null = as fast as it goes. */
  readonly tempo: number | null;
  readonly bytes: number;
  /** Number of the first message: no message is ever sent twice. */
  readonly vanaf: number;
}

export interface Zenduitslag {
  readonly verstuurd: number;
  readonly aanvaard: number;
  readonly anders: Readonly<Record<string, number>>;
  /** Epoch ms of the first and after the last message. */
  readonly begin: number;
  readonly einde: number;
  /** ms from due (or sent) to answered. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** CPU seconds of the generator itself. */
  readonly cpu: number;
}

/** One kept connection, one request at a time. */
class Verbinding {
  readonly #s: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #klaar: ((status: number) => void) | null = null;
  #mis: ((e: Error) => void) | null = null;
  readonly #kop: string;

  constructor(url: URL) {
    this.#s = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    this.#kop = `POST /v1/berichten HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/xml\r\ncontent-length: `;
    this.#s.on('data', (d) => this.#lees(d));
    this.#s.on('error', (e) => this.#mis?.(e));
    this.#s.on('close', () => this.#mis?.(new Error('verbinding verbroken')));
  }

  stuur(body: Buffer): Promise<number> {
    return new Promise((klaar, mis) => {
      this.#klaar = klaar;
      this.#mis = mis;
      this.#s.cork();
      this.#s.write(`${this.#kop}${body.length}\r\n\r\n`, 'latin1');
      this.#s.write(body);
      this.#s.uncork();
    });
  }

  #lees(d: Buffer): void {
    this.#rest = this.#rest.length === 0 ? d : Buffer.concat([this.#rest, d]);
    const kop = this.#rest.indexOf('\r\n\r\n');
    if (kop < 0) return;
    const tekst = this.#rest.toString('latin1', 0, kop);
    const lengte = Number(/\r\ncontent-length: *([0-9]+)/i.exec(tekst)?.[1] ?? 0);
    if (this.#rest.length < kop + 4 + lengte) return;
    this.#rest = this.#rest.subarray(kop + 4 + lengte);
    this.#klaar?.(Number(tekst.slice(9, 12)));
  }

  sluit(): void {
    this.#mis = null;
    this.#s.destroy();
  }
}

export async function zend(o: Zendopdracht): Promise<Zenduitslag> {
  const url = new URL(o.url);
  const bericht = zaakbericht(o.bytes);
  const cpu = process.cpuUsage();
  const duren: number[] = [];
  const anders: Record<string, number> = {};
  let aanvaard = 0;
  let volgende = 0;
  const begin = Date.now();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(o.verbindingen, o.aantal) }, async () => {
      const v = new Verbinding(url);
      try {
        while (volgende < o.aantal) {
          const n = volgende++;
          const body = bericht.maak(o.vanaf + n);
          let t = performance.now();
          if (o.tempo !== null) {
            const opTijd = start + (n / o.tempo) * 1000;
            if (opTijd > t) await new Promise((r) => setTimeout(r, opTijd - t));
            t = opTijd;
          }
          const status = await v.stuur(body);
          duren.push(performance.now() - t);
          if (status === 202) aanvaard++;
          else anders[status] = (anders[status] ?? 0) + 1;
        }
      } finally {
        v.sluit();
      }
    }),
  );
  const einde = Date.now();
  duren.sort((a, b) => a - b);
  const d = process.cpuUsage(cpu);
  return { verstuurd: o.aantal, aanvaard, anders, begin, einde, p50: percentiel(duren, 50), p95: percentiel(duren, 95), p99: percentiel(duren, 99), cpu: (d.user + d.system) / 1e6 };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await zend(JSON.parse(process.argv[2]!) as Zendopdracht))}\n`);
