// Proves: a declaratie that does not fit in one event becomes a head with totals and claim check and parts below 64 KB that together hold every
// prestatie once, in order, and the same on every call; what cannot be cut is refused with its place.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { doorloop } from '../../../src/intake/controle.ts';
import { delenVan } from '../../../src/intake/doorgang.ts';
import type { Werkbank } from '../../../src/intake/vertalen.ts';
import { toetsRecords } from '../../../src/intake/vertalen.ts';
import type { RecordEvent } from '../../../src/sdk/index.ts';
import { genereerAw319, leesAwLayOut, maakAw319, maakRecord } from './maker.ts';
import { alleEvents, BERICHT_ID, door, GEEN_LIMIETEN, gelezen, maakBank } from './werkbank.ts';

const L = leesAwLayOut('aw319-1.4');
let bank: Werkbank;
beforeAll(async () => {
  bank = await maakBank();
});

interface Prestatie { referentie: string; persoon: string; bedrag: { centen: number } }
interface Deel { declaratienummer: string; deel: number; van: number; prestaties: Prestatie[] }
const deelVan = (e: RecordEvent): Deel => e.data.declaratiedeel as Deel;
const bytesVan = (e: RecordEvent): number => Buffer.byteLength(JSON.stringify(e.data));

async function verzamel(records: number): Promise<Buffer> {
  const stukken: Buffer[] = [];
  for await (const s of genereerAw319(L, records)) stukken.push(s);
  return Buffer.concat(stukken);
}

