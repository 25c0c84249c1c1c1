// Proves: every message that the configuration accepts as a source can be made from nothing but a person, and is valid by its schema;
// every other synchronous message is refused as a source, with the reason, before anybody waits for it.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { doorloop } from '../../src/intake/controle.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { kennisVan, stelVraagOp, vindVraag } from '../../src/questions/vraagbericht.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

let bank: Werkbank;
beforeAll(async () => { bank = await maakWerkbank(); });

const ADRES = { applicatie: 'zaaksysteem', administratie: '0384' };
const TE_VRAGEN = {
  bsn: '999990937', vrager: { soort: 'gemeente', naam: 'Diemen', gemeentecode: '0384', oin: '00000099000000020384', ...ADRES }, bron: { naam: 'Bron', oin: '00000099000000002000', applicatie: 'bron' },
  nu: '2026-11-24T11:00:00Z', datum: '2026-11-24', referentie: '01890000-0000-7000-8000-000000000001',
};

/** Every synchronous message at its endpoint: `[bericht, endpoint]`. */
function synchroon(): [string, string][] {
  return bank.register.endpoints.flatMap((endpoint) => {
    const { adapter, endpoint: e } = bank.register.endpoint(endpoint)!;
    if (e.soort !== 'synchroon') return [];
    return adapter.spec.berichten
      .filter((b) => b.verloop === 'synchroon' && (e.berichten.length === 0 || e.berichten.includes(b.berichttype)) && (e.namespace === undefined || b.wortel?.namespace === e.namespace))
      .map((b): [string, string] => [`${b.standaard}:${b.berichttype}:${b.versie}`, endpoint]);
  });
}

test('every service of SuwiML and every Lv01 is walked: what can be a source renders from a person, what cannot says why', async () => {
  const kennis = kennisVan(bank.register);
  const kan: string[] = [];
  const kanNiet: string[] = [];
  for (const [bericht, endpoint] of synchroon()) {
    const wat = kennis.vraag(bericht, endpoint);
    if (typeof wat === 'string') {
      expect(wat.length).toBeGreaterThan(10);
      kanNiet.push(`${bericht} ${endpoint}`);
      continue;
    }
    for (const event of wat.events) {
      const uit = await stelVraagOp({ ...TE_VRAGEN, event }, vindVraag(bank.register, bericht, endpoint)!, bank, STANDAARD_XML_LIMIETEN);
      if (uit.soort === 'geweigerd') {
        kanNiet.push(`${bericht} ${endpoint}: ${uit.meldingen.map((m) => m.pad).join()}`);
        continue;
      }
      kan.push(`${bericht} ${endpoint}`);
      const terug = await doorloop({ soort: 'geheugen', bytes: uit.bytes }, bank, STANDAARD_XML_LIMIETEN);
      expect(terug).toMatchObject({ soort: 'geslaagd', herkend: { berichttype: bericht.split(':')[1] } });
      if (terug.soort === 'geslaagd') {
        expect(terug.events.map((e) => e.type)).toEqual([event]);
        expect(terug.events[0]!.data.personen).toEqual([expect.objectContaining({ bsn: '999990937', rollen: ['client'] })]);
      }
    }
  }
  expect(kan.sort()).toEqual([...KAN].sort());
  expect(kanNiet.sort()).toEqual([...KAN_NIET].sort());
});

describe('the same name at two services is told apart by the endpoint', () => {
  test.each(['UWVDossierInkomstenGSD-v0200', 'UWVDossierInkomstenGSDDigitaleDiensten-v0200'])('%s', (dienst) => {
    expect(vindVraag(bank.register, 'suwiml:UWVPersoonsIkvInfo', `suwiml/${dienst}`)?.soort.schema).toBe(`${dienst}.xsd`);
  });
});

