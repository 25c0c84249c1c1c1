// A webhook receiver: signature and repeats are looked at, each event is taken once. On demand it refuses, or forgets what it had.
import type { Buiten, Kern } from './kern.ts';
import type { Feit, Ontvangen } from './ontvangst.ts';

export const WEBHOOK_FOUTEN: Readonly<Record<string, string>> = { '401': 'weigert elke levering (HTTP 401)', '410': 'zegt dat het adres vervallen is (HTTP 410)', vergeet: 'antwoordt 200 en doet alsof het niets kreeg' };

export class Webhook {
  readonly #gezien = new Set<string>();
  readonly #kern: Kern;

  constructor(kern: Kern) {
    this.#kern = kern;
  }

  /** @param neem called for what it says, once for each event id, before the answer. */
  ontvang(o: Extract<Ontvangen, { readonly soort: 'webhook' }>, fout: string | null, neem: (f: Feit) => void): Buiten {
    const regel = { bericht: o.bericht, referentie: o.id, ...(o.hub === undefined ? {} : { hub: o.hub }) };
    if (fout === '401' || fout === '410') return { status: Number(fout), regel: { ...regel, uitkomst: `fout ${fout}` } };
    this.#kern.log.handtekening[o.handtekening] += 1;
    if (o.handtekening === 'fout' || (o.handtekening === 'zonder' && this.#kern.rol.geheim !== undefined)) return { status: 401, regel: { ...regel, uitkomst: 'geweigerd' } };
    if (fout === 'vergeet') return { status: 200, regel: { ...regel, uitkomst: 'fout vergeet' } };
    const herhaald = this.#gezien.has(o.id);
    if (herhaald) this.#kern.log.herhaald += 1;
    else {
      this.#gezien.add(o.id);
      for (const f of o.feiten) neem(f);
    }
    return { status: 204, regel: { ...regel, uitkomst: herhaald ? 'dubbel' : 'aanvaard' } };
  }
}
