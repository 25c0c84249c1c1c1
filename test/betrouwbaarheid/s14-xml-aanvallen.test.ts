// S14: XML attacks are refused within a second each, with a cause and without a value, touch no file and no network, and the hub goes on.
import { createServer, type Server } from 'node:net';
import { readFileSync } from 'node:fs';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';

const GOED = readFileSync(new URL('../../samples/istandaarden/wmo301-toewijzing.xml', import.meta.url), 'utf8');
const NS = 'http://www.istandaarden.nl/iwmo/3_2/wmo301/schema';

let hub: ProefHub;
let luisteraar: Server;
let poort: number;
let verbindingen = 0;

beforeAll(async () => {
  hub = await startProefHub();
  // Whoever follows an address in a message would come here.
  luisteraar = createServer((s) => {
    verbindingen += 1;
    s.destroy();
  });
  await new Promise<void>((klaar) => luisteraar.listen(0, '127.0.0.1', klaar));
  poort = (luisteraar.address() as { port: number }).port;
});
afterAll(async () => {
  luisteraar.close();
  await hub.stop();
});

const bom = (): string => {
  const regels = ['<!ENTITY a0 "aaaaaaaaaa">'];
  for (let i = 1; i < 10; i++) regels.push(`<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE b [${regels.join('')}]><b>&a9;</b>`;
};

const AANVALLEN: readonly (readonly [string, () => string | Buffer, string])[] = [
  ['entities that multiply', bom, 'KP_DOCTYPE'],
  ['an external entity to a file', () => '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/hostname">]><b>&x;</b>', 'KP_DOCTYPE'],
  ['an external entity to the network', () => `<!DOCTYPE b [<!ENTITY x SYSTEM "http://127.0.0.1:${poort}/x">]><b>&x;</b>`, 'KP_DOCTYPE'],
  ['an external DTD', () => `<!DOCTYPE b SYSTEM "http://127.0.0.1:${poort}/x.dtd"><b/>`, 'KP_DOCTYPE'],
  ['a parameter entity', () => `<!DOCTYPE b [<!ENTITY % p SYSTEM "http://127.0.0.1:${poort}/p">%p;]><b/>`, 'KP_DOCTYPE'],
  ['a DOCTYPE in UTF-16', () => Buffer.from('\ufeff<!DOCTYPE b [<!ENTITY x "y">]><b>&x;</b>', 'utf16le'), 'KP_DOCTYPE'],
  ['a DOCTYPE behind a long comment', () => `<!--${'x'.repeat(100_000)}--><!DOCTYPE b><b/>`, 'KP_DOCTYPE'],
  ['100,000 levels', () => `${'<b>'.repeat(100_000)}${'</b>'.repeat(100_000)}`, 'KP_GRENS_DIEPTE'],
  ['200,000 attributes on one element', () => `<b ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`, 'KP_GRENS_ATTRIBUTEN'],
  ['600,000 elements', () => `<b>${'<c/>'.repeat(600_000)}</b>`, 'KP_GRENS_ELEMENTEN'],
  ['XInclude', () => `<b xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://127.0.0.1:${poort}/i"/></b>`, 'KP_XINCLUDE'],
  ['UTF-7', () => '<?xml version="1.0" encoding="UTF-7"?><b>+ADw-</b>', 'KP_TEKENSET'],
  ['EBCDIC', () => '<?xml version="1.0" encoding="IBM037"?><b/>', 'KP_TEKENSET'],
  ['bytes that are not UTF-8', () => Buffer.from([0x3c, 0x62, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x62, 0x3e]), 'KP_TEKENSET'],
  ['a nul in the middle', () => '<b>\u0000</b>', 'KP_NIET_WELGEVORMD'],
  ['an element that never closes', () => `<b>${'x'.repeat(1_000_000)}`, 'KP_NIET_WELGEVORMD'],
];

describe('S14', () => {
  it.each(AANVALLEN)('refuses %s', async (_naam, maak, code) => {
    const bytes = maak();
    // The hub runs in this process: its work, whatever else the machine does.
    const begin = process.cpuUsage();
    const r = await hub.post(bytes);
    const { user, system } = process.cpuUsage(begin);
    expect(r.status).toBe(400);
    expect(JSON.parse(r.tekst)).toMatchObject({ code });
    // The promise is a second; caches that others share make work dearer, not three times.
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });

  it('does not follow the schema that a valid message points at', async () => {
    const wijzend = GOED.replace('<wmo301:Bericht ', `<wmo301:Bericht xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NS} http://127.0.0.1:${poort}/s.xsd" `);
    expect(wijzend).not.toBe(GOED);
    const r = await hub.post(wijzend);
    expect(r.status).toBe(202);
  });

  it('opened no connection, and takes the next good message', async () => {
    expect(verbindingen).toBe(0);
    const r = await hub.post(GOED.replace(/<iwmo:Identificatie>[^<]*/, '<iwmo:Identificatie>999999'));
    expect(r.status).toBe(202);
  });
});
