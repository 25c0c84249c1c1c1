// A hub's HTTP room on fakes of its ports, for the tests in this folder: the fakes keep what they were given, so that a test can look.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuditInvoer } from '../../src/audit/port.ts';
import type { EventLog, StoredRecord } from '../../src/eventlog/port.ts';
import { createLog } from '../../src/http/log.ts';
import type { HttpDeps, HttpOpties, TokenRegel } from '../../src/http/opties.ts';
import { buildServer, type HttpServer } from '../../src/http/server.ts';
import type { Eventontvangst, Inhoud, Intake, Limieten, Ontvangst, Uitkomst } from '../../src/intake/port.ts';
import { createMetrics } from '../../src/metrics/prom-metrics.ts';
import type { Partij, Routing } from '../../src/routing/port.ts';
import type { BerichtOverzicht, Document, Store } from '../../src/store/port.ts';

export const TOKEN = { operator: 'operator-token-voor-toetsen', a: 'token-van-partij-a', gemeente: 'token-van-een-gemeente', weg: 'token-van-een-vertrokken-partij' } as const;
export const OIN_A = '00000099000000002000';
export const OIN_B = '00000099000000003000';

export const PARTIJEN: readonly Partij[] = [
  { id: 'gemeente-0363', soort: 'gemeente', naam: 'Amsterdam', gemeentecode: '0363', oin: '00000099000000363000', mandaten: [] },
  { id: 'aanbieder-a', soort: 'aanbieder', naam: 'Aanbieder A', oin: OIN_A, gemeentecode: '0363', mandaten: [] },
  { id: 'aanbieder-b', soort: 'aanbieder', naam: 'Aanbieder B', oin: OIN_B, mandaten: [] },
];

export function sha256(tekst: string | Uint8Array): string {
  return createHash('sha256').update(tekst).digest('hex');
}

/** Takes what it gets, remembers it, and answers as `antwoord` says. Reads spooled bytes before it answers, as the real one does. */
export class NepIntake implements Intake {
  limieten: Limieten = { xml: 200_000, records: 400_000, geheugen: 50_000 };
  readonly endpoints = ['stuf/ontvangAsynchroon', 'jzxml'];
  readonly ontvangen: (Omit<Ontvangst, 'inhoud'> & { readonly bytes: Buffer; readonly inhoud: Inhoud })[] = [];
  /** Held back until it resolves: a message under way. */
  wacht: Promise<void> = Promise.resolve();
  fout: Error | null = null;
  maak: (o: Ontvangst, bytes: Buffer) => Uitkomst = (o, bytes) => aanvaard(o, bytes);

  async receive(o: Ontvangst): Promise<Uitkomst> {
    const bytes = o.inhoud.soort === 'geheugen' ? o.inhoud.bytes : await readFile(o.inhoud.pad);
    this.ontvangen.push({ ...o, bytes });
    await this.wacht;
    if (this.fout) throw this.fout;
    return this.maak(o, bytes);
  }
  async receiveEvents(o: Eventontvangst): Promise<Uitkomst> {
    return this.receive({ kanaal: 'rest', ...o } as Ontvangst);
  }
  async check(): Promise<never> { throw new Error('niet in deze toets'); }
  async translate(): Promise<never> { throw new Error('niet in deze toets'); }
  async schemabestand(naam: string, pad: string): Promise<Buffer | null> {
    return naam === 'stuf' && pad === 'a/b.xsd' ? Buffer.from('<schema/>') : null;
  }
  wsdl(endpoint: string, adres: string): string | null {
    return endpoint === 'jzxml' ? null : `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><adres>${adres}</adres></definitions>`;
  }
}

export function aanvaard(o: Ontvangst, bytes: Buffer, dubbel = false): Uitkomst {
  const id = `01939f3e-0000-7000-8000-${sha256(bytes).slice(0, 12)}`;
  const herkend = { standaard: 'iwmo', berichttype: 'WMO301', versie: '3.2' };
  const antwoord = o.kanaal === 'soap'
    ? { status: 200, contentType: 'text/xml; charset=utf-8', body: '<Bv03>ontvangen</Bv03>' }
    : { status: 202, contentType: 'application/json; charset=utf-8', body: JSON.stringify({ id, ...herkend, events: 1, dubbel }) };
  return { soort: 'aanvaard', ...herkend, id, events: 1, dubbel, antwoord };
}

