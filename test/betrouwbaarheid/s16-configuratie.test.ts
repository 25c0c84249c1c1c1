// S16 (reliability): a configuration with an error while the hub runs is refused with its place, the old one stays in force; mended, it is taken over
// without a restart. A whole hub in a process of its own, over HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wacht } from 'node:timers/promises';
import { map, ruimOp, schrijf } from '../config/hulp.ts';

const WORTEL = path.resolve(import.meta.dirname, '../..');
const A = 'configuratie/abonnementen/a.yaml';
const abonnement = (id: string): string => `abonnementen:
  - id: ${id}
    partij: gemeente-0363
    events: ["*"]
    doel: uitvoering
    grondslag: Wmo 2015 art. 5.1.1
    niveau: wat
`;
const PARTIJ = 'partijen:\n  - { id: brug, soort: aanbieder, naam: De Brug, agb: "42420001" }\n';

let hub: ChildProcess | null = null;
afterAll(async () => {
  if (hub && hub.exitCode === null) {
    const klaar = new Promise((ok) => hub?.once('exit', ok));
    hub.kill('SIGTERM');
    await klaar;
  }
  ruimOp();
});

async function tot<T>(lees: () => T | undefined | Promise<T | undefined>, wat: string): Promise<T> {
  for (let i = 0; i < 600; i += 1) {
    const w = await lees();
    if (w !== undefined) return w;
    await wacht(50);
  }
  throw new Error(`niet gezien binnen 30 s: ${wat}`);
}

test('S16: an error is refused with its place and the old configuration goes on; mended, it is taken over', async () => {
  const cwd = map({ 'knooppunt.yaml': 'http: { poort: 0 }\nadapters: [istandaarden]\n', 'configuratie/partijen/p.yaml': PARTIJ, [A]: abonnement('eerste') });
  hub = spawn(process.execPath, [path.join(WORTEL, 'bin/knooppunt'), 'start', '--json'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let uit = '';
  let log = '';
  hub.stdout?.on('data', (d: Buffer) => { uit += d.toString(); });
  hub.stderr?.on('data', (d: Buffer) => { log += d.toString(); });
  const { url } = await tot(() => (uit.includes('\n') ? (JSON.parse(uit) as { url: string }) : undefined), 'het adres van de hub');

  const bericht = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'), 'utf8');
  let nummer = 0;
  /** Sends another message (its reference changed) and returns the subscription of the event that came of it. */
  const stuur = async (): Promise<string> => {
    nummer += 1;
    const anders = bericht.replace(/(<(?:\w+:)?Identificatie>)[^<]*/, `$1S16${nummer}`);
    const antwoord = await fetch(`${url}/v1/berichten`, { method: 'POST', body: anders });
    expect(antwoord.status).toBe(202);
    return tot(async () => {
      const r = (await (await fetch(`${url}/v1/gemeenten/0363/events?max=100`)).json()) as { events: { abonnement: string }[] };
      return r.events[nummer - 1]?.abonnement;
    }, `event ${nummer}`);
  };
  expect(await stuur()).toBe('eerste');

  schrijf(cwd, { [A]: abonnement('tweede').replace('grondslag', 'grondslg') });
  const regel = await tot(() => log.split('\n').find((r) => r.includes('KP_CONFIGURATIE')), 'de melding van de fout');
  expect((JSON.parse(regel) as { bevindingen: { bestand: string; regel: number; tekst: string }[] }).bevindingen).toEqual(expect.arrayContaining([
    expect.objectContaining({ bestand: A, regel: 6, tekst: "onbekende sleutel 'grondslg'; bedoelt u 'grondslag'?" }),
  ]));
  expect(await stuur()).toBe('eerste');

  schrijf(cwd, { [A]: abonnement('tweede') });
  await tot(() => (log.includes('configuratie overgenomen') ? true : undefined), 'het overnemen');
  expect(await stuur()).toBe('tweede');
  expect(log.split('\n').filter((r) => r.includes('KP_CONFIGURATIE'))).toHaveLength(1);
}, 120_000);
