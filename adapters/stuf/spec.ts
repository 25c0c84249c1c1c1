// The declared messages of the StUF adapter: StUF-BG 3.10, StUF-ZKN 3.10 with the Zaak- en Documentservices 1.1, confirmations and faults of StUF 03.01,
// and the GGK envelope. Recognised by root namespace and name; which ZDS operation a zakLk01 belongs to is a variant, not a type.
import type { AdapterSpec, BerichtSoort, Verloop } from '../../src/sdk/index.ts';

export const NS = {
  stuf: 'http://www.egem.nl/StUF/StUF0301',
  bg: 'http://www.egem.nl/StUF/sector/bg/0310',
  zkn: 'http://www.egem.nl/StUF/sector/zkn/0310',
  ggk: 'http://www.stufstandaarden.nl/koppelvlak/ggk0210',
} as const;

type Rij = readonly [berichttype: string, titel: string, verloop: Verloop, mapping: string];

const ZKN: readonly Rij[] = [
  ['zakLk01', 'Kennisgeving van een zaak (creeerZaak, updateZaak, actualiseerZaakstatus)', 'asynchroon', 'zaklk01.yaml'],
  ['zakLk02', 'Synchrone kennisgeving van een zaak', 'synchroon', 'zaklk01.yaml'],
  ['zakLv01', 'Vraag naar een zaak (geefZaakstatus, geefZaakdetails, geefLijstZaakdocumenten)', 'synchroon', 'zaklv01.yaml'],
  ['zakLa01', 'Antwoord met zaken', 'antwoord', 'zakla01.yaml'],
  ['edcLk01', 'Kennisgeving van een document (voegZaakdocumentToe, maakZaakdocument)', 'asynchroon', 'edclk01.yaml'],
  ['edcLk02', 'Synchrone kennisgeving van een document', 'synchroon', 'edclk01.yaml'],
  ['edcLv01', 'Vraag naar een document (geefZaakdocumentLezen)', 'synchroon', 'edclv01.yaml'],
  ['edcLa01', 'Antwoord met documenten', 'antwoord', 'edcla01.yaml'],
  ['genereerZaakIdentificatie_Di02', 'Vraag om een zaakidentificatie', 'synchroon', 'nummer-vraag.yaml'],
  ['genereerZaakIdentificatie_Du02', 'Uitgegeven zaakidentificatie', 'antwoord', 'nummer-antwoord-zaak.yaml'],
  ['genereerDocumentIdentificatie_Di02', 'Vraag om een documentidentificatie', 'synchroon', 'nummer-vraag.yaml'],
  ['genereerDocumentIdentificatie_Du02', 'Uitgegeven documentidentificatie', 'antwoord', 'nummer-antwoord-document.yaml'],
  ['geefZaakdocumentbewerken_Di02', 'Vraag om een document te bewerken', 'synchroon', 'geefzaakdocumentbewerken-vraag.yaml'],
  ['geefZaakdocumentbewerken_Du02', 'Document om te bewerken', 'antwoord', 'geefzaakdocumentbewerken-antwoord.yaml'],
  ['updateZaakdocument_Di02', 'Bewerkt document terug', 'synchroon', 'updatezaakdocument.yaml'],
  ['cancelCheckout_Di02', 'Bewerking van een document afbreken', 'synchroon', 'cancelcheckout.yaml'],
];

const BG: readonly Rij[] = [
  ['npsLk01', 'Kennisgeving van een persoon', 'asynchroon', 'npslk01.yaml'],
  ['npsLk02', 'Synchrone kennisgeving van een persoon', 'synchroon', 'npslk01.yaml'],
  ['npsLv01', 'Vraag naar een persoon', 'synchroon', 'npslv01.yaml'],
  ['npsLa01', 'Antwoord met personen', 'antwoord', 'npsla01.yaml'],
];

