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
  /** Any message; the id that it was accepted under. */
  stuurXml(xml: string): Promise<string>;
  stop(): Promise<void>;
}

export function abonnement(id: string, url: string, extra = ''): string {
  return `  - { id: ${id}, partij: gemeente-0363, events: ["*"], doel: d, grondslag: g, niveau: wat, kanaal: webhook, bestemming: { url: "${url}", geheim: "env:PUSH_GEHEIM", tijdslimiet: 10 seconden${extra.startsWith('}') ? '' : extra} }${extra.startsWith('}') ? extra.slice(1) : ''} }`;
}

/** Of one municipality, over StUF; `extra` stands in the target, what follows `}` beside it. */
export function stufAbonnement(id: string, url: string, extra = '', partij = 'gemeente-0363', naast = '', events = '*'): string {
  return `  - { id: ${id}, partij: ${partij}, events: ["${events}"], doel: d, grondslag: g, niveau: wat, kanaal: stuf, bestemming: { url: "${url}", tijdslimiet: 10 seconden${extra} }${naast} }`;
}

/** An ordinary subscription: on the topic. */
export function topicAbonnement(id: string, partij: string): string {
  return `  - { id: ${id}, partij: ${partij}, events: ["*"], doel: d, grondslag: g, niveau: wat }`;
}

export async function startPushHub(abonnementen: readonly string[], opties: { readonly partijen?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<PushHub> {
  const map = mkdtempSync(path.join(tmpdir(), 'kp-push-'));
  const schrijf = (regels: readonly string[]): void => {
    mkdirSync(path.join(map, 'configuratie/abonnementen'), { recursive: true });
    mkdirSync(path.join(map, 'configuratie/partijen'), { recursive: true });
    writeFileSync(path.join(map, 'configuratie/partijen/p.yaml'), opties.partijen ?? 'partijen: []\n');
    writeFileSync(path.join(map, 'configuratie/abonnementen/a.yaml'), `abonnementen:\n${regels.join('\n')}\n`);
  };
  schrijf(abonnementen);
  writeFileSync(path.join(map, 'knooppunt.yaml'), 'push: { priveAdressen: true }\n');
  let verschil = 0;
  const stuurXml = async (xml: string): Promise<string> => {
    const r = await post(kp.url, xml);
    if (r.status >= 300 || r.json.id === undefined) throw new Error(`niet aangenomen: ${r.status} ${r.tekst}`);
    return r.json.id;
  };
  const kp = await startKnooppunt({
    cwd: map, bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null,
    env: { PUSH_GEHEIM: GEHEIM, ...opties.env }, klok: () => new Date(Date.now() + verschil),
  });
  return {
    kp, map, schrijf,
    vooruit: (ms) => void (verschil += ms),
    stuur: (referentie, zaak) => stuurXml(zaakbericht(referentie, zaak)),
    stuurXml,
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
