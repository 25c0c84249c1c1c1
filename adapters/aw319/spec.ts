// The declared messages of the EI adapter. Recognised by the first nine positions: EI code, versie and subversie.
// Another EI standard is one row here, one record layout and one mapping table.
import type { AdapterSpec } from '../../src/sdk/index.ts';

export const SPEC: AdapterSpec & { readonly soort: 'records' } = {
  naam: 'aw319',
  titel: 'Vektis EI: declaratie Wlz, wijkverpleging, eerstelijnsverblijf en zintuiglijk gehandicaptenzorg',
  versie: '1',
  soort: 'records',
  schemas: new URL('../../schemas/aw319/', import.meta.url),
  mappings: new URL('../../mappings/aw319/', import.meta.url),
  berichten: [
    {
      standaard: 'aw319',
      versie: '1.4',
      berichttype: 'AW319',
      titel: 'Declaratie',
      verloop: 'asynchroon',
      antwoorden: ['AW320'],
      herkomst: 'normatief',
      ei: { codes: ['187', '428', '430'], versie: '01', subversie: '04' },
      schema: 'aw319-1.4.json',
      mapping: 'aw319.yaml',
    },
    {
      standaard: 'aw319',
      versie: '1.4',
      berichttype: 'AW320',
      titel: 'Retour op een declaratie',
      verloop: 'asynchroon',
      // No published layout of AW320 was found: schemas/aw319/VERSCHILLEN.md.
      herkomst: 'reconstructie',
      ei: { codes: ['188', '429', '431'], versie: '01', subversie: '04' },
      schema: 'aw320-1.4.json',
      mapping: 'aw320.yaml',
    },
  ],
};
