// The GGK and everybody behind it: takes envelopes with a Bv03 and sends the retour of what was in them after a while, in an envelope of its own.
// On demand it speaks as the chain does when it goes wrong: Fo03 at once, Fo01 with an IB code later, a retour that disapproves, comes twice, or never.
import { bevestig, kopTerug, STUF_FOUTEN } from './antwoorden.ts';
import * as feiten from './feiten.ts';
import type { Binnen, Buiten, Deel, Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import { type Feit, type Ontvangen, ontvang } from './ontvangst.ts';
import { antwoordOp, beoordeel, type Oordeel } from './retour.ts';
import { fo01, ggkEnvelop, type Kopregels } from './stuf.ts';
import { korteReferentie } from './terug.ts';
import type { Zending } from './zender.ts';

const SOAP = { pad: '/soap/ggk', contentType: 'text/xml; charset=utf-8' };

export function ggk(kern: Kern): Deel {
  /** The parties that the message in the envelope names; the chain itself is only its application. */
  const envelop = async (f: Feit, als: string, k: Omit<Kopregels, 'referentie' | 'nu'>, kort: string): Promise<Zending> => {
    const [standaard, type, versie] = als.split(':') as [string, string, string];
    const bytes = await maakBericht([f], als, kern, kort);
    const referentie = kern.referentie();
    const records = standaard === 'aw319';
    const e = ggkEnvelop({ ...k, referentie, nu: kern.nu() }, type, versie, bytes, records ? `${type}.txt` : undefined);
    return { bericht: `${e.bericht} ${type}`, referentie, bytes: Buffer.from(e.body, 'utf8'), soapAction: e.soapAction, ...SOAP };
  };

  const retour = (o: Extract<Ontvangen, { readonly soort: 'bericht' }>, uitslag: Oordeel['uitslag'], kruis?: string): (() => Promise<Zending>) | null => {
    const f = o.feiten[0];
    const als = f ? antwoordOp(f) : null;
    if (!f || als === null) return null;
    return () => {
      const kort = korteReferentie(kern, 'G');
      const k = kopTerug(kern, o.kop);
      return envelop(beoordeel(f, { referentie: kort, dagtekening: kern.vandaag(), uitslag }), als, { zender: k.zender, ontvanger: { ...k.ontvanger, applicatie: 'GGk' }, kruis: kruis ?? o.kop.referentie ?? kern.referentie() }, kort);
    };
  };

  return {
    fouten: {
      ...STUF_FOUTEN, 'fo03:IB002': 'weigert met Fo03 IB002 (niet geautoriseerd)', 'fo03:IB210': 'weigert met Fo03 IB210 (ontvanger onbekend)', 'fo03:IB216': 'weigert met Fo03 IB216 (referentienummer niet uniek)',
      'fo01:IB210': 'bevestigt en stuurt daarna Fo01 IB210', 'fo01:IB103': 'bevestigt en stuurt daarna Fo01 IB103 (tijdelijk geblokkeerd)', 'fo01:StUF055': 'bevestigt en stuurt daarna Fo01 StUF055',
      'geen-retour': 'bevestigt en laat daarna niets horen', afgekeurd: 'de retour keurt de inhoud af (9332)', technisch: 'de retour is een technische afkeur (0001)', dubbel: 'stuurt de retour twee keer, met eigen referenties', 'retour-kruisref': 'de retour verwijst naar een envelop die er niet is',
    },
    zendingen: { wmo301: 'een envelop met een toewijzing (gemeente → aanbieder)', wmo305: 'een envelop met een start (aanbieder → gemeente)', wmo323: 'een envelop met een declaratie (aanbieder → gemeente)' },
    maak(wat) {
      const gemeente = kern.rol.naar ?? '0363';
      const [van, naar] = [{ gemeentecode: gemeente }, { agb: '42420001' }];
      const basis = { zaad: kern.zaad, nummer: kern.nummer(), dag: kern.vandaag(), afzender: van, ontvanger: naar };
      const t = feiten.toewijzing({ ...basis, referentie: korteReferentie(kern, 'T') });
      const heen = { zender: { organisatie: gemeente, applicatie: 'Wmo-applicatie' }, ontvanger: { organisatie: '42420001', applicatie: 'GGk' } };
      if (wat === 'wmo301') return envelop(t, 'iwmo:WMO301:3.2', heen, 'T');
      const m = { ...basis, afzender: naar, ontvanger: van, referentie: korteReferentie(kern, 'Z') };
      const om = { zender: { organisatie: '42420001', applicatie: 'Zorgadministratie' }, ontvanger: { organisatie: gemeente, applicatie: 'GGk' } };
      return wat === 'wmo305' ? envelop(feiten.levering(m, t, 'iwmo'), 'iwmo:WMO305:3.2', om, 'Z') : envelop(feiten.declaratie(m, t, 'iwmo'), 'iwmo:WMO323:3.2', om, 'Z');
    },
    async behandel(b: Binnen): Promise<Buiten> {
      const o = await ontvang(b, kern);
      if (o.soort === 'webhook') return { status: 415, regel: { bericht: o.bericht, referentie: o.id, uitkomst: 'geweigerd' } };
      const uit = bevestig(kern, o, b.fout);
      const met: Buiten = { ...uit, regel: { ...uit.regel, bericht: o.soort === 'bericht' && o.binnenin !== null ? `${o.bericht} ${o.binnenin}` : o.bericht } };
      if (uit.status !== 200 || o.soort !== 'bericht' || o.binnenin === null || b.fout === 'geen-retour') return met;
      if (b.fout?.startsWith('fo01:') === true) {
        const code = b.fout.slice(5);
        kern.straks(() => {
          const k = kopTerug(kern, o.kop);
          return Promise.resolve({ bericht: 'Fo01Bericht', referentie: k.referentie, bytes: Buffer.from(fo01(code, k), 'utf8'), soapAction: 'http://www.egem.nl/StUF/StUF0301/Fo01', ...SOAP });
        });
        return met;
      }
      const maak = retour(o, b.fout === 'afgekeurd' || b.fout === 'technisch' ? b.fout : 'goed', b.fout === 'retour-kruisref' ? kern.referentie() : undefined);
      if (maak) {
        kern.straks(maak);
        if (b.fout === 'dubbel') kern.straks(maak);
      }
      return met;
    },
  };
}
