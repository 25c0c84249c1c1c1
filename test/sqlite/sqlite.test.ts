// The shared worker: one writer with group commit, forward-only migrations, and the lock on the data folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { voerGroepUit, type Taak } from '../../src/sqlite/groep.ts';
import { SqliteFout } from '../../src/sqlite/kamer.ts';
import { migreer } from '../../src/sqlite/migratie.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { alle, type Stappen } from '../../src/sqlite/stap.ts';
import { Verbinding } from '../../src/sqlite/verbinding.ts';
import { sqliteBouwer, vraag } from '../../src/sqlite/vraag.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';

const WORTEL = path.resolve(import.meta.dirname, '../..');
let map: ReturnType<typeof tijdelijkeMap>;
beforeEach(() => {
  map = tijdelijkeMap();
});
afterEach(() => map.weg());

describe('the lock on a data folder', () => {
  test('a second opening in this process is refused, in Dutch, and leaves the first alone', async () => {
    const eerste = await openSqlite({ dataDir: map.pad });
    const fout = await openSqlite({ dataDir: map.pad }).catch((e: unknown) => e);
    expect(fout).toBeInstanceOf(SqliteFout);
    expect(fout).toMatchObject({ code: 'bezet' });
    expect((fout as SqliteFout).message).toMatch(/in gebruik door een ander knooppunt \(proces \d+\)/);
    await eerste.close();
    await (await openSqlite({ dataDir: map.pad })).close();
  });

  test('another process is refused while the first lives, and let in once it was killed', async () => {
    const script = `import { vergrendel } from ${JSON.stringify(path.join(WORTEL, 'src/sqlite/slot.ts'))}; vergrendel(process.argv[1]); console.log('vast'); setInterval(() => {}, 1000);`;
    const kind = spawn(process.execPath, ['--input-type=module', '-e', script, map.pad], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' } });
    await once(kind.stdout, 'data');
    await expect(openSqlite({ dataDir: map.pad })).rejects.toMatchObject({ code: 'bezet', message: expect.stringContaining(`proces ${kind.pid}`) });
    kind.kill('SIGKILL');
    await once(kind, 'exit');
    await (await openSqlite({ dataDir: map.pad })).close();
  });

  test('a folder that it makes is its owner\'s alone; a folder that cannot be made is named', async () => {
    const nieuw = path.join(map.pad, 'a', 'b');
    await (await openSqlite({ dataDir: nieuw })).close();
    expect(statSync(nieuw).mode & 0o777).toBe(0o700);
    await expect(openSqlite({ dataDir: path.join(map.pad, 'a', 'b', 'knooppunt.sqlite', 'x') })).rejects.toMatchObject({ code: 'onbereikbaar' });
  });
});

describe('group commit', () => {
  interface Tabellen { t: { n: number; tekst: string | null } }
  const db = sqliteBouwer<Tabellen>();
  const zet = vraag((p: { n: number; tekst: string | null }) => db.insertInto('t').values({ n: p.n, tekst: p.tekst }));
  const tel = vraag(() => db.selectFrom('t').select((eb) => eb.fn.countAll<number>().as('n')));
  let v: Verbinding;
  beforeEach(() => {
    v = new Verbinding(map.pad, false);
    v.db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, tekst TEXT) STRICT');
  });
  afterEach(() => v.close());

  const aantal = (): number => v.lees(alle(tel, {}))[0]?.n ?? -1;
  /** Runs these as one queue; the outcome per task. */
  function groep(stappen: readonly (() => Stappen<unknown>)[]): { uit: string[]; groepen: number[]; standBijAntwoord: number[] } {
    const uit: string[] = [];
    const standBijAntwoord: number[] = [];
    const rij = stappen.map((s, i): Taak => ({
      stappen: s,
      klaar: () => {
        uit[i] = 'goed';
        // Another connection sees only what is committed.
        const ander = new Verbinding(map.pad, true);
        standBijAntwoord.push(ander.lees(alle(tel, {}))[0]?.n ?? -1);
        ander.close();
      },
      mislukt: (e) => (uit[i] = e.code),
    }));
    const groepen: number[] = [];
    while (rij.length > 0) groepen.push(voerGroepUit(v, () => rij.shift()));
    return { uit, groepen, standBijAntwoord };
  }

  test('what waits together is one commit, and nobody hears of it before', () => {
    const r = groep([1, 2, 3].map((n) => () => alle(zet, { n, tekst: 'x' })));
    expect(r.groepen).toEqual([3]);
    expect(r.standBijAntwoord).toEqual([3, 3, 3]);
  });

  test('one that fails is rolled back alone, with everything it did', () => {
    const stuk = function* (): Stappen<void> {
      yield* alle(zet, { n: 10, tekst: 'half' });
      yield* alle(zet, { n: 1, tekst: 'dubbel' });
    };
    expect(groep([() => alle(zet, { n: 1, tekst: null }), stuk, () => alle(zet, { n: 2, tekst: null })]).uit).toEqual(['goed', 'intern', 'goed']);
    expect(aantal()).toBe(2);
  });

  test('an error of a room keeps its code', () => {
    // biome-ignore lint/correctness/useYield: it fails before its first statement
    expect(groep([function* (): Stappen<void> { throw new SqliteFout('fenced', 'x'); }]).uit).toEqual(['fenced']);
  });

  test('where the whole transaction is lost, each gets a chance alone', () => {
    let keer = 0;
    const verliest = function* (): Stappen<void> {
      yield* alle(zet, { n: 5, tekst: null });
      keer += 1;
      if (keer === 1) {
        // As SQLite does by itself when the disk is full: the transaction is gone, and the statement fails.
        v.db.exec('ROLLBACK');
        throw new Error('database or disk is full');
      }
      yield* alle(zet, { n: 6, tekst: null });
    };
    const r = groep([() => alle(zet, { n: 1, tekst: null }), verliest, () => alle(zet, { n: 2, tekst: null })]);
    expect(r.uit).toEqual(['goed', 'goed', 'goed']);
    expect(aantal()).toBe(4);
  });

  test('a long request ends its group: the next waits for the next commit', () => {
    const traag = function* (): Stappen<void> {
      const einde = performance.now() + 20;
      while (performance.now() < einde);
      yield* alle(zet, { n: 1, tekst: null });
    };
    expect(groep([traag, () => alle(zet, { n: 2, tekst: null })]).groepen).toEqual([1, 1]);
  });

  test('no value ends up in the text of a statement', () => {
    expect(zet.sql).not.toContain('x');
    expect(zet.plaatsen).toEqual([{ naam: 'n' }, { naam: 'tekst' }]);
  });

  test('commits are durable and readers do not wait: WAL, synchronous=FULL', () => {
    expect(v.db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(v.db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  });

  test('a reading connection cannot write', () => {
    const lezer = new Verbinding(map.pad, true);
    expect(() => lezer.lees(alle(zet, { n: 9, tekst: null }))).toThrow(/readonly/);
    lezer.close();
  });
});

describe('migrations', () => {
  const open = (): DatabaseSync => new DatabaseSync(path.join(map.pad, 'm.sqlite'));

  test('each once, in order, and only what is new', () => {
    const db = open();
    migreer(db, { naam: 'a', migraties: ['CREATE TABLE een (x) '] });
    migreer(db, { naam: 'a', migraties: ['CREATE TABLE een (x) ', 'ALTER TABLE een ADD COLUMN y'] });
    migreer(db, { naam: 'b', migraties: ['CREATE TABLE twee (x)'] });
    expect(db.prepare('SELECT kamer, nummer FROM migratie ORDER BY 1, 2').all()).toEqual([{ kamer: 'a', nummer: 1 }, { kamer: 'a', nummer: 2 }, { kamer: 'b', nummer: 1 }]);
    db.close();
  });

  test('one that fails leaves nothing behind', () => {
    const db = open();
    expect(() => migreer(db, { naam: 'a', migraties: ['CREATE TABLE een (x); CREATE TABLE een (x)'] })).toThrow();
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'een'").all()).toEqual([]);
    expect(db.prepare('SELECT * FROM migratie').all()).toEqual([]);
    db.close();
  });

  test('a store of a newer version is refused', () => {
    const db = open();
    migreer(db, { naam: 'a', migraties: ['CREATE TABLE een (x)', 'CREATE TABLE twee (x)'] });
    expect(() => migreer(db, { naam: 'a', migraties: ['CREATE TABLE een (x)'] })).toThrow(/nieuwere versie/);
    db.close();
  });
});

test('every index of the store and the log says which query it serves', () => {
  for (const bestand of ['src/store/sqlite-migraties.ts', 'src/eventlog/embedded-kamer.ts']) {
    const regels = readFileSync(path.join(WORTEL, bestand), 'utf8').split('\n');
    const zonder = regels.filter((r, i) => /CREATE (UNIQUE )?INDEX/.test(r) && ![regels[i - 1], regels[i - 2]].some((v) => v?.startsWith('-- serves: ')));
    expect(zonder).toEqual([]);
  }
});
