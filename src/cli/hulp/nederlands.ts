// What commander says, in Dutch: causes on stderr and the words of its help. A sentence that is not in the table passes as it is.
import type { Help } from 'commander';

const ZINNEN: readonly (readonly [RegExp, string])[] = [
  [/^error: /, 'fout: '],
  [/missing required argument '([^']*)'/, '<$1> ontbreekt'],
  [/option '([^']*)' argument missing/, '$1 vraagt een waarde'],
  [/unknown option '([^']*)'/, 'onbekende optie $1'],
  [/unknown command '([^']*)'/, 'onbekende opdracht $1'],
  [/too many arguments for '([^']*)'\. Expected (\d+) arguments? but got (\d+)\./, 'te veel argumenten voor $1: $3 in plaats van $2'],
  [/\(Did you mean one of ([^)]*)\?\)/, '(bedoelde u een van $1?)'],
  [/\(Did you mean ([^)]*)\?\)/, '(bedoelde u $1?)'],
];

export function inHetNederlands(tekst: string): string {
  return ZINNEN.reduce((t, [van, naar]) => t.replace(van, naar), tekst);
}

const woorden = (t: string): string => t.replace('[options]', '[opties]').replace('[command]', '[opdracht]');
const TITELS: Readonly<Record<string, string>> = { 'Usage:': 'Gebruik:', 'Options:': 'Opties:', 'Commands:': 'Opdrachten:', 'Arguments:': 'Argumenten:' };

export const HULP: Partial<Help> = {
  styleTitle: (t: string) => TITELS[t] ?? t,
  styleUsage: woorden,
  styleSubcommandTerm: woorden,
};

/** The cause of what stopped an order; what the machine says of an address or a file that cannot be had, in words. */
export function oorzaakVan(e: Error & { readonly code?: string; readonly address?: string; readonly port?: number; readonly path?: string }): string {
  const waar = `${e.address ?? ''}${e.port === undefined ? '' : `:${e.port}`}`;
  if (e.code === 'EADDRINUSE') return `${waar} is al in gebruik; kies met --port een andere poort, of 0 voor een vrije`;
  if (e.code === 'EADDRNOTAVAIL') return `${waar} is geen adres van deze machine`;
  if (e.code === 'EACCES' && e.port !== undefined) return `op ${waar} luisteren mag dit proces niet`;
  if (e.code === 'ENOENT' && e.path !== undefined) return `${e.path} is er niet`;
  if (e.code === 'EACCES' && e.path !== undefined) return `bij ${e.path} mag dit proces niet`;
  if (e.code === 'ERR_INVALID_URL') return 'dat is geen adres; geef het zo: http://127.0.0.1:8080';
  return e.message;
}
