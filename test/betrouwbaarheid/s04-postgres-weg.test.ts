// S4 (reliability): PostgreSQL stopped for 20 s under load, then back; and killed at once, as by a power cut. Meanwhile the intake answers 503
// (StUF046 over SOAP) within seconds and stays up; afterwards nothing that was acknowledged is lost, nothing stands twice, and nobody had to repair.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type PostgresDienst, startPostgres } from '../../scripts/diensten/postgres.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { WORTEL } from '../hulp/kind.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { Knoop } from './harnas/knoop.ts';
import type { Gelezen } from './harnas/lezer.ts';
import { totStil } from './harnas/opstelling.ts';
import { toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { meldNietGedraaid, verslag } from './harnas/verslag.ts';

const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
const server: PostgresDienst | string = await startPostgres().catch((e: unknown) => (e instanceof Error ? e.message : String(e)));
if (typeof server === 'string') meldNietGedraaid('postgres-eigen', server, import.meta.filename);

const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-s4-'));
let hub: Knoop | null = null;
let verkeer: ReturnType<typeof startVerkeer> | null = null;
afterAll(async () => {
  // Senders try for as long as they are not told to stop.
  await verkeer?.stop(1).catch(() => undefined);
  await hub?.dood();
  if (typeof server !== 'string') await server.stop();
  rmSync(map, { recursive: true, force: true });
});

/** Every topic of the hub's own log, in its order. */
async function leesLog(dataDir: string): Promise<readonly Gelezen[]> {
  const sqlite = await openSqlite({ dataDir });
  const log = await openEmbeddedLog({ sqlite });
  const uit: Gelezen[] = [];
  for (const topic of (await log.counts()).keys()) {
    for (const r of await log.read(topic, null, 1_000_000)) uit.push({ topic, partitie: 0, offset: r.offset, sleutel: r.key, koppen: r.headers, waarde: r.value });
  }
  await log.close();
  await sqlite.close();
  return uit;
}

(typeof server === 'string' ? test.skip : test)('S4 PostgreSQL away for 20 s, then killed, under load: 503 meanwhile, lost 0, double 0', async () => {
  const dienst = server as PostgresDienst;
  const toeval = toevalVan('S4');
  const config = path.join(map, 'knooppunt.yaml');
  writeFileSync(config, 'opslag: { soort: postgres, url: "env:KP_PROEF_DATABASE", pool: 4 }\nadapters: [stuf]\nlimieten: { perAfzender: { perMinuut: 1000000 } }\n');
  const data = path.join(map, 'data');
  mkdirSync(data);
  hub = new Knoop({ data, config, env: { KP_PROEF_DATABASE: dienst.url } });
  const url = await hub.begin();
  const stroom = startVerkeer({ naam: 'S4', toeval, gemeenten: GEMEENTEN, geduld: 30_000 });
  verkeer = stroom;
  stroom.naar([url]);
  const soap = readFileSync(path.join(WORTEL, 'samples/stuf/zaklk01-creeerzaak.xml'), 'utf8');
  let traagste = 0;

  /** Down for `ms`; what a sender hears meanwhile. */
  const weg = async (hoe: 'SIGINT' | 'SIGKILL', ms: number): Promise<void> => {
    const voor = stroom.aantal;
    for (let n = 0; n < 200 && stroom.aantal < voor + 50; n++) await wacht(50);
    await dienst.sein(hoe);
    const begin = performance.now();
    const statussen = new Set<number>();
    const klaar = new Set<number>();
    while (performance.now() - begin < ms) {
      const t = performance.now();
      const r = await fetch(`${url}/v1/berichten`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: soap.replace(/(<StUF:referentienummer>)[^<]*/, `$1weg-${t}`), signal: AbortSignal.timeout(30_000) });
      traagste = Math.max(traagste, performance.now() - t);
      statussen.add(r.status);
      const tekst = await r.text();
      expect(tekst).toContain('KP_OPSLAG');
      const fout = await fetch(`${url}/soap/stuf/ontvangAsynchroon`, {
        method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' }, body: soap.replace(/(<StUF:referentienummer>)[^<]*/, `$1soap-${t}`),
      });
      expect(await fout.text()).toContain('StUF046');
      // A probe of its own: whoever balances load must not send here now.
      klaar.add((await fetch(`${url}/health/ready`)).status);
      await wacht(500);
    }
    expect([...statussen]).toEqual([503]);
    expect([...klaar]).toEqual([503]);
    expect(hub?.leeft).toBe(true);
    const tijdens = stroom.aantal;
    await dienst.start();
    for (let n = 0; n < 600 && stroom.aantal < tijdens + 50; n++) await wacht(50);
    expect(stroom.aantal).toBeGreaterThanOrEqual(tijdens + 50);
  };
  await weg('SIGINT', 20_000);
  await weg('SIGKILL', 3_000);

  const verzonden = await stroom.stop();
  expect(verzonden.vreemd).toEqual([]);
  expect(Object.keys(verzonden.uitkomsten).sort()).toEqual(['202', '503']);
  const b = await totStil(url);
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, dubbel: verzonden.herhaald, onbestelbaar: 0, onderweg: 0 });
  expect(await hub.stop()).toBe(0);
  const client = new pg.Client({ connectionString: dienst.url });
  await client.connect();
  const dat = await client.query<{ event_id: string; bericht: string }>("SELECT event_id, bericht FROM besluit WHERE niveau = 'dat'");
  await client.end();
  const gelezen = await leesLog(data);
  expect(controleer(verzonden.bevestigd, gelezen, RECHTEN, new Map(dat.rows.map((r) => [r.event_id, r.bericht])))).toEqual(NIETS);
  expect(gelezen.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(traagste).toBeLessThan(15_000);
  verslag('S4', { seed: toeval.zaad, acknowledged: verzonden.bevestigd.length, 'acknowledged as a repeat': verzonden.herhaald, '503': verzonden.uitkomsten['503'] ?? 0, 'traagste antwoord tijdens uitval (ms)': Math.round(traagste), copies: gelezen.length, lost: 0, double: 0 });
}, 180_000);
