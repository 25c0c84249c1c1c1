// The sources behind Suwinet: all services of SuwiML over SOAP 1.1 with WS-Addressing (transaction standard 4.0). Any path; the question says which service.
// Answers for people of the seeded set, says NietsGevonden of others, and refuses to say anything about a BSN outside the test range.
import { kind, tekstVan, zoek, type BronKnoop } from '../../sdk/bron.ts';
import { soapContentType, soapEnvelop, soapFout, xmlTekst } from '../../sdk/soap.ts';
import type { XmlLezing } from '../../sdk/adapter.ts';
import { ontvang } from '../ontvangst.ts';
import type { Binnen, Buiten, Deel, Kern } from '../kern.ts';
import { isTestBsn, proefset } from '../personen.ts';
import { Toeval } from '../toeval.ts';
import { type Geval, gevalVan } from './gevallen.ts';
import { vulIn } from './invullen.ts';

const WSA = 'http://www.w3.org/2005/08/addressing';
const FWI = 'http://bkwi.nl/SuwiML/FWI/v0205';
const RUST = 2_000;

const fwiMelding = (naam: string, code: string, tekst: string): string => `<${naam}><Code>${code}</Code><Tekst>${xmlTekst(tekst)}</Tekst><Bron><DN>CN=Simulator</DN></Bron></${naam}>`;

/** `http://bkwi.nl/SuwiML/Diensten/<Dienst>/v<NNNN>` → action: with a dash before the version. */
const actie = (ns: string, bericht: string): string => `${ns.replace(/\/(v[0-9]+)$/, '-$1')}/${bericht}`;

interface Vraag {
  readonly ns: string;
  readonly naam: string;
  readonly messageId: string | undefined;
  readonly van: string | undefined;
  readonly naar: string | undefined;
  readonly bsn: string | undefined;
  /** What it asks when it names nobody (licence plate, parcel). */
  readonly sleutel: string;
}

const tekstIn = (k: BronKnoop): string => k.tekst.trim() + k.kinderen.map(tekstIn).join(' ');

function leesVraag(l: XmlLezing): Vraag {
  const kop = l.bron.soap?.kop ?? null;
  const wsa = (naam: string): string | undefined => {
    const k = kop?.kinderen.find((z) => z.ns === WSA && z.naam === naam) ?? null;
    return tekstVan(k, 'Address') ?? (k?.tekst.trim() || undefined);
  };
  const { wortel } = l.bron;
  return { ns: wortel.ns, naam: wortel.naam, messageId: wsa('MessageID'), van: wsa('From'), naar: wsa('To'), bsn: tekstVan(wortel, 'Burgerservicenr') ?? tekstVan(zoek(wortel, 'ClientSuwi') ?? kind(wortel, 'Persoon'), 'Burgerservicenr'), sleutel: tekstIn(wortel) };
}

