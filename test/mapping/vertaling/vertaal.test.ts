// Proves what one direction of a table of translations does with data: what no row takes is a finding, a code without one counterpart too, and nothing is written over.
import { zetOm, type Codetabel } from '../../../src/mapping/vertaling/codes.ts';
import type { Genoemd, Richting, Vertaalrij } from '../../../src/mapping/vertaling/tabel.ts';
import { compileerRichting, type Vertaaluitkomst } from '../../../src/mapping/vertaling/vertaal.ts';

type Json = Record<string, unknown>;
type Rij = Omit<Vertaalrij, 'regel' | 'rijen'> & { readonly rijen?: readonly Rij[] };

const metRegel = (r: Rij): Vertaalrij => ({ ...r, regel: 1, ...(r.rijen ? { rijen: r.rijen.map(metRegel) } : {}) }) as Vertaalrij;
const TABEL: Codetabel = { bestand: 'codes/t.yaml', naam: 't', kolommen: { a: ['A', 'A2'], b: ['B'] }, rijen: [{ a: '1', b: 'x' }, { a: 'A2/1', b: 'y' }, { a: '2', b: 'z' }, { a: '3', b: 'z' }] };

function vertaal(data: Json, rijen: readonly Rij[], meer: { richting?: Partial<Richting>; elk?: string; zet?: Json; verlies?: readonly string[] } = {}): Vertaaluitkomst {
  const richting: Richting = {
    events: [{ regel: 1, van: 'a', naar: 'b', rijen: rijen.map(metRegel), ...(meer.elk ? { elk: meer.elk } : {}) }],
    opnieuw: [],
    verlies: (meer.verlies ?? []).map((pad): Genoemd => ({ pad, reden: 'r', regel: 1 })),
    weiger: [],
    ...meer.richting,
  };
  return compileerRichting(richting).vertaal({ events: [{ type: 'a', data }], van: 's', naar: 't', codetabellen: new Map([['t', TABEL]]), ...(meer.zet ? { zet: meer.zet } : {}) });
}
const enige = (u: Vertaaluitkomst): Json => u.berichten[0]![0]!.data as Json;
const fouten = (u: Vertaaluitkomst): string[] => u.meldingen.map((m) => `${m.code} ${m.pad}`);

test('wat geen rij leest is een bevinding met zijn plaats; genoemd verlies niet; wat elke vertaling zelf zet telt niet mee', () => {
  const data = { bericht: { id: 'x', standaard: 's', referentie: 'r' }, zaak: { a: '1', b: { c: '2' } }, personen: [{ id: 'p1', rollen: ['client'] }] };
  const u = vertaal(data, [{ houd: ['zaak.a'] }], { verlies: ['zaak.b', 'personen.rollen'] });
  expect(fouten(u)).toEqual(['KP_VERLIES /bericht.referentie', 'KP_VERLIES /personen[0].id']);
  expect(u.verloren.map((v) => v.pad)).toEqual(['zaak.b', 'personen.rollen']);
  expect(enige(u)).toEqual({ personen: [], zaak: { a: '1' } });
});

test('waarom iets ontbreekt reist mee met het gegeven, ook als het ergens anders komt te staan', () => {
  const u = vertaal({ zaak: { ontbreekt: { einddatum: 'geenWaarde' } } }, [{ van: 'zaak.einddatum', naar: 'zaak.stop' }]);
  expect([enige(u), fouten(u)]).toEqual([{ personen: [], zaak: { ontbreekt: { stop: 'geenWaarde' } } }, []]);
});

describe('codes', () => {
  test('een tegenhanger, ook uit een tweede lijst van de kolom; geen of twee is er geen', () => {
    expect(zetOm(TABEL, '1', 'A', 'b')).toEqual({ code: 'x', codelijst: 'B' });
    expect(zetOm(TABEL, '1', 'A2', 'b')).toEqual({ code: 'y', codelijst: 'B' });
    expect(zetOm(TABEL, 'y', 'B', 'a')).toEqual({ code: '1', codelijst: 'A2' });
    expect(zetOm(TABEL, '9', 'A', 'b')).toBeNull();
    expect(zetOm(TABEL, 'z', 'B', 'a')).toBeNull();
  });

  test('een code zonder tegenhanger wordt gemeld, niet doorgegeven, en de waarde niet herhaald', () => {
    const u = vertaal({ code: { code: 'GEHEIM', codelijst: 'A' } }, [{ van: 'code', naar: 'code', codes: 't.b' }]);
    expect(fouten(u)).toEqual(['KP_OPSTELLEN /code']);
    expect(JSON.stringify(u)).not.toContain('GEHEIM');
  });

  test('een lijst onder een andere naam, en tekst als code; een andere lijst is een bevinding', () => {
    const u = vertaal({ land: [{ code: '1', codelijst: 'A' }], tekst: 'ja' }, [{ van: 'land', naar: 'land', codelijst: { A: 'Z' } }, { van: 'tekst', naar: 'code', codelijst: 'L' }]);
    expect(enige(u)).toEqual({ personen: [], land: [{ code: '1', codelijst: 'Z' }], code: { code: 'ja', codelijst: 'L' } });
    expect(fouten(vertaal({ land: { code: '1', codelijst: 'Q' } }, [{ van: 'land', naar: 'land', codelijst: { A: 'Z' } }]))).toEqual(['KP_OPSTELLEN /land']);
  });
});

