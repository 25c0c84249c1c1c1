// What stands around the deliveries themselves: the topic of what parked, redrives, numbers, and the state per subscription. One thing to start and to stop.
// Nothing here holds up a delivery: whatever fails is told, and tried again by itself.
import type { EventLog } from '../eventlog/port.ts';
import type { Metrics } from '../metrics/port.ts';
import type { Beurt, Store } from '../store/port.ts';
import type { Aflevering } from './aflevering.ts';
import { maakHernieuwingen } from './hernieuwen.ts';
import { startMelder } from './melder.ts';
import type { Abonneestand, Hernieuwingen } from './port.ts';
import { afleverstand } from './stand.ts';

export interface NazorgOpties {
  readonly store: Store;
  readonly eventlog: EventLog;
  readonly metrics: Pick<Metrics, 'beurt'>;
  /** OIN of the hub. */
  readonly hubOin: string;
  readonly shards: () => ReadonlyMap<number, number | undefined>;
  /** Targets as the configuration in force has them. */
  readonly doelen: () => ReadonlyMap<string, { readonly pogingen: number; readonly pauze: boolean }>;
  /** Asked when somebody wants to know, so after the start. */
  readonly aflevering: () => Pick<Aflevering, 'stand'>;
  readonly nu: () => number;
  readonly onFout: (fout: unknown, wat: 'melden' | 'hernieuwen') => void;
}

export interface Nazorg {
  readonly hernieuwingen: Hernieuwingen;
  stand(): Promise<readonly Abonneestand[]>;
  /** A turn has been written down. */
  beurt(abonnement: string, beurt: Beurt): void;
  stop(): Promise<void>;
}

export function startNazorg(o: NazorgOpties): Nazorg {
  const melder = startMelder({
    store: o.store, eventlog: o.eventlog, bron: `urn:nld:oin:${o.hubOin}:systeem:knooppunt`, onFout: (e) => o.onFout(e, 'melden'),
    lease: () => {
      const eigen = o.shards();
      const tijdperk = eigen.get(0);
      return eigen.has(0) ? (tijdperk === undefined ? {} : { tijdperk }) : null;
    },
  });
  const hernieuwingen = maakHernieuwingen({ store: o.store, nu: o.nu, onFout: (e) => o.onFout(e, 'hernieuwen') });
  return {
    hernieuwingen,
    stand: () => afleverstand(o.store, o.aflevering(), o.doelen()),
    beurt(abonnement, beurt) {
      o.metrics.beurt(abonnement, beurt.staat === 'klaargezet' ? 'opnieuw' : beurt.staat, beurt.staat === 'afgeleverd' ? null : beurt.oorzaak.replace(/^fo03-.*/, 'fo03'));
      if (beurt.staat === 'geparkeerd') melder.wek();
    },
    async stop() {
      await hernieuwingen.sluit();
      await melder.stop();
    },
  };
}