export function suwinet(kern: Kern): Deel {
  const kring = proefset(kern.zaad);
  const set = new Set(kring);

  const kop = (v: Vraag, bericht: string, over: string | undefined): string => {
    const el = (n: string, inhoud: string): string => `<wsa:${n} xmlns:wsa="${WSA}">${inhoud}</wsa:${n}>`;
    const adres = v.naar ?? `urn:simulator:suwinet?oin=${kern.rol.oin ?? '00000099000000002006'}`;
    return (
      el('MessageID', `urn:uuid:${kern.referentie()}`) + (over === undefined ? '' : el('RelatesTo', xmlTekst(over))) + el('From', `<wsa:Address>${xmlTekst(adres)}</wsa:Address>`) +
      (v.van === undefined ? '' : el('To', xmlTekst(v.van))) + el('Action', actie(v.ns, bericht))
    );
  };

  const antwoord = (v: Vraag, inhoud: string, uitkomst: string, over = v.messageId): Buiten => ({
    status: 200, contentType: soapContentType('1.1'), body: soapEnvelop(inhoud, '1.1', kop(v, `${v.naam}Response`, over)), regel: { bericht: v.naam, referentie: v.messageId ?? null, uitkomst },
  });

  const soapfout = (v: Vraag, code: string, tekst: string, uitkomst: string): Buiten => ({
    status: 500, contentType: soapContentType('1.1'),
    body: soapFout({ versie: '1.1', plek: 'server', tekst, detail: `<fwi:Fout xmlns:fwi="${FWI}">${fwiMelding('x', code, tekst).replace(/^<x>|<\/x>$/g, '')}</fwi:Fout>`, kop: kop(v, 'Fout', v.messageId) }),
    regel: { bericht: v.naam, referentie: v.messageId ?? null, uitkomst },
  });

  /** Profile of the answer, as a tree. */
  const profiel = (v: Vraag) => {
    const soort = kern.bank.register.xml(v.ns, `${v.naam}Response`);
    return soort ? kern.bank.register.schrijver(soort).profiel : null;
  };

  const leeg = (v: Vraag, inhoud: string): string => `<d:${v.naam}Response xmlns:d="${v.ns}">${inhoud}</d:${v.naam}Response>`;

  const goed = (v: Vraag, uitkomst = 'aanvaard', over = v.messageId): Buiten => {
    const wortel = profiel(v);
    if (!wortel) return soapfout(v, 'SIM-DIENST', 'Deze dienst is er niet', 'onbekende dienst');
    // A push to the register of the Inlichtingenbureau is acknowledged, not answered.
    if (wortel.kinderen().has('Acknowledgement')) return antwoord(v, leeg(v, '<Acknowledgement/>'), uitkomst, over);
    const bsn = v.bsn ?? new Toeval(`sleutel ${kern.zaad} ${v.sleutel}`).kies(kring);
    return antwoord(v, vulIn({ wortel, bsn, zaad: kern.zaad, kring }), uitkomst, over);
  };

  const speel = (geval: Geval, v: Vraag): Buiten => {
    const regel = { bericht: v.naam, referentie: v.messageId ?? null, uitkomst: `fout ${geval}` };
    switch (geval) {
      case 'niets-gevonden': return profiel(v)?.kinderen().has('NietsGevonden') === false ? goed(v) : antwoord(v, leeg(v, `<fwi:NietsGevonden xmlns:fwi="${FWI}"/>`), 'niets gevonden');
      case 'fwi': {
        // In the answer of the register of the Inlichtingenbureau FWI is an element of its own, without namespace.
        const el = profiel(v)?.kinderen().get('FWI')?.ns === '' ? 'FWI' : `fwi:FWI xmlns:fwi="${FWI}"`;
        return antwoord(v, leeg(v, `<${el}>${fwiMelding('Fout', 'SIM-BRON', 'De bron kan deze vraag nu niet beantwoorden')}</${el.split(' ')[0]}>`), 'fout fwi');
      }
      case 'soapfout': return soapfout(v, 'SIM-FOUT', 'De aanvraag is niet in orde', 'fout soapfout');
      case 'niet-bevoegd': return soapfout(v, 'SIM-NIET-GERECHTIGD', 'De vrager is niet gerechtigd tot deze gegevens', 'fout niet-bevoegd');
      case 'traag': return { ...goed(v, 'fout traag'), wacht: RUST };
      case 'stil': return { status: 0, breuk: 'stil', regel };
      case 'storing': return { status: 503, koppen: { 'retry-after': '1' }, regel };
      case 'onzin': return { status: 200, contentType: soapContentType('1.1'), body: 'dit is <geen> bericht', regel };
      case 'ongeldig': return antwoord(v, leeg(v, '<Verzonnen>1</Verzonnen>'), 'fout ongeldig');
      case 'van-een-ander': return goed(v, 'fout van-een-ander', `urn:uuid:${kern.referentie()}`);
    }
  };

  return {
    fouten: {
      'niets-gevonden': 'zegt fwi:NietsGevonden', fwi: 'antwoordt met alleen fwi:FWI', soapfout: 'SOAP-fault met fwi:Fout', 'niet-bevoegd': 'SOAP-fault: niet gerechtigd',
      ongeldig: 'antwoordt iets dat het schema niet toestaat', 'van-een-ander': 'het antwoord hoort bij een andere vraag (wsa:RelatesTo)',
    },
    zendingen: {},
    maak: () => Promise.reject(new Error('Suwinet stuurt niets uit zichzelf')),
    async behandel(b: Binnen): Promise<Buiten> {
      const in_ = await ontvang(b, kern);
      if (in_.soort === 'webhook' || in_.lezing === null || in_.lezing.soort.standaard !== 'suwiml') {
        return { status: 500, contentType: soapContentType('1.1'), body: soapFout({ versie: '1.1', plek: 'client', tekst: 'Dit is geen SuwiML-vraag', detail: '' }), regel: { bericht: in_.bericht, referentie: null, uitkomst: 'geweigerd' } };
      }
      const v = leesVraag(in_.lezing);
      if (v.messageId === undefined || v.van === undefined || v.naar === undefined) return soapfout(v, 'SIM-ADRESSERING', 'De vraag heeft geen WS-Addressing (MessageID, From, To)', 'geweigerd');
      if (in_.soort === 'ongeldig') return soapfout(v, in_.code, 'De vraag is niet in orde', 'geweigerd');
      if (v.bsn !== undefined && !isTestBsn(v.bsn)) return soapfout(v, 'SIM-GEEN-TESTBSN', 'Deze simulator kent alleen BSN’s van de testreeks', 'geweigerd');
      const geval = (b.fout as Geval | null) ?? (v.bsn === undefined ? null : gevalVan(v.bsn));
      if (geval !== null) return speel(geval, v);
      return v.bsn === undefined || set.has(v.bsn) ? goed(v) : speel('niets-gevonden', v);
    },
  };
}
