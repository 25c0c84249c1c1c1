// Proves that the messages of all services come back: read, written and read again they say the same, and what is written is the message that was read.
// Parties and references stand in the SOAP envelope, which is not the message.
import adapter from '../../../adapters/suwiml/index.ts';
import { beproefTerugweg } from '../heen-en-terug.ts';

beproefTerugweg(adapter, {
  gevallen: new URL('./gevallen/', import.meta.url),
  samples: new URL('../../../samples/suwiml/', import.meta.url),
  officieel: { map: new URL('../../../../shared/standards/suwiml/', import.meta.url), welke: /voorbeelden\/geldig\// },
  wetten: {
    // An amount is in euros, a percentage is positive, unless it says otherwise.
    erbij: ['**/CdMunteenheid', '**/CdPositiefNegatief'],
    // Upper or lower case, the same postcode.
    vorm: (r) => r.replace(/(?<=\/Postcd=).*/, (p) => p.toUpperCase()),
  },
  // A sign or a currency without an amount says nothing.
  toevallig: { overig: ['**/CdMunteenheid', '**/CdPositiefNegatief'] },
  aantal: 15,
});
