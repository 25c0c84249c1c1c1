// The receipts of a simulator that is an endpoint of StUF, GGK or CORV, and how it answers what is not right. What was checked decides; faults on demand come first.
import type { Kop } from '../sdk/adapter.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Buiten, Kern } from './kern.ts';
import type { Ontvangen } from './ontvangst.ts';
import { bv03, fout, type Kopregels, type Systeem } from './stuf.ts';

const systeem = (p: PartijAanduiding | null): Systeem => ({
  ...((p?.organisatie ?? p?.gemeentecode ?? p?.agb) === undefined ? {} : { organisatie: p?.organisatie ?? p?.gemeentecode ?? p!.agb! }),
  ...(p?.applicatie === undefined ? {} : { applicatie: p.applicatie }), ...(p?.administratie === undefined ? {} : { administratie: p.administratie }),
});

/** Head of what goes back to the sender of this message. */
export function kopTerug(kern: Kern, kop: Kop | null, kruis = kop?.referentie ?? 'onbekend'): Kopregels {
  const zelf = systeem(kop?.adressering.ontvanger ?? null);
  return { zender: zelf.organisatie === undefined ? { organisatie: kern.rol.naam ?? kern.rol.code ?? 'SIMULATOR', applicatie: kern.rol.applicatie ?? 'SIMULATOR' } : zelf, ontvanger: systeem(kop?.adressering.afzender ?? null), referentie: kern.referentie(), kruis, nu: kern.nu() };
}

/** Faults of a StUF endpoint on demand; each simulator that is one has them. */
export const STUF_FOUTEN: Readonly<Record<string, string>> = {
  fo03: 'weigert met Fo03 StUF046 (opslaan niet mogelijk)', 'fo03:StUF010': 'weigert met Fo03 StUF010 (ontvanger onbekend)', 'fo03:StUF016': 'weigert met Fo03 StUF016 (referentienummer niet uniek)',
  'fo03:StUF055': 'weigert met Fo03 StUF055 (niet conform schema)', 'fo03:StUF058': 'weigert met Fo03 StUF058 (fout in het proces)', kruisref: 'bevestigt met een crossRefnummer van een ander bericht',
};

/** Receipt or refusal of an asynchronous message. */
export function bevestig(kern: Kern, o: Exclude<Ontvangen, { readonly soort: 'webhook' }>, gespeeld: string | null): Buiten {
  const regel = { bericht: o.bericht, referentie: o.kop?.referentie ?? null };
  if (gespeeld?.startsWith('fo03') === true) {
    const code = gespeeld.split(':')[1] ?? 'StUF046';
    return { ...fout('Fo03', code, kopTerug(kern, o.kop)), regel: { ...regel, uitkomst: `fout ${gespeeld}` } };
  }
  if (o.soort === 'ongeldig') return { ...fout(o.lezing?.soort.verloop === 'synchroon' ? 'Fo02' : 'Fo03', o.lezing === null ? 'StUF022' : 'StUF055', kopTerug(kern, o.kop)), regel: { ...regel, uitkomst: 'geweigerd' } };
  if (gespeeld === 'kruisref') return { ...bv03(kopTerug(kern, o.kop, kern.referentie())), regel: { ...regel, uitkomst: 'fout kruisref' } };
  return { ...bv03(kopTerug(kern, o.kop)), regel: { ...regel, uitkomst: 'aanvaard' } };
}

/** The answer to a message without SOAP of its own (record file, bare XML of iStandaarden): 202, or 400 with the code. */
export function ontvangen(o: Exclude<Ontvangen, { readonly soort: 'webhook' }>): Buiten {
  const goed = o.soort === 'bericht';
  return { status: goed ? 202 : 400, contentType: 'application/json; charset=utf-8', body: JSON.stringify(goed ? { ontvangen: true } : { code: o.code }), regel: { bericht: o.bericht, referentie: o.kop?.referentie ?? null, uitkomst: goed ? 'aanvaard' : 'geweigerd' } };
}
