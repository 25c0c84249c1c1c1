// Channel `webhook`: a POST with the event, or with the message that it came from, signed. What the receiver's status means is beleid.ts.
import type { Berichten } from './bericht.ts';
import { oordeel } from './beleid.ts';
import { maakOndertekening } from './jws.ts';
import type { Kanaal, WebhookDoel } from './kanaal.ts';
import { maakZender } from './post.ts';
import { hmac, maakVerzoek } from './verzoek.ts';

export interface WebhookOpties {
  readonly berichten: Berichten;
  readonly nu: () => number;
}

export function maakWebhookKanaal(doel: WebhookDoel, o: WebhookOpties): Kanaal {
  const zender = maakZender({ url: doel.url, tijdslimiet: doel.tijdslimiet, maxOnderweg: doel.maxOnderweg, priveAdressen: doel.priveAdressen, nu: o.nu });
  const jws = doel.ondertekening === 'jws' ? maakOndertekening(doel.geheim) : null;
  return {
    async lever(h, paar) {
      const al = doel.formaat === 'bron' ? await o.berichten.brenger(h, paar) : null;
      if (al) return al;
      const bericht = doel.formaat === 'canoniek' ? null : doel.formaat === 'bron' ? await o.berichten.bron(h) : await o.berichten.opgesteld(h, doel.formaat, doel);
      const tijdstip = Math.floor(o.nu() / 1000);
      const verzoek = maakVerzoek(h.kopie, doel.vorm, tijdstip, bericht);
      const handtekening = jws ? { 'knooppunt-handtekening-jws': await jws.teken(verzoek.body, h.kopie.eventId, tijdstip) } : { 'knooppunt-handtekening': `sha256=${hmac(doel.geheim, tijdstip, verzoek.body)}` };
      return oordeel(await zender.post({ body: verzoek.body, koppen: { ...verzoek.koppen, ...handtekening } }));
    },
    close: () => zender.close(),
  };
}
