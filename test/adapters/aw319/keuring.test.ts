// Proves: what AW319 1.4 demands is held, each rule with one file that breaks only that rule, at the right record and field, with the
// return code where there is one; and no finding carries a value of the message.
import { keur, maakPlan, type Keuringsuitslag } from '../../../src/sdk/records/index.ts';
import { genereerAw319, leesAwLayOut, maakAw319, maakRecord, type Clientinvoer, type Velden } from './maker.ts';

const L = leesAwLayOut('aw319-1.4');
const register = [maakPlan(L), maakPlan(leesAwLayOut('aw320-1.4'))];
const keurRecords = (records: readonly Buffer[]): Promise<Keuringsuitslag> => keur(Buffer.concat(records), register);
const kort = (u: Keuringsuitslag): string[] => u.meldingen.map((m) => `${m.code} ${m.standaardcode ?? '-'} ${m.regel} ${m.pad}`);

const twee: Clientinvoer[] = [
  { commentaar: ['Eerste regel', 'Tweede regel'], prestaties: [{}, { commentaar: ['Bij de prestatie'], velden: { '0430': 'C', '0427': 'C', '0432': 'P2025000001' } }] },
  { velden: { '0203': '999994487' }, prestaties: [{}] },
];

/** Replaces fields in the finished bytes of one record (numbers from 1). */
function wijzig(records: Buffer[], nummer: number, velden: Velden): Buffer[] {
  return records.map((r, i) => {
    if (i !== nummer - 1) return r;
    const nieuw = Buffer.from(r);
    for (const [nr, w] of Object.entries(velden)) {
      const v = L.records[nr.slice(0, 2)]!.velden.find((x) => x.nr === nr)!;
      nieuw.write(v.type === 'N' && !/\D/.test(String(w)) ? String(w).padStart(v.lengte, '0') : String(w).padEnd(v.lengte, ' '), v.begin - 1, v.lengte, 'latin1');
    }
    return nieuw;
  });
}

// Records of `twee`: 1=01, 2=02, 3=98, 4=98, 5=04, 6=04 (credit), 7=98, 8=02, 9=04, 10=99.
const goed = maakAw319(L, {}, twee);
const wlz = maakAw319(L, { '0102': '187' }, [{ velden: { '0224': '0100', '0225': 'C100' }, prestaties: [{ velden: { '0416': '055', '0410': '123', '0411': '456', '0412': '31' } }] }]);

describe('AW319 1.4: goede bestanden', () => {
  test('met commentaar, credit en twee verzekerden', async () => {
    expect(kort(await keurRecords(goed))).toEqual([]);
  });
  test('Wlz met indicatie', async () => {
    expect(kort(await keurRecords(wlz))).toEqual([]);
  });
  test('dummy-BSN van negens is toegestaan', async () => {
    expect(kort(await keurRecords(maakAw319(L, {}, [{ velden: { '0203': '999999999' }, prestaties: [{}] }])))).toEqual([]);
  });
  test('zonder instelling, met zorgverlener en praktijk', async () => {
    expect(kort(await keurRecords(maakAw319(L, { '0112': '', '0110': '03000123', '0111': '01000456', '0113': '03' }, twee)))).toEqual([]);
  });
  test('negatief saldo is credit, nul is debet', async () => {
    const credit = { '0430': 'C', '0427': 'C', '0432': 'P2025000001' };
    expect(kort(await keurRecords(maakAw319(L, {}, [{ prestaties: [{ velden: credit }] }])))).toEqual([]);
    expect(kort(await keurRecords(maakAw319(L, {}, [{ prestaties: [{}, { velden: credit }] }])))).toEqual([]);
  });
  test('20.000 records in een stroom', async () => {
    const u = await keur(genereerAw319(L, 20_000), register);
    expect([u.records, u.aantalMeldingen]).toEqual([20_000, 0]);
  });
});

