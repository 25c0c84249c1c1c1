// The declared messages: what is recognised, checked with which profile and read with which table. The support table is made from it.
import type { AdapterSpec, BerichtSoort } from 'knooppunt/sdk';

/** Namespace of the standard, version included: another version is another row. */
export const BT = 'urn:voorbeeld:buurtteam:1.0';

const soort = (naam: string, titel: string, mapping: string): BerichtSoort => ({
  standaard: 'buurtteam',
  versie: '1.0',
  berichttype: naam,
  titel,
  verloop: 'asynchroon',
  herkomst: 'normatief',
  wortel: { namespace: BT, naam },
  schema: 'buurtteam.xsd',
  mapping,
});

export const SPEC: AdapterSpec & { readonly soort: 'xml' } = {
  naam: 'buurtteam',
  titel: 'Buurtteambericht (voorbeeld)',
  versie: '1',
  soort: 'xml',
  schemas: new URL('./schemas/', import.meta.url),
  mappings: new URL('./mappings/', import.meta.url),
  berichten: [
    soort('Aanmelding', 'Een bewoner krijgt ondersteuning van het buurtteam', 'aanmelding.yaml'),
    soort('Afsluiting', 'De ondersteuning van een bewoner is afgesloten', 'afsluiting.yaml'),
  ],
};
