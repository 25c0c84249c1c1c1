// Where the real servers come from, in this order: an address that was given, Docker, our own processes. Says by name which, and why not.
// An address that was given is used and never stopped; it has to answer, there is no second choice behind it.
import { antwoordt, startKafka } from './kafka.ts';
import { dockerDraait, kafkaInDocker, postgresInDocker } from './docker.ts';
import { postgresAntwoordt, startPostgres } from './postgres.ts';

export type DienstNaam = 'kafka' | 'postgres';

export interface Dienst {
  readonly naam: DienstNaam;
  /** KAFKA_BROKERS or DATABASE_URL. */
  readonly adres: string;
  readonly herkomst: 'gegeven' | 'docker' | 'eigen proces';
  stop(): Promise<void>;
}

export const VARIABELE: Readonly<Record<DienstNaam, string>> = { kafka: 'KAFKA_BROKERS', postgres: 'DATABASE_URL' };

/**
 * A running server.
 * @param nodes of Kafka, where it is our own process
 * @throws Error, in Dutch: why there is none.
 */
export async function vindDienst(naam: DienstNaam, opties: { readonly nodes?: 1 | 3; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Dienst> {
  const gegeven = (opties.env ?? process.env)[VARIABELE[naam]];
  const niets = async (): Promise<void> => undefined;
  if (gegeven !== undefined && gegeven !== '') {
    if (!(await bereikbaar(naam, gegeven))) throw new Error(`${VARIABELE[naam]} is gegeven, maar daar antwoordt niets`);
    return { naam, adres: gegeven, herkomst: 'gegeven', stop: niets };
  }
  if (opties.nodes !== 3 && (await dockerDraait())) {
    if (naam === 'kafka') {
      const k = await kafkaInDocker();
      return { naam, adres: k.brokers, herkomst: 'docker', stop: k.stop };
    }
    const p = await postgresInDocker();
    return { naam, adres: p.url, herkomst: 'docker', stop: p.stop };
  }
  if (naam === 'kafka') {
    const k = await startKafka({ nodes: opties.nodes ?? 1 });
    return { naam, adres: k.brokers, herkomst: 'eigen proces', stop: k.stop };
  }
  const p = await startPostgres();
  return { naam, adres: p.url, herkomst: 'eigen proces', stop: p.stop };
}

async function bereikbaar(naam: DienstNaam, adres: string): Promise<boolean> {
  if (naam === 'kafka') return antwoordt(adres, 5_000);
  try {
    const u = new URL(adres);
    return await postgresAntwoordt(u.port === '' ? 5_432 : Number(u.port), u.hostname);
  } catch {
    return false;
  }
}
