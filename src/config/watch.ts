// Watches the configuration of a running hub: a changed file is checked and, when all is well, handed over without a restart;
// an error keeps the old configuration and is told once per change (S16). Looks at names, sizes and times only; reads when these changed and rest.
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import { ConfigFout } from './bevinding.ts';
import { type LoadOpties, loadConfig } from './load.ts';
import { herstartNodig, type Plan, plan, planStand, zonderHerstart } from './plan.ts';
import type { Configuratie } from './types.ts';

export interface WachtOpties {
  /** The options that the hub was started with. */
  readonly opties: LoadOpties;
  readonly huidig: Configuratie;
  /**
   * A new configuration, whole and checked; what needs a restart is in it as the hub started, and `herstart` names what waits for one.
   * What it throws goes to `opFout`; the old one stays.
   */
  readonly opNieuw: (nieuw: Configuratie, verschil: Plan, herstart: readonly string[]) => void;
  /** The changed files cannot be used; the old configuration stays. */
  readonly opFout: (fout: ConfigFout) => void;
  /** Milliseconds between looks; default 2000. */
  readonly interval?: number;
}

export interface Wachter {
  readonly huidig: Configuratie;
  /** Looks now, without waiting for the files to rest. */
  controleer(): void;
  stop(): void;
}

/** Milliseconds after an event of the file system before we look. */
const RUST = 150;

export function watchConfig(o: WachtOpties): Wachter {
  let huidig = o.huidig;
  let gelezen = handtekening(o.opties, huidig);
  let vorige = gelezen;
  let timer: NodeJS.Timeout | null = null;
  const kijkers: FSWatcher[] = [];

  function neemOver(h: string): void {
    gelezen = h;
    try {
      const nieuw = loadConfig(o.opties);
      if (nieuw.versie === huidig.versie) return;
      const werkend = zonderHerstart(o.huidig, nieuw);
      o.opNieuw(werkend, plan(planStand(huidig), werkend), herstartNodig(o.huidig, nieuw));
      huidig = werkend;
    } catch (e) {
      o.opFout(e instanceof ConfigFout ? e : new ConfigFout([{ ernst: 'fout', bestand: huidig.map, regel: 0, pad: '', tekst: oorzaak(e) }]));
    }
  }
  function kijk(): void {
    const h = handtekening(o.opties, huidig);
    // Two equal looks: whoever is writing has finished.
    if (h !== gelezen && h === vorige) neemOver(h);
    else if (h !== gelezen) straks();
    vorige = h;
  }
  function straks(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => { timer = null; kijk(); }, RUST);
    timer.unref();
  }

  const beat = setInterval(kijk, o.interval ?? 2000);
  beat.unref();
  try {
    // Only makes it quicker: where events of the file system do not come (network shares), the interval does.
    for (const p of [huidig.map, ...(huidig.bestand === null ? [] : [path.dirname(huidig.bestand)])]) {
      const k = watch(p, { recursive: p === huidig.map, persistent: false }, straks);
      k.on('error', () => k.close());
      kijkers.push(k);
    }
  } catch {
    // Too many watches on this machine, or a folder that does not support them.
  }
  return {
    get huidig() { return huidig; },
    controleer() { neemOver(handtekening(o.opties, huidig)); },
    stop() {
      clearInterval(beat);
      if (timer !== null) clearTimeout(timer);
      for (const k of kijkers) k.close();
    },
  };
}

function oorzaak(e: unknown): string {
  const code = (e as NodeJS.ErrnoException | null)?.code;
  return code === undefined ? (e instanceof Error ? e.message : 'onbekende fout') : `niet te lezen (${code})`;
}

/** Names, sizes and times of all files that a configuration can be read from. */
function handtekening(opties: LoadOpties, c: Configuratie): string {
  const delen: string[] = [];
  const bekijk = (pad: string): void => {
    try {
      const s = statSync(pad);
      if (s.isFile()) delen.push(`${pad}|${s.size}|${s.mtimeMs}|${s.ino}`);
    } catch {
      delen.push(`${pad}|weg`);
    }
  };
  bekijk(c.bestand ?? path.resolve(opties.cwd ?? process.cwd(), 'knooppunt.yaml'));
  for (const onder of ['partijen', 'abonnementen', 'bevoegdheden', 'bronnen', 'codelijsten']) {
    const map = path.join(c.map, onder);
    try {
      for (const naam of readdirSync(map, { recursive: true, encoding: 'utf8' })) bekijk(path.join(map, naam));
    } catch {
      delen.push(`${map}|weg`);
    }
  }
  return delen.sort().join('\n');
}
