// The numbers of the hub for Prometheus, in a registry of its own (two hubs in one process do not mix).
// Counts what happened at the edges; it decides nothing, and a failure to read the lag never fails the page.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Uitkomst } from '../intake/port.ts';
import { oorzaakKlasse } from './aflevering.ts';
import type { Achterstand, Aflevermeting, Kanaal, Metrics, Wachtenden } from './port.ts';

export interface MetricsOpties {
  /** Memory, event loop and garbage collection of the process (default true; off where many hubs are made in tests). */
  readonly proces?: boolean;
}

/** Gauges of one page come from one reading; what cannot be read is left out rather than shown as zero. */
function samen<T>(lees: () => Promise<readonly T[]> | undefined): () => Promise<readonly T[]> {
  let onderweg: Promise<readonly T[]> | null = null;
  return () => (onderweg ??= (lees() ?? Promise.resolve([])).catch(() => []).finally(() => { onderweg = null; }));
}

type Eindpuntstand = { readonly naam: string; readonly bezig: number; readonly open: boolean };

const DUUR = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(opties: MetricsOpties = {}): Metrics {
  return new PromMetrics(opties);
}

class PromMetrics implements Metrics {
  readonly #register = new Registry();
  readonly #ontvangen: Counter;
  readonly #aanvaard: Counter;
  readonly #geweigerd: Counter;
  readonly #dubbel: Counter;
  readonly #afgewezen: Counter;
  readonly #events: Counter;
  readonly #gelezen: Counter;
  readonly #wachtend: Gauge;
  readonly #beurten: Counter;
  readonly #vraagdelen: Counter;
  readonly #oproep: Histogram;
  readonly #inname: Histogram;
  readonly #verzoek: Histogram;
  #leesUitgang: (() => readonly Eindpuntstand[]) | null = null;
  #lees: (() => Promise<readonly Achterstand[]>) | null = null;
  #leesAflevering: (() => Promise<readonly Aflevermeting[]>) | null = null;
  readonly #antwoorden: Counter;
  readonly #verlopen: Counter;
  #leesVerwachtingen: (() => Promise<Wachtenden>) | null = null;

