// The watched folder: every file ends in one place with its report, `*.tmp` is never read, and a crash between acceptance and move is a repeat, not a second message.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Inboxmap, startInboxmap } from '../../src/folder/inboxmap.ts';
import type { Uitkomst } from '../../src/intake/port.ts';
import { createMetrics } from '../../src/metrics/prom-metrics.ts';
import { Geheugenbudget } from '../../src/spool/budget.ts';
import { aanvaard, NepIntake, sha256 } from '../http/opstelling.ts';

let data: string;
let intake: NepIntake;
let map: Inboxmap;
let budget: Geheugenbudget;
let log: string[];
const metrics = createMetrics({ proces: false });

async function start(): Promise<Inboxmap> {
  return startInboxmap({
    dataMap: data, intake, metrics, budget, klok: () => new Date('2026-11-24T09:00:00Z'), tussenpoos: null, opnieuwNa: 700,
    log: { info: (v, t) => void log.push(JSON.stringify([v, t])), warn: (v, t) => void log.push(JSON.stringify([v, t])) },
  });
}

beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'knooppunt-map-'));
  intake = new NepIntake();
  budget = new Geheugenbudget(1_000_000);
  log = [];
  // As the real intake: known bytes are a repeat.
  const gezien = new Set<string>();
  intake.maak = (o, bytes) => {
    const dubbel = gezien.has(sha256(bytes));
    gezien.add(sha256(bytes));
    return aanvaard(o, bytes, dubbel);
  };
  map = await start();
});
afterEach(async () => {
  await map.close();
  await rm(data, { recursive: true, force: true });
});

const leg = (naam: string, inhoud: string | Buffer) => writeFile(path.join(data, 'inbox', naam), inhoud);
const lijst = async (naam: string) => (await readdir(path.join(data, naam))).sort();
const rapport = async (naam: string) => JSON.parse(await readFile(path.join(data, naam), 'utf8')) as Record<string, unknown>;

test('an accepted file goes to verwerkt with its report, bytes unchanged', async () => {
  await leg('een.xml', '<a/>');
  await map.ronde();
  expect(await lijst('verwerkt')).toEqual(['een.xml', 'een.xml.rapport.json']);
  expect(await readFile(path.join(data, 'verwerkt/een.xml'), 'utf8')).toBe('<a/>');
  expect(await rapport('verwerkt/een.xml.rapport.json')).toMatchObject({ bestand: 'een.xml', uitkomst: 'aanvaard', id: expect.any(String), dubbel: false, events: 1, standaard: 'iwmo' });
  expect([await lijst('inbox'), await lijst('bezig')]).toEqual([[], []]);
  expect(intake.ontvangen[0]).toMatchObject({ kanaal: 'map', beller: { soort: 'map' } });
});

test('a refused file goes to geweigerd with its findings', async () => {
  const meldingen = [{ code: 'KP_SCHEMA_WAARDE', regel: 3, pad: '/Bericht/Client', tekst: 'geen bestaande datum' }];
  intake.maak = (): Uitkomst => ({ soort: 'geweigerd', standaard: null, berichttype: null, versie: null, code: 'KP_SCHEMA', status: 400, meldingen, id: 'x', antwoord: { status: 400, contentType: '', body: '' } });
  await leg('fout.xml', '<a>');
  await map.ronde();
  expect(await lijst('geweigerd')).toEqual(['fout.xml', 'fout.xml.rapport.json']);
  expect(await rapport('geweigerd/fout.xml.rapport.json')).toMatchObject({ uitkomst: 'geweigerd', code: 'KP_SCHEMA', meldingen });
});

test('*.tmp, hidden files, folders and links are never read', async () => {
  await leg('half.tmp', '<a/>');
  await leg('HALF.TMP', '<a/>');
  await leg('.verborgen', '<a/>');
  await mkdir(path.join(data, 'inbox', 'map'));
  await writeFile(path.join(data, 'elders'), 'geheim');
  await symlink(path.join(data, 'elders'), path.join(data, 'inbox', 'link.xml'));
  await map.ronde();
  expect(intake.ontvangen).toEqual([]);
  expect(await lijst('inbox')).toEqual(['.verborgen', 'HALF.TMP', 'half.tmp', 'link.xml', 'map']);
  await rename(path.join(data, 'inbox/half.tmp'), path.join(data, 'inbox/heel.xml'));
  await map.ronde();
  expect(await lijst('verwerkt')).toEqual(['heel.xml', 'heel.xml.rapport.json']);
});

