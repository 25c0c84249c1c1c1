// A whole hub that pushes: one municipality, a subscription for each receiver, a clock that the test moves.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';
import { post, zaakbericht } from '../betrouwbaarheid/berichten.ts';

export const GEHEIM = 'toets-geheim-voor-de-handtekening';

export interface PushHub {
  readonly kp: Knooppunt;
  readonly map: string;
  /** Moves the hub's clock on, ms. */
  vooruit(ms: number): void;
  schrijf(abonnementen: readonly string[]): void;
  stuur(referentie: string, zaak: number): Promise<string>;
  stop(): Promise<void>;
}

export function abonnement(id: string, url: string, extra = ''): string {
  return `  - { id: ${id}, partij: gemeente-0363, events: ["*"], doel: d, grondslag: g, niveau: wat, kanaal: webhook, bestemming: { url: "${url}", geheim: "env:PUSH_GEHEIM", tijdslimiet: 10 seconden${extra.startsWith('}') ? '' : extra} }${extra.startsWith('}') ? extra.slice(1) : ''} }`;
}

export async function startPushHub(abonnementen: readonly string[]): Promise<PushHub> {
  const map = mkdtempSync(path.join(tmpdir(), 'kp-push-'));
  const schrijf = (regels: readonly string[]): void => {
    mkdirSync(path.join(map, 'configuratie/abonnementen'), { recursive: true });
    mkdirSync(path.join(map, 'configuratie/partijen'), { recursive: true });
    writeFileSync(path.join(map, 'configuratie/partijen/p.yaml'), 'partijen: []\n');
    writeFileSync(path.join(map, 'configuratie/abonnementen/a.yaml'), `abonnementen:\n${regels.join('\n')}\n`);
  };
  schrijf(abonnementen);
  writeFileSync(path.join(map, 'knooppunt.yaml'), 'push: { priveAdressen: true }\n');
  let verschil = 0;
  const kp = await startKnooppunt({
    cwd: map, bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null,
    env: { PUSH_GEHEIM: GEHEIM }, klok: () => new Date(Date.now() + verschil),
  });
  return {
    kp, map, schrijf,
    vooruit: (ms) => void (verschil += ms),
    async stuur(referentie, zaak) {
      const r = await post(kp.url, zaakbericht(referentie, zaak));
      if (r.status >= 300 || r.json.id === undefined) throw new Error(`niet aangenomen: ${r.status} ${r.tekst}`);
      return r.json.id;
    },
    async stop() {
      await kp.stop();
      rmSync(map, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds; says what was not. */
export async function tot(wat: string, waar: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const einde = performance.now() + ms;
  while (!(await waar())) {
    if (performance.now() > einde) throw new Error(`niet gebeurd: ${wat}`);
    await new Promise((r) => setTimeout(r, 20));
  }
}
