// Makes AW319 files from field values: small ones for tests and samples, and files of any number of records as a stream.
// Everything is derived from the layout; persons and amounts are invented, BSNs come from the test range.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { leesLayOut, type LayOut } from '../../../src/sdk/records/index.ts';

const WORTEL = path.resolve(import.meta.dirname, '../../..');

export function leesAwLayOut(naam: 'aw319-1.4' | 'aw320-1.4'): LayOut {
  return leesLayOut(JSON.parse(readFileSync(path.join(WORTEL, 'schemas/aw319', `${naam}.json`), 'utf8')));
}

export type Velden = Readonly<Record<string, string | number>>;

/** One record as Latin-1 bytes with CR/LF; fields not given stay empty (N zeros, AN spaces). */
export function maakRecord(layOut: LayOut, type: string, velden: Velden): Buffer {
  let tekst = '';
  const over = new Set(Object.keys(velden));
  for (const v of layOut.records[type]!.velden) {
    const w = String(velden[v.nr] ?? '');
    over.delete(v.nr);
    if (w.length > v.lengte) throw new Error(`${v.nr} te lang`);
    tekst += v.type === 'N' ? w.padStart(v.lengte, '0') : w.padEnd(v.lengte, ' ');
  }
  if (over.size > 0) throw new Error(`onbekend veld ${[...over].join()}`);
  return Buffer.from(`${tekst}\r\n`, 'latin1');
}

/** Test BSNs 999900006…999999990 that pass the elfproef, in order. */
export function testBsns(aantal: number): string[] {
  const uit: string[] = [];
  for (let n = 999900006; n <= 999999990 && uit.length < aantal; n++) {
    const s = String(n);
    let som = 0;
    for (let i = 0; i < 9; i++) som += Number(s[i]) * (i === 8 ? -1 : 9 - i);
    if (som % 11 === 0) uit.push(s);
  }
  return uit;
}

export interface Regelinvoer {
  readonly velden?: Velden;
  readonly commentaar?: readonly string[];
}
export interface Clientinvoer {
  readonly velden?: Velden;
  readonly commentaar?: readonly string[];
  readonly prestaties: readonly Regelinvoer[];
}

const KOP: Velden = { '0101': '01', '0102': '428', '0103': '01', '0104': '04', '0105': 'P', '0106': '001201', '0107': '8.2', '0108': '5521', '0112': '42420001', '0113': '04', '0114': '20260901', '0115': '20260930', '0116': 'KNP-26090001', '0117': '20261005', '0119': 'EUR' };
const CLIENT: Velden = { '0201': '02', '0203': '999993653', '0204': '5521', '0207': '19410312', '0208': '2', '0209': '1', '0210': 'Veldhuizen', '0215': 'M', '0217': '1112AB', '0219': '12', '0223': '2' };
const PRESTATIE: Velden = { '0401': '04', '0407': '1', '0414': '20260907', '0415': '20260907', '0416': '065', '0417': '1002', '0418': 3, '0419': '07', '0420': '42420001', '0425': 611, '0427': 'D', '0430': 'D' };

/** A whole file as records, numbered and totalled; `kop`, `client.velden` and `prestatie.velden` override the invented values. */
export function maakAw319(layOut: LayOut, kop: Velden, clienten: readonly Clientinvoer[], sluit: Velden = {}): Buffer[] {
  const uit = [maakRecord(layOut, '01', { ...KOP, ...kop })];
  let nummer = 0;
  let saldo = 0;
  const aantal = { '02': 0, '04': 0, '98': 0 };
  const commentaar = (regels: readonly string[] | undefined): void =>
    regels?.forEach((tekst, i) => {
      aantal['98']++;
      uit.push(maakRecord(layOut, '98', { '9801': '98', '9802': nummer, '9803': i + 1, '9804': tekst }));
    });
  for (const c of clienten) {
    const client = { ...CLIENT, ...c.velden };
    aantal['02']++;
    uit.push(maakRecord(layOut, '02', { '0202': ++nummer, ...client }));
    commentaar(c.commentaar);
    for (const p of c.prestaties) {
      aantal['04']++;
      const v: Record<string, string | number> = { ...PRESTATIE, '0402': ++nummer, '0403': client['0203']!, '0404': client['0204']!, '0405': client['0205'] ?? '', '0408': client['0224'] ?? '', '0409': client['0225'] ?? '', '0431': `P${String(nummer).padStart(9, '0')}`, ...p.velden };
      v['0426'] ??= Number(v['0425']) * Number(v['0418']);
      v['0429'] ??= v['0426'];
      saldo += v['0430'] === 'C' ? -Number(v['0429']) : Number(v['0429']);
      uit.push(maakRecord(layOut, '04', v));
      commentaar(p.commentaar);
    }
  }
  uit.push(maakRecord(layOut, '99', { '9901': '99', '9902': aantal['02'], '9904': aantal['04'], '9905': aantal['98'], '9906': aantal['02'] + aantal['04'] + aantal['98'], '9907': Math.abs(saldo), '9908': saldo < 0 ? 'C' : 'D', ...sluit }));
  return uit;
}

/**
 * A valid file of exactly `records` records, as a stream of pieces of about 64 KB; the same file for the same number.
 * Every client has nineteen prestaties, the last client whatever is left; one in forty is a credit.
 */
export async function* genereerAw319(layOut: LayOut, records: number, kop: Velden = {}): AsyncGenerator<Buffer> {
  const bsns = testBsns(5000);
  let stuk: Buffer[] = [maakRecord(layOut, '01', { ...KOP, ...kop })];
  let nummer = 0;
  let clienten = 0;
  let prestaties = 0;
  let saldo = 0;
  const details = records - 2;
  while (nummer < details) {
    const client = { ...CLIENT, '0203': bsns[clienten % bsns.length]! };
    clienten++;
    stuk.push(maakRecord(layOut, '02', { ...client, '0202': ++nummer }));
    // One detail record may never be left over: a client needs at least one prestatie.
    let aantal = Math.min(19, details - nummer);
    if (details - nummer - aantal === 1) aantal--;
    for (let i = 0; i < aantal; i++) {
      const credit = (nummer + i) % 40 === 0;
      const keer = 1 + ((nummer * 7) % 60);
      const bedrag = 611 * keer;
      saldo += credit ? -bedrag : bedrag;
      prestaties++;
      stuk.push(maakRecord(layOut, '04', { ...PRESTATIE, '0402': ++nummer, '0403': client['0203'], '0404': '5521', '0418': keer, '0426': bedrag, '0427': credit ? 'C' : 'D', '0429': bedrag, '0430': credit ? 'C' : 'D', '0431': `P${String(nummer).padStart(12, '0')}`, '0432': credit ? `V${String(nummer).padStart(12, '0')}` : '' }));
    }
    if (stuk.length > 200) {
      yield Buffer.concat(stuk);
      stuk = [];
    }
  }
  stuk.push(maakRecord(layOut, '99', { '9901': '99', '9902': clienten, '9904': prestaties, '9906': clienten + prestaties, '9907': Math.abs(saldo), '9908': saldo < 0 ? 'C' : 'D' }));
  yield Buffer.concat(stuk);
}
