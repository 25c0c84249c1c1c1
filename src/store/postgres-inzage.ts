// Reading a store on PostgreSQL beside running nodes: balance, audit and what is parked, and nothing else. Changes nothing, migrates nothing, takes no name.
import { postgresBouwer } from '../postgres/bouwer.ts';
import { PostgresFout } from '../postgres/fout.ts';
import { maakPool, type PostgresOpties } from '../postgres/verbinding.ts';
import { alle } from '../sqlite/stap.ts';
import { StoreError, type Store } from './port.ts';
import { Lezer } from './postgres-lezer.ts';
import { migraties } from './postgres-migraties.ts';
import { auditNa, auditOver } from './stap-audit.ts';
import { balance } from './stap-balans.ts';
import * as geparkeerd from './stap-geparkeerd.ts';
import type { Tabellen } from './tabellen.ts';
import { maakVragen } from './vragen.ts';

/** `auditChains` counts what stands in the chain itself, for verification. */
export type Inzien = Pick<Store, 'balance' | 'auditChains' | 'auditAfter' | 'auditAbout' | 'parked' | 'parkedCounts' | 'pair' | 'close'>;

/** Ms that one statement may take: these walk whole tables. */
const LANG = 600_000;

/** @throws StoreError `onbereikbaar`: no server, no store, or a store of a version that this one cannot read */
export async function openPostgresInzage(postgres: PostgresOpties): Promise<Inzien> {
  const q = maakVragen(postgresBouwer<Tabellen>());
  const lezer = new Lezer(maakPool({ ...postgres, pool: 2 }));
  const vertaald = async <T>(belofte: Promise<T>): Promise<T> => {
    try {
      return await belofte;
    } catch (e) {
      throw e instanceof PostgresFout ? new StoreError(e.code, e.message) : e;
    }
  };
  try {
    const [staat] = await vertaald(lezer.een("SELECT to_regclass('migratie') IS NOT NULL AS er"));
    if (staat?.er !== true) throw new StoreError('onbereikbaar', 'In deze database staat geen opslag van een knooppunt.');
    const [versie] = await vertaald(lezer.een('SELECT max(nummer) AS nummer, max(naast) AS naast FROM migratie'));
    if (Number(versie?.naast) > migraties.length || Number(versie?.nummer) < migraties.length) {
      throw new StoreError('onbereikbaar', `De opslag is van een andere versie (${Number(versie?.nummer)}) dan dit programma (${migraties.length}).`);
    }
  } catch (e) {
    await lezer.pool.end();
    throw e;
  }
  return {
    balance: () => vertaald(lezer.lees(() => balance(q), LANG)),
    auditChains: async () => (await vertaald(lezer.lees(() => alle(q.ketensGeteld, {}), LANG))).map((r) => r.keten),
    auditAfter: (keten, volgnr, max) => vertaald(lezer.los(() => auditNa(q, keten, volgnr, max))),
    auditAbout: (pseudoniem) => vertaald(lezer.lees(() => auditOver(q, pseudoniem), LANG)),
    parked: (v) => vertaald(lezer.lees(() => geparkeerd.parked(q, v), LANG)),
    parkedCounts: (v) => vertaald(lezer.lees(() => geparkeerd.parkedCounts(q, v), LANG)),
    pair: (paar) => vertaald(lezer.lees(() => geparkeerd.pair(q, paar))),
    close: () => lezer.pool.end(),
  };
}
