// A whole hub for the way back: the sample parties with mandates of the test's choice, every party with everything of its own in one subscription, and
// tokens. Everything over HTTP; what a party got is read from its own topic.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt, type Startopties } from '../../src/main.ts';

const WORTEL = path.resolve(import.meta.dirname, '../..');
export const sample = (naam: string): Buffer => readFileSync(path.join(WORTEL, 'samples', naam));

/** Parties that have a subscription on everything and a token that is their id. */
export const PARTIJEN = ['gemeente-0363', 'gemeente-0344', 'aanbieder-42420001', 'zorgkantoor-5521'] as const;
export type PartijId = (typeof PARTIJEN)[number] | 'operator';

export interface GelezenEvent {
  readonly id: string;
  readonly type: string;
  readonly bericht: string;
  readonly data: Record<string, unknown> & { readonly bericht: Record<string, unknown> };
}

export interface TerugwegHub {
  readonly kp: Knooppunt;
  readonly url: string;
  post(van: PartijId, bytes: Buffer | string, pad?: string, koppen?: Record<string, string>): Promise<{ readonly status: number; readonly tekst: string; readonly json: Record<string, unknown>; readonly koppen: Headers }>;
  /** A canonical event, or a batch where it is a list. */
  zend(van: PartijId, event: unknown, vraagdeel?: string): ReturnType<TerugwegHub['post']>;
  /** All events on a party's topic. */
  events(partij: (typeof PARTIJEN)[number]): Promise<readonly GelezenEvent[]>;
  /** Waits until nothing is under way. */
  stil(): Promise<void>;
  balans(): Promise<{ readonly berichten: Record<string, number>; readonly verschillen: readonly string[] }>;
  herstart(): Promise<void>;
  stop(): Promise<void>;
}

const sha = (t: string): string => createHash('sha256').update(t).digest('hex');

/** @param yaml more lines of knooppunt.yaml. @param mandaten party → standards of which the hub may send technical refusals in its name. */
export async function startTerugweg(o: { readonly yaml?: string; readonly mandaten?: Readonly<Record<string, readonly string[]>> } & Startopties = {}): Promise<TerugwegHub> {
  const { yaml = '', mandaten = {}, ...rest } = o;
  const map = mkdtempSync(path.join(tmpdir(), 'kp-terugweg-'));
  cpSync(path.join(WORTEL, 'configuratie/partijen'), path.join(map, 'configuratie/partijen'), { recursive: true });
  for (const bestand of ['zorg.yaml', 'gemeenten.yaml']) {
    const pad = path.join(map, 'configuratie/partijen', bestand);
    const regels = readFileSync(pad, 'utf8').split('\n').map((r) => {
      const wie = /id: ([a-z0-9-]+),/.exec(r)?.[1];
      return wie && mandaten[wie] ? r.replace(' }', `, technischeAfkeur: [${mandaten[wie].join(', ')}] }`) : r;
    });
    writeFileSync(pad, regels.join('\n'));
  }
  mkdirSync(path.join(map, 'configuratie/abonnementen'), { recursive: true });
  writeFileSync(path.join(map, 'configuratie/abonnementen/alles.yaml'), `abonnementen:\n${PARTIJEN.map((p) => `  - { id: ${p}-alles, partij: ${p}, events: ["*"], doel: d, grondslag: g, niveau: wat }`).join('\n')}\n`);
  writeFileSync(path.join(map, 'knooppunt.yaml'), `${yaml}\nbellers:\n  - { sha256: ${sha('operator')}, operator: true }\n${PARTIJEN.map((p) => `  - { sha256: ${sha(p)}, partij: ${p} }`).join('\n')}\n`);
  const start = (): Promise<Knooppunt> => startKnooppunt({ cwd: map, bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null, ...rest });
  let kp = await start();
  const bearer = (wie: string): Record<string, string> => ({ authorization: `Bearer ${wie}` });
  const hub: TerugwegHub = {
    get kp() {
      return kp;
    },
    get url() {
      return kp.url;
    },
    async post(van, bytes, pad = '/v1/berichten', koppen = {}) {
      const r = await fetch(new URL(pad, kp.url), { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...bearer(van), ...koppen }, body: bytes });
      const tekst = await r.text();
      return { status: r.status, tekst, json: tekst.startsWith('{') ? (JSON.parse(tekst) as Record<string, unknown>) : {}, koppen: r.headers };
    },
    zend: (van, event, vraagdeel = '') => hub.post(van, JSON.stringify(event), `/v1/berichten${vraagdeel}`, { 'content-type': `application/cloudevents${Array.isArray(event) ? '-batch' : ''}+json` }),
    async events(partij) {
      await hub.stil();
      const p = kp.partij(partij)!;
      const pad = p.gemeentecode ? `/v1/gemeenten/${p.gemeentecode}/events` : `/v1/partijen/${p.oin}/events`;
      const uit: GelezenEvent[] = [];
      for (let na = ''; ; ) {
        const r = await fetch(new URL(`${pad}${na ? `?na=${na}` : ''}`, kp.url), { headers: bearer(partij) });
        if (r.status !== 200) throw new Error(`${pad}: ${r.status} ${await r.text()}`);
        const pagina = (await r.json()) as { events: GelezenEvent[]; volgende: string };
        uit.push(...pagina.events);
        if (pagina.events.length === 0) return uit;
        na = pagina.volgende;
      }
    },
    async stil() {
      const einde = performance.now() + 60_000;
      for (;;) {
        const b = await kp.store.balance();
        if (b.berichten.onderweg === 0 && b.paren.onderweg === 0) return;
        if (performance.now() > einde) throw new Error('het knooppunt wordt niet stil');
        await new Promise((r) => setTimeout(r, 20));
      }
    },
    balans: async () => {
      const b = await kp.store.balance();
      return { berichten: b.berichten, verschillen: b.verschillen };
    },
    async herstart() {
      await kp.stop();
      kp = await start();
    },
    async stop() {
      await kp.stop();
      rmSync(map, { recursive: true, force: true });
    },
  };
  return hub;
}