describe('grote declaratie', () => {
  let bytes: Buffer;
  let events: RecordEvent[];
  beforeAll(async () => {
    bytes = await verzamel(2000);
    ({ events } = await alleEvents(bank, bytes));
  });

  test('hoofd met totalen, aantal delen en claim check op het bestand', () => {
    const hoofd = events[0]!;
    expect(hoofd.type).toBe('declaratie-ingediend');
    expect(hoofd.data).toMatchObject({ declaratie: { declaratienummer: 'KNP-26090001', delen: events.length - 1, inhoud: { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length } } });
    expect((hoofd.data.declaratie as { prestaties?: unknown }).prestaties).toBeUndefined();
  });

  test('elk deel is een declaratiedeel van hoogstens 64 KB, genummerd 1 tot en met van', () => {
    const delen = events.slice(1);
    expect(delen.length).toBeGreaterThan(5);
    expect(delen.map((e) => [e.type, deelVan(e).deel, deelVan(e).van])).toEqual(delen.map((_, i) => ['declaratiedeel', i + 1, delen.length]));
    expect(Math.max(...delen.map(bytesVan))).toBeLessThanOrEqual(64 * 1024);
  });

  test('samen hebben de delen elke prestatie één keer, op volgorde, en hun saldo is het totaal', () => {
    const prestaties = events.slice(1).flatMap((e) => deelVan(e).prestaties);
    const { aantalPrestaties, totaal } = events[0]!.data.declaratie as { aantalPrestaties: number; totaal: { centen: number } };
    expect(prestaties).toHaveLength(aantalPrestaties);
    expect(prestaties.map((p) => p.referentie)).toEqual(prestaties.map((p) => p.referentie).toSorted());
    expect(new Set(prestaties.map((p) => p.referentie)).size).toBe(aantalPrestaties);
    expect(prestaties.reduce((som, p) => som + p.bedrag.centen, 0)).toBe(totaal.centen);
  });

  test('elke prestatie verwijst naar een persoon in haar eigen deel, met BSN', () => {
    for (const e of events.slice(1)) {
      const personen = new Map((e.data.personen as { id: string; bsn: string }[]).map((p) => [p.id, p.bsn]));
      for (const p of deelVan(e).prestaties) expect(personen.get(p.persoon)).toMatch(/^9999/);
    }
  });

  test('in het geheugen ontvangen: alle delen meteen, met het bestand zelf als document', async () => {
    const uit = await door(bank, bytes);
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    expect([uit.groot, uit.events.map((e) => [e.ordinaal, e.type])]).toEqual([false, events.map((e, i) => [i + 1, e.type])]);
    expect(uit.documenten.map((d) => [d.sha256, Buffer.from(d.bytes).equals(bytes)])).toEqual([[createHash('sha256').update(bytes).digest('hex'), true]]);
  });

  test('op schijf ontvangen: het hoofd nu, de delen later uit het bestand', async () => {
    const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-aw319-'));
    try {
      const pad = path.join(map, 'in.asc');
      writeFileSync(pad, bytes);
      const inhoud = { soort: 'spool' as const, pad, omvang: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      const uit = await doorloop(inhoud, bank, GEEN_LIMIETEN, { berichtId: BERICHT_ID });
      if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
      expect([uit.groot, uit.events.length]).toEqual([true, 1]);
      const delen = [];
      for await (const e of delenVan(inhoud, BERICHT_ID, bank, GEEN_LIMIETEN)) delen.push(e);
      expect(delen.map((e) => e.ordinaal)).toEqual(events.slice(1).map((_, i) => i + 2));
      expect(delen.map((e) => e.data.declaratiedeel)).toEqual(events.slice(1).map((e) => e.data.declaratiedeel));
    } finally {
      rmSync(map, { recursive: true, force: true });
    }
  });

  test('een tweede keer geeft hetzelfde', async () => {
    expect((await alleEvents(bank, bytes)).events).toEqual(events);
  });

  test('een fout in het laatste record weigert het geheel, zonder één event', async () => {
    const fout = Buffer.from(bytes);
    fout.write('9', bytes.length - 312 + 33);
    const uit = await door(bank, fout);
    expect(uit.soort === 'gezakt' ? uit.meldingen.map((m) => m.pad) : []).toEqual(['record[2000]/9907']);
  });
});

describe('grote retour', () => {
  test('het hoofd heeft het oordeel over het geheel, elk deel de prestaties met hun retourregels', async () => {
    const R = leesAwLayOut('aw320-1.4');
    const aantal = 400;
    const records = [
      maakRecord(R, '01', { '0101': '01', '0102': '188', '0103': '01', '0104': '04', '0105': 'P', '0108': '5521', '0112': '42420001', '0116': 'DB-1', '0117': '20261005', '0181': 'ZK-9', '0182': '20261019', '0196': '0200' }),
      maakRecord(R, '02', { '0201': '02', '0202': 1, '0203': '999993653', '0204': '5521', '0207': '19410312', '0208': '2', '0210': 'Veldhuizen' }),
      ...Array.from({ length: aantal }, (_, i) =>
        maakRecord(R, '04', { '0401': '04', '0402': i + 2, '0403': '999993653', '0414': '20260907', '0415': '20260907', '0416': '055', '0417': 'H126', '0418': 1, '0425': 100, '0426': 100, '0427': 'D', '0429': 100, '0430': 'D', '0431': `P${i}`, '0481': 100, '0482': 'D', '0483': 100, '0484': 'D', '0496': '8001' }),
      ),
      maakRecord(R, '99', { '9901': '99', '9902': 1, '9904': aantal, '9906': aantal + 1, '9907': 100 * aantal, '9908': 'D', '9909': 100 * aantal, '9910': 'D' }),
    ];
    const { events } = await alleEvents(bank, Buffer.concat(records));
    expect(events[0]!.data).toMatchObject({ bericht: { berichttype: 'AW320' }, retour: { referentie: 'ZK-9', totaalToegekend: { centen: 40_000 } }, declaratie: { delen: events.length - 1 } });
    const regels = events.slice(1).flatMap((e) => (e.data.retour as { regels: { verwijzing: { kenmerk: string; recordnummer: number } }[] }).regels);
    expect(regels.map((r) => [r.verwijzing.kenmerk, r.verwijzing.recordnummer])).toEqual(Array.from({ length: aantal }, (_, i) => [`P${i}`, i + 2]));
    expect(events.slice(1).flatMap((e) => deelVan(e).prestaties)).toHaveLength(aantal);
    expect(Math.max(...events.map(bytesVan))).toBeLessThanOrEqual(64 * 1024);
  });
});

describe('de grens', () => {
  const lang = (regels: number): Buffer =>
    Buffer.concat(maakAw319(L, {}, [{ prestaties: [{ commentaar: Array.from({ length: regels }, (_, i) => `${i} `.padEnd(140, 'é')) }, {}] }]));

  test('net onder de grens is het één event, erboven delen', async () => {
    expect((await alleEvents(bank, lang(150))).events.map((e) => e.type)).toEqual(['declaratie-ingediend']);
    // Almost all of it is one prestatie; beside a second one the whole does not fit any more.
    const prestaties = Array.from({ length: 170 }, () => ({}));
    const { events } = await alleEvents(bank, Buffer.concat(maakAw319(L, {}, [{ prestaties }])));
    expect(events.map((e) => e.type)).toEqual(['declaratie-ingediend', ...events.slice(1).map(() => 'declaratiedeel')]);
    expect(events.length).toBeGreaterThan(1);
  });

  test('commentaar dat alleen al te lang is, wordt geweigerd op zijn record', async () => {
    const uit = await door(bank, lang(300));
    expect(uit.soort === 'gezakt' ? uit.meldingen.map((m) => [m.code, m.pad]) : []).toEqual([['KP_GRENS_TEKST', 'record[3]']]);
  });
});

describe('bestand tegen alles', () => {
  test('een ontbrekende recordindeling is niet gecontroleerd, nooit geldig', async () => {
    const g = gelezen(bank, Buffer.concat(maakAw319(L, {}, [{ prestaties: [{}] }])));
    const adapter = { ...g.gevonden.adapter, spec: { ...g.gevonden.adapter.spec, schemas: new URL('file:///bestaat/niet/') } };
    const uit = await toetsRecords({ ...g, gevonden: { ...g.gevonden, adapter } }, bank);
    expect([uit.uitkomst, uit.code]).toEqual(['niet-gecontroleerd', 'KP_NIET_GECONTROLEERD']);
  });

  test('600 verminkte bestanden: nooit een uitzondering, elke melding heeft een plaats en geen waarde', async () => {
    const goed = Buffer.concat(maakAw319(L, {}, [{ velden: { '0210': 'Zoekwoord' }, commentaar: ['a'], prestaties: [{ commentaar: ['b'] }, {}] }]));
    let x = 20261124;
    const kies = (n: number): number => {
      x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
      return x % n;
    };
    let ongeldig = 0;
    for (let i = 0; i < 600; i++) {
      let b = Buffer.from(goed);
      for (let k = 0; k <= kies(3); k++) {
        const plek = 9 + kies(b.length - 9);
        const soort = kies(4);
        if (soort === 0) b[plek] = kies(256);
        else if (soort === 1) b = Buffer.concat([b.subarray(0, plek), b.subarray(plek + 1 + kies(400))]);
        else if (soort === 2) b = Buffer.concat([b.subarray(0, plek), Buffer.from([kies(256)]), b.subarray(plek)]);
        else b = Buffer.concat([b.subarray(0, plek), b.subarray(Math.max(9, plek - kies(700)))]);
      }
      const uit = await door(bank, b);
      if (uit.soort === 'geslaagd') continue;
      ongeldig++;
      expect(uit.meldingen.length).toBeGreaterThan(0);
      for (const m of uit.meldingen) expect(m.pad).toMatch(/^(record\[\d+\](\/\d{4})?|\/)$/);
      expect(JSON.stringify(uit.meldingen)).not.toMatch(/Zoekwoord|999993653/);
    }
    expect(ongeldig).toBeGreaterThan(500);
  });

  test('een regel zonder einde van 20 MB kost geen tijd', async () => {
    const kop = maakRecord(L, '01', { '0101': '01', '0102': '428', '0103': '01', '0104': '04' }).subarray(0, 310);
    const begin = Date.now();
    const uit = await door(bank, Buffer.concat([kop, Buffer.alloc(20_000_000, 0x30)]));
    expect(uit.soort).toBe('gezakt');
    expect(Date.now() - begin).toBeLessThan(2000);
  });
});
