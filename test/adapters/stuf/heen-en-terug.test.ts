// Proves that the StUF messages come back: read, written and read again they say the same, and what is written is the message that was read.
import adapter from '../../../adapters/stuf/index.ts';
import { beproefTerugweg } from '../heen-en-terug.ts';
import { stufVorm } from '../../mapping/wetten.ts';

beproefTerugweg(adapter, {
  gevallen: new URL('./gevallen/', import.meta.url),
  samples: new URL('../../../samples/stuf/', import.meta.url),
  officieel: { map: new URL('../../../../shared/standards/stuf/', import.meta.url), welke: /voorbeelden\/(zds|bg)\/.*(L[kva]0[12]|D[iu]02)/ },
  wetten: {
    // What happens to a part, and keys of the systems on both sides: the sender's own.
    overig: ['**/@verwerkingssoort', '**/@sleutelVerzendend', '**/@sleutelOntvangend', '**/@sleutelGegevensbeheer', '**/@sleutelSynchronisatie'],
    erbij: ['**/@entiteittype'],
    // Codes of the BRP and sequence numbers are numbers in the schema.
    vorm: (r) => stufVorm(r).replace(/=0+(?=[0-9])/, '='),
  },
  toevallig: {
    overig: [
      '**/@verwerkingssoort', '**/@sleutelVerzendend', '**/@sleutelOntvangend', '**/@sleutelGegevensbeheer', '**/@sleutelSynchronisatie',
      // Of an element with nothing in it; and the lines of an address abroad, which close up.
      '**/@entiteittype', '**/@metagegeven', '**/sub.adresBuitenland1', '**/sub.adresBuitenland2', '**/sub.adresBuitenland3',
    ],
  },
  generator: { kans: 0.3, diepte: 9, waarden: { mutatiesoort: ['T', 'W'] } },
  aantal: 12,
});
