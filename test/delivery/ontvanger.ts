// A receiver for tests: a real HTTP server that answers as it is told, and remembers what it got.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Ontvangen {
  readonly koppen: IncomingHttpHeaders;
  readonly body: string;
}

export interface Ontvanger {
  readonly url: string;
  readonly gekregen: Ontvangen[];
  /** Highest number of requests that were open at once. */
  readonly meest: () => number;
  /** Status to answer with, or a promise of it. */
  gedrag: (o: Ontvangen) => number | Promise<number>;
  koppen: Record<string, string>;
  sluit(): Promise<void>;
}

export async function startOntvanger(gedrag: Ontvanger['gedrag'] = () => 204): Promise<Ontvanger> {
  let open = 0;
  let meest = 0;
  const gekregen: Ontvangen[] = [];
  const server = createServer((vraag, antwoord) => {
    open += 1;
    meest = Math.max(meest, open);
    antwoord.once('close', () => (open -= 1));
    const stukken: Buffer[] = [];
    vraag.on('data', (s: Buffer) => stukken.push(s));
    vraag.on('end', () => {
      const o = { koppen: vraag.headers, body: Buffer.concat(stukken).toString('utf8') };
      gekregen.push(o);
      void Promise.resolve(deze.gedrag(o)).then((status) => antwoord.writeHead(status, deze.koppen).end());
    });
  });
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  const deze: Ontvanger = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    gekregen,
    meest: () => meest,
    gedrag,
    koppen: {},
    async sluit() {
      server.closeAllConnections();
      await new Promise((klaar) => server.close(klaar));
    },
  };
  return deze;
}
