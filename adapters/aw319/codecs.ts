// Values that EI records write in their own way: one text over several records, numbers with leading zeros that only fill the field.
// Each reads and writes; what it cannot read it refuses, without the value.
import { CodecFout, jaNeeCodec, kind, type KnoopCodec, type TekstCodec, type TekstenCodec } from '../../src/sdk/index.ts';

/** Length of 9804. */
const PER_REGEL = 140;

/** The commentaarrecords under one record are the lines of one text; reads the first and all its brothers. */
const commentaar: KnoopCodec = {
  soort: 'knoop',
  naam: 'ei-commentaar',
  uitleg: 'de vrije tekst van alle commentaarrecords onder één record, een regel per record',
  leest: ['9803', '9804'],
  lees(knoop) {
    const regels: { nummer: number; tekst: string }[] = [];
    for (const broer of knoop.ouder?.kinderen ?? [knoop]) {
      if (broer.naam !== knoop.naam) continue;
      const nummerveld = kind(broer, '9803');
      const tekstveld = kind(broer, '9804');
      if (nummerveld) nummerveld.gelezen = true;
      if (!tekstveld) continue;
      tekstveld.gelezen = true;
      regels.push({ nummer: Number(nummerveld?.tekst ?? 0), tekst: tekstveld.tekst });
    }
    // A stable sort: lines without numbers, or numbered alike, stay as sent.
    regels.sort((a, b) => a.nummer - b.nummer);
    return regels.length === 0 ? undefined : regels.map((r) => r.tekst).join('\n');
  },
  schrijf(waarde) {
    if (typeof waarde !== 'string') return undefined;
    const regels = waarde.split('\n').flatMap((r) => r.match(new RegExp(`.{1,${PER_REGEL}}`, 'gu')) ?? []);
    return Object.fromEntries(regels.map((r, i) => [i === 0 ? '9804' : `../98[${i + 1}]/9804`, r]));
  },
};

/** Huisnummer: the zeros before it only fill the field. */
const nummer: TekstCodec = {
  soort: 'tekst',
  naam: 'ei-nummer',
  uitleg: 'geheel getal zonder voorloopnullen, als tekst',
  lees(tekst) {
    const m = /^0*([0-9]+)$/.exec(tekst.trim());
    if (!m) throw new CodecFout('geen geheel getal');
    return m[1];
  },
  schrijf: (w) => (typeof w === 'string' ? w : undefined),
};

/** COD841. */
const overleden = jaNeeCodec('ei-overleden', 'overleden als 1, niet overleden als 2 (COD841)', '1', '2', 'geen overleden (1) of niet overleden (2)');

/** BSN with the dummy of nines for a person without one (AW319 0203): no value. */
const bsn: TekstCodec = {
  soort: 'tekst',
  naam: 'ei-bsn',
  uitleg: 'burgerservicenummer; negen negens betekent dat de persoon er geen heeft',
  lees(tekst) {
    const t = tekst.trim();
    if (!/^[0-9]{9}$/.test(t)) throw new CodecFout('een burgerservicenummer heeft negen cijfers');
    return t === '999999999' ? undefined : t;
  },
  schrijf: (w) => (typeof w === 'string' ? w : '999999999'),
};

/** COD856: T is a test; P, the ordinary case, is no value. */
const proef: TekstCodec = {
  soort: 'tekst',
  naam: 'ei-proef',
  uitleg: 'testbericht (T) of productie (P, geen waarde)',
  lees(tekst) {
    if (tekst === 'T') return true;
    if (tekst === 'P') return undefined;
    throw new CodecFout('geen P of T');
  },
  schrijf: (w) => (w === true ? 'T' : 'P'),
};

/** `[0103, 0104]` ↔ 1.4. */
const versie: TekstenCodec = {
  soort: 'teksten',
  naam: 'ei-versie',
  uitleg: 'versie en subversie van de berichtstandaard, als 1.4',
  lees([hoofd, sub]) {
    if (hoofd === undefined) return undefined;
    if (!/^[0-9]{2}$/.test(hoofd) || (sub !== undefined && !/^[0-9]{2}$/.test(sub))) throw new CodecFout('een versie heeft twee cijfers');
    return `${Number(hoofd)}.${Number(sub ?? 0)}`;
  },
  schrijf(w) {
    const m = /^([0-9]{1,2})\.([0-9]{1,2})$/.exec(typeof w === 'string' ? w : '');
    return m ? [m[1]!.padStart(2, '0'), m[2]!.padStart(2, '0')] : [undefined, undefined];
  },
};

/** `[0417, 0416]`: the code means something only together with its list; the list is named by the row. */
const prestatiecode: TekstenCodec = {
  soort: 'teksten',
  naam: 'ei-prestatiecode',
  uitleg: 'prestatiecode met de prestatiecodelijst waaruit zij komt',
  lees([code, lijst]) {
    if (code === undefined) return undefined;
    if (lijst === undefined) throw new CodecFout('een prestatiecode zonder prestatiecodelijst');
    return code;
  },
  // The list follows from the row that the code belongs to.
  schrijf: (w) => [typeof w === 'string' ? w : undefined, undefined],
};

/** Land in upper case (0221 allows both). */
const land: TekstCodec = {
  soort: 'tekst',
  naam: 'ei-land',
  uitleg: 'landcode in hoofdletters',
  lees: (tekst) => tekst.trim().toUpperCase() || undefined,
  schrijf: (w) => (typeof w === 'string' ? w : undefined),
};

export const CODECS = [commentaar, nummer, overleden, bsn, proef, versie, prestatiecode, land];
