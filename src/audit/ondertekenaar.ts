// Signs heads while the hub runs: every 1,000 records or 10 s, and when it stops. Signs committed records only (it reads them back), and fsyncs each head.
// A failure is reported and tried again; it never holds up a message.
import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Store } from '../store/port.ts';
import { koppenPad, leesKoppen, tekenKop, type Kop } from './koppen.ts';
import { openTekensleutel } from './sleutel.ts';

export interface OndertekenOpties {
  readonly store: Pick<Store, 'auditChains' | 'auditHead' | 'auditAfter'>;
  readonly dataDir: string;
  /** File of the private key; made when it is not there. */
  readonly sleutelPad: string;
  readonly nu?: () => string;
  /** Records per head; default 1,000. */
  readonly elke?: number;
  /** Ms per head; default 10,000. */
  readonly interval?: number;
  /** Each head after it is on disk, for whoever keeps a copy elsewhere. */
  readonly bijKop?: (kop: Kop) => void;
  readonly onFout?: (fout: unknown) => void;
}

export interface Ondertekenaar {
  /** Signs everything that is committed now. */
  rondAf(): Promise<void>;
  /** Signs the rest and closes the file. */
  stop(): Promise<void>;
}

/** How often it looks, ms. */
const KIJK = 250;

export async function startOndertekenaar(opties: OndertekenOpties): Promise<Ondertekenaar> {
  const { store, dataDir } = opties;
  const nu = opties.nu ?? (() => new Date().toISOString());
  const elke = opties.elke ?? 1_000;
  const interval = opties.interval ?? 10_000;
  const sleutel = openTekensleutel(dataDir, opties.sleutelPad);
  mkdirSync(path.dirname(koppenPad(dataDir)), { recursive: true, mode: 0o700 });
  const bestand: FileHandle = await open(koppenPad(dataDir), 'a', 0o600);
  const { koppen, heel } = leesKoppen(dataDir);
  // What a crash left of a half written head was never handed to anyone.
  await bestand.truncate(heel);
  let vorige: Kop | null = koppen.at(-1) ?? null;
  const tot = new Map<string, number>();
  for (const k of koppen) tot.set(k.keten, k.volgnr);
  let laatst = Number.NEGATIVE_INFINITY;

  const teken = async (keten: string, stand: { readonly volgnr: number; readonly hash: string }): Promise<void> => {
    const kop = tekenKop(vorige, { keten, volgnr: stand.volgnr, hash: stand.hash }, nu(), sleutel);
    await bestand.appendFile(`${JSON.stringify(kop)}\n`);
    await bestand.datasync();
    vorige = kop;
    tot.set(keten, kop.volgnr);
    opties.bijKop?.(kop);
  };

  const ronde = async (alles: boolean): Promise<void> => {
    const opTijd = performance.now() - laatst >= interval;
    let gezien = false;
    for (const keten of await store.auditChains()) {
      const stand = await store.auditHead(keten);
      if (!stand) continue;
      for (let n = (tot.get(keten) ?? 0) + elke; n < stand.volgnr; n += elke) {
        const [regel] = await store.auditAfter(keten, n - 1, 1);
        if (regel) await teken(keten, regel);
      }
      const open = stand.volgnr - (tot.get(keten) ?? 0);
      if (open >= elke || (open > 0 && (alles || opTijd))) await teken(keten, stand);
      gezien ||= open > 0;
    }
    if (opTijd && gezien) laatst = performance.now();
  };

  // One round at a time: heads are linked, so two at once would fork the file.
  let bezig: Promise<void> = Promise.resolve();
  const plan = (alles: boolean): Promise<void> => {
    const volgende = bezig.then(() => ronde(alles));
    bezig = volgende.catch((e: unknown) => opties.onFout?.(e));
    return volgende;
  };
  const timer = setInterval(() => void plan(false).catch(() => undefined), KIJK);
  timer.unref();
  let gestopt = false;
  return {
    rondAf: () => plan(true),
    async stop() {
      if (gestopt) return;
      gestopt = true;
      clearInterval(timer);
      await plan(true).catch(() => undefined);
      await bestand.close();
    },
  };
}
