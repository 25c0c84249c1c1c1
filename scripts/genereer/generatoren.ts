// The list of generated files: where each belongs and what makes it. A new one is one line here.
import { laadAdapters } from '../../src/intake/register.ts';
import { laadVertalingen } from '../../src/mapping/vertaling/vertalingen.ts';
import { ASYNCAPI_PAD, maakAsyncapi } from './asyncapi.ts';
import { CODECS_PAD, maakCodecs } from './codecs.ts';
import { CONFIGURATIE_PAD, configuratieReferentie } from './configuratie.ts';
import { DEKKING_PAD, maakDekking } from './dekking.ts';
import { EVENTS_PAD, maakEvents } from './events.ts';
import { FOUTEN_PAD, maakFouten } from './fouten.ts';
import { HUIS_PAD, maakHuis } from './huis.ts';
import { maakOndersteuning, ONDERSTEUNING_PAD } from './ondersteuning.ts';
import { maakOpdrachten, OPDRACHTEN_PAD } from './opdrachten.ts';
import { maakOpenapi, OPENAPI_PAD } from './openapi.ts';
import { maakTypen, TYPEN_PAD } from './typen.ts';
import { maakWoordenboek, WOORDENBOEK_PAD } from './woordenboek.ts';

export interface Generator {
  /** From the root of the repository. */
  readonly pad: string;
  maak(): string | Promise<string>;
}

export async function generatoren(): Promise<readonly Generator[]> {
  const adapters = await laadAdapters();
  return [
    { pad: TYPEN_PAD, maak: maakTypen },
    { pad: WOORDENBOEK_PAD, maak: () => maakWoordenboek().tekst },
    { pad: EVENTS_PAD, maak: () => maakEvents(adapters) },
    { pad: FOUTEN_PAD, maak: maakFouten },
    { pad: ONDERSTEUNING_PAD, maak: () => maakOndersteuning(adapters, laadVertalingen()) },
    { pad: DEKKING_PAD, maak: () => maakDekking(adapters) },
    { pad: CODECS_PAD, maak: () => maakCodecs(adapters) },
    { pad: OPDRACHTEN_PAD, maak: maakOpdrachten },
    { pad: CONFIGURATIE_PAD, maak: configuratieReferentie },
    { pad: OPENAPI_PAD, maak: maakOpenapi },
    { pad: ASYNCAPI_PAD, maak: maakAsyncapi },
    { pad: HUIS_PAD, maak: maakHuis },
  ];
}
