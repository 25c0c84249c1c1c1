// Proves the other orders of the command line on real files and a real data folder: translate, route, mapping, send, balans, audit, backup, herstel, help.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { type HubProces, startHubProces, WORTEL } from '../hulp/kind.ts';

const voorbeeld = (naam: string): string => path.join(WORTEL, 'samples', naam);
const WMO301 = voorbeeld('istandaarden/wmo301-toewijzing.xml');
let map: string;
let data: string;
let hub: HubProces;
beforeAll(async () => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-cli-'));
  data = path.join(map, 'data');
  hub = await startHubProces({ data });
});
afterAll(async () => {
  await hub.stop();
  rmSync(map, { recursive: true, force: true });
});

describe('translate', () => {
  it('is byte-stable with --tijd and --sleutel', async () => {
    const argumenten = ['translate', WMO301, '--tijd', '2026-01-01T00:00:00Z', '--sleutel', 'proef'];
    const [a, b] = await Promise.all([knooppunt(argumenten), knooppunt(argumenten)]);
    expect(a.code).toBe(0);
    expect(a.uit).toBe(b.uit);
    const [event] = JSON.parse(a.uit) as Record<string, unknown>[];
    expect(event).toMatchObject({ specversion: '1.0', type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', time: '2026-01-01T00:00:00Z', abonnement: '' });
    expect(event!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(JSON.stringify({ ...event, data: null })).not.toMatch(/9999\d{5}/);
  });

  it('prints findings of a wrong message on stderr and exits 1', async () => {
    const r = await knooppunt(['translate', voorbeeld('istandaarden/fout-wmo323-codes.xml')]);
    expect([r.code, r.uit]).toEqual([1, '']);
    expect(r.fout).toContain('KP_SCHEMA');
  });
});

describe('route and mapping', () => {
  it('explains who gets what and why, in every line a reason', async () => {
    const r = await knooppunt(['route', WMO301, '--json'], { cwd: map });
    expect(r.code).toBe(0);
    const { events } = JSON.parse(r.uit) as { events: { uitleg: { oordeel: string; reden: string; topic?: string; grondslag?: string }[] }[] };
    const ja = events[0]!.uitleg.filter((u) => u.oordeel === 'ja');
    expect(ja.map((u) => u.topic)).toContain('sociaaldomein.gemeente.0363');
    expect(ja.every((u) => u.grondslag)).toBe(true);
  });

  it('shows which row made which value', async () => {
    const r = await knooppunt(['mapping', 'explain', WMO301, '--json']);
    expect(r.code).toBe(0);
    const { rijen } = JSON.parse(r.uit) as { rijen: { bestand: string; regel: number; doel: string }[] };
    expect(rijen.find((x) => x.doel === 'personen[client].bsn')).toMatchObject({ bestand: expect.stringMatching(/\.yaml$/), regel: expect.any(Number) });
  });

  it('finds every table fitting schema and model', async () => {
    const r = await knooppunt(['mapping', 'check', '--json']);
    expect(JSON.parse(r.uit)).toEqual([]);
    expect(r.code).toBe(0);
  });
});

describe('a running hub, seen from beside it', () => {
  it('takes messages by send, and balance and audit close while it runs', async () => {
    const r = await knooppunt(['send', '--url', hub.url, WMO301, WMO301, voorbeeld('aw319/fout-recordlengte.asc')]);
    expect(r.code).toBe(1);
    expect(r.uit).toMatch(/202 WMO301 .*\n.*202 WMO301 .*\(dubbel\)\n.*400 .*\n {2}regel \d+ {2}.*\[.*KP_RECORD.*\]\n/);
    let b: { sluit: boolean; berichten: Record<string, number>; paren: Record<string, number> } | undefined;
    for (let i = 0; i < 50 && (b === undefined || b.berichten.onderweg !== 0); i++) b = JSON.parse((await knooppunt(['balans', '--json', '--data', data])).uit) as typeof b;
    expect(b).toMatchObject({ sluit: true, berichten: { ontvangen: 3, aanvaard: 1, geweigerd: 1, dubbel: 1 } });
    expect(b!.paren.gerouteerd).toBe(b!.paren.afgeleverd);
    const a = await knooppunt(['audit', 'verify', '--json', '--data', data]);
    expect([a.code, (JSON.parse(a.uit) as { geldig: boolean }).geldig]).toEqual([0, true]);
  });

  it('refuses a second hub on the folder, with the cause, and exits 2', async () => {
    const r = await knooppunt(['start', '--data', data, '--port', '0'], { cwd: map });
    expect(r.code).toBe(2);
    expect(r.fout).toMatch(/in gebruik/);
  });

  it('tells who received what about a person, asked by file and never by argument', async () => {
    const bsn = /Bsn>([0-9]{9})</.exec(readFileSync(WMO301, 'utf8'))![1]!;
    const bestand = path.join(map, 'bsn.txt');
    writeFileSync(bestand, bsn);
    const r = await knooppunt(['audit', 'inzage', '--json', '--bsn-bestand', bestand, '--data', data], { cwd: map });
    expect(r.code).toBe(0);
    const uit = JSON.parse(r.uit) as { aanvaard: unknown[]; ontvangers: { partij: string; grondslag: string }[] };
    expect(uit.aanvaard).toHaveLength(1);
    expect(uit.ontvangers.map((o) => o.partij)).toContain('gemeente-0363');
    expect(r.uit).not.toContain(bsn);
  });

  it('makes a backup beside the running hub that closes by itself when put back', async () => {
    const kopie = path.join(map, 'kopie');
    const terug = path.join(map, 'terug');
    expect((await knooppunt(['backup', kopie, '--data', data])).code).toBe(0);
    expect((await knooppunt(['herstel', 'backup', kopie, '--data', terug])).code).toBe(0);
    expect((await knooppunt(['balans', '--data', terug])).code).toBe(0);
    expect((await knooppunt(['audit', 'verify', '--data', terug])).code).toBe(0);
    const p = await knooppunt(['herstel', 'positie', '--naar', 'begin', '--reden', 'proef', '--json', '--data', terug]);
    expect(p.code).toBe(0);
    expect((JSON.parse(p.uit) as { gewijzigd: boolean }[]).every((x) => !x.gewijzigd)).toBe(true);
    // Never over what is there.
    expect((await knooppunt(['backup', kopie, '--data', data])).code).toBe(2);
    expect((await knooppunt(['herstel', 'backup', kopie, '--data', terug])).code).toBe(2);
  });
});

describe('the command itself', () => {
  it('has Dutch help for every order, and says what it does not know', async () => {
    const r = await knooppunt(['--help']);
    expect(r.code).toBe(0);
    for (const naam of ['start', 'send', 'check', 'translate', 'route', 'mapping', 'schemas', 'adapter', 'audit', 'balans', 'backup', 'herstel', 'plan']) expect(r.uit).toContain(`  ${naam}`);
    expect((await knooppunt(['check', '--help'])).uit).toContain('controleer berichten');
    const mis = await knooppunt(['bestaatniet']);
    expect([mis.code, mis.fout.trim()]).toEqual([2, 'fout: onbekende opdracht bestaatniet']);
    for (const [regel, tekst] of [[['balans', '--confg', 'x'], 'onbekende optie --confg\n(bedoelde u --config?)'], [['check'], '<bestand> ontbreekt'], [['send', '--url'], '--url <url> vraagt een waarde'], [['balans', 'x'], 'te veel argumenten voor balans: 1 in plaats van 0']] as const) {
      expect((await knooppunt([...regel])).fout.trim()).toBe(`fout: ${tekst}`);
    }
    expect(r.uit).not.toMatch(/\[options\]|\[command\]/);
  });
});