test.each([
  ['suwiml:Bestaat:v0200', 'suwiml/RDWDossierGSD-v0200', 'is er niet'],
  ['suwiml:SVBPersoonsInfo', 'suwiml/RDWDossierGSD-v0200', 'hoort niet op'],
  ['stuf:zakLk01', 'stuf/ontvangAsynchroon', 'is geen vraag die meteen wordt beantwoord'],
])('%s at %s: %s', (bericht, endpoint, reden) => {
  expect(kennisVan(bank.register).vraag(bericht, endpoint)).toContain(reden);
});

const SUWI = (berichttype: string, dienst: string): string => `suwiml:${berichttype}:${dienst.split('-')[1]} suwiml/${dienst}`;
const STUF = (berichttype: string, poort: string): string => `stuf:${berichttype}:0310 stuf/${poort}`;
const KAN: readonly string[] = [
  STUF('npsLv01', 'beantwoordVraag'),
  SUWI('AanvraagPersoon', 'BRPDossierPersoonGSD-v0200'), SUWI('BijstandsregelingenInfo', 'Bijstandsregelingen-v0500'), SUWI('DUOPersoonsInfo', 'DUODossierPersoonGSD-v0300'),
  SUWI('DUOStudiefinancieringInfo', 'DUODossierStudiefinancieringGSD-v0200'), SUWI('GSDReintegratieInfo', 'GSDDossierReintegratie-v0200'),
  // Digitale diensten take a person in place of a number plate.
  SUWI('KentekenInfo', 'RDWDossierDigitaleDiensten-v0200'), SUWI('PersoonsInfo', 'KadasterDossierGSD-v0300'), SUWI('SVBPersoonsInfo', 'SVBDossierPersoonGSD-v0200'),
  SUWI('UWVAanvrUitkStatusInfo', 'UWVDossierAanvraagUitkeringStatusGSD-v0200'), SUWI('UWVPersoonsArbeidsbeperktenInfo', 'UWVDossierQuotumArbeidsbeperktenGSD-v0300'),
  SUWI('UWVPersoonsIkvInfo', 'UWVDossierInkomstenGSD-v0200'), SUWI('UWVPersoonsIkvInfo', 'UWVDossierInkomstenGSDDigitaleDiensten-v0200'),
  SUWI('UWVPersoonsWvInfo', 'UWVDossierWerknemersverzekeringenGSD-v0200'), SUWI('UWVPersoonsWvInfo', 'UWVDossierWerknemersverzekeringenGSDDigitaleDiensten-v0200'),
  SUWI('UwvWbPersoonsInfo', 'UWVWbDossierPersoonGSD-v0200'), SUWI('VoertuigbezitInfoPersoon', 'RDWDossierDigitaleDiensten-v0200'), SUWI('VoertuigbezitInfoPersoon', 'RDWDossierGSD-v0200'),
];
/** Cases and documents are asked for by their own numbers, parcels by address, vehicles by number plate or firm; the verwijsindex is told, not asked. */
const KAN_NIET: readonly string[] = [
  STUF('cancelCheckout_Di02', 'verwerkSynchroonVrijBericht'), STUF('edcLk02', 'verwerkSynchroneKennisgeving'), STUF('edcLv01', 'beantwoordVraag'), STUF('geefZaakdocumentbewerken_Di02', 'verwerkSynchroonVrijBericht'),
  STUF('genereerDocumentIdentificatie_Di02', 'verwerkSynchroonVrijBericht'), STUF('genereerZaakIdentificatie_Di02', 'verwerkSynchroonVrijBericht'), STUF('npsLk02', 'verwerkSynchroneKennisgeving'),
  STUF('updateZaakdocument_Di02', 'verwerkSynchroonVrijBericht'), STUF('zakLk02', 'verwerkSynchroneKennisgeving'), STUF('zakLv01', 'beantwoordVraag'),
  SUWI('IBVerwijsindex', 'IBVerwijsindex-v0300'), SUWI('KentekenInfo', 'RDWDossierGSD-v0200'), SUWI('ObjectInfoKadastraleAanduiding', 'KadasterDossierGSD-v0300'),
  SUWI('ObjectInfoLocatieOZ', 'KadasterDossierGSD-v0300'), SUWI('VoertuigbezitInfoOrg', 'RDWDossierGSD-v0200'),
];
