// What a simulator received and sent: counts, references and outcomes. Never a value of a message.
import type { Gedrag, Regel, SimulatorNaam, Stand } from './port.ts';

export class Logboek {
  ontvangen = 0;
  verstuurd = 0;
  herhaald = 0;
  readonly handtekening = { goed: 0, fout: 0, zonder: 0 };
  readonly #per = new Map<string, number>();
  readonly #regels: Regel[] = [];
  readonly #meld: ((regel: string) => void) | undefined;
  readonly #nu: () => Date;

  constructor(nu: () => Date, meld?: (regel: string) => void) {
    this.#nu = nu;
    this.#meld = meld;
  }

  schrijf(r: Omit<Regel, 'op'>): Regel {
    const regel: Regel = { op: this.#nu().toISOString(), ...r };
    if (r.richting === 'in') this.ontvangen += 1;
    else this.verstuurd += 1;
    const sleutel = `${r.richting} ${r.bericht} ${r.uitkomst}`;
    this.#per.set(sleutel, (this.#per.get(sleutel) ?? 0) + 1);
    this.#regels.push(regel);
    if (this.#regels.length > 100) this.#regels.shift();
    this.#meld?.(`${regel.op.slice(11, 19)}  ${r.richting === 'in' ? '←' : '→'} ${r.bericht.padEnd(30)} ${r.uitkomst} (${r.status})${r.referentie === null ? '' : `  ${r.referentie}`}`);
    return regel;
  }

  stand(naam: SimulatorNaam, url: string, zaad: number, gedrag: Gedrag): Stand {
    return {
      naam, url, zaad, ontvangen: this.ontvangen, verstuurd: this.verstuurd, handtekening: { ...this.handtekening }, herhaald: this.herhaald,
      perBericht: Object.fromEntries([...this.#per].sort(([a], [b]) => (a < b ? -1 : 1))), gedrag, regels: [...this.#regels],
    };
  }
}
