// Record tree → bytes, by the layout: fields at their places, padded as their type says, Latin-1, CRLF after every record.
// Numbers, copies, counts and totals that the layout's rules fix are computed, never taken from whoever writes; a value that does not fit is refused, never cut.
import type { BronKnoop } from '../bron.ts';
import { CodecFout } from '../codec.ts';
import type { LayOut, Veld } from './lay-out.ts';

const veld = (k: BronKnoop, nr: string): BronKnoop | undefined => k.kinderen.find((z) => z.naam === nr);

/** Writes a field of a record node, over what stands there. */
export function zetVeld(k: BronKnoop, nr: string, tekst: string): void {
  const v = veld(k, nr);
  if (v) v.tekst = tekst;
  else k.kinderen.push({ naam: nr, ns: '', regel: 0, tekst, attributen: null, kinderen: [], ouder: k, gelezen: false });
}

/** Text of a field of a record node, or undefined. */
export const veldTekst = (k: BronKnoop | null | undefined, nr: string): string | undefined => (k ? veld(k, nr)?.tekst : undefined);

/** Removes a field of a record node. */
export function wisVeld(k: BronKnoop, nr: string): void {
  const i = k.kinderen.findIndex((z) => z.naam === nr);
  if (i >= 0) k.kinderen.splice(i, 1);
}

/** The records below a node, in the order of the file. */
export function* recordsVan(l: LayOut, k: BronKnoop): Generator<BronKnoop> {
  for (const z of k.kinderen) {
    if (!l.records[z.naam]) continue;
    yield z;
    yield* recordsVan(l, z);
  }
}

/** Fills in what the layout fixes: values without a choice, numbers of records, copies, counts and totals. */
export function vulRecordsAan(l: LayOut, wortel: BronKnoop): void {
  const records = [...recordsVan(l, wortel)];
  for (const r of records) {
    for (const v of l.records[r.naam]!.velden) if (v.begin > 1 && v.verplicht !== 'loos' && v.waarden?.length === 1 && veld(r, v.nr) === undefined) zetVeld(r, v.nr, v.waarden[0]!);
  }
  for (const regel of l.regels) {
    switch (regel.soort) {
      case 'volgnummer': {
        let vorige = regel.vanaf - 1;
        for (const r of records) {
          const nr = regel.velden.find((v) => v.startsWith(r.naam));
          if (nr !== undefined) {
            const eigen = Number(veldTekst(r, nr) ?? Number.NaN);
            vorige = !regel.aaneensluitend && eigen > vorige ? eigen : vorige + 1;
            zetVeld(r, nr, String(vorige));
          }
          const over = regel.overgenomenIn.find((v) => v.startsWith(r.naam));
          const ouder = over !== undefined && r.ouder ? regel.velden.find((v) => v.startsWith(r.ouder!.naam)) : undefined;
          if (over !== undefined && ouder !== undefined) zetVeld(r, over, veldTekst(r.ouder, ouder) ?? '0');
        }
        break;
      }
      case 'gelijk':
        // One of the two may be known: the record above takes that of the first below it.
        for (const r of records) {
          if (!regel.veld.startsWith(r.naam) || !r.ouder) continue;
          const [eigen, boven] = [veldTekst(r, regel.veld), veldTekst(r.ouder, regel.aan)];
          if (boven === undefined && eigen !== undefined) zetVeld(r.ouder, regel.aan, eigen);
          else if (eigen === undefined && boven !== undefined) zetVeld(r, regel.veld, boven);
        }
        break;
      case 'telling':
        for (const r of records) if (regel.veld.startsWith(r.naam)) zetVeld(r, regel.veld, String(records.filter((x) => regel.records.includes(x.naam)).length));
        break;
      case 'som': {
        let som = 0;
        for (const r of records) if (regel.bedrag.startsWith(r.naam)) som += Number(veldTekst(r, regel.bedrag) ?? 0) * (veldTekst(r, regel.teken) === regel.credit ? -1 : 1);
        for (const r of records) {
          if (!regel.veld.startsWith(r.naam)) continue;
          zetVeld(r, regel.veld, String(Math.abs(som)));
          zetVeld(r, regel.tekenveld, som < 0 ? regel.credit : regel.debet);
        }
        break;
      }
    }
  }
}

function opmaak(v: Veld, tekst: string): string {
  if (v.type === 'N') {
    if (!/^[0-9]*$/.test(tekst)) throw new CodecFout(`rubriek ${v.nr} (${v.naam}) heeft alleen cijfers`);
    const kaal = tekst.replace(/^0+(?=[0-9])/, '');
    if (kaal.length > v.lengte) throw new CodecFout(`rubriek ${v.nr} (${v.naam}) heeft hoogstens ${v.lengte} cijfers`);
    return kaal.padStart(v.lengte, '0');
  }
  if (tekst.length > v.lengte) throw new CodecFout(`rubriek ${v.nr} (${v.naam}) heeft hoogstens ${v.lengte} tekens`);
  for (const c of tekst) {
    const n = c.codePointAt(0)!;
    if (n < 0x20 || (n > 0x7e && n < 0xa0) || n > 0xff) throw new CodecFout(`rubriek ${v.nr} (${v.naam}) bevat een teken dat Latin-1 niet heeft`);
  }
  return tekst.padEnd(v.lengte, ' ');
}

/**
 * The file.
 * @param wortel records in the order of the layout's tree, fields below them by number; the type of a record is its name.
 * @throws CodecFout for a value that its field cannot hold; the value itself is not named.
 */
export function schrijfRecords(l: LayOut, wortel: BronKnoop): Buffer {
  const regels: string[] = [];
  for (const r of recordsVan(l, wortel)) {
    regels.push(l.records[r.naam]!.velden.map((v) => opmaak(v, v.begin === 1 ? r.naam : (veldTekst(r, v.nr) ?? ''))).join(''));
  }
  return Buffer.from(regels.map((x) => `${x}\r\n`).join(''), 'latin1');
}
