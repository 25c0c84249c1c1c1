// One SQLite file for a process: a writing thread and a reading thread behind promises, and the lock on the data folder.
// The store and the embedded log hang their rooms on it. A write's promise resolves after its commit is on disk, never before.
import { Draad } from './draad.ts';
import type { Argument, Kamer, Uitkomst } from './kamer.ts';
import { vergrendel } from './slot.ts';

/** A room's requests, typed by its declaration. */
export interface Ruimte<K extends Kamer> {
  schrijf<N extends keyof K['schrijf'] & string>(naam: N, args: Argument<K['schrijf'][N]>): Promise<Uitkomst<K['schrijf'][N]>>;
  lees<N extends keyof K['lees'] & string>(naam: N, args: Argument<K['lees'][N]>): Promise<Uitkomst<K['lees'][N]>>;
  /** As `lees`, in a thread of its own: for what walks whole tables, so that the relay's and the API's short reads never wait for it. */
  leesLang<N extends keyof K['lees'] & string>(naam: N, args: Argument<K['lees'][N]>): Promise<Uitkomst<K['lees'][N]>>;
}

export interface Sqlite {
  readonly dataDir: string;
  /** Loads a room by the file that exports it as `kamer`, and migrates its tables. */
  kamer<K extends Kamer>(url: URL): Promise<Ruimte<K>>;
  /** Finishes what was asked, closes both connections and lifts the lock. */
  close(): Promise<void>;
}

/**
 * Opens (or makes) the data folder's SQLite file.
 * @throws SqliteFout `bezet` when another process has the folder, `onbereikbaar`/`vol` when it cannot be opened.
 */
export async function openSqlite(opties: { readonly dataDir: string }): Promise<Sqlite> {
  const { dataDir } = opties;
  const slot = vergrendel(dataDir);
  const draden: Draad[] = [];
  const kamers: string[] = [];
  let lang: Promise<Draad> | null = null;
  /** Started at the first long read; most processes never need it. */
  const langeLezer = (): Promise<Draad> =>
    (lang ??= (async () => {
      const draad = new Draad({ dataDir, soort: 'lees' });
      draden.unshift(draad);
      await draad.gestart();
      for (const url of kamers) await draad.stuur({ soort: 'kamer', url });
      return draad;
    })());
  const sluit = async (): Promise<void> => {
    for (const draad of draden) await draad.sluit().catch(() => undefined);
    slot.release();
  };
  try {
    const lezer = new Draad({ dataDir, soort: 'lees' });
    const schrijver = new Draad({ dataDir, soort: 'schrijf' });
    draden.push(lezer, schrijver);
    await Promise.all([lezer.gestart(), schrijver.gestart()]);
    return {
      dataDir,
      async kamer<K extends Kamer>(url: URL): Promise<Ruimte<K>> {
        const [kamer] = (await Promise.all([schrijver, lezer].map((d) => d.stuur({ soort: 'kamer', url: url.href })))) as [string, string];
        kamers.push(url.href);
        if (lang) await (await lang).stuur({ soort: 'kamer', url: url.href });
        return {
          schrijf: (naam, args) => schrijver.stuur({ soort: 'verzoek', kamer, naam, args }) as never,
          lees: (naam, args) => lezer.stuur({ soort: 'verzoek', kamer, naam, args }) as never,
          leesLang: async (naam, args) => (await (await langeLezer()).stuur({ soort: 'verzoek', kamer, naam, args })) as never,
        };
      },
      close: sluit,
    };
  } catch (e) {
    await sluit();
    throw e;
  }
}
