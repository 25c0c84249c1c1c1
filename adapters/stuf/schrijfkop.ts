// The stuurgegevens of a StUF message that goes out (StUF 03.01 §4): parties as addresses, reference, moment and the reference it answers.
// What the profile allows one value of (berichtcode, entiteittype, functie) it fills in itself.
import { standaardCodec, type RenderOmgeving } from '../../src/sdk/index.ts';

const TIJDSTIP = standaardCodec('tijdstip-stuf');

interface Partij {
  readonly naam?: string;
  readonly gemeentecode?: string;
  readonly agb?: string;
  readonly applicatie?: string;
  readonly administratie?: string;
}

/** A municipality writes its code as organisatie, and in the GGK a provider its AGB; others their name. */
function systeem(pad: string, p: Partij | undefined, ggk: boolean): Record<string, string> {
  const organisatie = p?.gemeentecode ?? (ggk ? p?.agb : undefined) ?? p?.naam;
  return {
    ...(organisatie === undefined ? {} : { [`${pad}/organisatie`]: organisatie }),
    ...(p?.applicatie === undefined ? {} : { [`${pad}/applicatie`]: p.applicatie }),
    ...(p?.administratie === undefined ? {} : { [`${pad}/administratie`]: p.administratie }),
  };
}

/** The mutatiesoort of a kennisgeving, wherever the subject of the event keeps it. */
function mutatie(data: Readonly<Record<string, unknown>>): string | undefined {
  for (const onderwerp of Object.values(data)) {
    const o = onderwerp as { readonly mutatie?: { readonly soort?: { readonly code?: string } }; readonly soort?: { readonly code?: string; readonly codelijst?: string } } | null;
    const soort = o?.mutatie?.soort ?? o?.soort;
    if (typeof soort?.code === 'string' && (o?.mutatie !== undefined || (soort as { codelijst?: string }).codelijst === 'StUF_Mutatiesoort')) return soort.code;
  }
  return undefined;
}

/**
 * What happens to the parts of a kennisgeving (StUF 03.01 §5.2.3): the object goes with the message, a relation is added with it, and whom or what it
 * points at is only identified. The model does not keep it; a correction or ending of a relation reads as its period.
 */
function verwerkingssoort(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const m = mutatie(data) ?? 'T';
  const object = m === 'T' || m === 'V' ? m : 'W';
  return {
    '**/object/@verwerkingssoort': object,
    '**/document/@verwerkingssoort': 'I',
    '**/gerelateerde/@verwerkingssoort': 'I',
    '**/gerelateerde/*/@verwerkingssoort': 'I',
    '**/@verwerkingssoort': m === 'V' ? 'V' : 'T',
  };
}

/** `data.bericht` → stuurgegevens. */
export function schrijfKop(data: Readonly<Record<string, unknown>>, om: RenderOmgeving): Record<string, string> {
  const b = (data.bericht ?? {}) as { readonly afzender?: Partij; readonly ontvanger?: Partij; readonly referentie?: string; readonly kruisreferentie?: string; readonly verzondenOp?: string };
  const ggk = om.soort.standaard === 'ggk';
  const moment = TIJDSTIP.schrijf(b.verzondenOp ?? om.nu);
  return {
    ...verwerkingssoort(data),
    ...systeem('stuurgegevens/zender', b.afzender, ggk),
    ...systeem('stuurgegevens/ontvanger', b.ontvanger, ggk),
    'stuurgegevens/referentienummer': b.referentie ?? om.referentie,
    ...(moment === undefined ? {} : { 'stuurgegevens/tijdstipBericht': moment }),
    ...(b.kruisreferentie === undefined ? {} : { 'stuurgegevens/crossRefnummer': b.kruisreferentie }),
  };
}
