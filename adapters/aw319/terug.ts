// The way back: a tree that the mapping table wrote becomes a file. Adds what a file has and the model does not: test or production, the kind of AGB code
// of the declarant, what only says whether another field is filled, and numbers of comment records. The rest the layout fixes.
import { korteReferentie, nederlandseDag, type BronKnoop, type RecordRenderOmgeving } from '../../src/sdk/index.ts';
import { leesLayOut, recordsVan, schrijfRecords, veldTekst, vulRecordsAan, wisVeld, zetVeld } from '../../src/sdk/records/index.ts';
import { RETOUR_OP } from './retour.ts';

/**
 * Whose AGB code the declarant's is (0110 zorgverlener, 0111 praktijk, 0112 instelling): the model names the party, not the kind. His own code alone is a
 * zorgverlener, another beside a zorgverlener the praktijk (0111 asks for 0110), and without one the instelling.
 */
function declarant(kop: BronKnoop): void {
  const agb = veldTekst(kop, '0112');
  const zorgverlener = veldTekst(kop, '0110');
  if (agb === undefined || zorgverlener === undefined) return;
  wisVeld(kop, '0112');
  if (agb !== zorgverlener) zetVeld(kop, '0111', agb);
}

/** Reference and day of a retour, where the event says none; and the EI code of a retour, where the event still has that of the message it answers. */
function retourdeel(kop: BronKnoop, om: RecordRenderOmgeving): void {
  const ei = RETOUR_OP[veldTekst(kop, '0102') ?? ''];
  if (ei !== undefined) zetVeld(kop, '0102', ei);
  if (veldTekst(kop, '0181') === undefined) zetVeld(kop, '0181', korteReferentie(om.referentie));
  if (veldTekst(kop, '0182') === undefined) zetVeld(kop, '0182', nederlandseDag(om.nu).replaceAll('-', ''));
}

/** @throws CodecFout for a value that its field cannot hold. */
export function schrijfBestand(wortel: BronKnoop, om: RecordRenderOmgeving): Buffer {
  const l = leesLayOut(JSON.parse(om.leesSchema(om.soort.schema)));
  for (const r of recordsVan(l, wortel)) {
    if (r.naam === '01') {
      if (veldTekst(r, '0105') === undefined) zetVeld(r, '0105', 'P');
      if (om.soort.berichttype === 'AW320') retourdeel(r, om);
      declarant(r);
    }
    if (r.naam === '02' && veldTekst(r, '0212') === undefined) zetVeld(r, '0212', veldTekst(r, '0213') === undefined ? '0' : '2');
    let n = 0;
    for (const z of r.kinderen) if (z.naam === '98') zetVeld(z, '9803', String(++n));
  }
  if (!wortel.kinderen.some((k) => k.naam === '99')) wortel.kinderen.push({ naam: '99', ns: '', regel: 0, tekst: '', attributen: null, kinderen: [], ouder: wortel, gelezen: false });
  vulRecordsAan(l, wortel);
  return schrijfRecords(l, wortel);
}
