// A whole hub that asks: one municipality with its own token, another without rights, one of its mandate holders, and sources on this machine.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';

export const OIN = { hub: '00000099000000001000', diemen: '00000099000000020384', amsterdam: '00000099000000020363', uwv: '00000099000000002000', brp: '00000099000000002007', svb: '00000099000000002001' } as const;
const sha = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface VraagHub {
  readonly kp: Knooppunt;
  readonly map: string;
  soap(endpoint: string, body: string, token?: string, soapAction?: string): Promise<{ readonly status: number; readonly tekst: string; readonly id: string | null; readonly code: string | null; readonly dubbel: string | null }>;
  vraag(opdracht: unknown, token?: string): Promise<{ readonly status: number; readonly json: Record<string, unknown> & { readonly delen?: readonly Record<string, unknown>[] }; readonly koppen: Headers }>;
  stop(): Promise<void>;
}

export interface Opzet {
  /** YAML lines of `diensten` per party id. */
  readonly diensten: Readonly<Record<string, readonly string[]>>;
  readonly bevoegdheden?: readonly string[];
  readonly bronnen?: readonly string[];
  /** Text after the fixed part of knooppunt.yaml. */
  readonly extra?: string;
  readonly log?: (regel: string) => void;
  readonly env?: Readonly<Record<string, string>>;
}

const ALLES = '["*"]';
export const BEVOEGD = [`{ id: soap, partij: gemeente-0384, events: ${ALLES}, doel: recht op bijstand, grondslag: Wet SUWI art. 62 }`];

/** Writes the configuration into a folder of its own and returns that folder; `knooppunt.yaml` is in it. */
export function schrijfVraagConfig(o: Opzet): string {
  const map = mkdtempSync(path.join(tmpdir(), 'kp-vraag-'));
  const schrijf = (naam: string, tekst: string): void => {
    mkdirSync(path.dirname(path.join(map, naam)), { recursive: true });
    writeFileSync(path.join(map, naam), tekst);
  };
  const diensten = (id: string): string => `diensten: [${(o.diensten[id] ?? []).join(', ')}]`;
  schrijf('configuratie/partijen/p.yaml', `partijen:
  - { id: gemeente-0384, soort: gemeente, gemeentecode: "0384", oin: "${OIN.diemen}", aliassen: [{ organisatie: Diemen, applicatie: zaaksysteem }], ${diensten('gemeente-0384')} }
  - { id: gemeente-0363, soort: gemeente, gemeentecode: "0363", oin: "${OIN.amsterdam}" }
  - { id: gemeente-0437, soort: gemeente, gemeentecode: "0437", oin: "00000099000000020437", geldigTot: "2020-01-01", opvolger: gemeente-0384 }
  - { id: duo-plus, soort: samenwerkingsverband, naam: Duo+, oin: "00000099000000003000", mandaten: [{ gemeente: "0384" }] }
  - { id: oud, soort: samenwerkingsverband, naam: Oud, oin: "00000099000000003001", mandaten: [{ gemeente: "0384", geldigTot: "2020-01-01" }] }
  - { id: uwv, soort: overig, naam: UWV, oin: "${OIN.uwv}", ${diensten('uwv')} }
  - { id: svb, soort: overig, naam: SVB, oin: "${OIN.svb}", ${diensten('svb')} }
  - { id: brp, soort: overig, naam: BRP, oin: "${OIN.brp}", aliassen: [{ organisatie: BRP, applicatie: makelaar }], ${diensten('brp')} }
`);
  schrijf('configuratie/abonnementen/a.yaml', 'abonnementen:\n  - { id: diemen, partij: gemeente-0384, events: ["*"], doel: d, grondslag: g, niveau: wat }\n');
  schrijf('configuratie/bevoegdheden/b.yaml', `bevoegdheden:\n${(o.bevoegdheden ?? BEVOEGD).map((b) => `  - ${b}\n`).join('')}`);
  schrijf('configuratie/bronnen/b.yaml', `bronnen:${(o.bronnen ?? []).length === 0 ? ' []' : ''}\n${(o.bronnen ?? []).map((b) => `  - ${b}\n`).join('')}`);
  schrijf('knooppunt.yaml', `hub: { oin: "${OIN.hub}", organisatie: GSO, applicatie: knooppunt, naam: GSO }
push: { priveAdressen: true }
bellers:
  - { sha256: "${sha('diemen')}", partij: gemeente-0384 }
  - { sha256: "${sha('amsterdam')}", partij: gemeente-0363 }
  - { sha256: "${sha('duo')}", partij: duo-plus }
  - { sha256: "${sha('oud')}", partij: oud }
  - { sha256: "${sha('uwv')}", partij: uwv }
  - { sha256: "${sha('weg')}", partij: gemeente-0437 }
${o.extra ?? ''}`);
  return map;
}

export async function startVraagHub(o: Opzet): Promise<VraagHub> {
  const map = schrijfVraagConfig(o);
  const log = o.log && ({ level: 'trace', fatal: o.log, error: (...a: unknown[]) => o.log!(JSON.stringify(a)), warn: (...a: unknown[]) => o.log!(JSON.stringify(a)), info: (...a: unknown[]) => o.log!(JSON.stringify(a)), debug: () => undefined, trace: () => undefined, silent: () => undefined, child() { return this; } } as never);
  const kp = await startKnooppunt({ cwd: map, bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: log ?? null, env: { ...o.env } });
  const bearer = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  return {
    kp, map,
    async soap(endpoint, body, token = 'diemen', soapAction) {
      const r = await fetch(`${kp.url}/soap/${endpoint}`, { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', ...(soapAction === undefined ? {} : { soapaction: `"${soapAction}"` }), ...(token === '' ? {} : bearer(token)) }, body });
      return { status: r.status, tekst: await r.text(), id: r.headers.get('knooppunt-bericht'), code: r.headers.get('knooppunt-code'), dubbel: r.headers.get('knooppunt-dubbel') };
    },
    async vraag(opdracht, token = 'diemen') {
      const r = await fetch(`${kp.url}/v1/vragen`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === '' ? {} : bearer(token)) }, body: JSON.stringify(opdracht) });
      return { status: r.status, json: (await r.json()) as never, koppen: r.headers };
    },
    async stop() {
      await kp.stop();
      rmSync(map, { recursive: true, force: true });
    },
  };
}

/** All audit records of the hub. */
export async function auditVan(kp: Knooppunt): Promise<readonly { readonly stap: string; readonly bericht?: string; readonly actor: string; readonly betrokkenen?: readonly string[]; readonly details?: Readonly<Record<string, unknown>> }[]> {
  return (await Promise.all((await kp.store.auditChains()).map((k) => kp.store.auditAfter(k, 0, 10_000)))).flat();
}
