// Answers that node gives before there is a request to route: a broken request line, headers too large or too slow, an expectation we do not meet.
// The same form and headers as everywhere else; nothing of what was received stands in them.
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { KOPPEN } from './koppen.ts';
import { wachtOpDoorgaan } from './lichaam.ts';
import { ApiFout, PROBLEM_JSON, problemVan } from './problem.ts';

const PER_CODE: Readonly<Record<string, { readonly status: number; readonly detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'De koppen van het verzoek zijn te groot.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'Het verzoek kwam niet op tijd binnen.' },
};

/** `clientError` of node's server. */
export function opClientfout(fout: Error & { readonly code?: string }, socket: Duplex): void {
  if (fout.code === 'ECONNRESET' || !socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const { status, detail } = PER_CODE[fout.code ?? ''] ?? { status: 400, detail: 'Dit is geen geldig HTTP-verzoek.' };
  const body = JSON.stringify(problemVan(new ApiFout('KP_VRAAG', detail, { status })));
  const koppen = Object.entries({ ...KOPPEN, 'content-type': PROBLEM_JSON, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${koppen.map(([k, v]) => `${k}: ${v}`).join('\r\n')}\r\n\r\n${body}`);
}

/** `Expect: 100-continue` is answered only when the body is going to be read; any other expectation is 417. */
export function zetVerwachtingen(server: Server): void {
  server.on('checkContinue', (req: IncomingMessage, res: ServerResponse) => {
    wachtOpDoorgaan(req);
    server.emit('request', req, res);
  });
  server.on('checkExpectation', (_req: IncomingMessage, res: ServerResponse) => {
    const body = JSON.stringify(problemVan(new ApiFout('KP_VRAAG', 'Aan deze Expect-kop wordt niet voldaan.', { status: 417 })));
    res.writeHead(417, { ...KOPPEN, 'content-type': PROBLEM_JSON, connection: 'close' });
    res.end(body);
  });
}
