// Proves that all 13 messages come back: read, written and read again they say the same, and what is written is the message that was read.
import adapter from '../../../adapters/jzxml/index.ts';
import { beproefTerugweg } from '../heen-en-terug.ts';
import { stufVorm } from '../../mapping/wetten.ts';

beproefTerugweg(adapter, {
  gevallen: new URL('./gevallen/', import.meta.url),
  samples: new URL('../../../samples/jzxml/', import.meta.url),
  officieel: { map: new URL('../../../../shared/standards/jzxml/', import.meta.url), welke: /voorbeelden\/(valid_|soap)/ },
  wetten: {
    // The profile has one value for it; older messages leave it out.
    erbij: ['**/@entiteittype'],
    // Codes of four digits that are numbers in the schema.
    vorm: (r) => stufVorm(r).replace(/(inp\.gemeenteVanInschrijving|wpl\.identificatie)=0*/, '$1='),
  },
  // An entiteittype with nothing below it says nothing.
  toevallig: { overig: ['**/@entiteittype'] },
  aantal: 25,
});
