// Proves: who is a candidate and who is not, that a candidate without a fitting subscription gets nothing, and that every decision explains itself.
import { createRouting, dagVan } from '../../src/routing/routing.ts';
import type { Abonnement } from '../../src/routing/model.ts';
import type { Adressering } from '../../src/sdk/adressering.ts';
import type { RouteerbaarEvent } from '../../src/routing/port.ts';
import { abonnement, event, invoer, partij, PARTIJEN } from './hulp.ts';

/** Everybody subscribes to everything: what then does not arrive was stopped by the choice of candidates. */
const ALLEN: readonly Abonnement[] = PARTIJEN.filter((p) => p.soort === 'gemeente' || p.oin !== undefined).map((p) => abonnement({ id: `alles-${p.id}`, partij: p.id }));
const alles = createRouting(invoer(ALLEN));

function krijgt(adressering: Adressering, e: RouteerbaarEvent = event(), routing = alles): string[] {
  return routing.decide(e, adressering).kopieen.map((k) => k.partij.id).sort();
}
const adres = (a: Partial<Adressering>): Adressering => ({ soort: 'geadresseerd', afzender: null, ontvanger: null, ...a });

describe('candidates of an addressed message', () => {
  test('the addressee, the sending municipality, and who holds a mandate for it', () => {
    expect(krijgt(adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } }))).toEqual(['aanbieder', 'amstelland', 'gemeente-0384']);
  });
  test('the mandate counts for the addressee too', () => {
    expect(krijgt(adres({ afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0384' } }))).toEqual(['amstelland', 'gemeente-0384']);
  });
  test('a sender that is no municipality gets nothing back', () => {
    expect(krijgt(adres({ afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0363' } }))).toEqual(['gemeente-0363']);
  });
  test('another municipality gets nothing, though a person in the message lives there', () => {
    const uit = krijgt(adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } }));
    expect(uit).not.toContain('gemeente-0363');
  });
  test('a partnership that sends by its only mandate sends in the name of that municipality', () => {
    expect(krijgt(adres({ afzender: { oin: '00000004000000003000' }, ontvanger: { agb: '42420001' } }))).toEqual(['aanbieder', 'amstelland', 'gemeente-0384']);
  });
  test('with several mandates administratie must name the municipality, else nobody is meant', () => {
    const routing = createRouting(invoer(ALLEN, [...PARTIJEN.filter((p) => p.id !== 'amstelland'), partij({
      id: 'amstelland', soort: 'samenwerkingsverband', oin: '00000004000000003000', aliassen: [{ organisatie: 'Amstelland' }], mandaatregels: [{ gemeentecode: '0384' }, { gemeentecode: '0363' }],
    })]));
    const van = (administratie?: string): string[] => krijgt(adres({ afzender: { organisatie: 'Amstelland', ...(administratie === undefined ? {} : { administratie }) }, ontvanger: { agb: '42420001' } }), event(), routing);
    expect(van()).toEqual(['aanbieder']);
    expect(van('0363')).toEqual(['aanbieder', 'amstelland', 'gemeente-0363']);
  });
  test('a mandate that has ended gives nothing', () => {
    const e = event({ tijd: '2026-12-31T23:30:00Z' });
    expect(dagVan(e.tijd)).toBe('2027-01-01');
    expect(krijgt(adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } }), e)).toEqual(['aanbieder', 'gemeente-0384']);
  });
  test('an abolished municipality is its successor', () => {
    expect(krijgt(adres({ afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0457' } }))).toEqual(['gemeente-0363']);
  });
  test('alleenSoorten: a message for Veilig Thuis reaches no municipality', () => {
    const a = adres({ afzender: { gemeentecode: '0384' }, ontvanger: { organisatie: 'Veilig Thuis Amsterdam', applicatie: 'VTREG' } });
    expect(krijgt(a)).toEqual(['amstelland', 'gemeente-0384', 'vt']);
    expect(krijgt({ ...a, alleenSoorten: ['veilig-thuis'] })).toEqual(['vt']);
  });
  test('an unknown or missing addressee: nobody, not even the sender', () => {
    expect(krijgt(adres({ afzender: { gemeentecode: '0384' }, ontvanger: { uzovi: '9999' } }))).toEqual([]);
    expect(krijgt(adres({ afzender: { gemeentecode: '0384' } }))).toEqual([]);
  });
  test('onbestelbaar: nobody', () => {
    expect(krijgt({ soort: 'onbestelbaar', reden: 'de partijen in de payload zijn andere', afzender: { gemeentecode: '0384' }, ontvanger: { gemeentecode: '0363' } })).toEqual([]);
  });
  test('handed to the hub itself: for the municipality that sent it', () => {
    const hub = { organisatie: 'KNP', applicatie: 'KNOOPPUNT' };
    expect(krijgt(adres({ afzender: { organisatie: '0363', applicatie: 'ZAAKSYS' }, ontvanger: hub }))).toEqual(['gemeente-0363']);
    // From a sector it has no addressee: the content decides.
    expect(krijgt(adres({ afzender: { organisatie: 'Politie' }, ontvanger: hub }))).toEqual(['amstelland', 'gemeente-0384']);
  });
});

describe('candidates by content', () => {
  const inhoud = adres({ soort: 'inhoud' });
  const metPersonen = (personen: unknown[], rest: Record<string, unknown> = {}): RouteerbaarEvent => event({ data: { personen, ...rest } });
  const woont = (code: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({ id: 'p', rollen: ['client'], adressen: [{ soort: 'woon', gemeentecode: code, ...rest }] });

  test('the municipality where the client lives, and its mandate holders; not that of the partner', () => {
    expect(krijgt(inhoud)).toEqual(['amstelland', 'gemeente-0384']);
  });
  test('clients of two municipalities in one event: nobody, for each would get the other', () => {
    expect(krijgt(inhoud, metPersonen([{ ...woont('0384'), bsn: '999900006' }, { ...woont('0363'), bsn: '999993653' }]))).toEqual([]);
  });
  test('former and postal addresses never decide', () => {
    expect(krijgt(inhoud, metPersonen([woont('0363', { tot: '2020-01-01' })]))).toEqual([]);
    expect(krijgt(inhoud, metPersonen([woont('0363', { soort: 'correspondentie' })]))).toEqual([]);
    expect(krijgt(inhoud, metPersonen([woont('0363', { soort: 'verblijf' })]))).toEqual(['gemeente-0363']);
  });
  test('without a person the municipality that the content names, when it is one', () => {
    const zaak = (...codes: string[]): Record<string, unknown> => ({ zaak: { betrokkenen: codes.map((gemeentecode) => ({ partij: { soort: 'gemeente', gemeentecode } })) } });
    expect(krijgt(inhoud, metPersonen([], zaak('0363')))).toEqual(['gemeente-0363']);
    expect(krijgt(inhoud, metPersonen([], zaak('0363', '0384')))).toEqual([]);
    expect(krijgt(inhoud, metPersonen([], { persoonsmutatie: { vorig: { soort: 'gemeente', gemeentecode: '0363' } } }))).toEqual([]);
  });
  test('a bystander alone is not the subject', () => {
    expect(krijgt(inhoud, metPersonen([{ ...woont('0363'), rollen: ['melder'] }]))).toEqual([]);
  });
});

describe('a subscription', () => {
  const naar: Adressering = adres({ afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0363' } });
  const met = (a: Partial<Abonnement>, e = event()): number => createRouting(invoer([abonnement({ id: 'a', partij: 'gemeente-0363', ...a })])).decide(e, naar).kopieen.length;

  test('none, none of this type, or a filter that does not fit: nothing', () => {
    expect(createRouting(invoer([])).decide(event(), naar).kopieen).toEqual([]);
    expect(met({ events: ['zaak-*'] })).toBe(0);
    expect(met({ events: ['toewijzing-*'] })).toBe(1);
    expect(met({ filter: { exact: { 'bericht.standaard': 'ijw' } } })).toBe(0);
    expect(met({ filter: { exact: { 'bericht.standaard': 'iwmo' } } })).toBe(1);
  });
  test('outside its days: nothing', () => {
    expect(met({ geldigVanaf: '2026-11-24', geldigTot: '2026-11-25' })).toBe(1);
    expect(met({ geldigVanaf: '2026-11-25' })).toBe(0);
    expect(met({ geldigTot: '2026-11-24' })).toBe(0);
  });
  test('a test message goes only to who asks for test messages', () => {
    expect(met({}, event({ proef: true }))).toBe(0);
    expect(met({ proef: true }, event({ proef: true }))).toBe(1);
    expect(met({ proef: true })).toBe(1);
  });
  test('two patterns of one subscription that both fit give one copy; two subscriptions give two, each its own id', () => {
    expect(met({ events: ['toewijzing-*', 'toewijzing-afgegeven', '*'] })).toBe(1);
    const { kopieen } = createRouting(invoer([abonnement({ id: 'a', partij: 'gemeente-0363' }), abonnement({ id: 'b', partij: 'gemeente-0363' })])).decide(event(), naar);
    expect(kopieen.map((k) => k.abonnement)).toEqual(['a', 'b']);
    expect(new Set(kopieen.map((k) => k.eventId)).size).toBe(2);
    // One party, one level: one key, so that its order holds over subscriptions.
    expect(new Set(kopieen.map((k) => k.key)).size).toBe(1);
  });
});

describe('what leaves at level wat', () => {
  const a = adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } });
  test('the whole event, on the topic of the party, and nothing that identifies in topic, key or attributes', () => {
    const { kopieen } = alles.decide(event(), a);
    const [aanbieder, gemeente] = [kopieen.find((k) => k.partij.id === 'aanbieder'), kopieen.find((k) => k.partij.id === 'gemeente-0384')];
    expect(gemeente?.topic).toBe('sociaaldomein.gemeente.0384');
    expect(aanbieder?.topic).toBe('sociaaldomein.partij.00000003000000424200');
    expect(JSON.parse(gemeente?.data ?? '')).toEqual(event().data);
    expect(gemeente?.attributen).toMatchObject({ type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', bericht: event().berichtId, abonnement: 'alles-gemeente-0384', time: event().tijd });
    expect(gemeente?.attributen.subject).toBe(gemeente?.key);
    for (const k of kopieen) expect(JSON.stringify([k.topic, k.key, k.attributen, k.eventId])).not.toMatch(/999900006|999993653|Wit/);
    expect(gemeente?.key).not.toBe(aanbieder?.key);
    expect(gemeente?.key).toMatch(/^p-/);
  });
  test('a declaratie in parts and its parts share correlatie; one that is whole has none', () => {
    const correlatie = (data: Record<string, unknown>): unknown => alles.decide(event({ data: { personen: [], ...data } }), a).kopieen[0]?.attributen.correlatie;
    expect(correlatie({ declaratie: { declaratienummer: '1', delen: 3 } })).toBe(event().berichtId);
    expect(correlatie({ declaratiedeel: { declaratienummer: '1', deel: 1, van: 3 } })).toBe(event().berichtId);
    expect(correlatie({ declaratie: { declaratienummer: '1' } })).toBeUndefined();
  });
  test('the key of a case is marked as one', () => {
    const { kopieen } = alles.decide(event({ sleutel: 'zaak:1' }), a);
    expect(kopieen[0]?.key).toMatch(/^z-/);
  });
  test('the same event gives the same copies again', () => {
    expect(alles.decide(event(), a)).toEqual(alles.decide(event(), a));
  });
});

describe('explanation', () => {
  test('names each candidate, why it is one, and the verdict; nobody is left out', () => {
    const routing = createRouting(invoer([
      abonnement({ id: 'diemen-wmo', partij: 'gemeente-0384', filter: { exact: { 'bericht.standaard': 'iwmo' } }, grondslag: 'Wmo 2015 art. 5.1.1' }),
      abonnement({ id: 'diemen-jeugd', partij: 'gemeente-0384', filter: { exact: { 'bericht.standaard': 'ijw' } } }),
      abonnement({ id: 'amst-dat', partij: 'amstelland', niveau: 'dat' }), abonnement({ id: 'vt', partij: 'vt' }),
    ]));
    const { uitleg } = routing.decide(event(), adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } }), true);
    expect(uitleg.map((u) => [u.partij, u.kandidaatOmdat, u.abonnement, u.oordeel, u.reden])).toEqual([
      ['aanbieder', 'geadresseerde (AGB)', null, 'nee', 'geen abonnement'],
      ['gemeente-0384', 'afzendende gemeente', 'diemen-jeugd', 'nee', 'het filter past niet'],
      ['gemeente-0384', 'afzendende gemeente', 'diemen-wmo', 'ja', 'volledig'],
      ['amstelland', 'mandaat van gemeente 0384', 'amst-dat', 'ja', 'als betrokkenheid'],
    ]);
    expect(uitleg[2]).toMatchObject({ grondslag: 'Wmo 2015 art. 5.1.1', niveau: 'wat', topic: 'sociaaldomein.gemeente.0384', filter: 'ja' });
    expect(uitleg[3]).toMatchObject({ niveau: 'dat', topic: 'sociaaldomein.partij.00000004000000003000.dat' });
    expect(JSON.stringify(uitleg)).not.toMatch(/999900006|999993653/);
  });
  test('says why nobody is a candidate', () => {
    const { uitleg } = alles.decide(event(), adres({ ontvanger: { uzovi: '9999' } }), true);
    expect(uitleg).toEqual([{ partij: 'geadresseerde', kandidaatOmdat: '', abonnement: null, oordeel: 'nee', reden: 'de ontvanger is niet bekend, of past op meer dan een partij' }]);
  });
  test('is not made on the hot path', () => {
    expect(alles.decide(event(), adres({ afzender: { gemeentecode: '0384' }, ontvanger: { agb: '42420001' } })).uitleg).toEqual([]);
  });
});
