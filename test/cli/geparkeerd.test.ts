// Proves of `knooppunt geparkeerd` beside a running hub: list and show read the data folder and show no content; a filter that is none is refused; a trial run changes
// nothing; a redrive delivers, and Ctrl-C stops it, says how many were done, and leaves the rest parked.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { leesFilter, redrive } from '../../src/cli/opdrachten/geparkeerd.ts';
import { abonnement, GEHEIM, type PushHub, startPushHub, tot } from '../delivery/hub.ts';
import { type Ontvanger, startOntvanger } from '../delivery/ontvanger.ts';
import { knooppunt } from '../hulp/cli.ts';
import { WORTEL } from '../hulp/kind.ts';

let hub: PushHub;
let ontvanger: Ontvanger;
let status = 422;
let aantal = 0;
const env = { PUSH_GEHEIM: GEHEIM };
const lees = (...a: string[]) => knooppunt(['geparkeerd', ...a, '--config', path.join(hub.map, 'knooppunt.yaml'), '--data', path.join(hub.map, 'data')], { env });
const doe = (...a: string[]) => knooppunt(['geparkeerd', 'redrive', ...a, '--url', hub.kp.url], { env });

beforeAll(async () => {
  ontvanger = await startOntvanger(() => status);
  hub = await startPushHub([abonnement('kapot', ontvanger.url)]);
  for (let i = 0; i < 5; i++) await hub.stuur(`R${i}`, i + 1);
  await tot('alles geparkeerd', async () => {
    const { paren } = await hub.kp.store.balance();
    aantal = paren.geparkeerd;
    return paren.gerouteerd >= 5 && paren.geparkeerd === paren.gerouteerd;
  });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await ontvanger?.sluit();
}, 60_000);

test('list: a table for people, JSON for machines, totals; filters are held to their grammar', async () => {
  const tabel = await lees('list');
  expect(tabel.code).toBe(0);
  expect(tabel.uit.trim().split('\n')).toHaveLength(aantal + 1);
  expect(tabel.uit).toContain('http-422');
  expect(tabel.uit).not.toMatch(/0363202|9999\d{5}/);
  const json = JSON.parse((await lees('list', '--json', '--max', '2', '--filter', 'oorzaak=http-4*', '--filter', 'abonnement=kapot')).uit) as { totaal: number; geparkeerd: Record<string, unknown>[] };
  expect([json.totaal, json.geparkeerd.length, json.geparkeerd[0]?.abonnement, json.geparkeerd[0]?.oorzaak]).toEqual([aantal, 2, 'kapot', 'http-422']);
  expect((await lees('list', '--totalen')).uit).toMatch(new RegExp(`kapot +http-422 +aflevering +${aantal}\n${aantal} afleveringen geparkeerd`));
  const mis = await lees('list', '--filter', 'bsn=1');
  expect([mis.code, mis.uit, mis.fout]).toEqual([2, '', expect.stringMatching(/^fout: --filter bsn=1: geef sleutel=waarde/)]);
  for (const fout of ['oorzaak', 'oorzaak=', 'van=gisteren', 'van=2026-01-01', 'tot=2026-13-40T00:00:00Z', 'abonnement=a b', 'type=a*b']) expect(() => leesFilter([fout])).toThrow(/^--filter /);
  expect(() => leesFilter(['type=a', 'type=b'])).toThrow('staat er twee keer');
  expect(leesFilter(['oorzaak=http-5*', 'van=2026-01-31T08:00:00+01:00'])).toEqual({ oorzaak: 'http-5*', van: '2026-01-31T08:00:00+01:00' });
}, 60_000);

test('show: state, cause, stage, turns, message id, and where the bytes are', async () => {
  const [eerste] = (JSON.parse((await lees('list', '--json')).uit) as { geparkeerd: { id: string; bericht: string }[] }).geparkeerd;
  const r = await lees('show', eerste!.id);
  expect(r.code).toBe(0);
  for (const stuk of ['geparkeerd', 'http-422', 'aflevering', eerste!.bericht, `in de opslag onder ${path.join(hub.map, 'data')}`]) expect(r.uit).toContain(stuk);
  expect(r.uit).not.toMatch(/0363202|9999\d{5}/);
  expect(JSON.parse((await lees('show', eerste!.id, '--json')).uit)).toMatchObject({ id: eerste!.id, staat: 'geparkeerd', bytes: { waar: 'opslag' }, pogingen: [{ poging: 1 }] });
  expect((await lees('show', '0-99999-1-kapot')).code).toBe(2);
}, 60_000);

test('redrive: needs a filter and a reason; a trial run says how many and changes nothing; no hub is said so', async () => {
  const voor = await hub.kp.store.balance();
  await expect(redrive([], { reason: 'zomaar' })).rejects.toThrow('--filter');
  await expect(redrive([], { alles: true })).rejects.toThrow('--reason');
  await expect(redrive([], { alles: true, filter: ['type=a'], reason: 'zomaar' })).rejects.toThrow('gaan niet samen');
  await expect(redrive([], { alles: true, reason: 'zomaar', rate: '0' })).rejects.toThrow('--rate');
  const proef = await doe('--filter', 'abonnement=kapot', '--dry-run');
  expect([proef.code, proef.uit]).toEqual([0, expect.stringMatching(new RegExp(`kapot +http-422 +aflevering +${aantal}\nDit zou ${aantal} afleveringen hernieuwen, ten hoogste 10 per seconde. Er is niets veranderd.\n`))]);
  const geen = await knooppunt(['geparkeerd', 'redrive', '--alles', '--dry-run', '--url', 'http://127.0.0.1:9'], { env });
  expect([geen.code, geen.fout]).toEqual([2, expect.stringContaining('antwoordt geen knooppunt')]);
  expect(await hub.kp.store.balance()).toEqual(voor);
}, 60_000);

test('redrive: Ctrl-C stops it and says how many were done; the rest stays parked, and the next order does it', async () => {
  status = 204;
  const kind = spawn(process.execPath, [path.join(WORTEL, 'src/cli/knooppunt.ts'), 'geparkeerd', 'redrive', '--filter', 'abonnement=kapot', '--rate', '1', '--reason', 'ontvanger hersteld', '--url', hub.kp.url], { env: { ...process.env, NODE_OPTIONS: '', ...env } });
  let uit = '';
  kind.stdout.setEncoding('utf8').on('data', (s: string) => (uit += s));
  const weg = new Promise<number | null>((klaar) => kind.on('exit', klaar));
  await tot('een is afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd >= 1, 30_000);
  kind.kill('SIGINT');
  kind.kill('SIGINT');
  expect(await weg).toBe(2);
  const gedaan = Number(/^Gestopt: (\d+) hernieuwd, (\d+) niet\.$/m.exec(uit)?.[1]);
  expect([gedaan >= 1, gedaan < aantal]).toEqual([true, true]);
  await tot('afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd === gedaan);
  expect((await hub.kp.store.balance()).paren.geparkeerd).toBe(aantal - gedaan);
  const rest = await doe('--filter', 'abonnement=kapot', '--rate', '100', '--reason', 'ontvanger hersteld', '--json');
  expect([rest.code, JSON.parse(rest.uit)]).toEqual([0, expect.objectContaining({ staat: 'klaar', hernieuwd: aantal - gedaan, overgeslagen: 0, reden: 'ontvanger hersteld' })]);
  await tot('alles afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd === aantal);
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
}, 90_000);
