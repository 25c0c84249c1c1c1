// Retention over a whole hub: content goes when its time has passed and all is done; parked content stays; the balance closes and the chain holds; a round
// that fails leaves the next one whole.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startOpruimer } from '../../src/retention/opruimer.ts';
import { startProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';

const voorbeeld = (naam: string): Buffer => readFileSync(path.join(WORTEL, 'samples', naam));
const DAG = 86_400_000;

test('a hub forgets the content of what is done, and knows that it was there', async () => {
  const hub = await startProefHub({});
  try {
    const { id } = JSON.parse((await hub.post(voorbeeld('istandaarden/wmo301-toewijzing.xml'))).tekst) as { id: string };
    expect((await hub.post(voorbeeld('istandaarden/wmo301-toewijzing.xml').subarray(0, 900))).status).toBe(400);
    expect(await hub.kp.relay.quiet(15_000)).toBe(true);
    const gemeld: unknown[] = [];
    let nu = Date.now();
    const { store, eventlog } = hub.kp;
    const opruimer = startOpruimer({ store, eventlog, bewaren: () => 90 * DAG, nu: () => nu, gedaan: (u) => gemeld.push(u) });
    expect(await opruimer.ronde()).toEqual({ vergeten: 0, gebleven: 0, dagen: [] });
    expect(await store.bytes(id)).not.toBeNull();
    nu += 91 * DAG;
    // A 301 must be answered: while it waits, its content may be needed for the retour.
    expect(await opruimer.ronde()).toMatchObject({ vergeten: 1, gebleven: 1 });
    expect(await store.bytes(id)).not.toBeNull();
    expect(await store.expireExpectations(new Date(nu).toISOString(), 10)).toEqual([id]);
    expect(await opruimer.ronde()).toMatchObject({ vergeten: 1, gebleven: 0 });
    expect(gemeld).toHaveLength(2);
    expect(await store.bytes(id)).toBeNull();
    expect((await store.message(id))?.staat).toBe('vervallen');
    const balans = (await (await fetch(`${hub.url}/v1/balans`)).json()) as { verschillen: string[]; berichten: unknown };
    expect(balans.verschillen).toEqual([]);
    expect(balans.berichten).toMatchObject({ aanvaard: 1, geweigerd: 1 });
    // A repeat is still a repeat.
    expect(JSON.parse((await hub.post(voorbeeld('istandaarden/wmo301-toewijzing.xml'))).tekst)).toMatchObject({ id, dubbel: true });
    await opruimer.stop();
  } finally {
    await hub.stop();
  }
}, 60_000);

test('rounds do not overlap, go through all steps, and one that fails is followed by one that works', async () => {
  const gevraagd: (string | null)[] = [];
  let mis = true;
  const opruimer = startOpruimer({
    store: {
      async forgetContent(v) {
        if (mis) throw new Error('weg');
        gevraagd.push(`${v.soort}/${v.na}/${v.posities.get(0)}/${v.voor}`);
        return { vergeten: 1, gebleven: 0, volgende: v.soort === 'bytes' && v.na === null ? 'a' : null, spools: [] };
      },
      sweepForgotten: async () => ['2026-01-01'],
    },
    eventlog: { positions: async () => [{ shard: 0, incarnation: 'i', acceptance: 7, part: 0 }] },
    bewaren: () => 1_000, nu: () => 5_000,
  });
  await expect(opruimer.ronde()).rejects.toThrow('weg');
  mis = false;
  const [een, twee] = await Promise.all([opruimer.ronde(), opruimer.ronde()]);
  expect(een).toEqual({ vergeten: 3, gebleven: 0, dagen: ['2026-01-01'] });
  expect(twee).toBe(een);
  expect(gevraagd).toEqual(['bytes/null/7/4000', 'bytes/a/7/4000', 'spool/null/7/4000']);
  await opruimer.stop();
});
