// The Raad voor de Kinderbescherming behind CORV: takes StUF-Jeugdzorg messages with a Bv03, and tells the municipality later how its request ended (notificatie).
// Sends a notificatie of its own on demand. Also takes the event of a request by webhook.
import { bevestig, STUF_FOUTEN } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Binnen, Buiten, Deel, Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import { type Feit, ontvang } from './ontvangst.ts';
import { fo01 } from './stuf.ts';
import { korteReferentie } from './terug.ts';
import { Webhook, WEBHOOK_FOUTEN } from './webhook.ts';
import type { Zending } from './zender.ts';

const JZ = 'www.stufstandaarden.nl/koppelvlak/jz0100';

export function corv(kern: Kern): Deel {
  const webhook = new Webhook(kern);
  const zelf = { naam: kern.rol.naam ?? 'RvdK', applicatie: kern.rol.applicatie ?? 'KBPS' };

  const notificatie = async (verzoek: Feit, aan: Readonly<Record<string, unknown>>): Promise<Zending> => {
    const referentie = korteReferentie(kern, 'NOT');
    const f = feiten.notificatie({ zaad: kern.zaad, nummer: kern.nummer(), dag: kern.vandaag(), referentie, afzender: zelf, ontvanger: aan }, verzoek);
    return { bericht: 'notificatieDi01', referentie, bytes: await maakBericht([f], 'jzxml:notificatieDi01', kern, referentie), pad: '/soap/jzxml', contentType: 'text/xml; charset=utf-8', soapAction: `${JZ}/notificatieDi01` };
  };

  /** As an address: what a municipality calls itself in a message comes back in the answer. */
  const adres = (p: unknown): Readonly<Record<string, unknown>> => {
    const { soort: _s, oin: _o, gemeentecode, naam, ...rest } = (p ?? {}) as Readonly<Record<string, unknown>>;
    return { naam: naam ?? gemeentecode, ...rest };
  };

  const neem = (f: Feit): void => {
    if (f.type === 'kinderbeschermingsonderzoek-verzocht') kern.straks(() => notificatie(f, adres((f.data.bericht as { afzender?: unknown }).afzender)));
  };

  return {
    fouten: { ...STUF_FOUTEN, 'geen-notificatie': 'bevestigt en laat daarna niets horen', 'fo01:StUF055': 'bevestigt met Bv03 en stuurt daarna Fo01', ...WEBHOOK_FOUTEN },
    zendingen: { notificatie: 'een notificatie over een verzoek dat hier niet binnenkwam' },
    async maak() {
      const gemeente = { naam: kern.rol.naar ?? '0197', applicatie: 'ZAAKSYS' };
      const verzoek = feiten.onderzoeksverzoek({ zaad: kern.zaad, nummer: kern.nummer(), dag: kern.vandaag(), referentie: 'x', afzender: gemeente, ontvanger: zelf });
      return notificatie(verzoek, gemeente);
    },
    async behandel(b: Binnen): Promise<Buiten> {
      const o = await ontvang(b, kern);
      if (o.soort === 'webhook') return webhook.ontvang(o, b.fout, neem);
      const uit = bevestig(kern, o, b.fout);
      if (uit.status !== 200 || o.soort !== 'bericht') return uit;
      if (b.fout?.startsWith('fo01:') === true) {
        const { kop } = o;
        const code = b.fout.slice(5);
        kern.straks(async () => {
          const van = kop.adressering;
          const k = { zender: { organisatie: van.ontvanger?.organisatie ?? zelf.naam, applicatie: van.ontvanger?.applicatie ?? zelf.applicatie }, ontvanger: { organisatie: van.afzender?.organisatie ?? 'onbekend', applicatie: van.afzender?.applicatie ?? 'onbekend' }, referentie: kern.referentie(), kruis: kop.referentie ?? 'onbekend', nu: kern.nu() };
          return { bericht: 'Fo01Bericht', referentie: k.referentie, bytes: Buffer.from(fo01(code, k), 'utf8'), pad: '/soap/stuf/ontvangAsynchroon', contentType: 'text/xml; charset=utf-8', soapAction: 'http://www.egem.nl/StUF/StUF0301/Fo01' };
        });
      } else if (b.fout !== 'geen-notificatie') for (const f of o.feiten) neem(f);
      return uit;
    },
  };
}
