// `stuf.tijdstip: oplopend`: over SOAP, a message that is not later than its sender's last one is refused as StUF019 in Fo03, and a repeat is still a repeat;
// without the setting nobody weighs moments.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startProefHub, type ProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';
import { startTerugweg } from '../hulp/terugweg.ts';

const bron = readFileSync(path.join(WORTEL, 'samples/stuf/zaklk01-creeerzaak-herhaling.xml'), 'utf8');
const bericht = (nummer: string, tijdstip: string): string =>
  bron.replace(/(<StUF:referentienummer>)[^<]*/, `$1${nummer}`).replace(/(<StUF:tijdstipBericht>)[^<]*/, `$1${tijdstip}`);

async function soap(hub: ProefHub, xml: string): Promise<{ status: number; code: string | undefined; soort: string | undefined }> {
  const lichaam = xml.replace(/^<\?xml[^>]*\?>/, '');
  const body = /Envelope/.test(lichaam) ? lichaam : `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${lichaam}</s:Body></s:Envelope>`;
  const r = await hub.post(body, '/soap/stuf/ontvangAsynchroon', { 'content-type': 'text/xml' });
  return { status: r.status, code: /<StUF:code>([^<]*)/.exec(r.tekst)?.[1], soort: /<StUF:berichtcode>([^<]*)/.exec(r.tekst)?.[1] };
}

test.each([['oplopend', 'StUF019'], ['vrij', undefined]])('tijdstip: %s', async (instelling, code) => {
  const hub = await startProefHub({ yaml: `stuf: { tijdstip: ${instelling} }\n` });
  try {
    const eerste = bericht('T-1', '20261124101500');
    const { soort } = await soap(hub, eerste);
    expect(soort).toMatch(/^Bv0[34]$/);
    const tweede = await soap(hub, bericht('T-2', '20261124101500'));
    expect(tweede).toEqual(code ? { status: 500, code, soort: 'Fo03' } : { status: 200, code: undefined, soort });
    // Remembered: the same bytes, the same answer.
    expect(await soap(hub, bericht('T-2', '20261124101500'))).toEqual(tweede);
    expect(await soap(hub, eerste)).toEqual({ status: 200, code: undefined, soort });
    expect((await soap(hub, bericht('T-3', '20261124101501'))).status).toBe(200);
    const balans = (await (await fetch(`${hub.url}/v1/balans`)).json()) as { verschillen: string[] };
    expect(balans.verschillen).toEqual([]);
  } finally {
    await hub.stop();
  }
}, 60_000);

test('who hands in a message in another\'s name does not move that other\'s clock', async () => {
  const hub = await startTerugweg({ yaml: 'stuf: { tijdstip: oplopend }' });
  try {
    const post = (van: 'gemeente-0363' | 'gemeente-0344', nummer: string, tijdstip: string) => hub.post(van, bericht(nummer, tijdstip), '/soap/stuf/ontvangAsynchroon', { 'content-type': 'text/xml' });
    expect((await post('gemeente-0344', 'T-1', '20991231235959')).status).toBe(200);
    const { status, tekst } = await post('gemeente-0363', 'T-2', '20261124101500');
    expect([status, tekst.includes('StUF019')]).toEqual([200, false]);
    // Its own clock it does move.
    expect((await post('gemeente-0363', 'T-3', '20261124101500')).tekst).toContain('StUF019');
  } finally {
    await hub.stop();
  }
}, 60_000);
