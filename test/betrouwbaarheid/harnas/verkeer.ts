// Senders under load: many cases (keys), each with its own sequence numbers in the content, handed in over HTTP one by one.
// A sender hands in the next message of a case only after the acknowledgement of the one before; without one it hands in the very same again,
// here or at another node. Keeps what it was told; never decides what is right (controle.ts does).
import type { Antwoord } from '../berichten.ts';
import { sjabloon } from './sjabloon.ts';
import type { Toeval } from './toeval.ts';

/** One acknowledgement. */
export interface Bevestigd {
  readonly gemeente: string;
  readonly zaak: number;
  /** From 1, per case. */
  readonly nr: number;
  readonly id: string;
}

export interface Verzonden {
  /** In the order in which they came. */
  readonly bevestigd: readonly Bevestigd[];
  /** Acknowledged as a repeat: the first time went well and the sender never heard. */
  readonly herhaald: number;
  /** Answers and failures by name (202, 503, `geen antwoord`), all attempts together. */
  readonly uitkomsten: Readonly<Record<string, number>>;
  /** Answers that no sender may ever get here (a refusal, a conflict): status and code. */
  readonly vreemd: readonly string[];
}

export interface VerkeerOpties {
  readonly naam: string;
  readonly toeval: Toeval;
  readonly gemeenten: readonly string[];
  /** Cases, divided over the municipalities; default 48. */
  readonly zaken?: number;
  /** Senders at once; default 12. */
  readonly afzenders?: number;
  /** Most ms that a sender thinks between two messages; default 5. */
  readonly denktijd?: number;
  /** Most ms to wait for an answer; default 10,000. */
  readonly geduld?: number;
}

export interface Verkeer {
  /** Where messages may be handed in from now on; empty: nowhere, senders wait. */
  naar(urls: readonly string[]): void;
  readonly aantal: number;
  /** No new messages; hands in what is under way until it is acknowledged. @throws Error when that takes longer than `ms` */
  stop(ms?: number): Promise<Verzonden>;
}

/** Statuses after which the same message may be handed in again. */
const LATER = new Set([429, 503, 504]);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));

export function startVerkeer(opties: VerkeerOpties): Verkeer {
  const { naam, gemeenten } = opties;
  const afzenders = opties.afzenders ?? 12;
  const zaken = opties.zaken ?? 48;
  const bevestigd: Bevestigd[] = [];
  const uitkomsten: Record<string, number> = {};
  const vreemd: string[] = [];
  let herhaald = 0;
  let klaar = false;
  let weg = false;
  let doelen: readonly string[] = [];

  const tel = (wat: string): void => {
    uitkomsten[wat] = (uitkomsten[wat] ?? 0) + 1;
  };

  /** Until it is acknowledged; false when the test gave up. */
  const lever = async (t: Toeval, gemeente: string, zaak: number, nr: number): Promise<boolean> => {
    const body = sjabloon(gemeente, zaak, nr, `${naam}-${gemeente}-${zaak}-${nr}`);
    for (;;) {
      if (weg) return false;
      const url = doelen[t.tussen(0, Math.max(0, doelen.length - 1))];
      if (url === undefined) {
        await wacht(20);
        continue;
      }
      let status = 0;
      let tekst = '';
      try {
        const r = await fetch(`${url}/v1/berichten`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body, signal: AbortSignal.timeout(opties.geduld ?? 10_000) });
        tekst = await r.text();
        status = r.status;
      } catch {
        // Killed, frozen or gone: whether it was taken in the sender cannot know.
        tel('geen antwoord');
        await wacht(20);
        continue;
      }
      tel(String(status));
      if (status === 202) {
        const json = JSON.parse(tekst) as Antwoord['json'];
        if (json.dubbel === true) herhaald += 1;
        bevestigd.push({ gemeente, zaak, nr, id: json.id ?? '' });
        return true;
      }
      if (!LATER.has(status)) {
        vreemd.push(`${status} ${(/"code":"([A-Z_]+)"/.exec(tekst) ?? [])[1] ?? ''} voor ${naam}-${gemeente}-${zaak}-${nr}`);
        return false;
      }
      await wacht(100);
    }
  };

  const afzender = async (a: number): Promise<void> => {
    const t = opties.toeval.tak(a);
    // Cases are a sender's own: nobody else touches their order.
    const mijn = Array.from({ length: zaken }, (_, z) => z).filter((z) => z % afzenders === a);
    const laatste = new Map<number, number>();
    while (!klaar) {
      const zaak = mijn[t.tussen(0, mijn.length - 1)] as number;
      const nr = (laatste.get(zaak) ?? 0) + 1;
      if (!(await lever(t, gemeenten[zaak % gemeenten.length] as string, zaak, nr))) return;
      laatste.set(zaak, nr);
      await wacht(t.getal() * (opties.denktijd ?? 5));
    }
  };
  const lopend = Promise.all(Array.from({ length: afzenders }, (_, a) => afzender(a)));

  return {
    naar(urls) {
      doelen = urls;
    },
    get aantal() {
      return bevestigd.length;
    },
    async stop(ms = 60_000) {
      klaar = true;
      let wekker: NodeJS.Timeout | undefined;
      const teLang = new Promise<'te lang'>((r) => {
        wekker = setTimeout(() => r('te lang'), ms);
      });
      const uit = await Promise.race([lopend, teLang]);
      clearTimeout(wekker);
      weg = true;
      if (uit === 'te lang') throw new Error(`afzenders kregen binnen ${ms} ms geen bevestiging: ${JSON.stringify(uitkomsten)}`);
      return { bevestigd, herhaald, uitkomsten, vreemd };
    },
  };
}
