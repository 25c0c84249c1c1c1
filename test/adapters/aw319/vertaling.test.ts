// Proves: every sample has the outcome that stands beside it; messages become the canonical events in the files under gevallen; the head names the
// right parties and the right key of a repeat; nothing that a message says is dropped in silence.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Werkbank } from '../../../src/intake/vertalen.ts';
import { leesAwLayOut, maakAw319, maakRecord, type Clientinvoer, type Velden } from './maker.ts';
import { door, maakBank } from './werkbank.ts';

const WORTEL = path.resolve(import.meta.dirname, '../../..');
const SAMPLES = path.join(WORTEL, 'samples/aw319');
const GEVALLEN = path.join(import.meta.dirname, 'gevallen');
const L = leesAwLayOut('aw319-1.4');
const R = leesAwLayOut('aw320-1.4');
let bank: Werkbank;
beforeAll(async () => {
  bank = await maakBank();
});

interface Verwacht {
  uitkomst: string;
  berichttype: string;
  code?: string;
  standaardcode?: string;
  events: number;
}

describe('voorbeeldberichten', () => {
  const namen = readdirSync(SAMPLES).filter((f) => f.endsWith('.asc'));
  test.each(namen)('%s', async (naam) => {
    const verwacht = JSON.parse(readFileSync(path.join(SAMPLES, naam.replace('.asc', '.verwacht.json')), 'utf8')) as Verwacht;
    const uit = await door(bank, readFileSync(path.join(SAMPLES, naam)));
    expect(uit.herkend.berichttype).toBe(verwacht.berichttype);
    if (verwacht.uitkomst === 'geweigerd') {
      expect(uit).toMatchObject({ soort: 'gezakt', code: verwacht.code });
      if (verwacht.standaardcode !== undefined && uit.soort === 'gezakt') expect(uit.meldingen.map((m) => m.standaardcode)).toContain(verwacht.standaardcode);
      return;
    }
    expect(uit.soort).toBe('geslaagd');
    if (uit.soort === 'geslaagd') expect(uit.events).toHaveLength(verwacht.events);
  });
});

describe('canonieke gevallen', () => {
  test.each(readdirSync(GEVALLEN))('%s', async (geval) => {
    const uit = await door(bank, readFileSync(path.join(GEVALLEN, geval, 'in.asc')));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    expect(uit.events.map((e) => ({ type: e.type, data: e.data }))).toEqual(JSON.parse(readFileSync(path.join(GEVALLEN, geval, 'canoniek.json'), 'utf8')));
  });
});

const een: Clientinvoer[] = [{ prestaties: [{}] }];
async function kop(records: readonly Buffer[]): Promise<Record<string, unknown>> {
  const uit = await door(bank, Buffer.concat(records));
  if (!uit.kop) throw new Error('geen kop');
  return { ...uit.kop };
}

describe('kop van AW319', () => {
  test('instelling aan verzekeraar uit 0108; sleutel is declarant, soort bericht en factuurnummer', async () => {
    expect(await kop(maakAw319(L, {}, een))).toEqual({
      referentie: 'KNP-26090001',
      verzondenOp: '2026-10-05',
      adressering: { afzender: { agb: '42420001' }, ontvanger: { uzovi: '5521' }, soort: 'geadresseerd' },
      herhaalsleutel: ['AW319', '42420001', 'P', 'KNP-26090001'],
    });
  });
  test('zonder 0108 is 0204 de geadresseerde', async () => {
    expect(await kop(maakAw319(L, { '0108': '' }, [{ velden: { '0204': '5530' }, prestaties: [{}] }]))).toMatchObject({ adressering: { ontvanger: { uzovi: '5530' } } });
  });
  test('praktijk gaat voor zorgverlener; testbericht is een proef met een eigen sleutel', async () => {
    const zonder = { '0112': '', '0110': '03000123', '0105': 'T' };
    expect(await kop(maakAw319(L, { ...zonder, '0111': '01000456', '0113': '03' }, een))).toMatchObject({ proef: true, herhaalsleutel: ['AW319', '01000456', 'T', 'KNP-26090001'] });
    expect(await kop(maakAw319(L, { ...zonder, '0113': '02' }, een))).toMatchObject({ herhaalsleutel: ['AW319', '03000123', 'T', 'KNP-26090001'] });
  });
  test('ook van een afgekeurd bericht is de afzender bekend', async () => {
    expect(await kop(maakAw319(L, {}, een, { '9907': 1 }))).toMatchObject({ adressering: { afzender: { agb: '42420001' } } });
  });
});

const retour = (kopvelden: Velden, prestatie: Velden = {}, sluit: Velden = {}): Buffer[] => [
  maakRecord(R, '01', { '0101': '01', '0102': '429', '0103': '01', '0104': '04', '0105': 'P', '0108': '5521', '0112': '42420001', '0116': 'KNP-26090001', '0117': '20261005', '0182': '20261019', '0196': '0200', ...kopvelden }),
  maakRecord(R, '02', { '0201': '02', '0202': 3, '0203': '999993653', '0204': '5521', '0207': '19410312', '0208': '2', '0210': 'Veldhuizen' }),
  maakRecord(R, '04', { '0401': '04', '0402': 9, '0403': '999993653', '0414': '20260907', '0415': '20260907', '0416': '065', '0417': '1002', '0418': 3, '0425': 611, '0426': 1833, '0427': 'D', '0429': 1833, '0430': 'D', '0431': 'P1', '0481': 1833, '0482': 'D', '0483': 0, '0484': 'D', '0496': '0611', ...prestatie }),
  maakRecord(R, '99', { '9901': '99', '9902': 1, '9904': 1, '9906': 2, '9907': 1833, '9908': 'D', '9909': 0, '9910': 'D', ...sluit }),
];

