// libxml2's wording → our findings. Its messages carry values of the message; ours carry only the cause and what the schema says.
// Recognised by the fixed parts of the wording; anything unknown becomes a general finding, never a copy of the text.
import type { FoutCode } from '../sdk/errors.ts';

export interface Uitleg {
  readonly code: FoutCode;
  readonly tekst: string;
  /** Attribute that the finding is about. */
  readonly attribuut?: string;
  /** Local names that were expected here, as the schema says. */
  readonly verwacht?: readonly string[];
  /** A vaguer repeat of the finding before it at the same place (libxml2 reports facet and type apart). */
  readonly herhaling?: boolean;
}

const SOORT: Readonly<Record<string, string>> = {
  'xs:date': 'geen bestaande datum', 'xs:dateTime': 'geen bestaand tijdstip', 'xs:time': 'geen bestaande tijd',
  'xs:gYear': 'geen bestaand jaar', 'xs:gYearMonth': 'geen bestaande maand',
  'xs:integer': 'geen geheel getal', 'xs:int': 'geen geheel getal', 'xs:long': 'geen geheel getal', 'xs:short': 'geen geheel getal',
  'xs:nonNegativeInteger': 'geen geheel getal van nul of meer', 'xs:positiveInteger': 'geen geheel getal groter dan nul', 'xs:unsignedInt': 'geen geheel getal van nul of meer',
  'xs:decimal': 'geen getal', 'xs:boolean': 'geen ja of nee (true, false, 1, 0)', 'xs:base64Binary': 'geen geldige base64', 'xs:anyURI': 'geen geldige verwijzing',
};

function lokaleNamen(lijst: string): string[] {
  return lijst
    .split(',')
    .map((s) => s.trim().replace(/^\{[^}]*\}/, '').replace(/^##other\{[^}]*\}\*$/, '*'))
    .filter((s) => s !== '');
}

/** "Element '{ns}x', attribute 'a': rest" → [attribute or undefined, rest]. Names come from the message but are element names, not values. */
function splits(bericht: string): { attribuut?: string; rest: string } {
  const a = /^Element '[^']*', attribute '([^']*)': ([\s\S]*)$/.exec(bericht);
  if (a) return { attribuut: (a[1] ?? '').replace(/^\{[^}]*\}/, ''), rest: a[2] ?? '' };
  const e = /^Element '[^']*': ([\s\S]*)$/.exec(bericht);
  return { rest: e?.[1] ?? bericht };
}

function facet(naam: string, rest: string): Uitleg {
  const getal = /allowed (?:maximum|minimum)? ?length of '([0-9]+)'/.exec(rest)?.[1] ?? /'([0-9.+-]+)'\)?\.\s*$/.exec(rest)?.[1];
  switch (naam) {
    case 'enumeration':
      return { code: 'KP_SCHEMA_CODE', tekst: 'deze waarde staat niet in de codelijst' };
    case 'maxLength':
      return { code: 'KP_SCHEMA_LENGTE', tekst: getal ? `te lang: hoogstens ${getal} tekens` : 'te lang' };
    case 'minLength':
      return { code: 'KP_SCHEMA_LENGTE', tekst: getal ? `te kort: minstens ${getal} tekens` : 'te kort' };
    case 'length':
      return { code: 'KP_SCHEMA_LENGTE', tekst: getal ? `verkeerde lengte: precies ${getal} tekens` : 'verkeerde lengte' };
    case 'totalDigits':
      return { code: 'KP_SCHEMA_LENGTE', tekst: 'te veel cijfers' };
    case 'fractionDigits':
      return { code: 'KP_SCHEMA_LENGTE', tekst: 'te veel cijfers achter de komma' };
    case 'minInclusive':
    case 'minExclusive':
      return { code: 'KP_SCHEMA_WAARDE', tekst: 'kleiner dan toegestaan' };
    case 'maxInclusive':
    case 'maxExclusive':
      return { code: 'KP_SCHEMA_WAARDE', tekst: 'groter dan toegestaan' };
    default:
      return { code: 'KP_SCHEMA_WAARDE', tekst: 'de waarde heeft niet de voorgeschreven vorm' };
  }
}

