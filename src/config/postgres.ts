// The part of `knooppunt.yaml` about the store: embedded, or PostgreSQL with its address by reference (it holds a password). Never shows the address.
import { hostname } from 'node:os';
import path from 'node:path';
import { leesVerwijzing } from './geheimen.ts';
import type { Configuratie } from './types.ts';

export interface RuwOpslag {
  soort: 'ingebed' | 'postgres';
  map: string;
  url?: string;
  pool?: number;
  knoop?: string;
}

interface Uitkomst {
  readonly opslag: Configuratie['opslag'];
  readonly geheimen: Pick<Configuratie['geheimen'], 'postgres'>;
}

/**
 * @param basis folder that `map` and `bestand:` start from; `data`: absolute data folder that wins over `map`
 * @param fout is told of each finding: the key below `opslag`, and the text
 */
export function leesOpslag(ruw: RuwOpslag, basis: string, data: string | null, env: NodeJS.ProcessEnv, fout: (pad: string[], tekst: string) => void): Uitkomst {
  const map = data ?? path.resolve(basis, ruw.map);
  if (ruw.soort === 'ingebed') {
    for (const sleutel of ['url', 'pool', 'knoop'] as const) if (ruw[sleutel] !== undefined) fout([sleutel], 'werkt alleen met soort: postgres');
    return { opslag: { soort: 'ingebed', map }, geheimen: {} };
  }
  let url: string | null = null;
  if (ruw.url === undefined) fout(['url'], 'ontbreekt: verwijs met env:NAAM of bestand:PAD naar het adres van de database (postgres://…)');
  else {
    try {
      url = leesVerwijzing(ruw.url, basis, env);
      if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) fout(['url'], 'is geen adres dat met postgres:// begint');
    } catch (e) {
      fout(['url'], e instanceof Error ? e.message : String(e));
    }
  }
  let knoop = ruw.knoop ?? hostname();
  if (knoop.startsWith('env:')) {
    const waarde = env[knoop.slice(4)];
    if (waarde === undefined || !/^[A-Za-z0-9._-]{1,100}$/.test(waarde)) fout(['knoop'], `de omgevingsvariabele ${knoop.slice(4)} is niet gezet of geen naam`);
    else knoop = waarde;
  }
  return { opslag: { soort: 'postgres', map, pool: ruw.pool ?? 8, knoop }, geheimen: url === null ? {} : { postgres: url } };
}