const STUF: readonly Rij[] = [
  ['Bv01Bericht', 'Bevestiging van verwerking', 'asynchroon', 'bevestiging.yaml'],
  ['Bv02Bericht', 'Synchrone bevestiging', 'antwoord', 'bevestiging.yaml'],
  ['Bv03Bericht', 'Ontvangstbevestiging', 'antwoord', 'bevestiging.yaml'],
  ['Bv04Bericht', 'Ontvangstbevestiging van een intermediair', 'antwoord', 'bevestiging.yaml'],
  ['Fo01Bericht', 'Foutbericht na ontvangst', 'asynchroon', 'fout.yaml'],
  ['Fo02Bericht', 'Synchroon foutbericht', 'antwoord', 'fout.yaml'],
  ['Fo03Bericht', 'Foutbericht bij ontvangst', 'antwoord', 'fout.yaml'],
];

/** Envelopes have no table: their payload is another message, mapped by its own adapter. */
const GGK: readonly (readonly [string, string])[] = [
  ['envelopHeenbericht-ggk_Di01', 'GGK-envelop om een heenbericht'],
  ['envelopRetourbericht-ggk_Du01', 'GGK-envelop om een retourbericht'],
];

/** What a synchronous message gets back (StUF 03.01 §4.4): Lv01 → La01, Lk02 → Bv02, Di02 → Du02 or Bv02 (ZDS 1.1), each or Fo02. */
function antwoordenOp(berichttype: string): readonly string[] {
  const eigen = berichttype.endsWith('Lv01') ? berichttype.replace('Lv01', 'La01') : berichttype.endsWith('Di02') ? berichttype.replace('Di02', 'Du02') : 'Bv02Bericht';
  return [ZKN.some(([b]) => b === eigen) || BG.some(([b]) => b === eigen) ? eigen : 'Bv02Bericht', 'Fo02Bericht'];
}

/** Receipts (StUF 03.01 §4.4): correlated by crossRefnummer. Bv01 and Fo01 come later, and are left out at will by a koppelvlak; a Fo03 is what an endpoint said to an intermediary. */
const VERWIJST: Readonly<Record<string, 'bevestiging' | 'fout'>> = { Bv01Bericht: 'bevestiging', Fo01Bericht: 'fout', Fo03Bericht: 'fout' };

const soorten = (versie: string, namespace: string, schema: string, rijen: readonly Rij[]): BerichtSoort[] =>
  rijen.map(([berichttype, titel, verloop, mapping]) => ({ standaard: 'stuf', versie, berichttype, titel, verloop, wortel: { namespace, naam: berichttype }, schema, mapping, ...(verloop === 'synchroon' ? { antwoorden: antwoordenOp(berichttype) } : {}), ...(VERWIJST[berichttype] ? { verwijst: VERWIJST[berichttype] } : {}) }));

export const SPEC: AdapterSpec & { readonly soort: 'xml' } = {
  naam: 'stuf',
  titel: 'StUF (BG, ZKN/ZDS) en GGK-envelop',
  versie: '1',
  soort: 'xml',
  prefixen: { [NS.stuf]: 'StUF', [NS.bg]: 'BG', [NS.zkn]: 'ZKN', [NS.ggk]: 'GGK' },
  weigeringBindt: true,
  schemas: new URL('../../schemas/stuf/', import.meta.url),
  mappings: new URL('../../mappings/stuf/', import.meta.url),
  berichten: [
    ...soorten('0310', NS.zkn, 'zkn-0310.xsd', ZKN),
    ...soorten('0310', NS.bg, 'bg-0310.xsd', BG),
    ...soorten('0301', NS.stuf, 'stuf-0301.xsd', STUF),
    ...GGK.map(
      ([berichttype, titel]): BerichtSoort => ({
        standaard: 'ggk', versie: '0210', berichttype, titel, verloop: 'asynchroon', wortel: { namespace: NS.ggk, naam: berichttype }, schema: 'ggk0210/ggk-0210.xsd', mapping: null,
      }),
    ),
  ],
};
