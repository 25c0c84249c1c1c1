// Proves: what a WSDL names can be fetched, as it is in the adapter's own profile; nothing beside the XSD files of that folder can.
import { readFileSync } from 'node:fs';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { schemabestand } from '../../src/intake/schemabestand.ts';

const { register } = await maakWerkbank();
const soap = register.adapters.filter((a) => 'kop' in a && a.soap !== undefined);

test('every schema that a WSDL names, and every one that those name, is there, byte for byte', async () => {
  const gezien = new Set<string>();
  const volg = async (naam: string, pad: string): Promise<void> => {
    if (gezien.has(`${naam}/${pad}`)) return;
    gezien.add(`${naam}/${pad}`);
    const bytes = await schemabestand(register.adapters, naam, pad);
    expect([naam, pad, bytes !== null]).toEqual([naam, pad, true]);
    const map = soap.find((a) => a.spec.naam === naam)!.spec.schemas;
    expect(bytes!.equals(readFileSync(new URL(pad, map)))).toBe(true);
    for (const m of bytes!.toString('utf8').matchAll(/schemaLocation="([^"]+)"/g)) await volg(naam, new URL(m[1]!, `http://x/${pad}`).pathname.slice(1));
  };
  for (const a of soap) {
    if (!('kop' in a) || !a.soap) continue;
    for (const e of a.soap.endpoints) {
      const wsdl = a.soap.wsdl(e.pad, `http://hub/soap/${e.pad}`, `http://hub/soap/schemas/${a.spec.naam}`);
      for (const m of wsdl.matchAll(/(?:schemaLocation="|Inhoud: )http:\/\/hub\/soap\/schemas\/([a-z0-9]+)\/([^"<]+)/g)) await volg(m[1]!, m[2]!);
    }
  }
  expect(gezien.size).toBeGreaterThan(40);
});

test.each([
  ['stuf', '../suwiml/fwi-v0205.xsd'], ['stuf', 'ggk0210/../../suwiml/fwi-v0205.xsd'], ['stuf', '%2e%2e/suwiml/fwi-v0205.xsd'], ['stuf', '/etc/passwd'], ['stuf', 'VERSCHILLEN.md'], ['stuf', 'is-er-niet.xsd'],
  ['stuf', 'stuf-0301.xsd/x.xsd'], ['stuf', '.verborgen.xsd'], ['stuf', ''], ['nergens', 'stuf-0301.xsd'], ['aw319', 'aw319-1.4.json'], ['istandaarden', 'iwmo-3.2/wmo301.xsd'],
])('%s %s is nothing', async (naam, pad) => expect(await schemabestand(register.adapters, naam, pad)).toBeNull());
