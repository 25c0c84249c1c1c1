// LISTEN on a connection of its own, again after a loss. A help against waiting: what is missed meanwhile is found by looking.
import type pg from 'pg';
import { verbind, type PostgresOpties } from './verbinding.ts';

const PAUZE = 1_000;

/** Calls back per notification; never throws, never gives up. Returns how to stop. */
export function luister(opties: PostgresOpties, kanaal: string, bij: (lading: string) => void): () => Promise<void> {
  let gestopt = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  const opnieuw = (): void => {
    client = null;
    if (gestopt || timer) return;
    timer = setTimeout(() => {
      timer = null;
      void begin();
    }, PAUZE);
    timer.unref();
  };
  const begin = async (): Promise<void> => {
    try {
      const dit = await verbind(opties, opnieuw);
      if (gestopt) return void (await dit.end());
      client = dit;
      dit.on('notification', (n) => bij(n.payload ?? ''));
      await dit.query(`LISTEN "${kanaal}"`);
    } catch {
      opnieuw();
    }
  };
  const eerste = begin();
  return async () => {
    gestopt = true;
    if (timer) clearTimeout(timer);
    await eerste;
    await client?.end().catch(() => undefined);
  };
}
