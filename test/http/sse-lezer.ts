// A reader of Server-Sent Events for tests, written from the WHATWG text (§9.2.6) and not from ours: gathers events, comments and how it ended.
import http from 'node:http';

export interface SseEvent {
  readonly id: string;
  readonly data: string;
}

export class SseLezer {
  readonly events: SseEvent[] = [];
  readonly commentaar: string[] = [];
  status = 0;
  koppen: http.IncomingHttpHeaders = {};
  /** Set once the answer is over: `einde` by the hub, `breuk` otherwise. */
  slot: 'einde' | 'breuk' | null = null;
  res: http.IncomingMessage | null = null;
  readonly #req: http.ClientRequest;
  #rest = '';
  #data: string[] = [];
  #id = '';

  constructor(url: string, koppen: Record<string, string> = {}, opties: { readonly traag?: boolean } = {}) {
    this.#req = http.get(url, { agent: false, headers: { accept: 'text/event-stream', ...koppen } }, (res) => {
      this.status = res.statusCode ?? 0;
      this.koppen = res.headers;
      this.res = res;
      res.setEncoding('utf8');
      if (!opties.traag) this.lees();
      res.on('end', () => { this.slot ??= 'einde'; });
      res.on('error', () => { this.slot ??= 'breuk'; });
    });
    this.#req.on('error', () => { this.slot ??= 'breuk'; });
  }

  /** Starts to take what comes (a slow reader does so late). */
  lees(): void {
    this.res?.on('data', (d: string) => this.#neem(d));
  }

  breek(): void {
    this.#req.destroy();
  }

  get laatste(): string {
    return this.#id;
  }

  get ids(): unknown[] {
    return this.events.map((e) => (JSON.parse(e.data) as { id: string }).id);
  }

  async tot(klaar: () => boolean, wat: string): Promise<void> {
    for (let i = 0; i < 1_500 && !klaar(); i += 1) await new Promise((r) => setTimeout(r, 20));
    if (!klaar()) throw new Error(`kwam niet: ${wat} (status ${this.status}, ${this.events.length} events, slot ${this.slot})`);
  }

  #neem(stuk: string): void {
    const regels = (this.#rest + stuk).split(/\r\n|\n|\r/);
    this.#rest = regels.pop()!;
    for (const regel of regels) {
      if (regel === '') {
        if (this.#data.length) this.events.push({ id: this.#id, data: this.#data.join('\n') });
        this.#data = [];
      } else if (regel.startsWith(':')) this.commentaar.push(regel.slice(1).trim());
      else {
        const [, veld, waarde] = /^([^:]*):? ?(.*)$/.exec(regel)!;
        if (veld === 'id') this.#id = waarde!;
        if (veld === 'data') this.#data.push(waarde!);
      }
    }
  }
}