test('twee gegevens voor een plaats: een bevinding, niet het laatste', () => {
  const u = vertaal({ lijst: [{ a: '1' }, { a: '2' }] }, [{ elk: 'lijst', rijen: [{ van: 'a', naar: '/x' }] }]);
  expect([fouten(u), enige(u).x]).toEqual([['KP_VERLIES /lijst[1].a'], '1']);
});

test('tekst uit delen: alleen als alle delen er zijn', () => {
  const rijen: Rij[] = [{ tekst: 'nr {a} van {b}', naar: 'x' }];
  expect(enige(vertaal({ a: '1', b: 2 }, rijen))).toEqual({ personen: [], x: 'nr 1 van 2' });
  expect(enige(vertaal({ a: '1' }, rijen))).toEqual({ personen: [] });
});

test('wat uit het doel volgt wordt gerekend als alles er staat, ook met wat meegegeven is', () => {
  const rijen: Rij[] = [{ elk: 'regels', naar: 'regels[]', rijen: [{ houd: ['n', 'tarief', 'bedrag'] }, { maal: ['n', 'tarief'], teken: 'bedrag', naar: 'som' }] }, { aantal: 'regels', naar: 'hoeveel' }];
  const richting = { opnieuw: [{ pad: 'regels.tarief', reden: 'r', regel: 1, door: 'afzender' as const, verplicht: true }] };
  const data = { regels: [{ n: 3, bedrag: { centen: -6, valuta: 'EUR' } }] };
  const u = vertaal(data, rijen, { richting, zet: { 'regels.tarief': { centen: 2, valuta: 'EUR' } } });
  expect(enige(u)).toMatchObject({ hoeveel: 1, regels: [{ som: { centen: -6, valuta: 'EUR' } }] });
  expect(fouten(vertaal(data, rijen, { richting }))).toEqual(['KP_OPSTELLEN /regels[0].tarief']);
  expect(fouten(vertaal(data, rijen, { richting, zet: { 'regels.tarief': 1, anders: 2 } }))).toEqual(['KP_OPSTELLEN /anders']);
});

test('elk onderdeel een eigen bericht, of samen een; een voorwaarde kijkt naar het onderdeel', () => {
  const data = { delen: [{ a: '1' }, { a: '2', gewijzigd: 'x' }] };
  const events = (samen: boolean): Richting['events'] => [
    { regel: 1, van: 'a', naar: 'nieuw', elk: 'delen', samen, als: { pad: 'gewijzigd', bestaat: false }, rijen: [metRegel({ houd: ['a'] })] },
    { regel: 2, van: 'a', naar: 'anders', elk: 'delen', samen, rijen: [metRegel({ houd: ['a', 'gewijzigd'] })] },
  ];
  expect(vertaal(data, [], { richting: { events: events(false) } }).berichten.map((b) => b.map((e) => e.type))).toEqual([['nieuw'], ['anders']]);
  expect(vertaal(data, [], { richting: { events: events(true) } }).berichten.map((b) => b.map((e) => e.type))).toEqual([['nieuw', 'anders']]);
});

test('een persoon in een rol wordt een eigen persoon, in de volgorde van de rijen, en is daarna te noemen', () => {
  const data = { kind: 'p2', ouder: 'p1', personen: [{ id: 'p1', rollen: ['x'], bsn: '1' }, { id: 'p2', rollen: ['y'], bsn: '2' }] };
  const u = vertaal(data, [
    { persoon: 'kind', naar: 'a.kind', rollen: ['kind'], rijen: [{ houd: ['bsn'] }] },
    { persoon: 'ouder', naar: 'a.ouder', rollen: ['ouder'], rijen: [{ houd: ['bsn'] }, { van: '../kind', naar: 'van' }] },
    { verwijst: 'kind', naar: 'b' },
  ]);
  expect(enige(u)).toEqual({ personen: [{ id: 'p1', rollen: ['kind'], bsn: '2' }, { id: 'p2', rollen: ['ouder'], bsn: '1', van: 'p2' }], a: { kind: 'p1', ouder: 'p2' }, b: 'p1' });
  expect(fouten(u)).toEqual([]);
});

test('wat een richting weigert, en een event dat zij niet kent', () => {
  const weiger = [{ als: { pad: 'delen.soort', is: 'weg' }, reden: 'mag niet', regel: 1 }];
  const u = vertaal({ delen: [{ soort: 'ok' }, { soort: 'weg' }] }, [{ houd: ['delen'] }], { richting: { weiger } });
  expect(u.meldingen).toMatchObject([{ code: 'KP_OPSTELLEN', tekst: 'mag niet' }]);
  const geen = compileerRichting({ events: [], opnieuw: [], verlies: [], weiger: [] }).vertaal({ events: [{ type: 'q', data: {} }], van: 's', naar: 't', codetabellen: new Map() });
  expect([fouten(geen), geen.berichten]).toEqual([['KP_OPSTELLEN /'], []]);
});
