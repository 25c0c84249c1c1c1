// Proves that the kit has teeth: adapters that break one promise each fail at the check of that promise, with a finding that says where.
import { type Contractuitslag, ContractFout, type Punt, toetsMetWacht } from '../../../src/contract/index.ts';
import { maakKapot, toetsMappen, type Wijziging } from './kapot.ts';

/** What is broken, how, which check finds it, and what the finding says. */
const KAPOT: readonly [string, Wijziging, Punt, RegExp][] = [
  ['een naam met een spatie', { 'spec.ts': ["naam: 'buurtteam'", "naam: 'Buurt Team'"] }, 'vorm', /spec\.naam: .*kleine letter/],
  ['een schema dat er niet is', { 'spec.ts': ["schema: 'buurtteam.xsd'", "schema: 'weg.xsd'"] }, 'vorm', /weg\.xsd/],
  ['een bericht van een andere standaard', { 'spec.ts': ["wortel: { namespace: BT, naam }", "wortel: { namespace: 'http://www.stufstandaarden.nl/koppelvlak/jz0100', naam: 'vcobDi01' }"] }, 'vorm', /al van een andere adapter/],
  ['een eventtype dat al bestaat', { 'canoniek/eventtypen.json': ['"buurtondersteuning-gestart"', '"zaak-aangemaakt"'] }, 'vorm', /eventtype zaak-aangemaakt staat al/],
  ['een attribuut zonder dat of wat', { 'canoniek/onderwerpen/buurtondersteuning.json': [', "x-informatie": "wat", "x-bron": "PerWeek"', ''] }, 'vorm', /minutenPerWeek: .*x-informatie/],
  ['een eventtype dat niemand maakt', { 'canoniek/eventtypen.json': ['"eventtypen": {', '"eventtypen": { "buurtteam-weg": { "onderwerpen": [], "verplicht": [], "omschrijving": "x" },'] }, 'vorm', /buurtteam-weg: geen mappingtabel/],
  ['een bestand lezen', { 'codecs.ts': ["import { type Codec,", "import { existsSync } from 'node:fs';\nexport const IETS = existsSync('.');\nimport { type Codec,"] }, 'bouw', /codecs\.ts: gebruikt node:fs/],
  ['de klok lezen', { 'antwoord.ts': ["el('Tijdstip', om.nu)", "el('Tijdstip', new Date().toISOString())"] }, 'bouw', /antwoord\.ts:\d+: gebruikt new Date/],
  ['een rij met een onbekend bronpad', { 'mappings/aanmelding.yaml': ['bron: PerWeek', 'bron: PerMaand'] }, 'tabellen', /aanmelding\.yaml:\d+: het schema kent geen element PerMaand/],
  ['een rij met een onbekend doel', { 'mappings/afsluiting.yaml': ['doel: redenEinde', 'doel: redenSlot'] }, 'tabellen', /afsluiting\.yaml:\d+: het informatiemodel kent geen redenSlot/],
  ['een schema dat alles doorlaat', { 'schemas/buurtteam.xsd': [/<xs:complexType name="Aanmeldinginhoud">[\s\S]*?<\/xs:complexType>/, '<xs:complexType name="Aanmeldinginhoud"><xs:sequence><xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>'] }, 'weigeren', /Aanmelding met een onbekend element/],
  ['een kop die een uitzondering gooit', { 'kop.ts': ["const { wortel } = bron;", "const { wortel } = bron;\n  if (tekstVan(wortel, 'Kop/Pakket') !== undefined) throw new Error('999993653');"] }, 'voorbeelden', /aanmelding\.xml: de adapter gooit een fout \(Error in kop\.ts:\d+\)/],
  ['een voorbeeld dat anders uitkomt', { 'samples/afsluiting.verwacht.json': ['"events": 1', '"events": 2'] }, 'voorbeelden', /afsluiting\.xml: geeft 1 events in plaats van 2/],
  ['een regel die niet wordt gecontroleerd', { 'controle.ts': ['tekst.trim() >= begin', "tekst.trim() >= ''"] }, 'voorbeelden', /fout-einde-voor-begin\.xml: wordt aangenomen/],
  ['een bevinding zonder regel', { 'controle.ts': ['regel: einde.regel', 'regel: 0'] }, 'voorbeelden', /fout-einde-voor-begin\.xml: wordt geweigerd zonder regel/],
  ['een schema dat ruimer is dan het model', { 'schemas/buurtteam.xsd': ['name="Huisnummer" type="bt:Huisnummer"', 'name="Huisnummer" type="xs:string"'] }, 'plaatsen', /Huisnummer: het schema laat door wat het informatiemodel weigert/],
  ['een regel die een optioneel element verplicht denkt', { 'controle.ts': ["if (begin === undefined", "if (zoek(bron.wortel, 'Bewoner/Geboren')!.tekst === '' || begin === undefined"] }, 'voorbeelden', /gooit een fout \(TypeError in controle\.ts/],
  ['een codec die de waarde noemt', { 'codecs.ts': ["CodecFout('geen duur in uren en minuten')", 'CodecFout(`geen duur: ${tekst}`)'], 'schemas/buurtteam.xsd': ['name="PerWeek" type="bt:UrenMinuten"', 'name="PerWeek" type="xs:string"'] }, 'plaatsen', /PerWeek: een bevinding noemt de waarde/],
  ['een codec die een gewone fout gooit', { 'codecs.ts': ["throw new CodecFout('geen duur in uren en minuten')", "throw new Error('kapot')"], 'schemas/buurtteam.xsd': ['name="PerWeek" type="bt:UrenMinuten"', 'name="PerWeek" type="xs:string"'] }, 'plaatsen', /PerWeek: de adapter gooit een fout \(Error in codecs\.ts/],
  ['traag bij lange tekst', { 'kop.ts': ["const { wortel } = bron;", "const { wortel } = bron;\n  if (bron.xml.length > 500_000) for (const eind = performance.now() + 1500; performance.now() < eind; );"] }, 'grenzen', /duurt \d+ ms; hoogstens 1000 ms/],
  ['een kop die een waarde in een bevinding zet', { 'kop.ts': ["herhaalsleutel:", "meldingen: tekstVan(wortel, 'Bewoner/Achternaam')?.includes('Geheim') ? [{ code: 'KP_REGEL', regel: 1, pad: '/', tekst: `onbekend: ${tekstVan(wortel, 'Bewoner/Achternaam')}` }] : [],\n    herhaalsleutel:"] }, 'plaatsen', /Achternaam: een bevinding noemt de waarde/],
  ['een pad dat niemand vertaalt', { 'mappings/aanmelding.yaml': [/ {2}- \{ pad: Kop\/Pakket.*\n/, ''] }, 'dekking', /Aanmelding: Kop\/Pakket: wordt niet vertaald/],
  ['een reden die leeg is', { 'mappings/aanmelding.yaml': [/reden: ".*"/, 'reden: " "'] }, 'dekking', /een reden/],
  ['toeval in de events', { 'codecs.ts': ['Number(m[1]) * 60 +', 'Math.floor(Math.random() * 1e9) +'] }, 'herhaalbaar', /aanmelding\.xml: geeft de tweede keer andere events/],
  ['geen sleutel van een herhaling', { 'kop.ts': ['[buurtteam, nummer]', 'null'] }, 'kop', /asynchroon bericht zonder sleutel/],
  ['voor elk bericht dezelfde sleutel', { 'kop.ts': ['[buurtteam, nummer]', '[buurtteam]'] }, 'kop', /dezelfde sleutel als/],
  ['een sleutel die van de opmaak afhangt', { 'kop.ts': ['[buurtteam, nummer]', '[buurtteam, nummer, String(bron.xml.length)]'] }, 'kop', /de sleutel verandert door witruimte/],
  ['een fout die tekens niet vervangt', { 'antwoord.ts': ['${xmlTekst(m.tekst)}', '${m.tekst}'] }, 'soap', /fout KP_SCHEMA .*geen leesbare envelop/],
  ['een fout die de plaats verzwijgt', { 'antwoord.ts': ['pad="${xmlTekst(m.pad)}"', 'pad="/"'] }, 'soap', /zegt niet op welke plaats/],
  ['een ontvangstbewijs met het verkeerde mediatype', { 'antwoord.ts': ['status: 200, contentType: soapContentType(om.soap)', "status: 200, contentType: 'text/xml'"] }, 'soap', /ontvangstbewijs voor .*mediatype/],
  ['een fout die een waarde uit het bericht noemt', { 'antwoord.ts': [['kop, soap }: FoutInvoer', 'kop, soap, lezing }: FoutInvoer'], ["${el('Code', code)}", "${el('Code', code)}${el('Wie', lezing?.bron.wortel.kinderen[1]?.kinderen[1]?.tekst)}"]] }, 'mutaties', /de SOAP-fout noemt een waarde/],
];

// The first stays as it is.
const { mappen, weg } = maakKapot([{}, ...KAPOT.map(([, wijziging]) => wijziging)]);
let uitslagen: readonly Contractuitslag[] = [];
beforeAll(async () => {
  uitslagen = await toetsMappen(mappen.map((m, i) => (KAPOT[i - 1]?.[0] === 'traag bij lange tekst' ? `${m}?1000` : m)));
}, 240_000);
afterAll(weg);

test('ongewijzigd, in een map buiten het product, houdt het voorbeeld zich aan het contract', () => {
  expect(uitslagen[0]?.punten.flatMap((p) => p.bevindingen)).toEqual([]);
  expect(uitslagen[0]?.goed).toBe(true);
});

test.each(KAPOT.map(([naam, , punt, tekst], i) => [naam, i + 1, punt, tekst] as const))('%s', (_naam, i, punt, tekst) => {
  const uit = uitslagen[i]!;
  expect(uit.goed).toBe(false);
  const bevindingen = uit.punten.find((p) => p.punt === punt)?.bevindingen.map((b) => `${b.waar}: ${b.tekst}`) ?? [];
  expect(bevindingen).toContainEqual(expect.stringMatching(tekst));
  // Whatever is broken, the kit's own report holds no value of the samples.
  expect(JSON.stringify(uit)).not.toMatch(/999993653|Verstappen|Qx7Geheim/);
});

test('een adapter die niet terugkomt houdt de toets niet op', async () => {
  const kapot = maakKapot([{ 'kop.ts': ['const { wortel } = bron;', "const { wortel } = bron;\n  if (wortel.kinderen.length === 0) for (;;);"] }]);
  try {
    const uit = await toetsMetWacht(kapot.mappen[0]!, { perPunt: 5000 });
    expect(uit.goed).toBe(false);
    // Checks before it keep their outcome; the finding names the one that did not end.
    expect(uit.punten.map((p) => [p.punt, p.uitkomst])).toEqual([['vorm', 'goed'], ['bouw', 'goed'], ['tabellen', 'goed'], ['herkennen', 'fout']]);
    expect(uit.punten.at(-1)?.bevindingen[0]?.tekst).toMatch(/blijft hangen/);
  } finally {
    kapot.weg();
  }
});

test('waar geen adapter is valt niets te oordelen', async () => {
  await expect(toetsMetWacht('/bestaat/niet')).rejects.toThrow(ContractFout);
  await expect(toetsMetWacht('/bestaat/niet')).rejects.toThrow(/geen index\.ts of index\.js/);
});
