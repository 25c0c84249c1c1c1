// Rules of StUF and the GGK that a schema cannot say. Only what the standard demands: a sender's habits are no rule.
import { kind, kinderen, padVan, tekstVan, type BronKnoop, type Melding, type XmlLezing } from '../../src/sdk/index.ts';

/** Largest payload of a GGK envelope in base64 characters: 25 MB (Specificaties GGk 0210, chain code IB007). */
export const MAX_LADING = 25 * 1024 * 1024;

/** T and V have one object, W, C and F two: the old one, then the new one (StUF 03.01 §5). */
function objecten(drager: BronKnoop, wortel: BronKnoop): Melding[] {
  const mutatiesoort = tekstVan(kind(drager, 'parameters'), 'mutatiesoort');
  if (mutatiesoort === undefined) return [];
  const alle = kinderen(drager, 'object');
  const verwacht = mutatiesoort === 'T' || mutatiesoort === 'V' ? 1 : 2;
  if (alle.length === verwacht) return [];
  const plek = alle.length > verwacht ? alle.at(-1)! : (alle.at(-1) ?? drager);
  return [{
    code: 'KP_REGEL', standaardcode: 'StUF055', regel: plek.regel, pad: padVan(plek, wortel),
    tekst: verwacht === 1 ? 'bij mutatiesoort T en V hoort precies één object' : 'bij mutatiesoort W, C en F horen twee objecten: eerst het oude, dan het nieuwe',
  }];
}

/** The payload of an envelope stays within what the chain carries. */
function lading(wortel: BronKnoop): Melding[] {
  const knoop = kind(kind(wortel, 'parameters'), 'bericht')?.kinderen[0];
  if (!knoop || knoop.tekst.length <= MAX_LADING) return [];
  return [{ code: 'KP_TE_GROOT', standaardcode: 'IB007', regel: knoop.regel, pad: padVan(knoop, wortel), tekst: 'het bericht in de envelop is groter dan 25 MB' }];
}

export function controleer(lezing: XmlLezing): readonly Melding[] {
  const { wortel } = lezing.bron;
  const { berichttype, standaard } = lezing.soort;
  if (standaard === 'ggk') return lading(wortel);
  if (berichttype.includes('Lk0')) return objecten(wortel, wortel);
  // The kennisgeving inside updateZaakdocument may leave its objects out altogether (zkn0310 patch 20).
  const binnen = berichttype === 'updateZaakdocument_Di02' ? kind(wortel, 'edcLk02') : null;
  return binnen && kinderen(binnen, 'object').length > 0 ? objecten(binnen, wortel) : [];
}