const velden: [string, number, Velden, string][] = [
  ['soort bericht buiten P en T', 1, { '0105': 'X' }, 'KP_SCHEMA_CODE - 1 record[1]/0105'],
  ['versie systeem ontbreekt bij code systeem', 1, { '0107': '' }, 'KP_REGEL - 1 record[1]/0107'],
  ['versie systeem zonder code systeem', 1, { '0106': '0' }, 'KP_REGEL - 1 record[1]/0107'],
  ['servicebureau met verkeerde soort', 1, { '0109': '42000001' }, 'KP_SCHEMA_WAARDE - 1 record[1]/0109'],
  ['AGB met nummer nul', 1, { '0110': '03000000' }, 'KP_SCHEMA_WAARDE - 1 record[1]/0110'],
  ['praktijk zonder zorgverlener', 1, { '0111': '01000456' }, 'KP_REGEL - 1 record[1]/0110'],
  ['betaling aan servicebureau dat er niet is', 1, { '0113': '01' }, 'KP_REGEL - 1 record[1]/0113'],
  ['betaling aan zorgverlener die er niet is', 1, { '0113': '02' }, 'KP_REGEL - 1 record[1]/0113'],
  ['betaling aan praktijk die er niet is', 1, { '0113': '03' }, 'KP_REGEL - 1 record[1]/0113'],
  ['betaling aan onbekende', 1, { '0113': '99' }, 'KP_SCHEMA_CODE - 1 record[1]/0113'],
  ['periode begint na de dagtekening', 1, { '0114': '20261006', '0115': '20261231' }, 'KP_REGEL - 1 record[1]/0114'],
  ['periode eindigt voor het begin', 1, { '0115': '20260831' }, 'KP_REGEL - 1 record[1]/0115'],
  ['factuurnummer leeg', 1, { '0116': '' }, 'KP_SCHEMA_ONTBREEKT - 1 record[1]/0116'],
  ['factuurnummer niet links uitgelijnd', 1, { '0116': ' F1' }, 'KP_SCHEMA_WAARDE - 1 record[1]/0116'],
  ['dagtekening bestaat niet', 1, { '0117': '20261131' }, 'KP_SCHEMA_WAARDE - 1 record[1]/0117'],
  ['btw-nummer in verkeerde vorm', 1, { '0118': 'NL12345B01' }, 'KP_SCHEMA_WAARDE - 1 record[1]/0118'],
  ['valuta', 1, { '0119': 'USD' }, 'KP_SCHEMA_CODE - 1 record[1]/0119'],
  ['reserve gevuld', 1, { '0180': '   x' }, 'KP_SCHEMA_ONVERWACHT - 1 record[1]/0180'],
  ['UZOVI leeg', 8, { '0204': '0' }, 'KP_SCHEMA_ONTBREEKT - 8 record[8]/0204'],
  ['UZOVI met spaties', 8, { '0204': '55 1' }, 'KP_SCHEMA_WAARDE - 8 record[8]/0204'],
  ['geboortedatum 30 februari', 2, { '0207': '19410230' }, 'KP_SCHEMA_WAARDE - 2 record[2]/0207'],
  ['geboortedatum na de dagtekening', 2, { '0207': '20261201' }, 'KP_REGEL - 2 record[2]/0207'],
  ['geslacht 9', 2, { '0208': '9' }, 'KP_SCHEMA_CODE - 2 record[2]/0208'],
  ['naam leeg', 2, { '0210': '' }, 'KP_SCHEMA_ONTBREEKT - 2 record[2]/0210'],
  ['naam van nullen', 2, { '0210': '0'.repeat(25) }, 'KP_SCHEMA_WAARDE - 2 record[2]/0210'],
  ['naam met besturingsteken', 2, { '0210': 'Veld\thuizen' }, 'KP_SCHEMA_WAARDE - 2 record[2]/0210'],
  ['partnernaam ontbreekt', 2, { '0212': '2' }, 'KP_REGEL - 2 record[2]/0213'],
  ['partnernaam zonder naamgebruik', 2, { '0213': 'Vos' }, 'KP_REGEL - 2 record[2]/0213'],
  ['voorvoegsel zonder partnernaam', 2, { '0214': 'de' }, 'KP_REGEL - 2 record[2]/0214'],
  ['voorletters met cijfer', 2, { '0215': 'M1' }, 'KP_SCHEMA_WAARDE - 2 record[2]/0215'],
  ['postcode in verkeerde vorm', 2, { '0217': '0112AB' }, 'KP_SCHEMA_WAARDE - 2 record[2]/0217'],
  ['geen postcode en geen land', 2, { '0217': '' }, 'KP_REGEL - 2 record[2]/0217'],
  ['overleden met andere code', 2, { '0223': '3' }, 'KP_SCHEMA_CODE - 2 record[2]/0223'],
  ['nummer van commentaar wijkt af', 4, { '9802': '2' }, 'KP_REGEL 0801 4 record[4]/9802'],
  ['commentaar leeg', 4, { '9804': '' }, 'KP_SCHEMA_ONTBREEKT - 4 record[4]/9804'],
  ['nummer slaat over', 5, { '0402': '9' }, 'KP_REGEL 0801 5 record[5]/0402'],
  ['BSN van 04 wijkt af', 5, { '0403': '999994487' }, 'KP_REGEL 0435 5 record[5]/0403'],
  ['UZOVI van 04 wijkt af', 5, { '0404': '5522' }, 'KP_REGEL - 5 record[5]/0404'],
  ['verzekerdennummer van 04 wijkt af', 5, { '0405': '1' }, 'KP_REGEL - 5 record[5]/0405'],
  ['machtigingsnummer gevuld', 5, { '0406': 'M1' }, 'KP_SCHEMA_ONVERWACHT - 5 record[5]/0406'],
  ['doorsturen niet toegestaan', 5, { '0407': '2' }, 'KP_SCHEMA_CODE - 5 record[5]/0407'],
  ['indicatieorgaan van 04 wijkt af', 5, { '0408': '0100' }, 'KP_REGEL - 5 record[5]/0408'],
  ['cliëntnummer van 04 wijkt af', 5, { '0409': 'C1' }, 'KP_REGEL - 5 record[5]/0409'],
  ['onbekende functie', 5, { '0412': '99' }, 'KP_SCHEMA_CODE 1113 5 record[5]/0412'],
  ['onbekend zorgzwaartepakket', 5, { '0413': '001' }, 'KP_SCHEMA_CODE 1113 5 record[5]/0413'],
  ['begindatum bestaat niet', 5, { '0414': '20260931' }, 'KP_SCHEMA_WAARDE 8007 5 record[5]/0414'],
  ['prestatie voor 2013', 5, { '0414': '20121231' }, 'KP_REGEL 8007 5 record[5]/0414'],
  ['einde voor begin', 5, { '0415': '20260906' }, 'KP_REGEL 8007 5 record[5]/0415'],
  ['einde na de dagtekening van de factuur', 5, { '0415': '20261006' }, 'KP_REGEL - 5 record[5]/0415'],
  ['prestatiecodelijst van de Wlz in wijkverpleging', 5, { '0416': '055' }, 'KP_REGEL - 5 record[5]/0416'],
  ['prestatiecodelijst onbekend', 5, { '0416': '034' }, 'KP_SCHEMA_CODE - 5 record[5]/0416'],
  ['prestatiecode leeg', 5, { '0417': '' }, 'KP_SCHEMA_ONTBREEKT - 5 record[5]/0417'],
  ['tijdseenheid onbekend', 5, { '0419': '02' }, 'KP_SCHEMA_CODE - 5 record[5]/0419'],
  ['uitvoerder leeg', 5, { '0420': '0' }, 'KP_SCHEMA_ONTBREEKT - 5 record[5]/0420'],
  ['specialisme gevuld', 5, { '0421': '0101' }, 'KP_SCHEMA_ONVERWACHT - 5 record[5]/0421'],
  ['specialisme verwijzer gevuld', 5, { '0423': '0101' }, 'KP_SCHEMA_ONVERWACHT - 5 record[5]/0423'],
  ['verrekenpercentage gevuld', 5, { '0424': '10000' }, 'KP_SCHEMA_ONVERWACHT - 5 record[5]/0424'],
  ['berekend bedrag is geen tarief maal aantal', 5, { '0426': '1834' }, 'KP_REGEL - 5 record[5]/0426'],
  ['D/C berekend bedrag', 5, { '0427': 'X' }, 'KP_SCHEMA_CODE 0631 5 record[5]/0427'],
  ['D/C declaratiebedrag', 5, { '0430': 'X' }, 'KP_SCHEMA_CODE 0631 5 record[5]/0430'],
  ['referentie leeg', 5, { '0431': '' }, 'KP_SCHEMA_ONTBREEKT - 5 record[5]/0431'],
  ['referentie dubbel', 9, { '0431': 'P000000002' }, 'KP_REGEL - 9 record[9]/0431'],
  ['credit zonder referentie', 6, { '0432': '' }, 'KP_REGEL - 6 record[6]/0432'],
  ['aantal 02', 10, { '9902': '3' }, 'KP_REGEL - 10 record[10]/9902'],
  ['aantal 03', 10, { '9903': '1' }, 'KP_REGEL - 10 record[10]/9903'],
  ['aantal 04', 10, { '9904': '2' }, 'KP_REGEL - 10 record[10]/9904'],
  ['aantal 98', 10, { '9905': '0' }, 'KP_REGEL - 10 record[10]/9905'],
  ['aantal details', 10, { '9906': '9' }, 'KP_REGEL - 10 record[10]/9906'],
  ['totaalbedrag', 10, { '9907': '1832' }, 'KP_REGEL - 10 record[10]/9907'],
  ['D/C totaal', 10, { '9908': 'C' }, 'KP_REGEL - 10 record[10]/9908'],
];

