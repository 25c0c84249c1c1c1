// Proves what a kill at a line of the pass-through costs (docs/design/terugweg.md): the asker hears nothing and asks again; it then gets the answer, once stored
// the very same bytes, and a question is one message with one answer whatever happened.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Hub, startHub } from '../betrouwbaarheid/hub.ts';
import { ikv, type Proefbron, startBron, suwiAntwoord, suwiVraag } from './bron.ts';
import { OIN, schrijfVraagConfig } from './hub.ts';

const IKV = 'UWVDossierInkomstenGSD-v0200';
const VRAAG = suwiVraag({ dienst: IKV, element: 'UWVPersoonsIkvInfo', van: OIN.diemen, naar: OIN.uwv });
const goed: Proefbron['antwoord'] = (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv());

let hub: Hub | null = null;
let bron: Proefbron | null = null;
let map = '';
afterEach(async () => {
  await hub?.stop();
  await bron?.stop();
  rmSync(map, { recursive: true, force: true });
});

const start = (): Promise<Hub> => startHub({ data: path.join(map, 'data'), config: path.join(map, 'knooppunt.yaml') });
async function opstelling(antwoord: Proefbron['antwoord']): Promise<{ hub: Hub; bron: Proefbron }> {
  bron = await startBron(antwoord);
  map = schrijfVraagConfig({ diensten: { uwv: [`{ endpoint: suwiml/${IKV}, url: "${bron.url}/ikv", tijdslimiet: 120 seconden }`] }, extra: 'vragen: { termijn: 120 seconden }\n' });
  hub = await start();
  return { hub, bron };
}
const stel = (h: Hub, signal?: AbortSignal): Promise<Response> =>
  fetch(`${h.url}/soap/suwiml/${IKV}`, { method: 'POST', headers: { 'content-type': 'text/xml', authorization: 'Bearer diemen' }, body: VRAAG, ...(signal ? { signal } : {}) });
const balans = async (h: Hub) => (await (await fetch(`${h.url}/v1/balans`)).json()) as { berichten: Record<string, number>; verschillen: string[] };

async function tot(waar: () => boolean | Promise<boolean>): Promise<void> {
  const einde = performance.now() + 60_000;
  while (!(await waar())) {
    if (performance.now() > einde) throw new Error('dat gebeurde niet');
    await new Promise((r) => setTimeout(r, 25));
  }
}

test('killed while the source is thinking (line 4): asked again under the same message, and answered', async () => {
  const o = await opstelling((v, n) => (n === 1 ? null : goed(v, n)));
  const eerste = stel(o.hub).then(() => 'antwoord', () => 'afgebroken');
  await tot(() => o.bron.verzoeken.length === 1);
  await o.hub.dood();
  expect(await eerste).toBe('afgebroken');
  hub = await start();
  const r = await stel(hub);
  expect([r.status, (await r.text()).includes('Inkomstenverhouding')]).toEqual([200, true]);
  expect(o.bron.verzoeken).toHaveLength(2);
  const b = await balans(hub);
  expect(b.berichten).toMatchObject({ aanvaard: 2, dubbel: 1, geweigerd: 0 });
  expect(b.verschillen).toEqual([]);
});

test('killed after the answer was stored, before the asker heard it (line 5): the repeat gets it without asking the source', async () => {
  let los: () => void = () => undefined;
  const wacht = new Promise<void>((k) => (los = k));
  const o = await opstelling(async (v, n) => { await wacht; return goed(v, n); });
  const weg = new AbortController();
  const eerste = stel(o.hub, weg.signal).then(() => 'antwoord', () => 'afgebroken');
  await tot(() => o.bron.verzoeken.length === 1);
  weg.abort();
  expect(await eerste).toBe('afgebroken');
  los();
  await tot(async () => (await balans(o.hub)).berichten.aanvaard === 2);
  await o.hub.dood();
  hub = await start();
  const [een, twee] = [await (await stel(hub)).text(), await (await stel(hub)).text()];
  expect(een).toContain('Inkomstenverhouding');
  expect(twee).toBe(een);
  expect(o.bron.verzoeken).toHaveLength(1);
  expect((await balans(hub)).verschillen).toEqual([]);
});
