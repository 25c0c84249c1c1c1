// The hub's log: one line of JSON an event, with the route's pattern and never the URL, a body, a token or a value of a message.
// What an error says of itself may quote what it choked on; only its name, its code and the places in our code are written.
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

export interface LogOpties {
  readonly niveau?: string;
  readonly bestemming?: DestinationStream;
}

/** Fields that are blanked wherever somebody passes them after all. */
const GEHEIM = ['authorization', 'token', 'cookie', 'bsn', 'body', 'bytes', 'url', 'query', 'headers', 'sleutel', 'persoonsleutel', 'adressering', 'data'];

export function createLog(opties: LogOpties = {}): Log {
  return pino(
    {
      level: opties.niveau ?? 'info',
      base: { dienst: 'knooppunt' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ niveau: label }) },
      redact: { paths: GEHEIM.flatMap((v) => [v, `*.${v}`]), censor: '[weg]' },
      serializers: { err: foutVoorLog, req: () => undefined, res: () => undefined },
    },
    opties.bestemming ?? pino.destination(2),
  );
}

/** An error as the log may show it: no message text, the stack without its first lines. */
export function foutVoorLog(fout: unknown): { readonly naam: string; readonly code?: string; readonly plek?: readonly string[] } {
  if (typeof fout !== 'object' || fout === null) return { naam: typeof fout };
  const f = fout as { readonly name?: unknown; readonly code?: unknown; readonly stack?: unknown };
  const code = typeof f.code === 'string' || typeof f.code === 'number' ? { code: String(f.code) } : {};
  const plek = (typeof f.stack === 'string' ? f.stack : '').split('\n').filter((r) => /^\s+at /.test(r)).slice(0, 8).map((r) => r.trim());
  return { naam: typeof f.name === 'string' ? f.name : 'onbekend', ...code, plek };
}
