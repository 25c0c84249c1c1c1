// Proves, for every event type in the catalogue: what leaves at level dat is one and the same event, whatever the type, the standard, the sender or the
// content it was made from, and it holds of the person exactly what the ground allows.
import { laadEventcatalogus } from '../../src/canonical/eventschema.ts';
import { leesInformatiemodel } from '../../src/canonical/informatie.ts';
import { createRouting } from '../../src/routing/routing.ts';
import type { Kopie, RouteerbaarEvent } from '../../src/routing/port.ts';
import type { Adressering } from '../../src/sdk/adressering.ts';
import { abonnement, event, invoer } from './hulp.ts';

const model = leesInformatiemodel();
const catalogus = laadEventcatalogus();
const MERK = 'INHOUD';
const ADRES: Adressering = { soort: 'geadresseerd', afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } };
const PERSOON = { bsn: '999900006', geslachtsnaam: 'Wit', geboortedatum: '1967-08-13', geslacht: 'V' };

const routing = createRouting(invoer([abonnement({ id: 'dat', partij: 'amstelland', niveau: 'dat', persoonsgegevens: ['bsn', 'geslachtsnaam', 'geboortedatum'] })]));

/** `data` of a type in which every attribute that the model knows is filled with a mark and its own path. */
function vol(onderwerpen: readonly string[]): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const pad of model.attributen.keys()) {
    const delen = pad.split('.');
    if (!['bericht', 'personen', ...onderwerpen].includes(delen[0] ?? '')) continue;
    let nu = data;
    delen.forEach((deel, i) => {
      if (i === delen.length - 1) {
        if (typeof nu[deel] !== 'object') nu[deel] = `${MERK} ${pad}`;
      } else {
        if (typeof nu[deel] !== 'object') nu[deel] = {};
        nu = nu[deel] as Record<string, unknown>;
      }
    });
  }
  const gemerkt = data.personen as Record<string, unknown>;
  data.personen = [
    { ...gemerkt, ...PERSOON, id: 'p1', rollen: ['client'], adressen: [{ ...(gemerkt.adressen as object), soort: 'woon' }] },
    { ...gemerkt, id: 'p2', rollen: ['melder'], bsn: '999993653' },
  ];
  return data;
}

function dat(e: RouteerbaarEvent, adressering = ADRES): Kopie | undefined {
  return routing.decide(e, adressering).kopieen.find((k) => k.niveau === 'dat');
}

const VERWACHT = {
  personen: [{ id: 'p1', rollen: ['betrokkene'], bsn: '999900006', geslachtsnaam: 'Wit', geboortedatum: '1967-08-13' }],
  betrokkenheid: { soortPartij: 'gemeente', sinds: '2026-11-24' },
};

describe('every event type × dat', () => {
  const typen = [...model.eventtypen].filter(([type]) => type !== 'betrokkenheid');
  const eerste = JSON.stringify(dat(event({ data: vol([]) })));

  test.each(typen)('%s leaves as betrokkenheid, byte for byte as any other', (type, onderwerpen) => {
    const data = vol(onderwerpen);
    // The test means something only if there is content that could leave.
    expect(JSON.stringify(data).split(MERK).length).toBeGreaterThan(30);
    const kopie = dat(event({ type, data, sleutel: `zaak:${MERK}` }));
    expect(JSON.stringify(kopie)).toBe(eerste);
    expect(JSON.stringify(kopie)).not.toContain(MERK);
    expect(JSON.parse(kopie?.data ?? '')).toEqual(VERWACHT);
  });

  test('the attributes are those of a betrokkenheid; bericht is the event itself, the topic is the one for dat', () => {
    const k = dat(event());
    expect(k?.topic).toBe('sociaaldomein.partij.00000004000000003000.dat');
    expect(k?.attributen).toEqual({
      specversion: '1.0', id: k?.eventId, source: 'urn:nld:oin:00000099000000001000:systeem:knooppunt', type: 'nl.sociaaldomein.betrokkenheid.v1', time: '2026-11-24T09:12:44.318Z',
      subject: k?.key, datacontenttype: 'application/json', dataschema: 'https://knooppunt.example/v1/schemas/betrokkenheid/1.0', bericht: k?.eventId, abonnement: 'dat',
    });
    expect(JSON.stringify([k?.topic, k?.key, k?.attributen])).not.toContain(event().berichtId);
  });

  test('the data are valid against the schema of betrokkenheid', () => {
    expect(catalogus.controleer('betrokkenheid', VERWACHT)).toEqual([]);
  });
});

