// S12: a 60 MB XML message with the heap capped at 256 MB gets the answer of the limit, a 20 MB document within the limit is taken, and the hub lives.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HubProces, startHubProces, WORTEL } from '../hulp/kind.ts';

let map: string;
let hub: HubProces;

beforeAll(async () => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-s12-'));
  hub = await startHubProces({ data: path.join(map, 'data'), node: ['--max-old-space-size=256'] });
});
afterAll(async () => {
  await hub.stop();
  rmSync(map, { recursive: true, force: true });
});

const post = async (body: Buffer | string, pad = '/v1/berichten'): Promise<{ status: number; tekst: string }> => {
  const r = await fetch(new URL(pad, hub.url), { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  return { status: r.status, tekst: await r.text() };
};
const document = (bytes: number): string => {
  const bron = readFileSync(path.join(WORTEL, 'samples/stuf/edclk01-voegzaakdocumenttoe.xml'), 'utf8');
  const uit = bron.replace(/(<ZKN:inhoud[^>]*>)[^<]*/, `$1${'QUJD'.repeat(Math.ceil(bytes / 4))}`).replace(/(<StUF:referentienummer>)[^<]*/, `$1GROOT-${bytes}`);
  if (uit.length < bytes) throw new Error('the sample has no ZKN:inhoud to fill');
  return uit;
};

describe('S12', () => {
  it('answers 413 to 60 MB, with the cause, and goes on', async () => {
    const r = await post(document(60_000_000));
    expect(r.status).toBe(413);
    expect(JSON.parse(r.tekst)).toMatchObject({ code: 'KP_TE_GROOT', status: 413 });
  }, 60_000);

  it('takes a document of 20 MB, whose content comes back byte for byte', async () => {
    const r = await post(document(20_000_000));
    expect(r.status).toBe(202);
    const { id } = JSON.parse(r.tekst) as { id: string };
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  }, 60_000);

  it('is still alive, and its balance closes', async () => {
    const b = (await (await fetch(new URL('/v1/balans', hub.url))).json()) as { berichten: { ontvangen: number; aanvaard: number; geweigerd: number }; verschillen: string[] };
    expect(b.berichten).toMatchObject({ ontvangen: 2, aanvaard: 1, geweigerd: 1 });
    expect(b.verschillen).toEqual([]);
  });
});
