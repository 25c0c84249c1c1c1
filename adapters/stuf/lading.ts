// Opening a GGK envelope: the base64 of its one file. What is in it, the core finds out.
import { kind, padVan, type Melding, type XmlLezing } from '../../src/sdk/index.ts';

/** Bytes of the payload and its place. The schema has seen that it is base64. */
export function openEnvelop(lezing: XmlLezing): { readonly bytes: Buffer; readonly pad: string } | { readonly meldingen: readonly Melding[] } {
  const { wortel } = lezing.bron;
  const knoop = kind(kind(wortel, 'parameters'), 'bericht')?.kinderen[0];
  const bytes = Buffer.from(knoop?.tekst.replace(/\s/g, '') ?? '', 'base64');
  if (knoop && bytes.length > 0) return { bytes, pad: padVan(knoop, wortel) };
  const plek = knoop ?? wortel;
  return { meldingen: [{ code: 'KP_LEEG', standaardcode: 'StUF055', regel: plek.regel, pad: padVan(plek, wortel), tekst: 'de envelop heeft geen inhoud' }] };
}
