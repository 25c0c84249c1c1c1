// The declared messages of the SuwiML adapter: every question and every answer of the 17 services, one row each, and the fault that they share.
// Recognised by namespace and root alone; builds of one version (v0200-b01, -b02) share the namespace.
import type { AdapterSpec, BerichtSoort } from '../../src/sdk/index.ts';

/** One service of the chain of work and income (aw319-suwiml-jzxml §2). */
export interface Dienst {
  readonly naam: string;
  readonly versie: string;
  /** Dutch, for titles: what the service is about. */
  readonly over: string;
  /** Roots of the questions; an answer is the same name with `Response`. */
  readonly vragen: readonly string[];
}

export const DIENSTEN: readonly Dienst[] = [
  { naam: 'BRPDossierPersoonGSD', versie: 'v0200', over: 'persoonsgegevens (BRP)', vragen: ['AanvraagPersoon'] },
  { naam: 'Bijstandsregelingen', versie: 'v0500', over: 'bijstand (gemeenten)', vragen: ['BijstandsregelingenInfo'] },
  { naam: 'DUODossierPersoonGSD', versie: 'v0300', over: 'onderwijs (DUO)', vragen: ['DUOPersoonsInfo'] },
  { naam: 'DUODossierStudiefinancieringGSD', versie: 'v0200', over: 'studiefinanciering (DUO)', vragen: ['DUOStudiefinancieringInfo'] },
  { naam: 'GSDDossierReintegratie', versie: 'v0200', over: 're-integratie (gemeenten)', vragen: ['GSDReintegratieInfo'] },
  { naam: 'IBVerwijsindex', versie: 'v0300', over: 'de verwijsindex van het Inlichtingenbureau', vragen: ['IBVerwijsindex'] },
  {
    naam: 'KadasterDossierGSD',
    versie: 'v0300',
    over: 'onroerende zaken (Kadaster)',
    vragen: ['PersoonsInfo', 'ObjectInfoKadastraleAanduiding', 'ObjectInfoLocatieOZ'],
  },
  { naam: 'RDWDossierDigitaleDiensten', versie: 'v0200', over: 'voertuigen (RDW), digitale diensten', vragen: ['VoertuigbezitInfoPersoon', 'KentekenInfo'] },
  { naam: 'RDWDossierGSD', versie: 'v0200', over: 'voertuigen (RDW)', vragen: ['VoertuigbezitInfoPersoon', 'VoertuigbezitInfoOrg', 'KentekenInfo'] },
  { naam: 'SVBDossierPersoonGSD', versie: 'v0200', over: 'AOW, Anw en kinderbijslag (SVB)', vragen: ['SVBPersoonsInfo'] },
  { naam: 'UWVDossierAanvraagUitkeringStatusGSD', versie: 'v0200', over: 'de status van een uitkeringsaanvraag (UWV)', vragen: ['UWVAanvrUitkStatusInfo'] },
  { naam: 'UWVDossierInkomstenGSD', versie: 'v0200', over: 'inkomsten (UWV)', vragen: ['UWVPersoonsIkvInfo'] },
  { naam: 'UWVDossierInkomstenGSDDigitaleDiensten', versie: 'v0200', over: 'inkomsten (UWV), digitale diensten', vragen: ['UWVPersoonsIkvInfo'] },
  { naam: 'UWVDossierQuotumArbeidsbeperktenGSD', versie: 'v0300', over: 'het doelgroepregister (UWV)', vragen: ['UWVPersoonsArbeidsbeperktenInfo'] },
  { naam: 'UWVDossierWerknemersverzekeringenGSD', versie: 'v0200', over: 'werknemersverzekeringen (UWV)', vragen: ['UWVPersoonsWvInfo'] },
  {
    naam: 'UWVDossierWerknemersverzekeringenGSDDigitaleDiensten',
    versie: 'v0200',
    over: 'werknemersverzekeringen (UWV), digitale diensten',
    vragen: ['UWVPersoonsWvInfo'],
  },
  { naam: 'UWVWbDossierPersoonGSD', versie: 'v0200', over: 'werkzoekenden (UWV WERKbedrijf)', vragen: ['UwvWbPersoonsInfo'] },
];

/** `<Dienst>-v<NNNN>`: how addresses, actions and our files name a service in one version. */
export const dienstnaam = (d: Dienst): string => `${d.naam}-${d.versie}`;

/** Namespace of a service's messages: with a slash before the version. */
export const namespace = (d: Dienst): string => `http://bkwi.nl/SuwiML/Diensten/${d.naam}/${d.versie}`;

/** WS-Addressing action of a message: with a dash before the version. */
export const actie = (d: Dienst, bericht: string): string => `http://bkwi.nl/SuwiML/Diensten/${dienstnaam(d)}/${bericht}`;

/** The service whose namespace this is, or undefined. */
export const dienstVan = (ns: string): Dienst | undefined => DIENSTEN.find((d) => namespace(d) === ns);

function rij(d: Dienst, berichttype: string, verloop: 'synchroon' | 'antwoord'): BerichtSoort {
  const melding = d.naam === 'IBVerwijsindex';
  const titel = verloop === 'antwoord' ? `Antwoord over ${d.over}` : melding ? `Melding aan ${d.over}` : `Vraag over ${d.over}`;
  return {
    standaard: 'suwiml',
    versie: d.versie,
    berichttype,
    titel,
    verloop,
    herkomst: 'normatief',
    wortel: { namespace: namespace(d), naam: berichttype },
    schema: `${dienstnaam(d)}.xsd`,
    mapping: `${dienstnaam(d)}-${berichttype}.yaml`,
    ...(verloop === 'synchroon' ? { antwoorden: [`${berichttype}Response`, 'Fout'] } : {}),
  };
}

export const FWI = 'http://bkwi.nl/SuwiML/FWI/v0205';

/** The detail of a SOAP fault: what a service sends when it does not answer at all. The same in every service. */
const FOUT: BerichtSoort = {
  standaard: 'suwiml',
  versie: 'v0205',
  berichttype: 'Fout',
  titel: 'Foutmelding in plaats van een antwoord (FWI)',
  verloop: 'antwoord',
  herkomst: 'normatief',
  wortel: { namespace: FWI, naam: 'Fout' },
  schema: 'fwi-v0205.xsd',
  mapping: 'FWI-v0205-Fout.yaml',
};

export const SPEC: AdapterSpec & { readonly soort: 'xml' } = {
  naam: 'suwiml',
  titel: 'SuwiML (Suwinet)',
  versie: '1',
  soort: 'xml',
  kopInEnvelop: true,
  schemas: new URL('../../schemas/suwiml/', import.meta.url),
  mappings: new URL('../../mappings/suwiml/', import.meta.url),
  berichten: [...DIENSTEN.flatMap((d) => d.vragen.flatMap((v) => [rij(d, v, 'synchroon'), rij(d, `${v}Response`, 'antwoord')])), FOUT],
};
