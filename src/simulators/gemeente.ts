// The back office of a municipality (or, with the code of a care office, of that): StUF ontvangAsynchroon (Bv03) and what is asked while the caller waits (La01, Du02, Bv02),
// a webhook receiver, and the judgement of what providers send: 305 → 306, 307 → 308, 323 → 325, AW319 → AW320. Sends 301, vto and questions on demand.
import { bevestig, ontvangen, STUF_FOUTEN } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Binnen, Buiten, Deel, Kern } from './kern.ts';
import { type Feit, ontvang } from './ontvangst.ts';
import { antwoordSynchroon, VRAAG_FOUTEN } from './stufvragen.ts';
import { alsZending, antwoord, korteReferentie } from './terug.ts';
import { inkomsten, npsLv01 } from './vragen.ts';
import { Webhook, WEBHOOK_FOUTEN } from './webhook.ts';
import type { Zending } from './zender.ts';

export function gemeente(kern: Kern): Deel {
  const webhook = new Webhook(kern);
  const code = kern.rol.code ?? '0363';

  const vanMij = (p: unknown): boolean => {
    const { gemeentecode, uzovi } = (p ?? {}) as { readonly gemeentecode?: string; readonly uzovi?: string };
    return (gemeentecode ?? uzovi) === code;
  };

  const neem = (f: Feit, gespeeld: string | null, envelop?: string): void => {
    if (gespeeld === 'geen-oordeel' || f.type === 'toewijzing-afgegeven' || !vanMij((f.data.bericht as { ontvanger?: unknown }).ontvanger)) return;
    const maak = antwoord(kern, f, gespeeld === 'afgekeurd' || gespeeld === 'technisch' ? gespeeld : 'goed', envelop);
    if (maak) kern.straks(maak);
  };

  const zendingen: Readonly<Record<string, string>> = {
    wmo301: 'een toewijzing Wmo aan een aanbieder', jw301: 'een toewijzing Jeugdwet aan een aanbieder', vto: 'een verzoek tot onderzoek aan de Raad voor de Kinderbescherming (CORV)',
    npslv01: 'een vraag over een persoon aan een andere gemeente (StUF-BG)', inkomsten: 'een vraag over inkomsten aan het UWV (SuwiML)',
  };

  return {
    fouten: {
      ...STUF_FOUTEN, ...VRAAG_FOUTEN,
      'geen-oordeel': 'neemt aan en stuurt geen 306, 308, 325 of AW320', afgekeurd: 'keurt de inhoud af', technisch: 'keurt technisch af', ...WEBHOOK_FOUTEN,
    },
    zendingen,
    async maak(wat): Promise<Zending> {
      if (wat === 'npslv01') return npsLv01(kern);
      if (wat === 'inkomsten') return inkomsten(kern);
      const m = { zaad: kern.zaad, nummer: kern.nummer(), dag: kern.vandaag(), referentie: korteReferentie(kern, 'T'), afzender: { gemeentecode: code }, ontvanger: { agb: kern.rol.naar ?? '42420001' } };
      if (wat === 'vto') {
        const f = feiten.onderzoeksverzoek({ ...m, afzender: { naam: `Gemeente ${code}`, applicatie: kern.rol.applicatie ?? 'SIMULATOR', administratie: code }, ontvanger: { naam: 'RvdK', applicatie: 'KBPS' } });
        const z = await alsZending(kern, f, 'jzxml:vtoDi01', m.referentie, { document: feiten.document });
        return { ...z, pad: '/soap/jzxml', contentType: 'text/xml; charset=utf-8', soapAction: 'www.stufstandaarden.nl/koppelvlak/jz0100/vtoDi01' };
      }
      const wet = wat === 'jw301' ? 'ijw' : 'iwmo';
      return alsZending(kern, feiten.toewijzing(m, wet), `${wet}:${wat.toUpperCase()}:3.2`, m.referentie);
    },
    async behandel(b: Binnen): Promise<Buiten> {
      const o = await ontvang(b, kern);
      if (o.soort === 'webhook') return webhook.ontvang(o, b.fout, (f) => neem(f, b.fout));
      if (o.soort === 'bericht' && o.lezing?.soort.verloop === 'synchroon') return antwoordSynchroon(kern, o, b.fout);
      const uit = o.lezing === null ? ontvangen(o) : bevestig(kern, o, b.fout);
      if (o.soort === 'bericht' && uit.status < 300) for (const f of o.feiten) neem(f, b.fout, o.binnenin === null ? undefined : o.kop.referentie);
      return uit;
    },
  };
}
