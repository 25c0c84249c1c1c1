// A provider of care: answers an assignment (301 → 302), starts to deliver (305), ends (307) and claims (323) on demand, and claims from the care office (AW319).
// Assignments come by webhook, as a bare message or in a GGK envelope. What it sends of its own is about the last assignment that it got, else about a made-up one.
import { bevestig, ontvangen, STUF_FOUTEN } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Binnen, Buiten, Deel, Kern } from './kern.ts';
import { type Feit, ontvang } from './ontvangst.ts';
import { alsZending, antwoord, korteReferentie } from './terug.ts';
import type { Oordeel } from './retour.ts';
import { Webhook, WEBHOOK_FOUTEN } from './webhook.ts';

export function zorgaanbieder(kern: Kern): Deel {
  const webhook = new Webhook(kern);
  const agb = kern.rol.code ?? '42420001';
  let laatste: Feit | null = null;

  const uitslag = (fout: string | null): Oordeel['uitslag'] => (fout === 'afgekeurd' || fout === 'technisch' ? fout : 'goed');

  const neem = (f: Feit, fout: string | null, envelop?: string): void => {
    const b = f.data.bericht as { readonly ontvanger?: { readonly agb?: string }; readonly berichttype?: string };
    // The far side's copy of what it sent itself, or somebody else's: nothing to answer.
    if (f.type !== 'toewijzing-afgegeven' || (b.ontvanger?.agb !== undefined && b.ontvanger.agb !== agb)) return;
    laatste = f;
    const maak = fout === 'geen-retour' ? null : antwoord(kern, f, uitslag(fout), envelop);
    if (maak) kern.straks(maak);
  };

  return {
    fouten: { ...STUF_FOUTEN, 'geen-retour': 'neemt de toewijzing aan en stuurt geen 302', afgekeurd: 'de 302 keurt de toewijzing af (9332)', technisch: 'de 302 is een technische afkeur (0001)', ...WEBHOOK_FOUTEN },
    zendingen: { '305': 'start van de levering (305)', '307': 'einde van de levering (307)', '323': 'declaratie (323)', aw319: 'declaratie aan het zorgkantoor (AW319)' },
    async maak(wat) {
      const nummer = kern.nummer();
      const dag = kern.vandaag();
      const referentie = korteReferentie(kern, 'Z');
      const basis = { zaad: kern.zaad, nummer, dag, referentie, afzender: { agb } };
      if (wat === 'aw319') {
        const uzovi = kern.rol.zorgkantoor ?? '5521';
        return alsZending(kern, feiten.zorgdeclaratie({ ...basis, ontvanger: { uzovi } }, agb, uzovi), 'aw319:AW319:1.4', referentie);
      }
      const gemeente = { gemeentecode: kern.rol.naar ?? '0363' };
      const over = laatste ?? feiten.toewijzing({ ...basis, afzender: gemeente, ontvanger: { agb } });
      const b = (over.data.bericht ?? {}) as { readonly standaard?: 'iwmo' | 'ijw'; readonly afzender?: { readonly gemeentecode?: string } };
      const wet = b.standaard === 'ijw' ? 'ijw' : 'iwmo';
      const m = { ...basis, ontvanger: b.afzender?.gemeentecode === undefined ? gemeente : { gemeentecode: b.afzender.gemeentecode } };
      const f = wat === '323' ? feiten.declaratie(m, over, wet) : feiten.levering(m, over, wet, wat === '307' ? feiten.dagen(dag, 30) : undefined);
      return alsZending(kern, f, `${wet}:${wet === 'iwmo' ? 'WMO' : 'JW'}${wat}:3.2`, referentie);
    },
    async behandel(b: Binnen): Promise<Buiten> {
      const o = await ontvang(b, kern);
      if (o.soort === 'webhook') return webhook.ontvang(o, b.fout, (f) => neem(f, b.fout));
      const uit = o.lezing?.bron.soap ? bevestig(kern, o, b.fout) : ontvangen(o);
      if (o.soort === 'bericht' && uit.status < 300) for (const f of o.feiten) neem(f, b.fout, o.binnenin === null ? undefined : o.kop.referentie);
      return uit;
    },
  };
}