export class NepStore implements Partial<Store> {
  readonly audit: AuditInvoer[] = [];
  readonly berichten = new Map<string, BerichtOverzicht>();
  readonly documenten = new Map<string, Document>();
  readonly verwijzingen = new Map<string, readonly string[]>();
  auditFout: Error | null = null;
  gezond = true;
  async recordAudit(a: readonly AuditInvoer[]): Promise<void> {
    if (this.auditFout) throw this.auditFout;
    this.audit.push(...a);
  }
  async expectation(): Promise<null> { return null; }
  async answers(): Promise<readonly []> { return []; }
  async answeredBy(): Promise<readonly string[]> { return []; }
  async message(id: string): Promise<BerichtOverzicht | null> { return this.berichten.get(id) ?? null; }
  async document(hash: string): Promise<Document | null> { return this.documenten.get(hash) ?? null; }
  async documentMessages(hash: string): Promise<readonly string[]> { return this.verwijzingen.get(hash) ?? []; }
  async balance(): Promise<Awaited<ReturnType<Store['balance']>>> {
    return { berichten: { ontvangen: 3, aanvaard: 1, geweigerd: 1, dubbel: 1, onbestelbaar: 0, onderweg: 0 }, paren: { gerouteerd: 1, afgeleverd: 1, geparkeerd: 0, onderweg: 0 }, verschillen: [], perStandaard: {}, perTopic: {} };
  }
  async health(): Promise<{ ok: boolean; detail: string }> { return { ok: this.gezond, detail: 'geheim detail' }; }
}

