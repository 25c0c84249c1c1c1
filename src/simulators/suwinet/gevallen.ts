// What happens on demand, by BSN: 99998 and then a digit that says what. The table stands in docs/guides/simulatoren.md; a test holds the two together.
import { isTestBsn } from '../personen.ts';

export const GEVALLEN = {
  '0': { naam: 'niets-gevonden', uitleg: 'fwi:NietsGevonden' },
  '1': { naam: 'fwi', uitleg: 'een antwoord dat alleen fwi:FWI met een Fout is' },
  '2': { naam: 'soapfout', uitleg: 'SOAP-fault met fwi:Fout (AanvraagNietOk)' },
  '3': { naam: 'niet-bevoegd', uitleg: 'SOAP-fault met fwi:Fout: de vrager is niet gerechtigd' },
  '4': { naam: 'traag', uitleg: 'het goede antwoord, na twee seconden' },
  '5': { naam: 'stil', uitleg: 'nooit een antwoord' },
  '6': { naam: 'storing', uitleg: 'HTTP 503 met Retry-After: 1' },
  '7': { naam: 'onzin', uitleg: 'HTTP 200 met iets dat geen bericht is' },
  '8': { naam: 'ongeldig', uitleg: 'een antwoord dat het schema niet toestaat' },
  '9': { naam: 'van-een-ander', uitleg: 'een geldig antwoord op een andere vraag (wsa:RelatesTo klopt niet)' },
} as const;

export type Geval = (typeof GEVALLEN)[keyof typeof GEVALLEN]['naam'];

/** Null for a BSN that asks for nothing in particular. */
export function gevalVan(bsn: string): Geval | null {
  const cijfer = /^99998([0-9])/.exec(bsn)?.[1] as keyof typeof GEVALLEN | undefined;
  return cijfer !== undefined && isTestBsn(bsn) ? GEVALLEN[cijfer].naam : null;
}

/** The lowest test BSN of each case. */
export function voorbeeldBsn(cijfer: keyof typeof GEVALLEN): string {
  for (let n = Number(`99998${cijfer}000`); ; n++) if (isTestBsn(String(n))) return String(n);
}
