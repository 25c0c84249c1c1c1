// Proves that all 48 messages come back: read, written and read again they say the same, and what is written is the message that was read.
import adapter from '../../../adapters/istandaarden/index.ts';
import { beproefTerugweg } from '../heen-en-terug.ts';

beproefTerugweg(adapter, {
  gevallen: new URL('./gevallen/', import.meta.url),
  samples: new URL('../../../samples/istandaarden/', import.meta.url),
  officieel: { map: new URL('../../../../shared/standards/istandaarden/', import.meta.url), welke: /berichten\// },
  // The model takes version numbers of at most twenty characters; the schema sets no limit.
  generator: { waarden: { BasisschemaXsdVersie: ['1.0.2'], BerichtXsdVersie: ['1.2.0'], XsltVersie: ['1.0.1'] } },
  aantal: 25,
});
