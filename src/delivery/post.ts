// One POST to a configured target, over connections of its own. Follows no redirect, reads no more of an answer than it needs, never outlasts its time.
// Refuses an address that is not public, for the connection that it would make, unless that is allowed.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { AdresFout, alleenOpenbaar, isVerboden } from '../outbound/adressen.ts';
import { leesWacht } from '../outbound/wacht.ts';
import type { Antwoord } from './beleid.ts';
import type { Verzoek } from './verzoek.ts';

export interface Zender {
  post(v: Verzoek): Promise<Antwoord>;
  close(): void;
}

export interface ZenderOpties {
  readonly url: string;
  /** Milliseconds, from the first byte out to the status in. */
  readonly tijdslimiet: number;
  readonly maxOnderweg: number;
  readonly priveAdressen: boolean;
  /** Epoch ms, for a Retry-After that is a date. */
  readonly nu: () => number;
}

export function maakZender(o: ZenderOpties): Zender {
  const url = new URL(o.url);
  const https = url.protocol === 'https:';
  const agentOpties = { keepAlive: true, maxSockets: o.maxOnderweg, keepAliveMsecs: 10_000 };
  const agent = https ? new HttpsAgent(agentOpties) : new HttpAgent(agentOpties);
  const verboden = !o.priveAdressen && isVerboden(url);
  return {
    post(v) {
      if (verboden) return Promise.resolve({ soort: 'fout', oorzaak: 'adres' });
      return new Promise((klaar) => {
        const verzoek = (https ? httpsRequest : httpRequest)(url, { method: 'POST', agent, headers: v.koppen, ...(o.priveAdressen ? {} : { lookup: alleenOpenbaar }) });
        const einde = (a: Antwoord): void => {
          clearTimeout(wekker);
          klaar(a);
        };
        const wekker = setTimeout(() => {
          einde({ soort: 'fout', oorzaak: 'tijd' });
          verzoek.destroy();
        }, o.tijdslimiet);
        verzoek.once('error', (e) => einde({ soort: 'fout', oorzaak: e instanceof AdresFout ? 'adres' : 'netwerk' }));
        verzoek.once('response', (antwoord) => {
          const wacht = leesWacht(antwoord.headers['retry-after'], o.nu());
          einde({ soort: 'status', status: antwoord.statusCode ?? 0, ...(wacht === undefined ? {} : { wacht }) });
          leegDrinken(antwoord, verzoek);
        });
        verzoek.end(v.body);
      });
    },
    close: () => agent.destroy(),
  };
}

/** Bytes of an answer's body that are read so that its connection can be used again. */
const GENOEG = 64 * 1024;

function leegDrinken(antwoord: NodeJS.ReadableStream & { destroy(): void }, verzoek: { destroy(): void }): void {
  let gelezen = 0;
  const te_lang = setTimeout(() => verzoek.destroy(), 5_000);
  te_lang.unref();
  antwoord.on('data', (stuk: Buffer) => {
    gelezen += stuk.length;
    if (gelezen > GENOEG) verzoek.destroy();
  });
  antwoord.once('error', () => undefined);
  antwoord.once('close', () => clearTimeout(te_lang));
}
