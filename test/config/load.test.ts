// Proves: defaults and paths of a right configuration; every kind of error is refused with its file, line and cause; no secret is ever shown.
import path from 'node:path';
import { ConfigFout, loadConfig } from '../../src/config/index.ts';
import { ABONNEMENT, fouten, GOED, laad, map, PARTIJ, ruimOp } from './hulp.ts';

afterAll(ruimOp);

/** GOED with other text in one file. */
const met = (naam: keyof typeof GOED, tekst: string): Record<string, string> => ({ ...GOED, [naam]: tekst });
const hoofd = (tekst: string): string[] => fouten(met('knooppunt.yaml', tekst));
const partijen = (tekst: string): string[] => fouten(met('configuratie/partijen/p.yaml', tekst));
const abonnementen = (tekst: string): string[] => fouten(met('configuratie/abonnementen/a.yaml', tekst));

describe('without any file', () => {
  test('loopback, embedded engines, sample parties, and it says so', () => {
    const c = laad({});
    expect(c).toMatchObject({ bestand: null, voorbeeld: true, http: { host: '127.0.0.1', poort: 8080 }, opslag: { soort: 'ingebed' }, eventlog: { soort: 'ingebed' } });
    expect(c.hub).toEqual({ oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT', naam: 'Knooppunt' });
    expect(c.geheimen.voorbeeld).toBe(true);
    expect(c.mededelingen.join(' ')).toMatch(/Geen knooppunt\.yaml.*voorbeeldpartijen.*geheimen zijn voorbeelden/);
    expect(c.adapters).toEqual(['stuf', 'suwiml', 'jzxml', 'aw319', 'istandaarden']);
  });
  test('a folder configuratie that happens to lie there is not taken for granted without a knooppunt.yaml', () => {
    expect(laad({ 'configuratie/partijen/p.yaml': PARTIJ }).voorbeeld).toBe(true);
  });
  test('--config that does not exist is an error, not the samples', () => {
    expect(fouten({}, { bestand: 'anders.yaml' })).toEqual(['anders.yaml:0 : dit bestand bestaat niet']);
  });
  test('--data and --port win', () => {
    const cwd = map({});
    expect(loadConfig({ cwd, env: {}, data: 'elders', poort: 0 })).toMatchObject({ opslag: { map: path.join(cwd, 'elders') }, http: { poort: 0 } });
  });
});

describe('a right configuration', () => {
  const c = laad(GOED);
  test('is taken with its defaults: limits, retention in milliseconds', () => {
    expect(c.voorbeeld).toBe(false);
    expect(c.bevindingen).toEqual([]);
    expect(c.bewaren).toMatchObject({ inhoud: 90 * 86_400_000, sleutels: 400 * 86_400_000, sleutelsZonderReferentie: 86_400_000 });
    expect(c.bewaren.sleutelsAw319).toBeGreaterThanOrEqual(5 * 365 * 86_400_000 + 86_400_000);
    expect(c.limieten).toMatchObject({ diepte: 100, perAfzender: { perMinuut: 60_000 } });
  });
  test('has all 342 municipalities, the abolished ones with the day and the successor', () => {
    const gemeenten = c.partijen.filter((p) => p.soort === 'gemeente');
    expect(gemeenten.filter((p) => p.geldigTot === undefined)).toHaveLength(342);
    expect(c.partijen.find((p) => p.id === 'gemeente-0457')).toMatchObject({ naam: 'Weesp', geldigTot: '2022-03-24', opvolger: 'gemeente-0363' });
    expect(c.partijen.find((p) => p.id === 'gemeente-0053')).not.toHaveProperty('opvolger');
  });
  test('a line in a file completes the municipality of the product, and does not double it', () => {
    const d = laad(met('configuratie/partijen/p.yaml', `partijen:\n  - { id: gemeente-0384, soort: gemeente, gemeentecode: "0384", oin: "00000099000000020384" }\n`));
    expect(d.partijen.filter((p) => p.gemeentecode === '0384')).toEqual([expect.objectContaining({ naam: 'Diemen', oin: '00000099000000020384' })]);
  });
  test('paths are of the file, package names stay as they are', () => {
    const cwd = map({ 'waar/knooppunt.yaml': 'adapters: [stuf, ./mijn-adapter, "@sector/adapter"]\nopslag: { map: ../opslag }\n', 'waar/configuratie/partijen/p.yaml': PARTIJ });
    const d = loadConfig({ cwd, env: {}, bestand: 'waar/knooppunt.yaml' });
    expect(d.adapters).toEqual(['stuf', path.join(cwd, 'waar/mijn-adapter'), '@sector/adapter']);
    expect(d.opslag.map).toBe(path.join(cwd, 'opslag'));
  });
  test('the version is of the contents: the same files the same, any change another', () => {
    expect(laad(GOED).versie).toBe(c.versie);
    expect(c.versie).toMatch(/^[0-9a-f]{16}$/);
    expect(laad(met('configuratie/abonnementen/a.yaml', `${ABONNEMENT}# iets\n`)).versie).not.toBe(c.versie);
    expect(laad(met('knooppunt.yaml', 'http: { poort: 1 }\n')).versie).not.toBe(c.versie);
  });
  test('durations, subscriptions and addresses as written', () => {
    expect(laad(met('knooppunt.yaml', "bewaren: { sleutels: 2 weken }\nhttp: { adres: 'https://knooppunt.example' }\n"))).toMatchObject({ bewaren: { sleutels: 14 * 86_400_000 }, http: { adres: 'https://knooppunt.example' } });
    expect(c.abonnementen).toEqual([{ id: 'diemen', partij: 'gemeente-0384', events: ['toewijzing-*'], filter: null, doel: 'uitvoering', grondslag: 'Wmo 2015 art. 5.1.1', niveau: 'wat', persoonsgegevens: [], proef: false, volgorde: 'vrij', kanaal: 'topic' }]);
  });
});

describe('knooppunt.yaml is refused', () => {
  test.each<[string, string, string | RegExp]>([
    ['unknown key with the nearest', 'http:\n  host: 127.0.0.1\n  port: 8080\n', "knooppunt.yaml:3 http.port: onbekende sleutel 'port'; bedoelt u 'poort'?"],
    ['unknown key without a near one', 'kafka: {}\n', /^knooppunt\.yaml:1 kafka: onbekende sleutel 'kafka'; bekend zijn: hub, /],
    ['another engine than there is', 'opslag:\n  soort: postgresql\n', 'knooppunt.yaml:2 opslag.soort: moet een van deze zijn: ingebed, postgres'],
    ['a port that is none', 'http: { poort: 70000 }\n', 'knooppunt.yaml:1 http.poort: mag ten hoogste 65535 zijn'],
    ['a number with leading zeros, unquoted', 'hub: { oin: 00000099000000001000 }\n', "knooppunt.yaml:1 hub.oin: moet tekst zijn; schrijf '00000099000000001000' tussen aanhalingstekens"],
    ['an OIN with an unknown prefix', 'hub: { oin: "00000055000000001000" }\n', 'knooppunt.yaml:1 hub.oin: dit is geen OIN: het voorvoegsel is niet bekend'],
    ['a duration that is none', 'bewaren: { sleutels: lang }\n', "knooppunt.yaml:1 bewaren.sleutels: moet een duur zijn, zoals '400 dagen', '24 uur' of '5 jaar'"],
    ['a secret in the file itself', 'geheimen: { sleutel: "Zeer-Geheim-1234567890" }\n', 'knooppunt.yaml:1 geheimen.sleutel: een geheim staat hier niet zelf: verwijs ernaar met env:NAAM of bestand:PAD'],
    ['a secret that is not there', 'geheimen: { sleutel: "env:NIET_GEZET" }\n', 'knooppunt.yaml:1 geheimen.sleutel: de omgevingsvariabele NIET_GEZET is niet gezet'],
    ['a secret file that is not there', 'geheimen: { audit: "bestand:weg" }\n', 'knooppunt.yaml:1 geheimen.audit: het bestand met het geheim is niet te lezen (ENOENT)'],
    ['a folder that is not there', 'configuratie: elders\n', 'knooppunt.yaml:1 configuratie: de map elders bestaat niet'],
    ['a caller of no party', `bellers:\n  - { sha256: "${'a'.repeat(64)}", partij: niemand }\n`, "knooppunt.yaml:2 bellers[0]: partij 'niemand' bestaat niet"],
    ['a caller that is nobody', `bellers:\n  - { sha256: "${'a'.repeat(64)}" }\n`, 'knooppunt.yaml:2 bellers[0]: noem precies een van partij en operator'],
    ['a token itself instead of its SHA-256', 'bellers: [{ sha256: geheim-token, operator: true }]\n', 'knooppunt.yaml:1 bellers[0].sha256: moet de SHA-256 van een token zijn: 64 hexadecimale tekens, kleine letters'],
    ['no YAML', 'http: "x\n', /^knooppunt\.yaml:[12] : dit is geen geldige YAML/],
    ['a key twice', 'shards: 1\nshards: 2\n', 'knooppunt.yaml:2 : deze sleutel staat er twee keer'],
    ['aliases', 'hub: &h { naam: x }\nstuf: *h\n', 'knooppunt.yaml:2 : verwijzingen (* en &) zijn in deze bestanden niet toegestaan'],
    ['a list where a group belongs', '- 1\n', 'knooppunt.yaml:1 : moet een groep sleutels zijn'],
  ])('%s', (_, tekst, verwacht) => {
    const uit = hoofd(tekst);
    if (typeof verwacht === 'string') expect(uit).toEqual([verwacht]);
    else expect(uit[0]).toMatch(verwacht);
    expect(uit.join()).not.toContain('Zeer-Geheim');
  });
  test('several errors are told together', () => {
    expect(hoofd('http: { port: 1 }\nshards: 0\n')).toHaveLength(2);
  });
});

describe('beyond loopback', () => {
  const sha = 'b'.repeat(64);
  const open = (rest: string, env: Record<string, string> = {}): string[] =>
    fouten(met('knooppunt.yaml', `http: { host: 0.0.0.0 }\nbellers: [{ sha256: "${sha}", operator: true }]\n${rest}`), { env });
  const goed = 'geheimen: { sleutel: "env:A", audit: "env:B" }\n';
  const env = { A: 'k7Jx2mQ9pR4tV8wZ1aB5cD6eF0gH3iL7', B: 'n2Mx2mQ9pR4tV8wZ1aB5cD6eF0gH3iL7' };

  test('with callers and secrets of its own it is accepted', () => {
    expect(open(goed, env)).toEqual([]);
  });
  test('an OIN of the test environment is a warning there, on loopback it is none', () => {
    const tekst = `http: { host: 0.0.0.0 }\nbellers: [{ sha256: "${sha}", operator: true }]\n${goed}`;
    const tekstEigen = `${tekst}hub: { oin: "00000001002220647000" }\n`;
    expect(laad(met('knooppunt.yaml', tekst), { env }).bevindingen.map((b) => [b.ernst, b.pad])).toEqual([['waarschuwing', 'hub.oin']]);
    expect(laad(met('knooppunt.yaml', tekstEigen), { env }).bevindingen).toEqual([]);
  });
  test('without callers it is refused', () => {
    expect(fouten(met('knooppunt.yaml', `http: { host: 0.0.0.0 }\n${goed}`), { env })).toEqual(['knooppunt.yaml:1 bellers: luisteren op 0.0.0.0 kan alleen als er bellers zijn']);
  });
  test('sample secrets, short ones and missing ones are refused, and not shown', () => {
    expect(open('')).toEqual([expect.stringMatching(/geheimen\.sleutel: ontbreekt/), expect.stringMatching(/geheimen\.audit: ontbreekt/)]);
    const uit = open(goed, { A: 'voorbeeld-geheim-voor-sleutels-niet-voor-productie', B: 'kort-4711' });
    expect(uit).toEqual([expect.stringMatching(/geheimen\.sleutel: is een voorbeeldgeheim/), expect.stringMatching(/geheimen\.audit: is te kort/)]);
    expect(uit.join()).not.toContain('4711');
  });
  test('sample parties are refused', () => {
    expect(fouten({ 'knooppunt.yaml': `http: { host: "10.0.0.1" }\nbellers: [{ sha256: "${sha}", operator: true }]\n${goed}` }, { env }))
      .toEqual(['knooppunt.yaml:1 configuratie: zonder eigen map met partijen en abonnementen luistert het knooppunt alleen op loopback']);
  });
  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('%s is loopback', (host) => {
    expect(fouten(met('knooppunt.yaml', `http: { host: "${host}" }\n`))).toEqual([]);
  });
  test.each(['0.0.0.0', '::', '192.168.1.1', '127.0.0.1.example.nl', 'knooppunt.example'])('%s is not', (host) => {
    expect(fouten(met('knooppunt.yaml', `http: { host: "${host}" }\n`)).join()).toContain('bellers');
  });
  test('a secret from a file loses the end of its line, and nothing else', () => {
    const c = laad({ ...GOED, 'knooppunt.yaml': 'geheimen: { sleutel: "bestand:sleutel.txt" }\n', 'sleutel.txt': 'abc \n' });
    expect(Buffer.from(c.geheimen.sleutel).toString()).toBe('abc ');
  });
});

describe('parties are refused', () => {
  const P = 'configuratie/partijen/p.yaml';
  test.each<[string, string, string]>([
    ['unknown key', 'partijen:\n  - id: x\n    soort: overig\n    naam: X\n    kwk: "09220932"\n', `${P}:5 partijen[0].kwk: onbekende sleutel 'kwk'; bedoelt u 'kvk'?`],
    ['unquoted gemeentecode', 'partijen:\n  - { id: gemeente-0384, soort: gemeente, gemeentecode: 0384 }\n', `${P}:2 partijen[0].gemeentecode: moet tekst zijn; schrijf '0384' tussen aanhalingstekens`],
    ['gemeente under another name', 'partijen:\n  - { id: diemen, soort: gemeente, gemeentecode: "0384" }\n', `${P}:2 partijen[0].id: moet 'gemeente-0384' zijn`],
    ['gemeente without a code', 'partijen:\n  - { id: gemeente-1, soort: gemeente, naam: X }\n', `${P}:2 partijen[0].gemeentecode: een gemeente heeft een gemeentecode`],
    ['no gemeente with a code', 'partijen:\n  - { id: x, soort: overig, naam: X, gemeentecode: "0384" }\n', `${P}:2 partijen[0].gemeentecode: alleen een gemeente heeft een gemeentecode`],
    ['the name of the hub itself', 'partijen:\n  - { id: operator, soort: overig, naam: X }\n', `${P}:2 partijen[0].id: deze naam is van het knooppunt zelf`],
    ['no name', 'partijen:\n  - { id: x, soort: overig }\n', `${P}:2 partijen[0].naam: 'naam' ontbreekt`],
    ['no OIN', 'partijen:\n  - { id: x, soort: overig, naam: X, oin: "00000055000000001000" }\n', `${P}:2 partijen[0].oin: dit is geen OIN: het voorvoegsel is niet bekend`],
    ['no day', 'partijen:\n  - { id: x, soort: overig, naam: X, geldigTot: 2026-02-30 }\n', `${P}:2 partijen[0].geldigTot: moet een bestaande datum zijn, JJJJ-MM-DD`],
    ['days the wrong way round', 'partijen:\n  - { id: x, soort: overig, naam: X, geldigVanaf: 2026-02-01, geldigTot: 2026-01-01 }\n', `${P}:2 partijen[0].geldigTot: ligt niet na geldigVanaf`],
    ['the same id twice', 'partijen:\n  - { id: x, soort: overig, naam: X }\n  - { id: x, soort: overig, naam: Y }\n', `${P}:3 partijen[1].id: partij 'x' staat er twee keer`],
    ['the same number twice', 'partijen:\n  - { id: x, soort: aanbieder, naam: X, agb: "42420001" }\n  - { id: y, soort: aanbieder, naam: Y, agb: "42420001" }\n', `${P}:3 partijen[1].agb: dit nummer is ook van 'x'`],
    ['the same address twice', 'partijen:\n  - { id: x, soort: overig, naam: X, aliassen: [{ organisatie: Z }] }\n  - { id: y, soort: overig, naam: Y, aliassen: [{ organisatie: " z " }] }\n', `${P}:3 partijen[1].aliassen: dit adres is ook van 'x'; dan is nooit duidelijk wie bedoeld is`],
    ['a mandate of no gemeente', 'partijen:\n  - { id: x, soort: samenwerkingsverband, naam: X, mandaten: [{ gemeente: "0999" }] }\n', `${P}:2 partijen[0].mandaten: er is geen gemeente met code 0999`],
    ['a successor that is not there', 'partijen:\n  - { id: x, soort: overig, naam: X, geldigTot: 2026-01-01, opvolger: y }\n', `${P}:2 partijen[0].opvolger: partij 'y' bestaat niet; bedoelt u 'x'?`],
    ['a kind that is none', 'partijen:\n  - { id: x, soort: gemeenten, naam: X }\n', `${P}:2 partijen[0].soort: moet een van deze zijn: gemeente, samenwerkingsverband, aanbieder, knooppunt, zorgkantoor, justitie, politie, veilig-thuis, overig`],
  ])('%s', (_, tekst, verwacht) => {
    expect(partijen(tekst)).toEqual([verwacht]);
  });
  test('successors in a ring', () => {
    expect(partijen('partijen:\n  - { id: x, soort: overig, naam: X, geldigTot: 2026-01-01, opvolger: y }\n  - { id: y, soort: overig, naam: Y, geldigTot: 2026-01-01, opvolger: x }\n').join()).toContain('in een kring');
  });
});

describe('subscriptions are refused', () => {
  const A = 'configuratie/abonnementen/a.yaml';
  const een = (rest: string, begin = 'partij: gemeente-0384'): string => `abonnementen:\n  - id: a\n    ${begin}\n    doel: d\n    grondslag: g\n${rest}`;
  test.each<[string, string, string]>([
    ['without a ground', 'abonnementen:\n  - { id: a, partij: gemeente-0384, events: ["*"], doel: d, niveau: wat }\n', `${A}:2 abonnementen[0]: 'grondslag' ontbreekt`],
    ['a party that is not there', een('    events: ["*"]\n    niveau: wat\n', 'partij: gemeente-0386'), `${A}:3 abonnementen[0].partij: partij 'gemeente-0386' bestaat niet`],
    ['an event type that is none', een('    events: ["toewijzing-afgegevn"]\n    niveau: wat\n'), `${A}:6 abonnementen[0].events: 'toewijzing-afgegevn' past op geen eventtype; bedoelt u 'toewijzing-afgegeven'?`],
    ['dat by event type', een('    events: ["toewijzing-*"]\n    niveau: dat\n'), `${A}:6 abonnementen[0].events: op niveau dat kan een abonnement niet op eventtype kiezen: schrijf ["*"]`],
    ['dat by content', een('    events: ["*"]\n    niveau: dat\n    filter: { exact: { bericht.standaard: iwmo } }\n'), `${A}:8 abonnementen[0].filter: op niveau dat mag een filter 'bericht.standaard' niet gebruiken: alleen identificerende en dat-gegevens van de persoon`],
    ['dat by a wat attribute of the person', een('    events: ["*"]\n    niveau: dat\n    filter: { not: { exact: { "personen[].juridischeStatus.code": "01" } } }\n'), `${A}:8 abonnementen[0].filter: op niveau dat mag een filter 'personen[].juridischeStatus.code' niet gebruiken: alleen identificerende en dat-gegevens van de persoon`],
    ['dat with test messages', een('    events: ["*"]\n    niveau: dat\n    proef: true\n'), `${A}:8 abonnementen[0].proef: op niveau dat gaan nooit proefberichten uit`],
    ['a filter that is two', een('    events: ["*"]\n    niveau: wat\n    filter: { exact: { bericht.standaard: x }, not: { exact: { bericht.standaard: x } } }\n'), `${A}:8 abonnementen[0].filter: een filter is precies een van exact, prefix, suffix, all, any of not`],
    ['the same id twice', `${ABONNEMENT}${ABONNEMENT.split('\n').slice(1).join('\n')}`, `${A}:8 abonnementen[1].id: abonnement 'diemen' staat er twee keer`],
  ])('%s', (_, tekst, verwacht) => {
    expect(abonnementen(tekst)).toEqual([verwacht]);
  });
  test('a party other than a municipality without an oin', () => {
    expect(fouten({ ...met('configuratie/partijen/p.yaml', 'partijen:\n  - { id: bond, soort: aanbieder, naam: Bond, agb: "42420001" }\n'), 'configuratie/abonnementen/a.yaml': een('    events: ["*"]\n    niveau: wat\n', 'partij: bond') }))
      .toEqual([`${A}:3 abonnementen[0].partij: partij 'bond' heeft geen oin; zonder oin heeft een abonnement geen topic`]);
  });
  test('dat on the person is accepted; a filter on a path that the model does not know is a warning', () => {
    expect(abonnementen(een('    events: ["*"]\n    niveau: dat\n    filter: { exact: { personen.geslacht: V } }\n'))).toEqual([]);
    const c = laad(met('configuratie/abonnementen/a.yaml', een('    events: ["*"]\n    niveau: wat\n    filter: { exact: { bericht.standard: iwmo } }\n')));
    expect(c.bevindingen).toEqual([expect.objectContaining({ ernst: 'waarschuwing', regel: 8, tekst: "'bericht.standard' is geen bekend gegeven; bedoelt u 'bericht.standaard'?" })]);
  });
  test('warnings: a party that has ended, a partnership without mandates', () => {
    const c = laad({ ...GOED, 'configuratie/partijen/p.yaml': 'partijen:\n  - { id: bond, soort: samenwerkingsverband, naam: Bond, oin: "00000004000000003000", geldigTot: 2026-01-01 }\n', 'configuratie/abonnementen/a.yaml': een('    events: ["*"]\n    niveau: wat\n', 'partij: bond') });
    expect(c.bevindingen.map((b) => b.tekst)).toEqual(["'bond' heeft geen mandaten en krijgt alleen wat aan haarzelf is gericht", "partij 'bond' geldt tot 2026-01-01; daarna gaat hier niets meer heen"]);
  });
});

test('the error itself lists everything, so that one look is enough', () => {
  try {
    laad(met('configuratie/partijen/p.yaml', 'partijen:\n  - { id: x, soort: overig }\n  - { id: y, soort: overig, naam: Y, agb: "00000000" }\n'));
    throw new Error('had refused');
  } catch (e) {
    expect(e).toBeInstanceOf(ConfigFout);
    expect((e as ConfigFout).message).toBe("de configuratie heeft 2 fouten\n  configuratie/partijen/p.yaml:2 partijen[0].naam: 'naam' ontbreekt\n  configuratie/partijen/p.yaml:3 partijen[1].agb: dit is geen AGB-code");
  }
});
