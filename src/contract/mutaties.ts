// Ways to spoil a message: bytes as a broken line would, structure as a careless program would. Seeded; always small, always an end.
import type { Toeval } from './toeval.ts';
import type { Document, Plek } from './xmlplekken.ts';
import { isBlad, vervang } from './xmlplekken.ts';
import { GEPLANT } from './bevindingen.ts';

/** One to four changes of bytes: flipped, cut, doubled, or markup put in. */
export function muteerBytes(bytes: Buffer, t: Toeval): Buffer {
  let b = Buffer.from(bytes);
  for (let n = 1 + t.onder(4); n > 0 && b.length > 1; n--) {
    const i = t.onder(b.length);
    const lengte = 1 + t.onder(Math.min(40, b.length - i));
    switch (t.onder(6)) {
      case 0:
        b[i] = t.onder(256);
        break;
      case 1:
        b = Buffer.concat([b.subarray(0, i), b.subarray(i + lengte)]);
        break;
      case 2:
        b = Buffer.concat([b.subarray(0, i + lengte), b.subarray(i, i + lengte), b.subarray(i + lengte)]);
        break;
      case 3:
        b = Buffer.concat([b.subarray(0, i), Buffer.from(t.kies(['<', '>', '&', '&#0;', ']]>', '<!--', '<![CDATA[', '"', '\u0000', '\u00e9', '\r\n', '\ufeff'])!), b.subarray(i)]);
        break;
      case 4:
        b = b.subarray(0, i + 1);
        break;
      default:
        b[i] = b[i]! ^ (1 << t.onder(8));
    }
  }
  return b;
}

/** One change of structure in XML text; the planted value stands in one element. */
export function muteerXml(doc: Document, t: Toeval): Buffer {
  const p = t.kies(doc.plekken)!;
  const q = t.kies(doc.plekken)!;
  const blad = t.kies(doc.plekken.filter(isBlad)) ?? p;
  const { tekst } = doc;
  const stuk = (x: Plek): string => tekst.slice(x.begin, x.einde);
  const open = tekst.slice(p.begin, p.inhoudBegin);
  const verander = (): string => {
    switch (t.onder(9)) {
      case 0:
        return vervang(tekst, p.begin, p.einde, '');
      case 1:
        return vervang(tekst, p.einde, p.einde, stuk(p));
      case 2:
        return vervang(tekst, p.inhoudBegin, p.inhoudEinde, '');
      case 3:
        return vervang(tekst, p.inhoudEinde, p.inhoudEinde, stuk(q).length < 20_000 ? stuk(q) : '<a/>');
      case 4:
        return vervang(tekst, p.begin, p.inhoudBegin, open.replace(/^(<[^\s/>]+)/, `$1 xmlns:zz="urn:zz" zz:a="${GEPLANT}"`));
      case 5:
        return vervang(tekst, p.begin, p.begin, `<zz xmlns="urn:zz">${GEPLANT}</zz>`);
      case 6:
        return vervang(tekst, p.inhoudEinde, p.inhoudEinde, GEPLANT);
      case 7:
        return vervang(tekst, p.begin, p.inhoudBegin, open.replace(/^(<[^\s/>]+)/, '$1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'));
      default:
        return vervang(tekst, blad.inhoudBegin, blad.inhoudEinde, t.kies([GEPLANT, `  ${GEPLANT}  `, '', '-1', '99999999', '2026-02-31', '&lt;a&gt;', GEPLANT.repeat(100)])!);
    }
  };
  const uit = verander();
  // Half of them also carry the planted value in some other place, so that what is wrong is not what is secret.
  const plekken = t.onder(2) === 0 ? [] : [...uit.matchAll(/>[^<>]*[^<>\s][^<>]*</g)];
  const plek = t.kies(plekken);
  return Buffer.from(plek === undefined ? uit : vervang(uit, plek.index, plek.index + plek[0].length, `>${GEPLANT}<`));
}

/** One change of records: dropped, doubled, moved, or a stretch of one overwritten with the planted value. */
export function muteerRecords(bytes: Buffer, t: Toeval): Buffer {
  const regels = bytes.toString('latin1').split('\r\n');
  const i = t.onder(regels.length);
  const r = regels[i]!;
  switch (t.onder(5)) {
    case 0:
      regels.splice(i, 1);
      break;
    case 1:
      regels.splice(i, 0, r);
      break;
    case 2:
      regels.splice(i, 1);
      regels.splice(t.onder(regels.length + 1), 0, r);
      break;
    case 3:
      regels[i] = r.slice(0, t.onder(r.length + 1));
      break;
    default: {
      const plek = t.onder(Math.max(1, r.length - GEPLANT.length));
      regels[i] = vervang(r, plek, plek + GEPLANT.length, GEPLANT);
    }
  }
  return Buffer.from(regels.join('\r\n'), 'latin1');
}
