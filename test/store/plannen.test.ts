// The hot queries of the SQLite store use the index that was made for them: no query that runs per message, per batch or at start walks a table.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migraties } from '../../src/store/sqlite-migraties.ts';
import { vragen } from '../../src/store/sqlite-kamer.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';

const map = tijdelijkeMap();
const db = new DatabaseSync(path.join(map.pad, 'plan.sqlite'));
for (const m of migraties) db.exec(m);
afterAll(() => {
  db.close();
  map.weg();
});

/** Queries that may walk a table: they belong to the balance and the verification, which count everything, and read the small tables (`ongemeld`: an index that holds nothing else). */
const MAG_LOPEN = new Set(['telBerichten', 'telHerhalingen', 'telStappen', 'telParen', 'telTellers', 'telInbox', 'telZwevend', 'telStil', 'telOnderweg', 'ketens', 'ketensGeteld', 'spools', 'wachtende', 'telKlaar', 'telGeparkeerd', 'telWachtend', 'geparkeerdeGeteld', 'ongemeld']);

const alle = Object.entries(vragen as Readonly<Record<string, unknown>>).filter((v): v is [string, { sql: string; plaatsen: readonly unknown[] }] => typeof v[1] === 'object' && v[1] !== null && 'sql' in v[1]);

test.each(alle)('%s', (naam, { sql, plaatsen }) => {
  const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...plaatsen.map(() => null)) as { detail: string }[]).map((r) => r.detail);
  const lopend = plan.filter((d) => d.startsWith('SCAN') && d !== 'SCAN CONSTANT ROW');
  if (!MAG_LOPEN.has(naam)) expect(lopend).toEqual([]);
  else expect(plan.length).toBeGreaterThan(0);
});

test('the list of queries is not empty', () => {
  expect(alle.length).toBeGreaterThan(40);
});

test.each([
  ['eersteOnbeslist', 'inbox_onderweg'], ['eersteBeslist', 'inbox_onderweg'], ['beslistTot', 'inbox_onderweg'], ['spools', 'bericht_spool'],
  ['teLeveren', 'besluit_klaar'], ['teLeverenStrikt', 'besluit_klaar'], ['teLeverenStrikt', 'besluit_sleutel'], ['wachtende', 'besluit_klaar'], ['geparkeerde', 'besluit_geparkeerd'], ['geparkeerdeGeteld', 'besluit_geparkeerd'], ['pogingenVan', 'besluit_bericht'],
  ['meldingNa', 'besluit_melding'], ['gemeldIn', 'besluit_melding'], ['ongemeld', 'besluit_ongemeld'], ['telGemeld', 'besluit_melding'],
  ['heeftOnbeslist', 'inbox_bericht'], ['afleveringenVan', 'besluit_bericht'], ['stappenVan', 'audit_bericht'], ['auditUniek', 'audit_uniek'], ['vergeetSleutels', 'sleutel_tot'],
  ['verwachtingOp', 'verwachting_sleutel'], ['verlopend', 'verwachting_wacht'], ['telWachtend', 'verwachting_wacht'], ['verwachtingenVan', 'verwachting_partij'],
  ['verwachtingenOpen', 'verwachting_open'], ['vragenVan', 'verwachting_antwoord_bericht'], ['vergeetVroeg', 'antwoord_vroeg_tot'], ['berichtenMetReferentie', 'bericht_referentie'],
  ['metSpool', 'bericht_spool'], ['rijenVan', 'inbox_bericht'], ['heeftOnaf', 'besluit_bericht'], ['documentenVan', 'document_bericht_bericht'],
])('%s is served by %s', (naam, index) => {
  const v = alle.find(([n]) => n === naam)?.[1];
  const plan = (db.prepare(`EXPLAIN QUERY PLAN ${v?.sql}`).all(...(v?.plaatsen ?? []).map(() => null)) as { detail: string }[]).map((r) => r.detail).join('\n');
  expect(plan).toContain(index);
});