/**
 * A type of a schema's own does not say what it restricts; a value written as a date or a time does. Without a facet in the finding before it
 * (which would make this a repeat) such a value does not exist. The value itself is only looked at.
 */
function naarVorm(rest: string): string | undefined {
  if (/^'\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*'/.test(rest)) return 'geen bestaande datum';
  if (/^'\s*[0-9]{2}:[0-9]{2}:[0-9]{2}\s*'/.test(rest)) return 'geen bestaande tijd';
  return undefined;
}

/** Explains one libxml2 message. */
export function legUit(bericht: string): Uitleg {
  const { attribuut, rest } = splits(bericht.trim());
  const bij = attribuut === undefined ? {} : { attribuut };
  const f = /^\[facet '([A-Za-z]+)'\]/.exec(rest);
  if (f) return { ...facet(f[1] ?? '', rest), ...bij };

  const verwacht = /Expected is (?:one of )?\( (.*) \)\.$/.exec(rest);
  const namen = verwacht ? lokaleNamen(verwacht[1] ?? '') : [];
  if (rest.startsWith('This element is not expected')) {
    return {
      code: 'KP_SCHEMA_ONVERWACHT',
      tekst: namen.length === 0 ? 'dit element hoort hier niet' : namen.length === 1 ? `dit element hoort hier niet; verwacht wordt ${namen[0]}` : `dit element hoort hier niet; verwacht wordt een van ${namen.join(', ')}`,
      verwacht: namen,
    };
  }
  if (rest.startsWith('Missing child element')) {
    return {
      code: 'KP_SCHEMA_ONTBREEKT',
      tekst: namen.length <= 1 ? 'dit verplichte element ontbreekt' : `er ontbreekt een verplicht element: een van ${namen.join(', ')}`,
      verwacht: namen,
    };
  }
  if (/^The attribute '.*' is required but missing/.test(rest)) {
    const naam = /^The attribute '([^']*)'/.exec(rest)?.[1]?.replace(/^\{[^}]*\}/, '') ?? '';
    return { code: 'KP_SCHEMA_ATTRIBUUT', tekst: 'dit verplichte attribuut ontbreekt', attribuut: naam };
  }
  if (/^The attribute '.*' is not allowed/.test(rest)) return { code: 'KP_SCHEMA_ATTRIBUUT', tekst: 'dit attribuut is hier niet toegestaan', ...bij };
  if (rest.startsWith('No matching global declaration')) return { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'dit element is geen bericht van deze standaard' };
  if (rest.includes("is 'nilled'") || rest.includes('not \'nillable\'')) return { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'xsi:nil past hier niet: een leeg element heeft geen inhoud, en niet elk element mag leeg zijn' };
  if (rest.includes('Character content')) return { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'hier hoort geen losse tekst' };
  if (rest.includes('Element content is not allowed')) return { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'hier horen geen elementen' };
  if (rest.includes('fixed value constraint')) return { code: 'KP_SCHEMA_CODE', tekst: 'hier hoort een vaste waarde', ...bij };
  const type = /is not a valid value of the (?:local )?(atomic|union|list) type(?: '([^']*)')?\.$/.exec(rest);
  if (type) {
    const soort = SOORT[(type[2] ?? '').replace(/^\{http:\/\/www\.w3\.org\/2001\/XMLSchema\}/, 'xs:')];
    return { code: 'KP_SCHEMA_WAARDE', tekst: soort ?? naarVorm(rest) ?? 'de waarde heeft niet de voorgeschreven vorm', herhaling: soort === undefined, ...bij };
  }
  if (rest.includes('The type definition is abstract')) return { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'dit element mag zo niet voorkomen' };
  return { code: 'KP_SCHEMA', tekst: 'dit voldoet niet aan het schema', ...bij };
}
