// Proves: the generators name every attribute with its meaning, mark what is not normative, and give the same bytes twice. That the files in the repository are the
// generated ones is held by `npm run genereer:controle`, which CI runs; here for those that cost nothing.
import { lees } from '../../scripts/huis/bronbestanden.ts';
import { CODECS_PAD, maakCodecs } from '../../scripts/genereer/codecs.ts';
import { EVENTS_PAD, maakEvents } from '../../scripts/genereer/events.ts';
import { FOUTEN_PAD, maakFouten } from '../../scripts/genereer/fouten.ts';
import { HUIS_PAD, maakHuis } from '../../scripts/genereer/huis.ts';
import { leesModel } from '../../scripts/genereer/model.ts';
import type { Adapter } from '../../src/sdk/adapter.ts';
import { laadVertalingen } from '../../src/mapping/vertaling/vertalingen.ts';
import { maakOndersteuning, ONDERSTEUNING_PAD } from '../../scripts/genereer/ondersteuning.ts';
import { maakOpenapi, OPENAPI_PAD } from '../../scripts/genereer/openapi.ts';
import { leesBetekenissen, maakWoordenboek, WOORDENBOEK_PAD } from '../../scripts/genereer/woordenboek.ts';
import { laadAdapters } from '../../src/intake/register.ts';

const adapters = await laadAdapters();

test.each([
  [FOUTEN_PAD, maakFouten],
  [EVENTS_PAD, () => maakEvents(adapters)],
  [ONDERSTEUNING_PAD, () => maakOndersteuning(adapters, laadVertalingen())],
  [CODECS_PAD, () => maakCodecs(adapters)],
  [HUIS_PAD, maakHuis],
  [WOORDENBOEK_PAD, () => maakWoordenboek().tekst],
  [OPENAPI_PAD, maakOpenapi],
])('%s is up to date, and made twice it is the same', async (pad, maak) => {
  const eerste = await maak();
  expect(await maak()).toBe(eerste);
  expect(lees(pad)).toBe(eerste);
});

test('data dictionary: every attribute has a meaning and says identificerend, dat or wat', () => {
  const w = maakWoordenboek();
  expect(w.attributen).toBeGreaterThan(1000);
  expect(w.zonderBetekenis).toEqual([]);
  expect(w.zonderInformatie).toEqual([]);
});

test('data dictionary: no meaning lies about without an attribute', () => {
  const namen = new Set(leesModel().types.flatMap((t) => [...JSON.stringify(t.schema).matchAll(/"([A-Za-z0-9]+)":/g)].map((m) => m[1]!)));
  const types = new Set(leesModel().types.map((t) => t.naam));
  expect(Object.keys(leesBetekenissen()).filter((k) => (k.includes('.') ? !types.has(k.split('.')[0]!) || !namen.has(k.split('.')[1]!) : !namen.has(k)))).toEqual([]);
});

test('support table: every message of every adapter has a row, and what is not normative is marked', () => {
  const pagina = maakOndersteuning(adapters, laadVertalingen());
  for (const b of adapters.flatMap((a) => a.spec.berichten)) {
    const rij = pagina.split('\n').find((r) => r.startsWith(`| ${b.standaard} | ${b.versie} | \`${b.berichttype}\` |`));
    expect([b.berichttype, rij]).toEqual([b.berichttype, expect.any(String)]);
    expect(rij!.includes('**')).toBe(b.herkomst === 'afgeleid' || b.herkomst === 'reconstructie');
  }
  expect(pagina).toMatch(/`AW320`.*\*\*reconstructie\*\*/);
  expect(pagina).toMatch(/`envelopHeenbericht-ggk_Di01`.*\| both \|/);
  expect(pagina).toMatch(/`npsLa01`.*\| both, with loss \|/);
  expect(pagina).toMatch(/`WMO302`.*\*\*afgeleid\*\*/);
});

test('support table: what no case or sample brings back is not called out, and every declared translation has its losses with a reason', () => {
  const vertalingen = laadVertalingen();
  const stuf = adapters.find((a) => a.spec.naam === 'stuf')!;
  const nieuw = { ...stuf, spec: { ...stuf.spec, berichten: stuf.spec.berichten.map((b) => (b.berichttype === 'npsLk01' && b.wortel ? { ...b, wortel: { ...b.wortel, naam: 'npsLk99' } } : b)) } } as Adapter;
  expect(maakOndersteuning([nieuw], vertalingen)).toMatch(/`npsLk01`.*\| in \|/);
  const pagina = maakOndersteuning(adapters, vertalingen);
  for (const v of vertalingen.alle) {
    const deel = pagina.split(`### ${v.van.join(', ')} → ${v.naar.join(', ')}\n`)[1]?.split('\n### ')[0] ?? '';
    for (const x of v.richting.richting.verlies) expect([x.pad, deel.includes(`\`${x.pad}\``) && deel.includes(x.reden)]).toEqual([x.pad, true]);
  }
});

test('events: every type that a table can give is in the catalogue, and every type of the catalogue comes from somewhere', () => {
  const rijen = maakEvents(adapters).split('\n').filter((r) => r.startsWith('| `nl.sociaaldomein.'));
  expect(rijen.length).toBe(leesModel().eventtypen.size);
  // No service asks for vorderingen alone: they come with the answer about bijstand.
  expect(rijen.filter((r) => / \|\s*\|$/.test(r)).map((r) => r.split('`')[1])).toEqual(['nl.sociaaldomein.vordering-gevraagd.v1']);
});
