// The part of `knooppunt.yaml` about Kafka: defaults, secrets by reference, and what does not go together. Never shows a secret.
import { duurInMs } from './duur.ts';
import { leesTekst, leesVerwijzing } from './geheimen.ts';
import type { Configuratie, KafkaRegel } from './types.ts';

export type RuwEventlog = { soort: 'ingebed' | 'kafka' } & Partial<Omit<KafkaRegel, 'soort' | 'bewaren'> & { bewaren: string }>;

interface Uitkomst {
  readonly eventlog: Configuratie['eventlog'];
  readonly geheimen: Pick<Configuratie['geheimen'], 'kafka'>;
}

/** @param fout is told of each finding: the key's path below `eventlog`, and the text */
export function leesEventlog(ruw: RuwEventlog, map: string, env: NodeJS.ProcessEnv, fout: (pad: string[], tekst: string) => void): Uitkomst {
  const { soort, ...rest } = ruw;
  if (soort === 'ingebed') {
    for (const sleutel of Object.keys(rest)) fout([sleutel], 'werkt alleen met soort: kafka');
    return { eventlog: { soort }, geheimen: {} };
  }
  const { brokers, sasl, tls } = rest;
  if (brokers === undefined) fout(['brokers'], 'ontbreekt: noem de brokers (host:poort)');
  if (sasl?.mechanisme === 'plain' && tls === undefined) fout(['sasl', 'mechanisme'], 'plain stuurt het wachtwoord leesbaar mee; dat kan alleen met tls');
  if ((tls?.certificaat === undefined) !== (tls?.sleutel === undefined)) fout(['tls'], 'certificaat en sleutel horen bij elkaar: noem beide of geen van beide');
  const probeer = (pad: string[], lees: () => string): string | undefined => {
    try {
      return lees();
    } catch (e) {
      fout(pad, e instanceof Error ? e.message : String(e));
      return undefined;
    }
  };
  const wachtwoord = sasl && probeer(['sasl', 'wachtwoord'], () => leesVerwijzing(sasl.wachtwoord, map, env));
  const pem = (['ca', 'certificaat', 'sleutel'] as const).map((n) => {
    const bestand = tls?.[n];
    return [n, bestand === undefined ? undefined : probeer(['tls', n], () => leesTekst(bestand, map))] as const;
  });
  const geheimen = Object.fromEntries([['wachtwoord', wachtwoord] as const, ...pem].filter(([, waarde]) => waarde !== undefined));
  return {
    eventlog: {
      soort, brokers: brokers ?? [],
      ...(sasl ? { sasl } : {}), ...(tls ? { tls } : {}),
      replicatie: rest.replicatie ?? 3, bewaren: duurInMs(rest.bewaren ?? '90 dagen'), partities: rest.partities ?? 3,
      compressie: rest.compressie ?? 'gzip', voorvoegsel: rest.voorvoegsel ?? '',
    },
    geheimen: Object.keys(geheimen).length > 0 ? { kafka: geheimen } : {},
  };
}