export class NepEventlog implements Partial<EventLog> {
  readonly topics = new Map<string, StoredRecord[]>();
  gezond = true;
  fout: Error | null = null;
  /** Every look at the log: topic and place. */
  readonly blikken: string[] = [];
  /** False: a publication wakes nobody. */
  wekt = true;
  readonly hoorders = new Set<(topics: readonly string[]) => void>();
  onPublished(hoorder: (topics: readonly string[]) => void): () => void {
    this.hoorders.add(hoorder);
    return () => void this.hoorders.delete(hoorder);
  }
  zet(topic: string, n: number, value = '{"bericht":{"id":"x"},"bedrag":{"centen":9007199254740993}}'): void {
    const rij = this.topics.get(topic) ?? [];
    for (let i = 0; i < n; i += 1) {
      rij.push({ topic, key: 'k', offset: String(rij.length + 1), value, headers: { ce_specversion: '1.0', ce_id: `e${rij.length + 1}`, ce_source: 'urn:nld:oin:00000099000000001000:systeem:knooppunt', ce_type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', 'content-type': 'application/json' } });
    }
    this.topics.set(topic, rij);
    if (this.wekt) for (const h of this.hoorders) h([topic]);
  }
  async read(topic: string, after: string | null, max: number): Promise<readonly StoredRecord[]> {
    this.blikken.push(`${topic} ${after ?? ''}`);
    if (this.fout) throw this.fout;
    return (this.topics.get(topic) ?? []).filter((r) => after === null || Number(r.offset) > Number(after)).slice(0, max);
  }
  async health(): Promise<{ ok: boolean; detail: string }> { return { ok: this.gezond, detail: 'geheim detail' }; }
}

export const nepRouting = {
  versie: 'toets', hubOin: '00000099000000001000',
  party: (id: string) => PARTIJEN.find((p) => p.id === id) ?? null,
  parties: () => PARTIJEN,
  findParty: (a: { oin?: string }) => PARTIJEN.find((p) => a.oin !== undefined && p.oin === a.oin) ?? null,
} as unknown as Routing;

export interface Opstelling {
  readonly server: HttpServer;
  readonly url: string;
  readonly poort: number;
  readonly intake: NepIntake;
  readonly store: NepStore;
  readonly log: NepEventlog;
  readonly regels: () => string;
  readonly metrics: HttpDeps['metrics'];
  readonly dataMap: string;
  haal(pad: string, init?: RequestInit & { token?: string | null }): Promise<Response>;
  sluit(): Promise<void>;
}

export const TOKENS: readonly TokenRegel[] = [
  { sha256: sha256(TOKEN.operator), partij: null },
  { sha256: sha256(TOKEN.a), partij: 'aanbieder-a' },
  { sha256: sha256(TOKEN.gemeente), partij: 'gemeente-0363' },
  { sha256: sha256(TOKEN.weg), partij: 'bestaat-niet' },
];

export async function zetOp(opties: Partial<HttpOpties> = {}, deps: Partial<HttpDeps> = {}): Promise<Opstelling> {
  const dataMap = await mkdtemp(path.join(tmpdir(), 'knooppunt-http-'));
  const intake = new NepIntake();
  const store = new NepStore();
  const log = new NepEventlog();
  const metrics = createMetrics({ proces: false });
  const regels: string[] = [];
  const server = buildServer({
    intake, store: store as unknown as Store, eventlog: log as unknown as EventLog, routing: nepRouting, klok: () => new Date('2026-11-24T09:00:00Z'), metrics,
    log: createLog({ niveau: 'info', bestemming: { write: (r: string) => void regels.push(r) } }), tokens: () => TOKENS,
    catalogus: { schema: (naam, versie) => (naam === 'toewijzing-afgegeven' && versie === '1.0' ? { $id: naam } : null), eventtypen: () => ({ eventtypen: {} }) },
    ...deps,
  }, { host: '127.0.0.1', poort: 0, dataMap, ...opties });
  const url = await server.listen();
  return {
    server, url, poort: Number(new URL(url).port), intake, store, log, metrics, dataMap, regels: () => regels.join(''),
    haal: (pad, init = {}) => {
      const { token, ...rest } = init;
      return fetch(url + pad, { ...rest, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(rest.headers as Record<string, string> | undefined) } });
    },
    sluit: async () => {
      await server.close();
      await rm(dataMap, { recursive: true, force: true });
    },
  };
}

/** A request that fetch cannot make (raw headers, half bodies). Resolves with the answer, or rejects when the connection breaks. */
export function rauw(poort: number, opties: http.RequestOptions, schrijf: (req: http.ClientRequest) => void): Promise<{ status: number; koppen: http.IncomingHttpHeaders; body: string }> {
  return new Promise((klaar, faal) => {
    const req = http.request({ host: '127.0.0.1', port: poort, agent: false, ...opties }, (res) => {
      const delen: Buffer[] = [];
      res.on('data', (d: Buffer) => delen.push(d));
      res.on('end', () => klaar({ status: res.statusCode ?? 0, koppen: res.headers, body: Buffer.concat(delen).toString('utf8') }));
      res.on('error', faal);
    });
    req.on('error', faal);
    schrijf(req);
  });
}

export function overzicht(id: string, meer: { beller?: string; afzender?: unknown; partij?: string; niveau?: string; staat?: BerichtOverzicht['staat']; reden?: string } = {}): BerichtOverzicht {
  return {
    kop: {
      id, ontvangenOp: '2026-11-24T08:59:00.000Z', kanaal: 'rest', standaard: 'iwmo', berichttype: 'WMO301', versie: '3.2', referentie: 'geheim-kenmerk', sha256: 'a'.repeat(64), omvang: 12,
      configuratie: 'v', beller: meer.beller ?? 'operator', adressering: JSON.stringify({ afzender: meer.afzender ?? null, ontvanger: null, soort: 'geadresseerd' }),
    },
    staat: meer.staat ?? 'afgeleverd', events: 1, stappen: [{ stap: 'ontvangen', tijd: '2026-11-24T08:59:00.000Z' }, { stap: 'gepubliceerd', tijd: '2026-11-24T08:59:01.000Z', abonnement: 'abo-b' }],
    reden: meer.reden ?? null,
    afleveringen: [{ abonnement: 'abo-b', partij: meer.partij ?? 'aanbieder-b', niveau: meer.niveau ?? 'wat', staat: 'afgeleverd', eventId: 'e1', type: 'toewijzing-afgegeven' }],
  };
}
