// Canonical in (docs/design/terugweg.md): a party's own event becomes a message of a sector's standard. The same event is the same message, byte for byte; a
// party speaks only as itself; a judgement becomes the retour that reaches whoever sent what it is about, and the hub fills in only what a retour repeats.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sample, startTerugweg, type GelezenEvent, type TerugwegHub } from '../hulp/terugweg.ts';

type Json = Record<string, unknown>;
const SOURCE = 'urn:nld:oin:00000003000000424200:systeem:zorgadministratie';
let teller = 0;
const event = (type: string, data: Json, extra: Json = {}): Json => ({ specversion: '1.0', id: `e-${++teller}`, source: SOURCE, time: '2026-11-24T10:15:00+01:00', type: `nl.sociaaldomein.${type}.v1`, data, ...extra });

let hub: TerugwegHub;
beforeAll(async () => {
  hub = await startTerugweg();
}, 60_000);
afterAll(async () => await hub?.stop());

/** The one event of this message on a party's topic. */
async function gekregen(partij: Parameters<TerugwegHub['events']>[0], bericht: unknown): Promise<GelezenEvent> {
  const mijn = (await hub.events(partij)).filter((e) => e.bericht === bericht);
  if (mijn.length !== 1) throw new Error(`${partij} kreeg ${mijn.length} events van dit bericht`);
  return mijn[0]!;
}

const bytesVan = async (h: TerugwegHub, id: unknown): Promise<string> => Buffer.from((await h.kp.store.bytes(String(id)))!).toString('latin1');
/** Accepted, or the answer as it was. */
const ok = (r: { status: number; tekst: string }): void => expect(r.status === 202 ? '202' : r.tekst).toBe('202');

/** What was asked waits no longer: this answered it. */
const sluit = async (vraag: unknown, antwoord: unknown): Promise<void> => expect(await hub.kp.store.expectation(String(vraag))).toMatchObject({ staat: 'beantwoord', antwoorden: [{ bericht: antwoord, soort: 'eerste' }] });

/** A codes list on everything that the profile wants a code on, as the judge says them: no remark. */
const CODE = { code: '0200', codelijst: 'WJ001' };


