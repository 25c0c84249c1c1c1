// From the configuration to where the hub delivers. A subscription without what signs it has no target: its pairs park, nothing goes out unsigned.
import type { Doel, Stufadres } from './kanaal.ts';

/** Of a configuration what says where to deliver. */
export interface Aflevertekst {
  readonly abonnementen: readonly {
    readonly id: string;
    readonly kanaal: 'topic' | 'webhook' | 'stuf';
    readonly formaat?: string;
    readonly volgorde: 'vrij' | 'strikt';
    readonly pauze?: boolean;
    readonly bestemming?: {
      readonly url: string; readonly vorm: 'binair' | 'gestructureerd'; readonly ondertekening?: 'jws'; readonly ontvanger?: Stufadres; readonly zender?: Stufadres;
      readonly maxOnderweg: number; readonly tijdslimiet: number; readonly pogingen: number;
    };
  }[];
  readonly geheimen: { readonly bestemmingen: ReadonlyMap<string, Uint8Array> };
  readonly push: { readonly priveAdressen: boolean };
}

/** Targets by id of the subscription. */
export function doelenVan(c: Aflevertekst): ReadonlyMap<string, Doel> {
  const doelen = new Map<string, Doel>();
  for (const a of c.abonnementen) {
    const b = a.bestemming;
    if (!b || a.kanaal === 'topic') continue;
    const gemeen = { abonnement: a.id, url: b.url, maxOnderweg: b.maxOnderweg, tijdslimiet: b.tijdslimiet, pogingen: b.pogingen, strikt: a.volgorde === 'strikt', pauze: a.pauze ?? false, priveAdressen: c.push.priveAdressen, ...(b.ontvanger ? { ontvanger: b.ontvanger } : {}), ...(b.zender ? { zender: b.zender } : {}) };
    if (a.kanaal === 'stuf') {
      doelen.set(a.id, { ...gemeen, kanaal: 'stuf', formaat: a.formaat ?? 'bron' });
      continue;
    }
    const geheim = c.geheimen.bestemmingen.get(a.id);
    if (geheim) doelen.set(a.id, { ...gemeen, kanaal: 'webhook', formaat: a.formaat ?? 'canoniek', vorm: b.vorm, ondertekening: b.ondertekening ?? 'hmac', geheim });
  }
  return doelen;
}
