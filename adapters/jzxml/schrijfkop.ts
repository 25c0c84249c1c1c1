// The stuurgegevens of a CORV message that goes out: parties as StUF addresses. Reference and moment come from the mapping where the event has them.
import { standaardCodec, type RenderOmgeving } from '../../src/sdk/index.ts';

const TIJDSTIP = standaardCodec('tijdstip-stuf');

interface Partij {
  readonly naam?: string;
  readonly gemeentecode?: string;
  readonly applicatie?: string;
  readonly administratie?: string;
}

function systeem(pad: string, p: Partij | undefined): Record<string, string> {
  const organisatie = p?.naam ?? p?.gemeentecode;
  return {
    ...(organisatie === undefined ? {} : { [`${pad}/organisatie`]: organisatie }),
    ...(p?.applicatie === undefined ? {} : { [`${pad}/applicatie`]: p.applicatie }),
    ...(p?.administratie === undefined ? {} : { [`${pad}/administratie`]: p.administratie }),
  };
}

/** `bericht.afzender` and `.ontvanger` → zender and ontvanger (StUF 03.01 §4); what the profile allows one value of (berichtcode, functie) it fills in itself. */
export function schrijfKop(data: Readonly<Record<string, unknown>>, om: RenderOmgeving): Record<string, string> {
  const bericht = (data.bericht ?? {}) as { readonly afzender?: Partij; readonly ontvanger?: Partij };
  const nu = TIJDSTIP.schrijf(om.nu);
  return {
    ...systeem('stuurgegevens/zender', bericht.afzender),
    ...systeem('stuurgegevens/ontvanger', bericht.ontvanger),
    'stuurgegevens/referentienummer': om.referentie,
    ...(nu === undefined ? {} : { 'stuurgegevens/tijdstipBericht': nu }),
  };
}