describe('AW320', () => {
  test('verzekeraar aan declarant; sleutel is de verzekeraar met zijn eigen nummer', async () => {
    expect(await kop(retour({ '0181': 'ZK-1' }))).toEqual({
      referentie: 'ZK-1',
      kruisreferentie: 'KNP-26090001',
      verzondenOp: '2026-10-19',
      adressering: { afzender: { uzovi: '5521' }, ontvanger: { agb: '42420001' }, soort: 'geadresseerd' },
      herhaalsleutel: ['AW320', '5521', 'P', 'ZK-1'],
    });
  });
  test('zonder eigen nummer geeft de standaard geen sleutel', async () => {
    expect(await kop(retour({}))).toMatchObject({ herhaalsleutel: null });
  });
  test('nul toegekend is een bedrag, geen leeg veld', async () => {
    const uit = await door(bank, Buffer.concat(retour({})));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    expect(uit.events[0]!.data).toMatchObject({ retour: { regels: [{ toegekend: { centen: 0 }, codes: [{ code: '0611' }] }] } });
  });
  test('wat in het herhaalde heenbericht fout was, houdt de retour niet tegen en wordt gemeld', async () => {
    const uit = await door(bank, Buffer.concat(retour({}, { '0414': '20260231', '0426': 99 })));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    expect(uit.events[0]!.data).toMatchObject({ bericht: { nietVertaald: [{ pad: '02/04/0414-onleesbaar', aantal: 1 }] } });
  });
  test.each<[string, Buffer[], string]>([
    ['telling', retour({}, {}, { '9904': 2 }), 'record[4]/9904'],
    ['retourcode ontbreekt', retour({ '0196': '' }), 'record[1]/0196'],
    ['dagtekening retour bestaat niet', retour({ '0182': '20261301' }), 'record[1]/0182'],
    ['nummers lopen niet op', retour({}, { '0402': 2 }), 'record[3]/0402'],
  ])('fout: %s', async (_naam, records, pad) => {
    const uit = await door(bank, Buffer.concat(records));
    expect(uit.soort === 'gezakt' ? uit.meldingen.map((m) => m.pad) : []).toEqual([pad]);
  });
});

describe('niets verdwijnt', () => {
  const VOORBEELDEN = path.resolve(WORTEL, '../shared/standards/aw319/voorbeelden');
  const eigen = readdirSync(SAMPLES).filter((f) => f.endsWith('.asc') && !f.startsWith('fout-')).map((f) => path.join(SAMPLES, f));
  const officieel = existsSync(VOORBEELDEN) ? readdirSync(VOORBEELDEN).filter((f) => f.startsWith('valid_')).map((f) => path.join(VOORBEELDEN, f)) : [];
  if (officieel.length === 0) test.skip('weggelaten: gepubliceerde voorbeelden (../shared/standards/aw319 is er niet)', () => {});
  test.each([...eigen, ...officieel])('elke gevulde rubriek van %s is gelezen of met reden weggelaten', async (bestand) => {
    const uit = await door(bank, readFileSync(bestand));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    for (const e of uit.events) expect((e.data.bericht as { nietVertaald: unknown[] }).nietVertaald).toEqual([]);
  });

  test('alle rubrieken van AW319 tegelijk gevuld', async () => {
    const vol = maakAw319(
      L,
      { '0102': '187', '0106': '001201', '0107': '8.2', '0109': '98000001', '0110': '03000123', '0111': '01000456', '0118': 'NL123456789B01' },
      [
        {
          velden: { '0205': 'V1', '0206': 'P1', '0211': 'van', '0212': '2', '0213': 'Brink', '0214': 'ten', '0216': '4', '0218': '72263', '0220': 'A', '0221': 'nl', '0222': 'D1', '0224': '0100', '0225': 'C1' },
          commentaar: ['een', 'twee'],
          prestaties: [{ velden: { '0410': 1, '0411': 2, '0412': '31', '0413': '756', '0416': '055', '0422': '01004321', '0428': 2100, '0432': 'V1' }, commentaar: ['drie'] }],
        },
      ],
    );
    const uit = await door(bank, Buffer.concat(vol));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    // 0111 cannot be the declarant beside 0112: it is named, not lost.
    expect((uit.events[0]!.data.bericht as { nietVertaald: unknown[] }).nietVertaald).toEqual([{ pad: '01/0111', aantal: 1 }]);
    expect(uit.events[0]!.data).toMatchObject({ personen: [{ commentaar: 'een\ntwee', adressen: [{ landcode: { code: 'NL' } }] }], declaratie: { prestaties: [{ commentaar: 'drie', btw: { percentage: 2100 } }] } });
  });
});
