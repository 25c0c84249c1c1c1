// Proves how a StUF, GGK or CORV message leaves: the envelope of SOAP 1.1 round the message as it was given, and the SOAPAction of its operation.
import jzxml from '../../../adapters/jzxml/index.ts';
import stuf from '../../../adapters/stuf/index.ts';
import { hashVanBoom } from '../../../src/intake/inhoudshash.ts';
import type { XmlAdapter } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import { snijUit } from '../../../src/xml/uitsnede.ts';
import { lees, SAMPLES } from './hulp.ts';

const sample = (naam: string): string => lees(new URL(`${naam}.xml`, SAMPLES));
const bronVan = (xml: string) => {
  const r = leesXml(Buffer.from(xml));
  if (r.soort !== 'gelezen') throw new Error(r.code);
  return r.bron;
};

function vertrek(adapter: XmlAdapter, xml: string, endpoint: string, soapAction?: string) {
  const bron = bronVan(xml);
  const soort = adapter.spec.berichten.find((b) => b.wortel?.naam === bron.wortel.naam)!;
  const { variant } = adapter.kop({ soort, bron, omgeving: { kanaal: 'soap', ...(soapAction === undefined ? {} : { soapAction }) } });
  const uit = adapter.soap!.verzend!({
    xml: snijUit(bron.xml)!, soort, ...(variant === undefined ? {} : { variant }), endpoint, adres: 'https://ontvanger.example/x', namens: null, naar: {}, nu: '2026-07-01T22:30:05.042Z', referentie: 'r',
    hub: { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' },
  });
  const terug = bronVan(uit.body);
  expect([uit.contentType, terug.soap?.versie, hashVanBoom(terug.wortel) === hashVanBoom(bron.wortel)]).toEqual(['text/xml; charset=utf-8', '1.1', true]);
  return uit.soapAction;
}

const zkn = 'http://www.egem.nl/StUF/sector/zkn/0310';
const ggk = 'http://www.stufstandaarden.nl/koppelvlak/ggk0210';
test.each([
  ['stuf/zaklk01-creeerzaak', 'stuf/ontvangAsynchroon', `${zkn}/creeerZaak_Lk01`],
  ['stuf/zaklk01-updatezaak', 'stuf/ontvangAsynchroon', `${zkn}/updateZaak_Lk01`],
  ['stuf/zaklk01-actualiseerzaakstatus', 'stuf/ontvangAsynchroon', `${zkn}/actualiseerZaakstatus_Lk01`],
  ['stuf/edclk01-voegzaakdocumenttoe', 'stuf/ontvangAsynchroon', `${zkn}/voegZaakdocumentToe_Lk01`],
  ['stuf/zaklv01-geefzaakdetails', 'stuf/beantwoordVraag', `${zkn}/geefZaakdetails_Lv01`],
  ['stuf/edclv01-geefzaakdocumentlezen', 'stuf/beantwoordVraag', `${zkn}/geefZaakdocumentLezen_Lv01`],
  ['stuf/npslv01-vraag', 'stuf/beantwoordVraag', 'http://www.egem.nl/StUF/sector/bg/0310/npsLv01'],
  ['ggk/di01-wmo301', 'ggk', `${ggk}/ggk_Di01`],
  ['ggk/du01-wmo302', 'ggk', `${ggk}/ggk_Du01`],
  ['ggk/fo01-ketenfout', 'ggk', 'http://www.egem.nl/StUF/StUF0301/Fo01'],
])('%s', (naam, endpoint, actie) => expect(vertrek(stuf, sample(naam), endpoint)).toBe(actie));

test('what its SOAPAction said, it keeps', () => {
  expect(vertrek(stuf, sample('stuf/zaklv01-geefzaakdetails'), 'stuf/beantwoordVraag', `"${zkn}/geefZaakstatus_Lv01"`)).toBe(`${zkn}/geefZaakstatus_Lv01`);
  expect(vertrek(stuf, sample('stuf/zaklk01-actualiseerzaakstatus'), 'stuf/ontvangAsynchroon', `${zkn}/updateZaak_Lk01`)).toBe(`${zkn}/updateZaak_Lk01`);
});

test('without one the content says which question or document it is', () => {
  const vraag = sample('stuf/zaklv01-geefzaakdetails');
  const scope = (s: string): string => vraag.replace(/(<ZKN:scope>\s*<ZKN:object [^>]*>)[\s\S]*?(<\/ZKN:object>)/, `$1<ZKN:identificatie xsi:nil="true"/>${s}$2`);
  expect(vertrek(stuf, scope('<ZKN:heeft/>'), 'stuf/beantwoordVraag')).toBe(`${zkn}/geefZaakstatus_Lv01`);
  expect(vertrek(stuf, scope('<ZKN:heeftRelevant/>'), 'stuf/beantwoordVraag')).toBe(`${zkn}/geefLijstZaakdocumenten_Lv01`);
  const document = sample('stuf/edclk01-voegzaakdocumenttoe');
  expect(vertrek(stuf, document.replace(/<ZKN:inhoud[\s\S]*?<\/ZKN:inhoud>/, ''), 'stuf/ontvangAsynchroon')).toBe(`${zkn}/maakZaakdocument_Lk01`);
});

test('CORV writes its action without http://', () => {
  expect(vertrek(jzxml, sample('jzxml/notificatie-geen-rekest'), 'jzxml')).toMatch(/^www\.stufstandaarden\.nl\/koppelvlak\/jz0100\/\w+$/);
});
