// Parts of a large message for whoever reads its row later (relay, delivery): made again from the claim check, the same on every call.
import type { BerichtEvent, InboxRij, Store } from '../store/port.ts';
import { delenVan } from './doorgang.ts';

export type Delen = (rij: InboxRij, vanafDeel: number) => AsyncGenerator<readonly BerichtEvent[]>;

/** @param vanafDeel number of the first part wanted, from 1; a row without a claim check has none. */
export function maakDelen(store: Pick<Store, 'spoolPath'>, bank: Parameters<typeof delenVan>[2], xml: Parameters<typeof delenVan>[3]): Delen {
  return async function* delen(rij, vanafDeel) {
    if (rij.spool === null) return;
    const inhoud = { soort: 'spool' as const, pad: await store.spoolPath(rij.spool), omvang: rij.bericht.omvang, sha256: rij.bericht.sha256 };
    let deel = 0;
    for await (const e of delenVan(inhoud, rij.bericht.id, bank, xml)) {
      if (++deel < vanafDeel) continue;
      yield [{ ordinaal: e.ordinaal, type: e.type, sleutel: e.sleutel, persoonsleutel: e.persoonsleutel, data: JSON.stringify(e.data) }];
    }
  };
}
