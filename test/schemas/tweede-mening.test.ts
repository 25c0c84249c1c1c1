// Proves: an independent validator (Xerces, through xsd-schema-validator) reads our XSD profiles and gives the same verdict on our own samples as the hub does,
// and its first place is among ours. Needs a JDK on the path; without one the tests are skipped by name. Xerces resolves external entities: it only ever sees our own files.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { doorloop } from '../../src/intake/controle.ts';
import { leesBericht } from '../../src/intake/doorgang.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const wortel = path.resolve(import.meta.dirname, '../..');

function heeftJava(): boolean {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What an optional package gives when it is there. */
type Xerces = { validateXML(xml: string, schema: string): Promise<{ valid: boolean; messages: string[] }> };
const PAKKET: string = 'xsd-schema-validator';
const xerces = heeftJava() ? await import(PAKKET).then((m: { default?: Xerces } & Xerces) => m.default ?? m, () => null) : null;
const metXerces = xerces ? test : test.skip;

/** The business message alone, at the line where it stood: everything of the envelope becomes blank lines. */
function kaal(tekst: string): string {
  const m = /<([A-Za-z0-9-]+:)?Body(?:\s[^>]*)?>([\s\S]*)<\/\1Body>/.exec(tekst);
  if (!m) return tekst;
  const begin = m.index + m[0].indexOf('>') + 1;
  return `${'\n'.repeat(tekst.slice(0, begin).split('\n').length - 1)}${m[2]!}`;
}

const bank = await maakWerkbank();

metXerces.each([
  'istandaarden/wmo301-toewijzing.xml', 'istandaarden/wmo323-declaratie.xml', 'stuf/zaklk01-creeerzaak.xml', 'stuf/npslk01-toevoeging.xml', 'jzxml/zorgmelding-gedaan.xml', 'ggk/di01-jw307.xml',
  'istandaarden/fout-jw305-volgorde.xml', 'istandaarden/fout-wmo323-codes.xml', 'stuf/fout-volgorde.xml', 'jzxml/fout-bsn-acht-cijfers.xml',
])('Xerces agrees about %s', async (naam) => {
  const tekst = readFileSync(path.join(wortel, 'samples', naam), 'utf8');
  const inhoud = { soort: 'geheugen', bytes: Buffer.from(tekst) } as const;
  const gelezen = leesBericht(inhoud, { kanaal: 'rest' }, bank, STANDAARD_XML_LIMIETEN);
  if (gelezen.soort !== 'xml') throw new Error(`${naam} is not read as XML`);
  const { spec } = gelezen.gevonden.adapter;
  const schema = path.join(new URL(spec.schemas).pathname, gelezen.gevonden.soort.schema);
  const onze = bank.schemas.controleer({ map: spec.schemas, pad: gelezen.gevonden.soort.schema }, gelezen.lezing.bron);

  const zijn = await xerces!.validateXML(kaal(tekst), schema).catch((e: { valid?: boolean; messages?: string[]; message: string }) => ({ valid: false, messages: e.messages ?? [e.message] }));
  // A verdict, not a broken schema or a start that failed.
  if (!zijn.valid) expect(zijn.messages.join('\n')).toMatch(/cvc-/);
  expect(zijn.valid).toBe(onze.length === 0);
  if (zijn.valid) return;
  const regels = zijn.messages.flatMap((m) => [...m.matchAll(/\((\d+):\d+\)/g)].map((x) => Number(x[1])));
  expect(onze.map((m) => m.regel)).toContain(regels[0]);
}, 60_000);

test('the samples that Xerces is asked about are those that the hub knows as it says', async () => {
  const uit = await doorloop({ soort: 'geheugen', bytes: readFileSync(path.join(wortel, 'samples/istandaarden/fout-jw305-volgorde.xml')) }, bank, STANDAARD_XML_LIMIETEN);
  expect(uit.soort).toBe('gezakt');
});
