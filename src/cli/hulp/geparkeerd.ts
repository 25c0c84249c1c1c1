// Help below the options of `knooppunt geparkeerd`: the grammar of a filter, and what a redrive is. Text alone, so that help loads nothing else.
export const FILTERHULP = `
Filters: --filter sleutel=waarde, zo vaak als nodig; alle moeten gelden, elke sleutel één keer.
  abonnement=<id>   oorzaak=<oorzaak>   stadium=<stadium>   type=<eventtype>
                    precies die waarde; met * aan het eind alles wat zo begint: oorzaak=http-5*
  van=<tijdstip>    geparkeerd op of na dit tijdstip, RFC 3339: van=2026-01-31T08:00:00+01:00
  tot=<tijdstip>    geparkeerd voor dit tijdstip
Oorzaken: netwerk, tijd, adres, onderbreker, te-groot, http-<status>, opmaak, geen-recht, abonnement-weg;
          over StUF ook fo03-<code>, geen-bevestiging, soap-client, soap-server, bericht-geparkeerd.
Stadia: aflevering, opmaak, routering.`;

export const REDRIVEHULP = `${FILTERHULP}

Het draaiende knooppunt doet het werk (--url); draait er geen, dan gebeurt er niets en is de uitslag 2.
Het neemt wat bij de start geparkeerd is. Ctrl-C stopt het: wat is hernieuwd blijft dat, de rest blijft geparkeerd.
Verdwijnt deze opdracht zonder Ctrl-C, dan gaat het knooppunt door. Na een herstart van het knooppunt is een hernieuwing weg; geef haar dan opnieuw.`;
