// Proves: the reader gives the same records however the bytes are cut, knows every kind of line ending, and keeps no more than 8 KB.
import { leesKop, leesRecords, RecordLezer, type RecordRegel } from '../../../src/sdk/records/index.ts';

interface Gezien {
  regel: number;
  nummer: number;
  offset: number;
  lengte: number;
  scheiding: string;
  tekst: string;
}

function lees(stukken: Buffer[]): { records: Gezien[]; leeg: number[] } {
  const records: Gezien[] = [];
  const leeg: number[] = [];
  const lezer = new RecordLezer(
    (r) => records.push({ regel: r.regel, nummer: r.nummer, offset: r.offset, lengte: r.lengte, scheiding: r.scheiding, tekst: r.tekst({ begin: 1, lengte: Math.min(r.lengte, 8192) }) }),
    (n) => leeg.push(n),
  );
  for (const s of stukken) lezer.voer(s);
  lezer.einde();
  return { records, leeg };
}

const BESTAND = Buffer.from('01eerste\r\n\r\n02twee\u00e9\n04 drie \r\n99', 'latin1');

describe('records lezen', () => {
  test('regel, nummer, offset, lengte en regeleinde van elk record', () => {
    expect(lees([BESTAND])).toEqual({
      records: [
        { regel: 1, nummer: 1, offset: 0, lengte: 8, scheiding: 'crlf', tekst: '01eerste' },
        { regel: 3, nummer: 2, offset: 12, lengte: 7, scheiding: 'lf', tekst: '02tweeé' },
        { regel: 4, nummer: 3, offset: 20, lengte: 8, scheiding: 'crlf', tekst: '04 drie ' },
        { regel: 5, nummer: 4, offset: 30, lengte: 2, scheiding: 'geen', tekst: '99' },
      ],
      leeg: [2],
    });
  });

  test('op elke plaats geknipt komt hetzelfde eruit', () => {
    const heel = lees([BESTAND]);
    for (let i = 0; i <= BESTAND.length; i++) {
      for (let j = i; j <= BESTAND.length; j++) {
        expect(lees([BESTAND.subarray(0, i), BESTAND.subarray(i, j), BESTAND.subarray(j)])).toEqual(heel);
      }
    }
  });

  test('een regel zonder einde kost geen geheugen, en zijn lengte en regeleinde kloppen toch', () => {
    const lezer: RecordRegel[] = [];
    const l = new RecordLezer((r) => lezer.push(r));
    const stuk = Buffer.alloc(65_537, 0x30);
    for (let i = 0; i < 40; i++) l.voer(stuk);
    l.voer(Buffer.from('\r'));
    l.voer(Buffer.from('\n99\r\n'));
    l.einde();
    expect(lezer.map((r) => [r.lengte, r.scheiding, r.offset])).toEqual([
      [40 * 65_537, 'crlf', 0],
      [2, 'crlf', 40 * 65_537 + 2],
    ]);
    expect(lezer[0]!.bytes.length).toBeLessThan(9000);
  });

  test('recordtype is twee cijfers, anders leeg', async () => {
    const typen: string[] = [];
    for await (const r of leesRecords(Buffer.from('01x\r\nAB\r\n9\r\n'))) typen.push(r.type);
    expect(typen).toEqual(['01', '', '']);
  });
});

describe('EI-kop', () => {
  test('negen posities bepalen de standaard', () => {
    expect(leesKop(Buffer.from('014280104P'))).toEqual({ eicode: '428', versie: '01', subversie: '04' });
  });
  test.each(['01428010', '02428010400', '0142801x4', '<xml/>1234', ''])('geen kop in %j', (tekst) => {
    expect(leesKop(Buffer.from(tekst))).toBeNull();
  });
});