describe('nothing about the content shows through', () => {
  test('a sender whose kind would tell reads as overig, an unknown one too', () => {
    const soort = (afzender: Adressering['afzender']): unknown =>
      (JSON.parse(dat(event(), { soort: 'geadresseerd', afzender, ontvanger: { gemeentecode: '0384' } })?.data ?? '{}') as { betrokkenheid: { soortPartij: string } }).betrokkenheid.soortPartij;
    expect(soort({ oin: '00000004000000004000' })).toBe('overig');
    expect(soort({ oin: '00000004000000005000' })).toBe('overig');
    expect(soort({ organisatie: 'Politie' })).toBe('overig');
    expect(soort({ uzovi: '5521' })).toBe('overig');
    expect(soort(null)).toBe('overig');
    expect(soort({ agb: '42420001' })).toBe('aanbieder');
  });
  test('a test message never leaves at dat: only one standard has them', () => {
    const r = createRouting(invoer([abonnement({ id: 'dat', partij: 'amstelland', niveau: 'dat', proef: true })]));
    expect(r.decide(event({ proef: true }), ADRES).kopieen).toEqual([]);
  });
  test('an event about several people gives nothing: their number would tell what it was', () => {
    const twee = event({ data: { personen: [{ id: 'p1', rollen: ['client'], bsn: '999900006' }, { id: 'p2', rollen: ['client'], bsn: '999993653' }] } });
    expect(dat(twee)).toBeUndefined();
    expect(routing.decide(twee, ADRES, true).uitleg.find((u) => u.abonnement === 'dat')?.reden).toContain('meer dan een persoon');
    const dezelfde = event({ data: { personen: [{ id: 'p1', rollen: ['client'], bsn: '999900006' }, { id: 'p2', rollen: ['client'], bsn: '999900006' }] } });
    expect(dat(dezelfde)).toBeDefined();
  });
  test('no person, or only bystanders: nothing', () => {
    expect(dat(event({ data: { personen: [] } }))).toBeUndefined();
    expect(dat(event({ data: {} }))).toBeUndefined();
    expect(dat(event({ data: { personen: [{ id: 'p1', rollen: ['melder'], bsn: '999900006' }, { id: 'p2', rollen: ['professional'], bsn: '999993653' }] } }))).toBeUndefined();
  });
  test('a person of whom nothing is known that the ground allows: nothing', () => {
    expect(dat(event({ data: { personen: [{ id: 'p1', rollen: ['client'], voornamen: 'Tim', bsn: '999999999' }] } }))).toBeUndefined();
  });
  test('the subject is of the person, the same over messages, and not the one at level wat', () => {
    const een = dat(event());
    const ander = dat(event({ berichtId: '01939f3e-0000-7000-8000-000000000001', type: 'zaak-aangemaakt', sleutel: 'zaak:1' }));
    expect(ander?.key).toBe(een?.key);
    expect(ander?.eventId).not.toBe(een?.eventId);
    const wat = createRouting(invoer([abonnement({ id: 'wat', partij: 'amstelland' })])).decide(event(), ADRES).kopieen[0];
    expect(wat?.key).not.toBe(een?.key);
  });
  test('without a BSN the subject stands for this event alone', () => {
    const zonder = (berichtId: string): string | undefined => dat(event({ berichtId, persoonsleutel: null, data: { personen: [{ id: 'p1', rollen: ['client'], geslachtsnaam: 'Wit' }] } }))?.key;
    expect(zonder('01939f3e-0000-7000-8000-000000000001')).toMatch(/^p-/);
    expect(zonder('01939f3e-0000-7000-8000-000000000001')).not.toBe(zonder('01939f3e-0000-7000-8000-000000000002'));
  });
});

describe('address of residence', () => {
  const metAdres = createRouting(invoer([abonnement({ id: 'dat', partij: 'amstelland', niveau: 'dat', persoonsgegevens: ['bsn', 'woonadres'] })]));
  const adressen = (persoon: Record<string, unknown>): unknown => {
    const k = metAdres.decide(event({ data: { personen: [{ id: 'p1', rollen: ['client'], bsn: '999900006', ...persoon }] } }), ADRES).kopieen[0];
    return (JSON.parse(k?.data ?? '{}') as { personen: { adressen?: unknown }[] }).personen[0]?.adressen;
  };
  const woon = { soort: 'woon', straatnaam: 'Dorpsstraat', huisnummer: '1', postcode: '1110AA', vanaf: '2020-01-01', aanduidingWoonadres: { code: 'by', codelijst: 'NUM061' } };
  test('only where someone lives now, without code lists; a stay elsewhere could tell of care', () => {
    expect(adressen({ adressen: [{ soort: 'verblijf', straatnaam: 'Kliniekweg' }, { ...woon, straatnaam: 'Oudeweg', tot: '2020-01-01' }, woon] }))
      .toEqual([{ soort: 'woon', straatnaam: 'Dorpsstraat', huisnummer: '1', postcode: '1110AA' }]);
    expect(adressen({ adressen: [{ soort: 'verblijf', straatnaam: 'Kliniekweg' }] })).toBeUndefined();
  });
  test('a secret address stays secret', () => {
    expect(adressen({ adressen: [woon], indicatieGeheim: '7' })).toBeUndefined();
    expect(adressen({ adressen: [woon], indicatieGeheim: '0' })).toBeDefined();
  });
});

test('a filter at level dat sees the person it is about, and neither content nor bystanders', () => {
  const met = (filter: Parameters<typeof abonnement>[0]['filter']): number =>
    createRouting(invoer([abonnement({ id: 'dat', partij: 'amstelland', niveau: 'dat', ...(filter === undefined ? {} : { filter }) })])).decide(event(), ADRES).kopieen.length;
  expect(met({ exact: { 'personen.adressen.postcode': '1110AA' } })).toBe(1);
  expect(met({ exact: { 'personen.rollen': 'relatie' } })).toBe(0);
  expect(met({ prefix: { 'toewijzingen.toewijzingnummer': '1' } })).toBe(0);
  expect(met({ exact: { 'bericht.standaard': 'iwmo' } })).toBe(0);
});
