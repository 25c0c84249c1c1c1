// Part 3: what growth costs. Each line asks one thing: how much CPU does a message take when there are more subscriptions, more messages in the store,
// more shards or partitions, or more bytes in it. CPU and not the clock, so that a neighbour on the machine does not draw the curve.
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { createRouting } from '../src/routing/routing.ts';
import type { Abonnement, PartijRegel } from '../src/routing/model.ts';
import type { RouteerbaarEvent } from '../src/routing/port.ts';
import { INGEBED, type Motor, ronde } from './eind.ts';
import { documentbericht } from './lib/berichten.ts';
import { ruimOp, startHub, verseMap } from './lib/hub.ts';
import { meetOmBeurten } from './lib/meten.ts';

export interface Punt {
  readonly x: number;
  readonly y: number;
}

/** Routing of one event: CPU µs, by number of subscriptions (each of a municipality of its own; three of the addressee). */
export async function groeiAbonnementen(aantallen: readonly number[]): Promise<Punt[]> {
  const abonnement = (a: Pick<Abonnement, 'id' | 'partij' | 'events'> & Partial<Abonnement>): Abonnement => ({ filter: null, doel: 'meting', grondslag: 'meting', niveau: 'wat', persoonsgegevens: [], proef: false, volgorde: 'vrij', kanaal: 'topic', ...a });
  const gemeente = (code: string): PartijRegel => ({ id: `gemeente-${code}`, soort: 'gemeente', naam: code, gemeentecode: code, mandaten: [], mandaatregels: [], aliassen: [] });
  const werken: Record<string, () => unknown> = {};
  const event: RouteerbaarEvent = {
    berichtId: '01900000-0000-7000-8000-000000000001', ordinaal: 1, type: 'zaak-aangemaakt', sleutel: 'zaak:1', persoonsleutel: '999993653', tijd: '2026-11-24T09:00:00Z', proef: false,
    data: { bericht: { standaard: 'stuf' }, personen: [{ id: 'p1', rollen: ['client'], bsn: '999993653' }], zaak: { identificatie: '1' } },
  };
  for (const n of aantallen) {
    const partijen = [gemeente('0363')];
    const abonnementen = ['zaak-*', 'toewijzing-*', '*'].map((e, i) => abonnement({ id: `a${i}`, partij: 'gemeente-0363', events: [e], ...(i === 2 ? { filter: { exact: { 'bericht.standaard': 'ijw' } } } : {}) }));
    for (let i = abonnementen.length; i < n; i++) {
      partijen.push(gemeente(`x${i}`));
      abonnementen.push(abonnement({ id: `b${i}`, partij: `gemeente-x${i}`, events: [i % 2 === 0 ? 'zaak-*' : '*'] }));
    }
    const r = createRouting({ versie: 'meting', basisUrl: 'http://meting.invalid', geheim: new Uint8Array(32), hub: { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT', naam: 'meting' }, partijen, abonnementen });
    const adres = { soort: 'geadresseerd', afzender: null, ontvanger: { gemeentecode: '0363' } } as const;
    if (r.decide(event, adres).kopieen.length !== 1) throw new Error('de meting routeert niet zoals bedoeld');
    werken[String(n)] = () => r.decide(event, adres);
  }
  const m = await meetOmBeurten(werken, { rondes: 5, ms: 200 });
  return aantallen.map((n) => ({ x: n, y: (m[String(n)]?.cpuMs ?? Number.NaN) * 1000 }));
}

/** Puts `aantal` messages of the past in a store: 1 KB of bytes, event and record each, with all that hangs on a message. Fast and not durable: nobody waits for them. */
function vul(bestand: string, aantal: number): void {
  const db = new DatabaseSync(bestand);
  db.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 20000');
  const z = (sql: string) => db.prepare(sql);
  const bericht = z("INSERT INTO bericht (id, ontvangen_op, kanaal, standaard, berichttype, versie, referentie, sha256, omvang, configuratie, beller, adressering, spool, staat, events, reden) VALUES (?, ?, 'rest', 'stuf', 'zakLk01', '0310', ?, ?, 1024, 'vulling', 'operator', '{\"afzender\":null,\"ontvanger\":null,\"soort\":\"geadresseerd\"}', NULL, 'gerouteerd', 1, NULL)");
  const bytes = z('INSERT INTO bericht_bytes (bericht, bytes) VALUES (?, ?)');
  const antwoord = z("INSERT INTO antwoord (status, content_type, body, tot) VALUES (202, 'application/json', '{}', ?) RETURNING id");
  const sleutel = z('INSERT INTO sleutel (sleutel, inhoud, bericht, antwoord, geweigerd, tot) VALUES (?, ?, ?, ?, 0, ?)');
  const event = z("INSERT INTO event (bericht, ordinaal, shard, type, sleutel, persoonsleutel) VALUES (?, 1, ?, 'zaak-aangemaakt', ?, '999993653')");
  const data = z('INSERT INTO event_data (bericht, ordinaal, data) VALUES (?, 1, ?)');
  const inbox = z("INSERT INTO inbox (shard, nummer, bericht, poging, staat) VALUES (?, ?, ?, 1, 'gepubliceerd')");
  const besluit = z("INSERT INTO besluit (shard, nummer, ordinaal, abonnement, bericht, poging, partij, niveau, kanaal, topic, event_id, type, staat) VALUES (?, ?, 1, 'amsterdam-zaken', ?, 1, 'gemeente-0363', 'wat', 'topic', 'sociaaldomein.gemeente.0363', ?, 'zaak-aangemaakt', 'afgeleverd')");
  const audit = z("INSERT INTO audit (keten, volgnr, stap, tijd, bericht, abonnement, poging, actor, betrokkenen, details, vorige, hash, uniek) VALUES ('vulling', ?, ?, ?, ?, NULL, 1, 'hub', NULL, '{}', ?, ?, ?)");
  const record = z("INSERT INTO log_record (topic, key, headers, value) VALUES ('sociaaldomein.gemeente.0363', ?, '{}', ?)");
  const shards = (db.prepare('SELECT shard, laatste FROM teller ORDER BY shard').all() as { shard: number; laatste: number }[]).map((r) => ({ ...r }));
  const kilo = new Uint8Array(1024).fill(120);
  const tekst = `{"x":"${'y'.repeat(1016)}"}`;
  const hash = '0'.repeat(64);
  const tot = Date.now() + 400 * 86_400_000;
  const toen = new Date(Date.now() - 86_400_000).toISOString();
  const laatsteAudit = Number((db.prepare("SELECT max(volgnr) AS n FROM audit WHERE keten = 'vulling'").get() as { n: number | null }).n ?? 0);
  let volgnr = laatsteAudit;
  for (let n = 0; n < aantal; n += 10_000) {
    db.exec('BEGIN');
    for (let i = n; i < Math.min(aantal, n + 10_000); i++) {
      const id = randomUUID();
      const s = shards[i % shards.length]!;
      s.laatste += 1;
      bericht.run(id, toen, `V-${id}`, hash);
      bytes.run(id, kilo);
      const a = (antwoord.get(tot) as { id: number }).id;
      sleutel.run(id.replaceAll('-', '').padEnd(64, '0'), hash, id, a, tot);
      event.run(id, s.shard, `zaak:${id}`);
      data.run(id, tekst);
      inbox.run(s.shard, s.laatste, id);
      besluit.run(s.shard, s.laatste, id, randomUUID());
      for (const stap of ['ontvangen', 'aanvaard', 'gerouteerd', 'gepubliceerd']) audit.run(++volgnr, stap, toen, id, hash, hash, stap === 'gepubliceerd' ? `vulling/${id}` : null);
      record.run(`z-${id}`, tekst);
    }
    db.exec('COMMIT');
  }
  for (const s of shards) {
    db.prepare('UPDATE teller SET laatste = ? WHERE shard = ?').run(s.laatste, s.shard);
    db.prepare("UPDATE log_positie SET acceptance = ?, incarnation = (SELECT waarde FROM meta WHERE naam = 'incarnatie') WHERE shard = ?").run(s.laatste, s.shard);
  }
  db.prepare("INSERT INTO audit_keten (keten, volgnr, hash) VALUES ('vulling', ?, ?) ON CONFLICT DO UPDATE SET volgnr = excluded.volgnr").run(volgnr, hash);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** CPU ms of the hub a message of 9 KB, by number of messages in the store. One data folder that grows. @param meld told of progress */
export async function groeiOpslag(aantallen: readonly number[], berichten: number, meld: (s: string) => void = () => undefined): Promise<Punt[]> {
  const map = verseMap();
  const uit: Punt[] = [];
  let inStore = 0;
  let vanaf = 0;
  try {
    await (await startHub({ data: map })).stop();
    for (const n of aantallen) {
      if (n > inStore) {
        meld(`opslag vullen tot ${n}`);
        vul(path.join(map, 'data/knooppunt.sqlite'), n - inStore);
        inStore = n;
      }
      const hub = await startHub({ data: map });
      try {
        for (const [i, aantal] of [1_000, berichten].entries()) {
          const r = await ronde(hub, INGEBED, { aantal, verbindingen: 32, tempo: null, bytes: 9_000, vanaf });
          vanaf += aantal;
          if (i === 1) uit.push({ x: n, y: r.cpuMs });
        }
      } finally {
        await hub.stop();
      }
    }
    return uit;
  } finally {
    ruimOp(map);
  }
}

/** CPU ms of the hub a message of 9 KB, by number of shards (embedded) or partitions of a topic (Kafka). */
export async function groeiDelen(aantallen: readonly number[], berichten: number, kafka: (() => Promise<Motor>) | null): Promise<Punt[]> {
  const uit: Punt[] = [];
  for (const n of aantallen) {
    const map = verseMap();
    const motor = kafka ? await kafka() : INGEBED;
    const yaml = kafka ? (motor.yaml ?? '').replace('replicatie: 1,', `replicatie: 1, partities: ${n},`) : `shards: ${n}\n`;
    const hub = await startHub({ data: map, yaml, ...(motor.env ? { env: motor.env } : {}) });
    try {
      await ronde(hub, motor, { aantal: 1_000, verbindingen: 32, tempo: null, bytes: 9_000, vanaf: 0 });
      uit.push({ x: n, y: (await ronde(hub, motor, { aantal: berichten, verbindingen: 32, tempo: null, bytes: 9_000, vanaf: 1_000 })).cpuMs });
    } finally {
      await hub.stop();
      await motor.opruimen?.();
      ruimOp(map);
    }
  }
  return uit;
}

/** CPU ms of the hub a message, by its size (a StUF document with content of that size), accepted and published, one after another. */
export async function groeiOmvang(maten: readonly number[]): Promise<Punt[]> {
  const map = verseMap();
  const hub = await startHub({ data: map });
  const uit: Punt[] = [];
  let n = 0;
  const post = async (bytes: number): Promise<void> => {
    const r = await fetch(`${hub.url}/v1/berichten`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: new Uint8Array(documentbericht(bytes).maak(n++)) });
    const tekst = await r.text();
    if (r.status !== 202) throw new Error(`een bericht van ${bytes} bytes kreeg ${r.status}: ${tekst.slice(0, 300)}`);
  };
  try {
    for (let i = 0; i < 600; i++) await post(2_000);
    for (const x of maten) {
      const keer = Math.max(4, Math.min(300, Math.round(40_000_000 / x)));
      await post(x);
      const cpu = hub.cpu();
      for (let i = 0; i < keer; i++) await post(x);
      const kijker = INGEBED.kijk(hub);
      while ((await kijker.onderweg()) > 0) await new Promise((r) => setTimeout(r, 50));
      uit.push({ x, y: ((hub.cpu() - cpu) * 1000) / keer });
    }
    return uit;
  } finally {
    await hub.stop();
    ruimOp(map);
  }
}
