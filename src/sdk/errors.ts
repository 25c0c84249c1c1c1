// The one table of errors: a stable code, a Dutch text for the operator and the sender, the HTTP status, the standard's code it becomes, retryable or not.
// Logic reads the code, never the text. docs/reference/fouten.md is generated from here.

export interface Foutregel {
  /** Dutch title: the cause in general terms, never a value of a message. */
  readonly titel: string;
  /** Status at `/v1/berichten`. */
  readonly status: number;
  /** StUF code it becomes in a Fo02/Fo03 (stuf-en-istandaarden §3), where one fits. */
  readonly stuf?: string;
  /** StUF `plek`. */
  readonly plek?: 'client' | 'server';
  /** The sender may send the same bytes again later and may then succeed. */
  readonly opnieuw: boolean;
}

export const FOUTEN = {
  // recognising and reading
  KP_LEEG: { titel: 'Het bericht is leeg', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_NIET_HERKEND: { titel: 'Dit bericht hoort bij geen enkele bekende standaard', status: 415, stuf: 'StUF022', plek: 'client', opnieuw: false },
  KP_VERSIE: { titel: 'Deze versie van de standaard wordt niet ondersteund', status: 415, stuf: 'StUF007', plek: 'server', opnieuw: false },
  KP_TEKENSET: { titel: 'De tekens zijn niet leesbaar in de opgegeven tekenset', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_NIET_WELGEVORMD: { titel: 'Het bericht is geen welgevormde XML', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_DOCTYPE: { titel: 'Een DOCTYPE of entiteit is niet toegestaan', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_XINCLUDE: { titel: 'Een verwijzing naar iets buiten het bericht is niet toegestaan', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_GRENS_DIEPTE: { titel: 'Het bericht is te diep genest', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_GRENS_ELEMENTEN: { titel: 'Het bericht heeft te veel elementen', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_GRENS_ATTRIBUTEN: { titel: 'Een element heeft te veel attributen', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_GRENS_TEKST: { titel: 'Een tekst in het bericht is te lang', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_TE_GROOT: { titel: 'Het bericht is groter dan toegestaan', status: 413, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SOAP: { titel: 'De SOAP-envelop klopt niet', status: 400, plek: 'client', opnieuw: false },
  KP_ENDPOINT: { titel: 'Dit bericht hoort niet op dit endpoint', status: 400, stuf: 'StUF025', plek: 'server', opnieuw: false },
  // checking
  KP_SCHEMA: { titel: 'Het bericht voldoet niet aan het schema', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_WAARDE: { titel: 'Een waarde heeft niet de vorm die het schema vraagt', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_CODE: { titel: 'Een code staat niet in de codelijst', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_LENGTE: { titel: 'Een waarde heeft niet de toegestane lengte', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_ONTBREEKT: { titel: 'Een verplicht element ontbreekt', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_ONVERWACHT: { titel: 'Een element staat hier niet op zijn plaats of is onbekend', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_SCHEMA_ATTRIBUUT: { titel: 'Een attribuut ontbreekt of is niet toegestaan', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_REGEL: { titel: 'Het bericht schendt een regel van de standaard', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_RECORD: { titel: 'Een record voldoet niet aan de recordindeling', status: 400, opnieuw: false },
  KP_VERTALING: { titel: 'Een waarde is niet te vertalen', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_CANONIEK: { titel: 'De vertaling voldoet niet aan het informatiemodel', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  // writing
  KP_EVENT: { titel: 'Dit is geen CloudEvent zoals het knooppunt die leest', status: 400, opnieuw: false },
  KP_OPSTELLEN: { titel: 'Uit deze gegevens is dit bericht niet op te stellen', status: 422, opnieuw: false },
  KP_VERLIES: { titel: 'Dit bericht heeft geen plaats voor een gegeven dat erin zou moeten', status: 422, opnieuw: false },
  KP_GEEN_VERTALING: { titel: 'Naar dit bericht is voor deze gegevens geen vertaling afgesproken', status: 422, opnieuw: false },
  // envelope, addressing and repeats
  KP_STUURGEGEVENS: { titel: 'De stuurgegevens zijn onvolledig of onjuist', status: 400, stuf: 'StUF055', plek: 'client', opnieuw: false },
  KP_ONTVANGER_ONBEKEND: { titel: 'De ontvanger is onbekend', status: 400, stuf: 'StUF010', plek: 'client', opnieuw: false },
  KP_ZENDER_ONBEKEND: { titel: 'De zender is onbekend', status: 400, stuf: 'StUF013', plek: 'client', opnieuw: false },
  KP_TIJDSTIP: { titel: 'Het tijdstip van het bericht ligt niet na het vorige van deze zender', status: 400, stuf: 'StUF019', plek: 'client', opnieuw: false },
  KP_CONFLICT: { titel: 'Onder dit kenmerk is al een ander bericht ontvangen', status: 409, stuf: 'StUF016', plek: 'client', opnieuw: false },
  KP_SYNCHROON: { titel: 'Voor dit synchrone bericht is nog geen verwerking beschikbaar', status: 501, stuf: 'StUF049', plek: 'server', opnieuw: false },
  KP_BEVOEGDHEID: { titel: 'De vragende partij heeft geen bevoegdheid voor deze vraag', status: 403, stuf: 'StUF052', plek: 'client', opnieuw: false },
  KP_GEEN_DIENST: { titel: 'De ontvanger heeft hier geen dienst die dit bericht beantwoordt', status: 501, stuf: 'StUF049', plek: 'server', opnieuw: false },
  KP_GEEN_ANTWOORD: { titel: 'De bron gaf op tijd geen antwoord', status: 504, stuf: 'StUF058', plek: 'server', opnieuw: true },
  KP_ANTWOORD: { titel: 'Het antwoord van de bron is ongeldig of hoort bij een andere vraag', status: 502, stuf: 'StUF058', plek: 'server', opnieuw: true },
  // not now
  KP_NIET_GECONTROLEERD: { titel: 'Het bericht kon niet worden gecontroleerd', status: 503, stuf: 'StUF046', plek: 'server', opnieuw: true },
  KP_OPSLAG: { titel: 'Het bericht kon niet worden opgeslagen', status: 503, stuf: 'StUF046', plek: 'server', opnieuw: true },
  KP_OPSLAG_VOL: { titel: 'Er is geen ruimte om het bericht op te slaan', status: 503, stuf: 'StUF046', plek: 'server', opnieuw: true },
  KP_TE_VEEL: { titel: 'Te veel berichten in korte tijd', status: 429, stuf: 'StUF046', plek: 'server', opnieuw: true },
  KP_STOPT: { titel: 'Het knooppunt wordt gestopt', status: 503, stuf: 'StUF046', plek: 'server', opnieuw: true },
  // callers and API
  KP_TOKEN: { titel: 'Het token is onbekend', status: 401, opnieuw: false },
  KP_GEEN_TOEGANG: { titel: 'Deze beller mag dit niet', status: 403, opnieuw: false },
  KP_ONBEKEND: { titel: 'Niet gevonden', status: 404, opnieuw: false },
  KP_BEZIG: { titel: 'Dit is al bezig', status: 409, opnieuw: false },
  KP_METHODE: { titel: 'Deze methode is hier niet mogelijk', status: 405, opnieuw: false },
  KP_MEDIATYPE: { titel: 'Dit mediatype wordt hier niet gelezen', status: 415, opnieuw: false },
  KP_CODERING: { titel: 'Een gecomprimeerde inhoud wordt niet gelezen; zend het bericht zonder Content-Encoding', status: 415, opnieuw: false },
  KP_TE_TRAAG: { titel: 'Het bericht kwam niet op tijd binnen', status: 408, opnieuw: true },
  KP_ONBEREIKBAAR: { titel: 'Een onderdeel van het knooppunt is nu niet bereikbaar', status: 503, opnieuw: true },
  KP_VRAAG: { titel: 'De vraag aan de API klopt niet', status: 400, opnieuw: false },
  KP_INTERN: { titel: 'Er ging iets mis in het knooppunt', status: 500, stuf: 'StUF058', plek: 'server', opnieuw: true },
} as const satisfies Record<string, Foutregel>;

export type FoutCode = keyof typeof FOUTEN;

/** The row of a code; an unknown code reads as KP_INTERN. */
export function foutregel(code: string): Foutregel {
  return (FOUTEN as Record<string, Foutregel>)[code] ?? FOUTEN.KP_INTERN;
}

/** An error that carries a code of the table: the only kind that may reach a sender. */
export class KnooppuntFout extends Error {
  readonly code: FoutCode;
  constructor(code: FoutCode, detail?: string) {
    super(detail ?? FOUTEN[code].titel);
    this.code = code;
  }
}