describe('AW319 1.4: elke fout op zijn plaats', () => {
  test.each(velden)('%s', async (_naam, nummer, waarden, verwacht) => {
    expect(kort(await keurRecords(wijzig(goed, nummer, waarden)))).toEqual([verwacht]);
  });

  test('BSN zonder elfproef, ook in de 04 eronder: één melding, op 02', async () => {
    expect(kort(await keurRecords(maakAw319(L, {}, [{ velden: { '0203': '999993654' }, prestaties: [{}] }])))).toEqual(['KP_SCHEMA_WAARDE 0435 2 record[2]/0203']);
  });

  test.each<[string, Velden, string]>([
    ['besluitnummer ontbreekt', { '0411': '0' }, 'KP_REGEL - 3 record[3]/0411'],
    ['aanvraagnummer ontbreekt', { '0410': '0' }, 'KP_REGEL - 3 record[3]/0410'],
    ['functie en zorgzwaartepakket ontbreken', { '0412': '0' }, 'KP_REGEL 1113 3 record[3]/0412'],
  ])('Wlz: %s', async (_naam, waarden, verwacht) => {
    expect(kort(await keurRecords(wijzig(wlz, 3, waarden)))).toEqual([verwacht]);
  });

  test('een gat in de nummering, en een los verkeerd nummer, zijn elk één melding', async () => {
    const gat = wijzig(wijzig(wijzig(goed, 8, { '0202': '5' }), 9, { '0402': '6' }), 7, { '9802': '3' });
    expect(kort(await keurRecords(gat))).toEqual(['KP_REGEL 0801 8 record[8]/0202']);
  });

  test('geen melding bevat een waarde uit het bericht', async () => {
    const uniek: Velden[] = [{ '0205': 'GEHEIM1' }, { '0210': ' GEHEIM2' }, { '0217': 'GEHEI3' }, { '0215': 'GEH31M' }];
    for (const v of uniek) {
      const u = await keurRecords(wijzig(goed, 2, v));
      expect(u.aantalMeldingen).toBeGreaterThan(0);
      expect(JSON.stringify(u.meldingen)).not.toMatch(/GEH|999993653|Veldhuizen/);
    }
  });
});