test('a crash between acceptance and move: found again at start, known as a repeat, one message', async () => {
  await leg('crash.xml', '<a/>');
  // The hub dies right after the intake accepted: nothing after it happens any more.
  const echt = intake.maak;
  let leeft = true;
  intake.maak = (o, bytes) => {
    const u = echt(o, bytes);
    if (leeft) throw new Error('gestorven');
    return u;
  };
  await map.ronde();
  await map.close();
  expect(await lijst('bezig')).toEqual(['crash.xml']);
  leeft = false;
  map = await start();
  await map.ronde();
  expect(intake.ontvangen.length).toBe(2);
  expect(await rapport('verwerkt/crash.xml.rapport.json')).toMatchObject({ uitkomst: 'aanvaard', dubbel: true });
  expect([await lijst('bezig'), await lijst('inbox'), await lijst('geweigerd')]).toEqual([[], [], []]);
});

test('what could not be checked or stored waits and is tried again; the files behind it go on', async () => {
  const echt = intake.maak;
  let ziek = true;
  intake.maak = (o, bytes) => (ziek && bytes.toString() === 'ziek'
    ? { soort: 'afgewezen', standaard: null, berichttype: null, versie: null, code: 'KP_NIET_GECONTROLEERD', status: 503, meldingen: [], antwoord: { status: 503, contentType: '', body: '' } }
    : echt(o, bytes));
  await leg('a', 'ziek');
  await leg('b', 'gezond');
  await map.ronde();
  expect([await lijst('bezig'), await lijst('verwerkt')]).toEqual([['a'], ['b', 'b.rapport.json']]);
  await map.ronde();
  expect(intake.ontvangen.length).toBe(2);
  ziek = false;
  await new Promise((r) => setTimeout(r, 800));
  await map.ronde();
  expect(await lijst('verwerkt')).toEqual(['a', 'a.rapport.json', 'b', 'b.rapport.json']);
});

test('a name that comes again overwrites nothing', async () => {
  for (const inhoud of ['een', 'twee', 'drie']) {
    await leg('zelfde.asc', inhoud);
    await map.ronde();
  }
  expect(await lijst('verwerkt')).toEqual(['zelfde.asc', 'zelfde.asc.rapport.json', 'zelfde~2.asc', 'zelfde~2.asc.rapport.json', 'zelfde~3.asc', 'zelfde~3.asc.rapport.json']);
  expect(await readFile(path.join(data, 'verwerkt/zelfde.asc'), 'utf8')).toBe('een');
  expect(await readFile(path.join(data, 'verwerkt/zelfde~3.asc'), 'utf8')).toBe('drie');
});

test('the order in which files were put there is the order of acceptance', async () => {
  for (const [naam, tijd] of [['z', 100], ['a', 300], ['m', 200]] as const) {
    await leg(naam, naam);
    await utimes(path.join(data, 'inbox', naam), tijd, tijd);
  }
  await map.ronde();
  expect(intake.ontvangen.map((o) => o.bytes.toString())).toEqual(['z', 'm', 'a']);
});

test('a large file is spooled with its hash, one that is too large comes as a size alone', async () => {
  const groot = Buffer.alloc(300_000, 0x30);
  await leg('groot.asc', groot);
  await leg('te-groot.xml', Buffer.concat([Buffer.from('<a>'), Buffer.alloc(250_000, 0x20)]));
  await map.ronde();
  const [een, twee] = [...intake.ontvangen].sort((a, b) => b.bytes.length - a.bytes.length);
  expect(een!.inhoud).toMatchObject({ soort: 'spool', omvang: 300_000, sha256: sha256(groot) });
  expect(twee!.inhoud).toMatchObject({ soort: 'spool', omvang: 250_003 });
  expect(twee!.bytes.length).toBeLessThanOrEqual(64 * 1024);
  expect(budget.bezet).toBe(0);
});

test('no name of a file and no value comes into the log', async () => {
  await leg('999900006-jansen.xml', '<a>999900006</a>');
  await map.ronde();
  expect(log.join()).toContain('bestand verwerkt');
  expect(log.join()).not.toMatch(/999900006|jansen/);
});

test('the clock finds files by itself, and closing ends it', async () => {
  await map.close();
  map = await startInboxmap({ dataMap: data, intake, metrics, budget, klok: () => new Date(), tussenpoos: 10, log: { info: () => undefined, warn: () => undefined } });
  await leg('zelf.xml', '<a/>');
  for (let i = 0; i < 200 && (await lijst('verwerkt')).length < 2; i += 1) await new Promise((r) => setTimeout(r, 10));
  expect(await lijst('verwerkt')).toEqual(['zelf.xml', 'zelf.xml.rapport.json']);
  await map.close();
  await leg('na.xml', '<a/>');
  await new Promise((r) => setTimeout(r, 60));
  expect(await lijst('inbox')).toEqual(['na.xml']);
});