describe('a party\'s judgement becomes the retour, and reaches whoever sent the message', () => {
  interface Persoon { readonly id: string; readonly rollen: readonly string[]; readonly referentie?: string; readonly adressen?: readonly { readonly soort: string }[]; readonly relaties?: readonly { readonly persoon: string }[] }
  const ADRES: Readonly<Record<string, string>> = { woon: '01', correspondentie: '02', verblijf: '03', tijdelijk: '04' };
  const regel = (onderdeel: string, kenmerk: unknown, persoon: string | undefined, extra: Json = {}): Json => ({
    verwijzing: { onderdeel, ...(kenmerk === undefined ? {} : { kenmerk: String(kenmerk) }), ...(persoon === undefined ? {} : { persoon }), ...extra }, codes: [CODE],
  });

  /** A line for every part on which a 302, 306, 308, 316, 318 or 320 has codes, in the order in which they stand in the message. */
  function regels(data: Json, als: string): Json[] {
    const retour = /(3..)/.exec(als)![1];
    const personen = data.personen as Persoon[];
    const client = personen.find((p) => p.rollen.includes('client'));
    const wie = (id: string): Persoon => personen.find((p) => p.id === id)!;
    const contact = (p: Persoon): Json[] => (p.adressen ?? []).map((a) => regel('contact', ADRES[a.soort], p.id));
    const verzoek = data.verzoekOmToewijzing as { referentieAanbieder?: string; producten?: Json[] } | undefined;
    const beschikking = data.beschikking as { nummer: string; beperkingen?: readonly { readonly categorie: Json; readonly scores?: readonly { readonly vraag: Json }[] }[] } | undefined;
    const antwoord = data.verzoekantwoord as { referentieAanbieder?: string; woonplaatsbeginsel?: string } | undefined;
    return [
      ...(retour === '302' && client ? [...(client.relaties ?? []).flatMap((r) => [...contact(wie(r.persoon)), regel('relatie', wie(r.persoon).referentie, r.persoon)]), ...contact(client)] : []),
      ...(beschikking?.beperkingen ?? []).flatMap((b) => [...(b.scores ?? []).map((x) => regel('score', x.vraag.code, client?.id)), regel('beperking', b.categorie.code, client?.id)]),
      ...(beschikking ? [regel('beschikking', beschikking.nummer, client?.id)] : []),
      ...((data.toewijzingen ?? []) as Json[]).map((t) => regel('toewijzing', t.toewijzingnummer, client?.id)),
      ...((data.leveringen ?? []) as Json[]).map((t) => regel('levering', t.toewijzingnummer, client?.id)),
      ...(verzoek?.producten ?? []).map((p) => regel('product', retour === '316' ? p.referentieAanbieder : p.toewijzingnummer, client?.id)),
      ...(retour === '318' ? [regel('verzoek', verzoek?.referentieAanbieder, client?.id)] : []),
      ...(antwoord?.woonplaatsbeginsel ? [regel('woonplaatsbeginsel', antwoord.woonplaatsbeginsel, undefined)] : []),
      ...(antwoord ? [regel('antwoord', antwoord.referentieAanbieder, undefined)] : []),
      ...(client ? [regel('client', undefined, client.id)] : []),
    ];
  }

  const BIJ = { gemeente: 'gemeente-0363', aanbieder: 'aanbieder-42420001' } as const;
  /** A sample between our own two parties. */
  const heenbericht = (naam: string): Buffer => Buffer.from(sample(`istandaarden/${naam}.xml`).toString('utf8').replace(/(Afzender|Ontvanger)>[0-9]{4}</g, '$1>0363<').replace(/(Afzender|Ontvanger)>[0-9]{8}</g, '$1>42420001<'));
  const anders = (b: Buffer, van: string, naar: string): Buffer => Buffer.from(b.toString('utf8').replaceAll(van, naar));

  test.each([
    ['wmo301-toewijzing', 'gemeente', 'toewijzing-beoordeeld', 'iwmo:WMO302'],
    ['jw301-toewijzing-release-2', 'gemeente', 'toewijzing-beoordeeld', 'ijw:JW302:2.3'],
    ['wmo305-start', 'aanbieder', 'levering-beoordeeld', 'iwmo:WMO306'],
    ['jw307-stop', 'aanbieder', 'levering-beoordeeld', 'ijw:JW308'],
    ['jw315-verzoek-om-toewijzing', 'aanbieder', 'verzoek-beoordeeld', 'ijw:JW316'],
    ['jw317-verzoek-om-wijziging', 'aanbieder', 'verzoek-beoordeeld', 'ijw:JW318'],
    ['jw319-antwoord', 'gemeente', 'verzoekantwoord-beoordeeld', 'ijw:JW320'],
  ] as const)('%s of the %s → %s → %s', async (naam, van, type, als) => {
    const naar = van === 'gemeente' ? 'aanbieder' : 'gemeente';
    const in_ = await hub.post(BIJ[van], heenbericht(naam));
    ok(in_);
    const gelezen = await gekregen(BIJ[naar], in_.json.id);
    const { bericht, ...inhoud } = gelezen.data;
    const oordeel = { ...inhoud, bericht: { kruisreferentie: bericht.referentie }, retour: { codes: [CODE], opBericht: {}, regels: regels(inhoud, als) } };
    const r = await hub.zend(BIJ[naar], event(type, oordeel), `?als=${als}&metVerlies=true`);
    ok(r);
    await sluit(in_.json.id, r.json.id);
    expect(r.json).toMatchObject({ standaard: als.split(':')[0], berichttype: als.split(':')[1], dubbel: false });
    const terug = await gekregen(BIJ[van], r.json.id);
    expect(terug.type).toBe(`nl.sociaaldomein.${type}.v1`);
    expect(terug.data.bericht).toMatchObject({ kruisreferentie: bericht.referentie });
    expect(terug.data.retour).toMatchObject({ opBericht: { referentie: bericht.referentie, dagtekening: bericht.verzondenOp }, codes: [CODE] });
    // Whoever sent the message sees that it was answered.
    const gevolgd = (await (await fetch(`${hub.url}/v1/berichten/${String(in_.json.id)}`, { headers: { authorization: `Bearer ${BIJ[van]}` } })).json()) as Json;
    expect(gevolgd.antwoord).toMatchObject({ staat: 'beantwoord', antwoorden: [{ soort: 'eerste' }] });
    // What was lost is what this retour has no place for: the party's own words on persons, never a code or a line of the judgement.
    for (const pad of (r.json.verlies ?? []) as string[]) expect(pad).toMatch(/^\/data\/personen\//);
    expect((await hub.kp.store.message(String(r.json.id)))?.kop).toMatchObject({ kanaal: 'rest' });
    expect(JSON.parse((await hub.kp.store.message(String(r.json.id)))!.kop.adressering)).toMatchObject({ ontvanger: van === 'gemeente' ? { gemeentecode: '0363' } : { agb: '42420001' } });
  }, 60_000);

  test('lines may stand in any order; one about a part that the message does not hold is a loss, and named', async () => {
    const in_ = await hub.post(BIJ.gemeente, heenbericht('jw301-toewijzing-release-2'));
    const { bericht, ...inhoud } = (await gekregen(BIJ.aanbieder, in_.json.id)).data;
    const oordeel = (extra: readonly Json[]): Json => event('toewijzing-beoordeeld', { ...inhoud, bericht: { kruisreferentie: bericht.referentie }, retour: { codes: [CODE], opBericht: {}, regels: [...regels(inhoud, '302'), ...extra].reverse() } });
    const r = await hub.zend(BIJ.aanbieder, oordeel([]), '?als=ijw:JW302:2.3');
    const personen = (r.json.meldingen as Json[] | undefined)?.map((m) => String(m.pad)).filter((p) => !p.startsWith('/data/personen/')) ?? [];
    expect(personen).toEqual([]);
    const los = await hub.zend(BIJ.aanbieder, oordeel([regel('toewijzing', '999', 'p1')]), '?als=ijw:JW302:2.3&metVerlies=true');
    expect([los.status, JSON.stringify(los.json)]).toEqual([202, expect.stringContaining('/data/retour/regels')]);
  }, 60_000);

  test('wmo323 of the provider → declaratie-beoordeeld → WMO325: amounts are the municipality\'s, what was claimed comes from the 323', async () => {
    const in_ = await hub.post(BIJ.aanbieder, heenbericht('wmo323-declaratie'));
    ok(in_);
    const { bericht, ...inhoud } = (await gekregen(BIJ.gemeente, in_.json.id)).data;
    const declaratie = inhoud.declaratie as { declaratienummer: string; totaal: Json; prestaties: { referentie: string; persoon: string }[] };
    const clienten = (inhoud.personen as { id: string; bsn: string }[]).map(({ id, bsn }) => ({ id, rollen: ['client'], bsn }));
    const oordeel = {
      bericht: { kruisreferentie: bericht.referentie },
      personen: clienten,
      declaratie: { prestaties: declaratie.prestaties },
      retour: {
        opBericht: {}, codes: [CODE], totaalToegekend: declaratie.totaal,
        regels: [
          ...clienten.flatMap((c) => [...declaratie.prestaties.filter((p) => p.persoon === c.id).map((p) => regel('prestatie', p.referentie, c.id)), regel('client', undefined, c.id)]),
          regel('declaratie', declaratie.declaratienummer, undefined),
        ],
      },
    };
    const r = await hub.zend(BIJ.gemeente, event('declaratie-beoordeeld', oordeel), '?als=iwmo:WMO325');
    ok(r);
    await sluit(in_.json.id, r.json.id);
    const terug = await gekregen(BIJ.aanbieder, r.json.id);
    expect(terug.data).toMatchObject({ bericht: { berichttype: 'WMO325', kruisreferentie: bericht.referentie }, retour: { totaalIngediend: declaratie.totaal, totaalToegekend: declaratie.totaal } });
  }, 60_000);

  test('wmo303 of the provider → declaratie-beoordeeld → WMO304', async () => {
    const in_ = await hub.post(BIJ.aanbieder, anders(sample('istandaarden/wmo303-factuur.xml'), '>0197<', '>0363<'));
    ok(in_);
    const { bericht, ...inhoud } = (await gekregen(BIJ.gemeente, in_.json.id)).data;
    const declaratie = inhoud.declaratie as { totaal: Json; prestaties: { referentie: string; persoon: string; bedrag: Json; berekendBedrag?: Json }[] };
    const oordeel = {
      bericht: { kruisreferentie: bericht.referentie },
      personen: inhoud.personen,
      declaratie: { prestaties: declaratie.prestaties },
      retour: {
        opBericht: {}, codes: [CODE], totaalToegekend: declaratie.totaal,
        regels: (inhoud.personen as { id: string }[]).flatMap((c) => [
          ...declaratie.prestaties.filter((p) => p.persoon === c.id).map((p) => ({ ...regel('prestatie', p.referentie, c.id), berekend: p.bedrag, toegekend: p.bedrag })), regel('client', undefined, c.id),
        ]),
      },
    };
    const r = await hub.zend(BIJ.gemeente, event('declaratie-beoordeeld', oordeel), '?als=iwmo:WMO304&metVerlies=true');
    ok(r);
    await sluit(in_.json.id, r.json.id);
    expect((await gekregen(BIJ.aanbieder, r.json.id)).data).toMatchObject({ bericht: { berichttype: 'WMO304', kruisreferentie: bericht.referentie }, retour: { totaalToegekend: declaratie.totaal } });
  }, 60_000);

  test('AW319 of the provider → declaratie-beoordeeld → AW320: the head is that of the AW319', async () => {
    const in_ = await hub.post(BIJ.aanbieder, sample('aw319/wijkverpleging.asc'));
    ok(in_);
    const { bericht, ...inhoud } = (await gekregen('zorgkantoor-5521', in_.json.id)).data;
    const declaratie = inhoud.declaratie as { totaal: Json; prestaties: { referentie: string; recordnummer: number; persoon: string; bedrag: Json }[] };
    const oordeel = {
      bericht: { kruisreferentie: bericht.referentie },
      personen: inhoud.personen,
      declaratie: { prestaties: declaratie.prestaties },
      retour: {
        opBericht: {}, codes: [{ code: '8001', codelijst: 'COD954' }], totaalToegekend: declaratie.totaal,
        regels: declaratie.prestaties.map((p) => ({ verwijzing: { onderdeel: 'prestatie', recordnummer: p.recordnummer, kenmerk: p.referentie, persoon: p.persoon }, berekend: p.bedrag, toegekend: p.bedrag, codes: [{ code: '8001', codelijst: 'COD954' }] })),
      },
    };
    const r = await hub.zend('zorgkantoor-5521', event('declaratie-beoordeeld', oordeel), '?als=aw319:AW320');
    ok(r);
    await sluit(in_.json.id, r.json.id);
    const terug = await gekregen(BIJ.aanbieder, r.json.id);
    expect(terug.data).toMatchObject({ bericht: { berichttype: 'AW320', kruisreferentie: bericht.referentie, afzender: { uzovi: '5521' } }, retour: { totaalToegekend: declaratie.totaal, codes: [{ code: '8001' }] } });
    const [kop] = (await bytesVan(hub, r.json.id)).split('\r\n');
    expect(kop!.slice(5, 16)).toBe(sample('aw319/wijkverpleging.asc').toString('latin1').slice(5, 16));
    expect(kop!.slice(38, 117)).toBe(sample('aw319/wijkverpleging.asc').toString('latin1').slice(38, 117));
  }, 60_000);
});

describe('the same event is the same message', () => {
  /** A WMO301 as events, without its head. */
  async function inhoudVan301(h: TerugwegHub): Promise<Json> {
    const uit = await h.kp.intake.translate({ soort: 'geheugen', bytes: sample('istandaarden/wmo301-toewijzing.xml') }, { berichtId: '00000000-0000-7000-8000-000000000000' });
    const { bericht: _b, ...rest } = uit.events[0]!.data;
    return rest;
  }
  const toewijs = async (id: string, extra: Json = {}, bericht: Json = {}): Promise<Json> => event('toewijzing-afgegeven', { ...(await inhoudVan301(hub)), bericht: { ontvanger: { agb: '42420001' }, ...bericht } }, { id, source: 'urn:nld:gemeentecode:0363:systeem:wmo', ...extra });

  test('posted twice it is one message, and the second answer is the first; members in another order are the same event', async () => {
    const e = await toewijs('t-1');
    const r = await hub.zend('gemeente-0363', e, '?als=iwmo:WMO301');
    ok(r);
    expect(r.json).toMatchObject({ berichttype: 'WMO301', events: 1, dubbel: false });
    const voor = (await hub.balans()).berichten;
    const weer = await hub.zend('gemeente-0363', e, '?als=iwmo:WMO301');
    expect([weer.status, weer.json]).toEqual([202, { ...r.json, dubbel: true }]);
    const gekeerd = Object.fromEntries(Object.entries(e).reverse());
    expect((await hub.zend('gemeente-0363', gekeerd, '?als=iwmo:WMO301')).json).toEqual({ ...r.json, dubbel: true });
    const na = (await hub.balans()).berichten;
    expect([na.aanvaard, na.dubbel! - voor.dubbel!]).toEqual([voor.aanvaard, 2]);
    const [mijn] = (await hub.events('aanbieder-42420001')).filter((x) => x.bericht === r.json.id);
    expect(mijn!.data.bericht).toMatchObject({ afzender: { gemeentecode: '0363' }, ontvanger: { agb: '42420001' }, verzondenOp: '2026-11-24' });
  }, 60_000);

  test('two hubs make the same bytes of it, whatever their clocks say', async () => {
    const e = await toewijs('t-2');
    const ander = await startTerugweg({ klok: () => new Date(Date.now() + 40 * 86_400_000) });
    try {
      const [a, b] = [await hub.zend('gemeente-0363', e, '?als=iwmo:WMO301'), await ander.zend('gemeente-0363', e, '?als=iwmo:WMO301')];
      ok(a);
      ok(b);
      expect(await bytesVan(ander, b.json.id)).toBe(await bytesVan(hub, a.json.id));
      expect(await bytesVan(hub, a.json.id)).toContain('2026-11-24');
    } finally {
      await ander.stop();
    }
  }, 60_000);

  test('another event under the same id and source is a conflict; under another source, or of another party, it is its own', async () => {
    const e = await toewijs('t-3');
    ok(await hub.zend('gemeente-0363', e, '?als=iwmo:WMO301'));
    const anders = { ...e, data: { ...(e.data as Json), bericht: { ontvanger: { agb: '42420001' }, referentie: 'ANDERS' } } };
    const r = await hub.zend('gemeente-0363', anders, '?als=iwmo:WMO301');
    expect([r.status, r.json.code]).toEqual([409, 'KP_CONFLICT']);
    ok(await hub.zend('gemeente-0363', { ...anders, source: 'urn:nld:gemeentecode:0363:systeem:ander' }, '?als=iwmo:WMO301'));
    const van = await hub.zend('operator', { ...e, data: { ...(e.data as Json), bericht: { afzender: { gemeentecode: '0344' }, ontvanger: { agb: '42420001' } } } }, '?als=iwmo:WMO301');
    ok(van);
    expect(van.json.dubbel).toBe(false);
  }, 60_000);

  test('a repeat after a restart, and one that crosses the first', async () => {
    const e = await toewijs('t-4');
    const samen = await Promise.all(Array.from({ length: 5 }, () => hub.zend('gemeente-0363', e, '?als=iwmo:WMO301')));
    expect(new Set(samen.map((r) => r.json.id)).size).toBe(1);
    expect(samen.filter((r) => r.json.dubbel === false)).toHaveLength(1);
    await hub.herstart();
    expect((await hub.zend('gemeente-0363', e, '?als=iwmo:WMO301')).json).toMatchObject({ id: samen[0]!.json.id, dubbel: true });
    expect((await hub.balans()).verschillen).toEqual([]);
  }, 60_000);

  test('a batch is all events of one message; without als the event says it itself', async () => {
    const e = await toewijs('t-5', {}, { standaard: 'iwmo', berichttype: 'WMO301', standaardversie: '3.2' });
    const r = await hub.zend('gemeente-0363', [e]);
    ok(r);
    expect(r.json).toMatchObject({ standaard: 'iwmo', berichttype: 'WMO301', versie: '3.2' });
    expect((await hub.zend('gemeente-0363', [{ ...e, id: 't-5a' }, { ...e, id: 't-5b' }])).json).toMatchObject({ code: 'KP_OPSTELLEN' });
  }, 60_000);

  test('a party speaks only as itself, the operator for any', async () => {
    const vreemd = await toewijs('t-6', {}, { afzender: { gemeentecode: '0344' } });
    const r = await hub.zend('gemeente-0363', vreemd, '?als=iwmo:WMO301');
    expect([r.status, r.json.code, (r.json.meldingen as Json[])[0]!.pad]).toEqual([403, 'KP_GEEN_TOEGANG', '/data/bericht/afzender']);
    ok(await hub.zend('operator', { ...vreemd, id: 't-6o' }, '?als=iwmo:WMO301'));
    // A retour names its sender as the addressee of the message it answers: that is looked at in the message, whatever the event says.
    const retour = event('toewijzing-beoordeeld', { bericht: { ontvanger: { gemeentecode: '0363' }, kruisreferentie: 'GEEN' }, personen: [], retour: { opBericht: { referentie: 'GEEN', dagtekening: '2026-11-02', schema: { basisschema: '1.0.0', bericht: '1.0.0' } }, codes: [CODE] } });
    const namens = await hub.zend('gemeente-0344', retour, '?als=iwmo:WMO302');
    expect([namens.status >= 400, namens.json.code]).toEqual([true, expect.stringMatching(/^KP_(OPSTELLEN|GEEN_TOEGANG)$/)]);
    ok(await hub.zend('aanbieder-42420001', { ...retour, id: 't-6r' }, '?als=iwmo:WMO302'));
  }, 60_000);

  test('only the addressee of a message has its head filled in', async () => {
    const in_ = await hub.post('gemeente-0363', sample('istandaarden/wmo301-toewijzing.xml'));
    ok(in_);
    const e = (id: string): Json => event('toewijzing-beoordeeld', { bericht: { kruisreferentie: 'AMS26110201' }, personen: [], retour: { opBericht: {}, codes: [CODE] } }, { id });
    const r = await hub.zend('gemeente-0344', e('t-7a'), '?als=iwmo:WMO302');
    expect([r.status, r.json.code, (r.json.meldingen as Json[])[0]]).toEqual([422, 'KP_OPSTELLEN', expect.objectContaining({ pad: '/data/retour/opBericht', tekst: expect.stringContaining('niet aan deze partij gericht') })]);
    ok(await hub.zend('aanbieder-42420001', e('t-7b'), '?als=iwmo:WMO302'));
    // By the message's id, as the event that was read names it; the reference need not be said.
    const met = event('toewijzing-beoordeeld', { personen: [], retour: { opBericht: {}, codes: [CODE] } }, { id: 't-7c', bericht: in_.json.id });
    const c = await hub.zend('aanbieder-42420001', met, '?als=iwmo:WMO302');
    ok(c);
    expect((await gekregen('gemeente-0363', c.json.id)).data.bericht).toMatchObject({ kruisreferentie: 'AMS26110201' });
    expect((await hub.zend('gemeente-0344', { ...met, id: 't-7d' }, '?als=iwmo:WMO302')).status).toBe(422);
  }, 60_000);
});

test('a message that came in a GGK envelope is answered by naming it: the event that was read carries its id', async () => {
  const in_ = await hub.post('operator', sample('ggk/di01-wmo301.xml'), '/soap/ggk', { 'content-type': 'text/xml', soapaction: '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"' });
  expect(in_.status).toBe(200);
  const gelezen = (await hub.events('aanbieder-42420001')).find((e) => e.bericht === in_.koppen.get('knooppunt-bericht'))!;
  const r = await hub.zend('aanbieder-42420001', event('toewijzing-beoordeeld', { personen: [], retour: { opBericht: {}, codes: [CODE] } }, { bericht: gelezen.bericht }), '?als=iwmo:WMO302');
  ok(r);
  expect((await gekregen('gemeente-0363', r.json.id)).data).toMatchObject({ bericht: { kruisreferentie: '900000000301', ontvanger: { gemeentecode: '0363' } }, retour: { opBericht: { referentie: '900000000301' } } });
}, 60_000);

test('a retour goes back in an envelope that names the envelope it answers; without one there is none', async () => {
  const in_ = await hub.post('operator', sample('ggk/di01-wmo301.xml'), '/soap/ggk', { 'content-type': 'text/xml', soapaction: '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"' });
  expect(in_.status).toBe(200);
  const bericht = in_.koppen.get('knooppunt-bericht')!;
  const data = { bericht: { standaard: 'iwmo', berichttype: 'WMO302' }, personen: [], retour: { opBericht: {}, codes: [CODE] } };
  const r = await hub.zend('aanbieder-42420001', event('toewijzing-beoordeeld', data, { bericht, id: 'e-du01' }), '?als=ggk:envelopRetourbericht-ggk_Du01');
  ok(r);
  const xml = await bytesVan(hub, r.json.id);
  expect(/crossRefnummer>([^<]+)/.exec(xml)?.[1]).toBe('3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01');
  expect(/functie>([^<]+)/.exec(xml)?.[1]).toBe('WMO302');
  // The party in the envelope is the one that sent the forward message.
  expect(/ontvanger><StUF:organisatie>([^<]+)/.exec(xml)?.[1]).toBe('0363');
  const bloot = await hub.post('operator', Buffer.from(sample('istandaarden/wmo301-toewijzing.xml').toString('utf8').replace('AMS26110201', 'AMSZONDER')));
  ok(bloot);
  const nee = await hub.zend('aanbieder-42420001', event('toewijzing-beoordeeld', data, { bericht: bloot.json.id }), '?als=ggk:envelopRetourbericht-ggk_Du01');
  expect([nee.status, nee.json.code]).toEqual([422, 'KP_OPSTELLEN']);
}, 60_000);

test('the example of the guide for municipalities is accepted as it stands there', async () => {
  const gids = readFileSync(path.resolve(import.meta.dirname, '../../docs/guides/gemeente.md'), 'utf8');
  const voorbeeld = [...gids.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => m[1]!).find((t) => t.includes('levering-beoordeeld'))!;
  const in_ = await hub.post('aanbieder-42420001', Buffer.from(sample('istandaarden/wmo305-start.xml').toString('utf8').replace(/Ontvanger>[0-9]{4}</, 'Ontvanger>0363<')));
  ok(in_);
  const r = await hub.post('gemeente-0363', voorbeeld, '/v1/berichten?als=iwmo:WMO306', { 'content-type': 'application/cloudevents+json' });
  ok(r);
  expect((await gekregen('aanbieder-42420001', r.json.id)).data.bericht).toMatchObject({ berichttype: 'WMO306', kruisreferentie: 'START000231' });
}, 60_000);