describe('AW319 1.4: opbouw, lengte en regeleinden', () => {
  const zonder = (...nummers: number[]): Buffer[] => goed.filter((_, i) => !nummers.includes(i + 1));

  test('sluitrecord ontbreekt', async () => {
    expect(kort(await keurRecords(zonder(10)))).toEqual(['KP_RECORD - 10 record[10]/9901']);
  });

  test('verzekerde zonder prestaties', async () => {
    const u = kort(await keurRecords(zonder(9)));
    expect(u).toContain('KP_RECORD - 8 record[8]');
    expect(u.filter((m) => m.startsWith('KP_RECORD'))).toHaveLength(1);
  });

  test('geen enkele verzekerde', async () => {
    expect(kort(await keurRecords([goed[0]!, goed[9]!]))[0]).toBe('KP_RECORD - 2 record[2]');
  });

  test('prestatie zonder verzekerde erboven: één melding, daarna gaat de controle door', async () => {
    const u = kort(await keurRecords(zonder(2, 3, 4)));
    expect(u.filter((m) => m.startsWith('KP_RECORD'))).toEqual(['KP_RECORD - 2 record[2]']);
  });

  test('tweede voorlooprecord midden in het bestand', async () => {
    expect(kort(await keurRecords([...goed.slice(0, 7), goed[0]!, ...goed.slice(7)]))).toEqual(['KP_RECORD - 8 record[8]']);
  });

  test('iets na het sluitrecord', async () => {
    const los = maakRecord(L, '98', { '9801': '98', '9802': 5, '9803': 1, '9804': 'x' });
    expect(kort(await keurRecords([...goed, los]))[0]).toBe('KP_RECORD - 11 record[11]');
  });

  test('debiteurrecord 03 hoort niet in deze standaard', async () => {
    const debiteur = Buffer.from(`03${' '.repeat(308)}\r\n`);
    expect(kort(await keurRecords([...goed.slice(0, 7), debiteur, ...goed.slice(7)]))).toContain('KP_RECORD - 8 record[8]');
  });

  test.each([
    ['te kort', (r: Buffer) => Buffer.concat([r.subarray(0, 100), Buffer.from('\r\n')]), 'KP_RECORD 0804 5 record[5]/0412'],
    ['te lang', (r: Buffer) => Buffer.concat([r.subarray(0, 310), Buffer.from(' \r\n')]), 'KP_RECORD 0804 5 record[5]/0480'],
    ['alleen LF', (r: Buffer) => Buffer.concat([r.subarray(0, 310), Buffer.from('\n')]), 'KP_RECORD 8095 5 record[5]'],
    ['lege regel erna', (r: Buffer) => Buffer.concat([r, Buffer.from('\r\n')]), 'KP_RECORD 8095 6 record[6]'],
  ])('record %s', async (_naam, maak, verwacht) => {
    const u = await keurRecords(goed.map((r, i) => (i === 4 ? maak(r) : r)));
    expect(kort(u)).toEqual([verwacht]);
  });

  test('laatste record zonder CR/LF', async () => {
    const alles = Buffer.concat(goed);
    expect(kort(await keurRecords([alles.subarray(0, alles.length - 2)]))).toEqual(['KP_RECORD 8095 10 record[10]']);
  });

  test('van veel fouten worden de eerste bewaard en alle geteld', async () => {
    const veel = Buffer.concat(Array.from({ length: 1000 }, () => Buffer.from('55\r\n')));
    const u = await keur(Buffer.concat([goed[0]!, veel]), register, { meesteMeldingen: 10 });
    expect(u.meldingen).toHaveLength(10);
    expect(u.aantalMeldingen).toBe(1002);
  });
});

describe('EI-kop', () => {
  test.each<[string, Velden, string]>([
    ['onbekende code', { '0102': '189' }, 'KP_RECORD - 1 record[1]/0102'],
    ['andere versie', { '0103': '02' }, 'KP_RECORD - 1 record[1]/0103'],
    ['andere subversie', { '0104': '03' }, 'KP_RECORD - 1 record[1]/0104'],
  ])('%s', async (_naam, waarden, verwacht) => {
    const u = await keurRecords(wijzig(goed, 1, waarden));
    expect([u.layOut, kort(u)]).toEqual([null, [verwacht]]);
  });

  test('geen EI-kop: niet van ons, zonder meldingen', async () => {
    const u = await keur(Buffer.from('hallo wereld, geen EI'), register);
    expect([u.kop, u.layOut, u.aantalMeldingen]).toEqual([null, null, 0]);
  });

  test('een kop in losse bytes aangeleverd wordt herkend', async () => {
    const u = await keur([...Buffer.concat(goed)].map((b) => Buffer.from([b])), register);
    expect([u.layOut?.berichttype, u.aantalMeldingen]).toEqual(['AW319', 0]);
  });
});
