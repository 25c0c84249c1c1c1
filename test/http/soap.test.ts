// SOAP: the intake's answer byte for byte, our own fault only where no standard is involved, and the description at ?wsdl.
import { type Opstelling, rauw, TOKEN, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeAll(async () => { hub = await zetOp(); });
afterAll(() => hub.sluit());

const post = (pad: string, headers: Record<string, string> = {}, token: string | null = null) => hub.haal(pad, { method: 'POST', body: '<s/>', headers: { 'content-type': 'text/xml; charset=utf-8', ...headers }, token });

test('a message comes to the intake with its endpoint and action, and its answer leaves as it is', async () => {
  const r = await post('/soap/stuf/ontvangAsynchroon', { soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' });
  expect([r.status, r.headers.get('content-type'), await r.text()]).toEqual([200, 'text/xml; charset=utf-8', '<Bv03>ontvangen</Bv03>']);
  expect(hub.intake.ontvangen.at(-1)).toMatchObject({ kanaal: 'soap', endpoint: 'stuf/ontvangAsynchroon', soapAction: 'http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01' });
  await post('/soap/jzxml', { 'content-type': 'application/soap+xml; action="urn:vto"' });
  expect(hub.intake.ontvangen.at(-1)).toMatchObject({ endpoint: 'jzxml', soapAction: 'urn:vto' });
  await post('/soap/jzxml', { soapaction: '""' });
  expect(hub.intake.ontvangen.at(-1)!.soapAction).toBeUndefined();
  await rauw(hub.poort, { method: 'POST', path: '/soap/jzxml' }, (req) => req.end('<s/>'));
  expect(hub.intake.ontvangen.at(-1)!.bytes.toString()).toBe('<s/>');
});

test.each([
  ['an unknown endpoint', '/soap/stuf/bestaatNiet', {}, null, 404, 'Client', 'KP_ONBEKEND'],
  ['another media type', '/soap/jzxml', { 'content-type': 'application/json' }, null, 415, 'Client', 'KP_MEDIATYPE'],
  ['a malformed media type', '/soap/jzxml', { 'content-type': 'xml' }, null, 415, 'Client', 'KP_MEDIATYPE'],
  ['a compressed body', '/soap/jzxml', { 'content-encoding': 'gzip' }, null, 415, 'Client', 'KP_CODERING'],
  ['a wrong token', '/soap/jzxml', {}, 'fout', 401, 'Client', 'KP_TOKEN'],
] as const)('%s is a SOAP fault', async (_naam, pad, headers, token, status, plek, code) => {
  const voor = hub.intake.ontvangen.length;
  const r = await post(pad, headers, token);
  const tekst = await r.text();
  expect([r.status, r.headers.get('content-type')]).toEqual([status, 'text/xml; charset=utf-8']);
  expect(tekst).toContain(`<faultcode>SOAP-ENV:${plek}</faultcode>`);
  expect(tekst).toContain(`<kp:code>${code}</kp:code>`);
  expect(hub.intake.ontvangen.length).toBe(voor);
});

test('a fault speaks the version of the question', async () => {
  const r = await post('/soap/nergens', { 'content-type': 'application/soap+xml' });
  expect(r.headers.get('content-type')).toBe('application/soap+xml; charset=utf-8');
  expect(await r.text()).toContain('<SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value>');
});

test('something that breaks is a Server fault without its words', async () => {
  hub.intake.fout = new Error('Jansen 999900006');
  const r = await post('/soap/jzxml');
  hub.intake.fout = null;
  const tekst = await r.text();
  expect(r.status).toBe(500);
  expect(tekst).toContain('SOAP-ENV:Server');
  expect(tekst + hub.regels()).not.toMatch(/Jansen|999900006/);
});

test('the WSDL names the address that was asked, in any case of the key; without it the method is wrong', async () => {
  for (const vraag of ['?wsdl', '?WSDL', '?wsdl=']) {
    const r = await hub.haal(`/soap/stuf/ontvangAsynchroon${vraag}`);
    expect([r.status, r.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(await r.text()).toContain(`<adres>${hub.url}/soap/stuf/ontvangAsynchroon</adres>`);
  }
  const zonder = await hub.haal('/soap/stuf/ontvangAsynchroon');
  expect([zonder.status, zonder.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await hub.haal('/soap/jzxml?wsdl')).status).toBe(404);
  expect((await hub.haal('/soap/nergens?wsdl')).status).toBe(404);
});

test('too many is "later" to a SOAP sender, and no message', async () => {
  const druk = await zetOp({ tempo: { berichten: { perMinuut: 60, piek: 2 } } });
  const een = () => druk.haal('/soap/jzxml', { method: 'POST', body: '<s/>', headers: { 'content-type': 'text/xml' }, token: TOKEN.a });
  expect([(await een()).status, (await een()).status]).toEqual([200, 200]);
  const r = await een();
  expect([r.status, r.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await r.text()).toContain('SOAP-ENV:Server');
  expect(druk.intake.ontvangen.length).toBe(2);
  expect((await druk.metrics.tekst()).body).toContain('knooppunt_berichten_afgewezen_total{kanaal="soap",code="KP_TE_VEEL"} 1');
  await druk.sluit();
});

test('the schemas that a description names stand in a folder of their adapter; elsewhere there is nothing', async () => {
  const r = await hub.haal('/soap/schemas/stuf/a/b.xsd');
  expect([r.status, r.headers.get('content-type'), await r.text()]).toEqual([200, 'text/xml; charset=utf-8', '<schema/>']);
  for (const pad of ['/soap/schemas/stuf/c.xsd', '/soap/schemas/ander/a/b.xsd', '/soap/schemas/stuf', '/soap/schemas/stuf/..%2fa%2fb.xsd']) expect([pad, (await hub.haal(pad)).status]).toEqual([pad, 404]);
  expect((await post('/soap/schemas/stuf/a/b.xsd')).status).toBe(404);
});
