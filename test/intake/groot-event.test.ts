// A message whose event no topic could hold is refused at the door, with its cause: accepted, it would hold up its shard for ever.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { doorloop } from '../../src/intake/controle.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { WORTEL } from '../hulp/kind.ts';

const bank = await maakWerkbank();

/** WMO301 with this many assignments. */
function bericht(aantal: number): Buffer {
  const bron = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'), 'utf8');
  const product = /<([\w]+:)?ToegewezenProduct>[\s\S]*?<\/([\w]+:)?ToegewezenProduct>/.exec(bron)?.[0];
  if (!product) throw new Error('the sample has no ToegewezenProduct');
  return Buffer.from(bron.replace(product, product.replace(/>\s+</g, '><').repeat(aantal)));
}

test('an event beyond what a record may hold', async () => {
  const bytes = bericht(34_000);
  const uit = await doorloop({ soort: 'geheugen', bytes }, bank, { ...STANDAARD_XML_LIMIETEN, elementen: 2_000_000 });
  expect(uit).toMatchObject({ soort: 'gezakt', uitkomst: 'ongeldig', code: 'KP_TE_GROOT', meldingen: [{ regel: 1, pad: '/' }] });
}, 120_000);

test('a large one that fits goes through', async () => {
  const uit = await doorloop({ soort: 'geheugen', bytes: bericht(5_000) }, bank, STANDAARD_XML_LIMIETEN);
  expect(uit).toMatchObject({ soort: 'geslaagd' });
}, 120_000);
