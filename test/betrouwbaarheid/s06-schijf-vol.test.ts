// S6 (reliability): disk full during intake. A refusal with its cause, nothing acknowledged is lost, and recovery without repair by hand.
// Needs a small file system of its own (tmpfs, root); where none can be mounted the scenario is reported as not run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { verifyAudit } from '../../src/audit/verify.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';
import { leesEvents, post, totStil, zaakbericht } from './berichten.ts';
import { schrijfConfig, startHub, type Hub } from './hub.ts';

const map = tijdelijkeMap();
const schijf = path.join(map.pad, 'schijf');
mkdirSync(schijf);
const gekoppeld = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', schijf]).status === 0;
let hub: Hub | null = null;

afterAll(async () => {
  await hub?.dood();
  if (gekoppeld) spawnSync('umount', [schijf]);
  map.weg();
});

if (!gekoppeld) process.stderr.write('NIET GEDRAAID: S6 schijf vol (hier kan geen tmpfs worden gekoppeld)\n');

(gekoppeld ? test : test.skip)('S6 disk full: refused with the cause, nothing lost, goes on when there is room again', async () => {
  const data = path.join(schijf, 'data');
  const config = schrijfConfig(map.pad);
  hub = await startHub({ data, config });
  const { url } = hub;
  const aanvaard: string[] = [];
  const vul = path.join(schijf, 'vulling');
  let n = 0;
  const volgende = async (): Promise<Awaited<ReturnType<typeof post>>> => {
    n += 1;
    const antwoord = await post(url, zaakbericht(`S6-${n}`, n));
    if (antwoord.status === 202) aanvaard.push(antwoord.json.id ?? '');
    return antwoord;
  };

  expect((await volgende()).status).toBe(202);
  expect(spawnSync('dd', ['if=/dev/zero', `of=${vul}`, 'bs=4k']).status).not.toBe(0);
  // The file may still have pages of its own to fill; then the disk is really full.
  let vol = await volgende();
  for (let i = 0; i < 200 && vol.status === 202; i++) vol = await volgende();
  expect(vol.status).toBe(503);
  expect(vol.json.code).toBe('KP_OPSLAG_VOL');
  // Still alive, still readable, still saying so.
  expect((await volgende()).json.code).toBe('KP_OPSLAG_VOL');
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const weg = await fetch(`${url}/v1/berichten/${aanvaard[0]}`);
  expect(weg.status).toBe(200);

  rmSync(vul);
  n -= 1; // what was refused for lack of room is not remembered: the same message is welcome again
  let weer = await volgende();
  for (let i = 0; i < 50 && weer.status !== 202; i++) {
    n -= 1;
    await new Promise((r) => setTimeout(r, 100));
    weer = await volgende();
  }
  expect(weer.status).toBe(202);
  expect(weer.json.dubbel).toBe(false);
  const b = await totStil(url, 60_000);
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: aanvaard.length, geweigerd: 0, dubbel: 0 });
  expect((await leesEvents(url)).map((e) => e.bericht).sort()).toEqual([...aanvaard].sort());
  expect(await hub.stop()).toBe(0);
  hub = null;
  expect(existsSync(data)).toBe(true);
  expect(await verifyAudit(data)).toMatchObject({ geldig: true });
}, 120_000);

// Keeps the suite from being empty where nothing can be mounted, and proves the helper's own claim.
test('the sample fits the scenario: one message is far smaller than the disk', () => {
  writeFileSync(path.join(map.pad, 'proef.xml'), zaakbericht('S6-proef', 1));
  expect(zaakbericht('S6-proef', 1).length).toBeLessThan(64 * 1024);
});