  constructor(opties: MetricsOpties) {
    const registers = [this.#register];
    if (opties.proces !== false) collectDefaultMetrics({ register: this.#register, prefix: 'knooppunt_' });
    const teller = (name: string, help: string, labelNames: string[]) => new Counter({ name: `knooppunt_${name}`, help, labelNames, registers });
    this.#ontvangen = teller('berichten_ontvangen_total', 'Ontvangen berichten: aanvaard + geweigerd + dubbel.', ['standaard', 'kanaal']);
    this.#aanvaard = teller('berichten_aanvaard_total', 'Aanvaarde berichten, dubbele niet meegeteld.', ['standaard', 'kanaal']);
    this.#geweigerd = teller('berichten_geweigerd_total', 'Geweigerde berichten, met de code van de eerste oorzaak.', ['standaard', 'kanaal', 'code']);
    this.#dubbel = teller('berichten_dubbel_total', 'Herhalingen die het eerste antwoord opnieuw kregen.', ['standaard', 'kanaal']);
    this.#afgewezen = teller('berichten_afgewezen_total', 'Niet aangenomen wegens drukte, storing of een afgebroken verzending; tellen niet als ontvangen.', ['kanaal', 'code']);
    this.#events = teller('events_vertaald_total', 'Canonieke events uit aanvaarde berichten.', ['standaard']);
    this.#gelezen = teller('events_gelezen_total', 'Events die aan een lezer zijn uitgereikt.', ['soort', 'niveau']);
    this.#wachtend = new Gauge({ name: 'knooppunt_lezers_wachtend', help: 'Lezers die op events wachten of een stroom open hebben.', registers });
    this.#inname = new Histogram({
      name: 'knooppunt_inname_duur_seconden', help: 'Van de laatste byte van een bericht tot het antwoord.', labelNames: ['standaard', 'kanaal', 'uitkomst'], buckets: DUUR, registers,
    });
    this.#verzoek = new Histogram({
      name: 'knooppunt_http_duur_seconden', help: 'Duur van beantwoorde HTTP-verzoeken.', labelNames: ['route', 'methode', 'status'], buckets: DUUR, registers,
    });
    this.#beurten = teller('aflevering_beurten_total', 'Beurten van afleveringen: afgeleverd, opnieuw later, of geparkeerd, met de soort oorzaak.', ['abonnement', 'gevolg', 'oorzaak']);
    this.#antwoorden = teller('antwoorden_total', 'Aanvaarde antwoorden op een bericht waarop er een moest komen: eerste (op tijd), laat, dubbel; bericht: verwijst naar een bericht waarop niets hoefde te komen.', ['soort']);
    this.#verlopen = teller('verwachtingen_verlopen_total', 'Berichten waarop binnen de termijn geen antwoord kwam.', []);
    this.#maakVerwachtingen(registers);
    this.#vraagdelen = teller('vraagdelen_total', 'Delen van antwoorden op vragen: antwoord, niets-gevonden, niet-bevoegd, geen-antwoord.', ['uitkomst']);
    this.#oproep = new Histogram({
      name: 'knooppunt_oproep_duur_seconden', help: 'Duur van een vraag aan een eindpunt, tot en met het bewaren van het antwoord.', labelNames: ['eindpunt', 'uitkomst'], buckets: DUUR, registers,
    });
    this.#maakUitgang(registers);
    this.#maakAchterstand(registers);
    this.#maakAflevering(registers);
  }

  bericht(kanaal: Kanaal, uitkomst: Uitkomst, seconden: number): void {
    const standaard = uitkomst.standaard ?? 'onbekend';
    const labels = { standaard, kanaal };
    if (uitkomst.soort === 'afgewezen') {
      this.#afgewezen.inc({ kanaal, code: uitkomst.code });
    } else {
      this.#ontvangen.inc(labels);
      if (uitkomst.soort === 'geweigerd') this.#geweigerd.inc({ ...labels, code: uitkomst.code });
      else if (uitkomst.dubbel) this.#dubbel.inc(labels);
      else {
        this.#aanvaard.inc(labels);
        this.#events.inc({ standaard }, uitkomst.events);
      }
    }
    const soort = uitkomst.soort === 'aanvaard' && uitkomst.dubbel ? 'dubbel' : uitkomst.soort;
    this.#inname.observe({ ...labels, uitkomst: soort }, seconden);
  }

  afgewezen(kanaal: Kanaal, code: string): void {
    this.#afgewezen.inc({ kanaal, code });
  }

  verzoek(route: string, methode: string, status: number, seconden: number): void {
    this.#verzoek.observe({ route, methode, status: String(status) }, seconden);
  }

  gelezen(soort: 'gemeente' | 'partij', niveau: 'wat' | 'dat', aantal: number): void {
    this.#gelezen.inc({ soort, niveau }, aantal);
  }

  wachtend(aantal: number): void {
    this.#wachtend.set(aantal);
  }

  bronAchterstand(lees: () => Promise<readonly Achterstand[]>): void {
    this.#lees = lees;
  }

  beurt(abonnement: string, gevolg: 'afgeleverd' | 'opnieuw' | 'geparkeerd', oorzaak: string | null): void {
    this.#beurten.inc({ abonnement, gevolg, oorzaak: oorzaak === null ? '' : oorzaakKlasse(oorzaak) });
  }

  bronAflevering(lees: () => Promise<readonly Aflevermeting[]>): void {
    this.#leesAflevering = lees;
  }

  antwoord(soort: 'eerste' | 'laat' | 'dubbel' | 'bericht'): void {
    this.#antwoorden.inc({ soort });
  }

  verlopen(aantal: number): void {
    this.#verlopen.inc(aantal);
  }

  bronVerwachtingen(lees: () => Promise<Wachtenden>): void {
    this.#leesVerwachtingen = lees;
  }

  async tekst(): Promise<{ readonly contentType: string; readonly body: string }> {
    return { contentType: this.#register.contentType, body: await this.#register.metrics() };
  }

  #maakVerwachtingen(registers: Registry[]): void {
    const lees = samen(async () => (this.#leesVerwachtingen ? [await this.#leesVerwachtingen()] : []));
    const meter = (name: string, help: string, waarde: (w: Wachtenden) => number) => new Gauge({
      name: `knooppunt_verwachtingen_${name}`, help, registers,
      async collect() {
        const stand = await lees();
        this.reset();
        for (const w of stand) this.set(waarde(w));
      },
    });
    meter('wachtend', 'Berichten die op een antwoord wachten.', (w) => w.aantal);
    meter('oudste_seconden', 'Leeftijd van het oudste bericht dat op een antwoord wacht.', (w) => w.oudste);
    meter('over_tijd_seconden', 'Hoe lang de eerste termijn al voorbij is; blijft dit staan, dan ruimt niemand op.', (w) => w.overTijd);
  }

  oproep(eindpunt: string, uitkomst: string, seconden: number): void {
    this.#oproep.observe({ eindpunt, uitkomst }, seconden);
  }

  vraagdeel(uitkomst: string): void {
    this.#vraagdelen.inc({ uitkomst });
  }

  bronUitgang(lees: () => readonly Eindpuntstand[]): void {
    this.#leesUitgang = lees;
  }

  #maakUitgang(registers: Registry[]): void {
    const stand = (): readonly Eindpuntstand[] => this.#leesUitgang?.() ?? [];
    const meter = (name: string, help: string, waarde: (e: Eindpuntstand) => number) => new Gauge({
      name: `knooppunt_eindpunt_${name}`, help, labelNames: ['eindpunt'], registers,
      collect() {
        this.reset();
        for (const e of stand()) this.set({ eindpunt: e.naam }, waarde(e));
      },
    });
    meter('bezig', 'Vragen die nu onderweg zijn.', (e) => e.bezig);
    meter('onderbreker_open', '1: het eindpunt wordt na fouten op rij met rust gelaten.', (e) => (e.open ? 1 : 0));
  }

  #maakAflevering(registers: Registry[]): void {
    const lees = samen(() => this.#leesAflevering?.());
    const meter = (name: string, help: string, waarde: (a: Aflevermeting) => number) => new Gauge({
      name: `knooppunt_aflevering_${name}`, help, labelNames: ['abonnement'], registers,
      async collect() {
        const stand = await lees();
        this.reset();
        for (const a of stand) this.set({ abonnement: a.abonnement }, waarde(a));
      },
    });
    meter('wachtend', 'Klaargezet en nog niet afgeleverd.', (a) => a.wacht);
    meter('geparkeerd', 'Geparkeerd en niet hernieuwd.', (a) => a.geparkeerd);
    meter('oudste_seconden', 'Leeftijd van het bericht dat het eerst aan de beurt is.', (a) => a.seconden);
    meter('bezig', 'Verzoeken die nu onderweg zijn.', (a) => a.bezig);
    meter('onderbreker_open', '1: de ontvanger wordt na fouten op rij met rust gelaten.', (a) => (a.onderbreker === 'open' ? 1 : 0));
    meter('pauze', '1: het afleveren is in de configuratie stilgezet.', (a) => (a.pauze ? 1 : 0));
  }

  #maakAchterstand(registers: Registry[]): void {
    const lees = samen(() => this.#lees?.());
    const meter = (name: string, help: string, waarde: (a: Achterstand) => number) => new Gauge({
      name, help, labelNames: ['shard'], registers,
      async collect() {
        const stand = await lees();
        this.reset();
        for (const a of stand) this.set({ shard: String(a.shard) }, waarde(a));
      },
    });
    meter('knooppunt_relay_achterstand_berichten', 'Aanvaard en nog niet gepubliceerd.', (a) => a.berichten);
    meter('knooppunt_relay_achterstand_seconden', 'Leeftijd van het oudste aanvaarde bericht dat nog niet is gepubliceerd.', (a) => a.seconden);
  }
}
