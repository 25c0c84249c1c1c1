// Who may be asked at all: the candidates of one event. Being a candidate gives nothing; a subscription with a ground does.
// Addressed: the addressee, the municipality in whose name it was sent, holders of a mandate for either. Unaddressed: the municipality that the
// content names, and its mandate holders. A party of another municipality is never a candidate.
import type { Adressering } from '../sdk/adressering.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import { gemeentenInInhoud } from './inhoud.ts';
import type { PartijRegel } from './model.ts';
import type { Register } from './register.ts';

export interface Kandidaat { readonly partij: PartijRegel; readonly omdat: string }

export interface Kandidaten {
  readonly kandidaten: readonly Kandidaat[];
  /** Why someone or nobody is missing; Dutch, without values. */
  readonly afgevallen: readonly { readonly wie: string; readonly reden: string }[];
}

export function zoekKandidaten(register: Register, data: Readonly<Record<string, unknown>>, persoonsleutel: string | null, adressering: Adressering, datum: string): Kandidaten {
  const gevonden = new Map<string, Kandidaat>();
  const afgevallen: { wie: string; reden: string }[] = [];
  const voegToe = (partij: PartijRegel, omdat: string): void => {
    if (gevonden.has(partij.id)) return;
    if (adressering.alleenSoorten && !adressering.alleenSoorten.includes(partij.soort)) {
      afgevallen.push({ wie: partij.id, reden: `dit bericht gaat alleen naar partijen van de soort ${adressering.alleenSoorten.join(', ')}` });
      return;
    }
    gevonden.set(partij.id, { partij, omdat });
  };
  const metMandaat = (gemeente: PartijRegel, omdat: string): void => {
    voegToe(gemeente, omdat);
    const code = gemeente.gemeentecode;
    if (code !== undefined) for (const houder of register.mandaathouders(code, datum)) voegToe(houder, `mandaat van gemeente ${code}`);
  };
  const klaar = (): Kandidaten => ({ kandidaten: [...gevonden.values()], afgevallen });
  const niemand = (wie: string, reden: string): Kandidaten => {
    afgevallen.push({ wie, reden });
    return klaar();
  };
  const perInhoud = (): Kandidaten => {
    const uitslag = gemeentenInInhoud(data, persoonsleutel);
    if (uitslag.codes.length === 0) return niemand('inhoud', uitslag.reden);
    for (const code of uitslag.codes) {
      const gemeente = register.gemeente(code, datum);
      if (gemeente) metMandaat(gemeente, `gemeente ${code} volgens de inhoud`);
      else afgevallen.push({ wie: 'inhoud', reden: 'de gemeente in de inhoud is niet bekend' });
    }
    return klaar();
  };

  if (adressering.soort === 'onbestelbaar') return niemand('bericht', adressering.reden ?? 'de adressering is onduidelijk');
  if (adressering.soort === 'inhoud') return perInhoud();

  const afzender = adressering.afzender ? register.find(adressering.afzender, datum) : null;
  const namens = afzender ? inNaamVan(register, afzender, adressering.afzender, datum) : null;
  const aan = adressering.ontvanger;
  if (!aan) return niemand('geadresseerde', 'het bericht noemt geen ontvanger');
  if (register.isHub(aan)) {
    // Handed to the hub itself: for the municipality that sent it; from anyone else it has no addressee, so the content decides.
    if (!namens) return perInhoud();
  } else {
    const ontvanger = register.find(aan, datum);
    if (!ontvanger) return niemand('geadresseerde', 'de ontvanger is niet bekend, of past op meer dan een partij');
    metMandaat(ontvanger, `geadresseerde${sleutelSoort(aan)}`);
  }
  if (namens) metMandaat(namens, namens === afzender ? 'afzendende gemeente' : 'gemeente namens wie is verzonden');
  return klaar();
}

/** The municipality in whose name a party sent: itself, the one of its mandates that administratie names, or its only mandate. */
function inNaamVan(register: Register, afzender: PartijRegel, aanduiding: PartijAanduiding | null, datum: string): PartijRegel | null {
  if (afzender.soort === 'gemeente') return afzender;
  const codes = afzender.mandaatregels.map((m) => m.gemeentecode).filter((c) => register.mandaathouders(c, datum).includes(afzender));
  const genoemd = codes.find((c) => c === aanduiding?.administratie?.trim());
  const code = genoemd ?? (codes.length === 1 ? codes[0] : undefined);
  return code === undefined ? null : register.gemeente(code, datum);
}

/** By what the party was found, for the explanation: ` (AGB)`. */
function sleutelSoort(a: PartijAanduiding): string {
  if (a.oin !== undefined) return a.opgegeven === true ? ' (OIN, opgegeven door de beller)' : ' (OIN)';
  if (a.gemeentecode !== undefined) return ' (gemeentecode)';
  if (a.agb !== undefined) return ' (AGB)';
  if (a.uzovi !== undefined) return ' (UZOVI)';
  if (a.kvk !== undefined) return ' (KvK)';
  return ' (StUF-adres)';
}
