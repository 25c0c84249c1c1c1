// `knooppunt simulate NAAM`: one simulator on loopback until it is stopped. Shows one line per message, never content; `--json` says so in JSON lines.
import { readFile } from 'node:fs/promises';
import { SIMULATOREN, type Rol, type SimulatorNaam } from '../../simulators/port.ts';
import { startSimulator, uitleg } from '../../simulators/start.ts';
import { tabel } from '../tabel.ts';

function getal(opties: Record<string, unknown>, naam: string): number | undefined {
  const w = opties[naam];
  if (w === undefined) return undefined;
  if (typeof w !== 'string' || !/^[0-9]{1,9}$/.test(w)) throw new Error(`--${naam} is geen heel getal`);
  return Number(w);
}

async function rolVan(opties: Record<string, unknown>): Promise<Rol> {
  const geheim = typeof opties.geheim === 'string' ? (await readFile(opties.geheim, 'utf8').catch(() => Promise.reject(new Error('het bestand van --geheim is niet te lezen')))).trim() : undefined;
  return {
    ...(typeof opties.code === 'string' ? { code: opties.code } : {}), ...(typeof opties.naar === 'string' ? { naar: opties.naar } : {}),
    ...(geheim === undefined ? {} : { geheim }), ...(opties.canoniek === true ? { vorm: 'canoniek' as const } : opties.ggk === true ? { vorm: 'ggk' as const } : {}),
  };
}

function toonMogelijkheden(naam: SimulatorNaam, json: boolean): void {
  const u = uitleg(naam);
  if (json) process.stdout.write(`${JSON.stringify(u)}\n`);
  else process.stdout.write(`Fouten van ${naam} (--fout, of POST /gedrag)\n${tabel(Object.entries(u.fouten), '  ')}\nWat ${naam} stuurt (--stuur)\n${Object.keys(u.zendingen).length > 0 ? tabel(Object.entries(u.zendingen), '  ') : '  niets uit zichzelf\n'}`);
}

export default async function simulate([naam]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  if (!(SIMULATOREN as readonly string[]).includes(naam ?? '')) throw new Error(`onbekende simulator: ${naam}; wel: ${SIMULATOREN.join(', ')}`);
  const json = opties.json === true;
  if (opties.fout === 'lijst') {
    toonMogelijkheden(naam as SimulatorNaam, json);
    return 0;
  }
  if (typeof opties.stuur === 'string' && typeof opties.hub !== 'string') throw new Error('--stuur vraagt ook --hub: het adres van het knooppunt dat de berichten krijgt');
  if (typeof opties.hub === 'string' && !URL.canParse(opties.hub)) throw new Error('--hub is geen adres; geef het zo: http://127.0.0.1:8080');
  const [poort, zaad, traag, na] = [getal(opties, 'port'), getal(opties, 'zaad'), getal(opties, 'traag'), getal(opties, 'na')];
  const token = typeof opties.token === 'string' ? opties.token : process.env.KNOOPPUNT_TOKEN;
  const sim = await startSimulator(naam as SimulatorNaam, {
    ...(poort === undefined ? {} : { poort }), ...(zaad === undefined ? {} : { zaad }), ...(traag === undefined ? {} : { traag }), ...(na === undefined ? {} : { na }),
    ...(typeof opties.fout === 'string' ? { fout: opties.fout } : {}), ...(typeof opties.hub === 'string' ? { hub: opties.hub } : {}), ...(token === undefined ? {} : { token }), rol: await rolVan(opties),
    ...(json ? {} : { meld: (r: string) => void process.stdout.write(`${r}\n`) }),
  });
  process.stdout.write(json ? `${JSON.stringify({ naam, url: sim.url, zaad: sim.stand().zaad })}\n` : `${naam} luistert op ${sim.url}; stand: GET ${sim.url}/stand, gedrag: POST ${sim.url}/gedrag. Ctrl-C stopt.\n`);
  const gestopt = new Promise<void>((klaar) => {
    process.once('SIGINT', klaar);
    process.once('SIGTERM', klaar);
  });
  try {
    for (const wat of typeof opties.stuur === 'string' ? opties.stuur.split(',') : []) {
      const r = await sim.stuur(wat.trim());
      if (json) process.stdout.write(`${JSON.stringify(r)}\n`);
    }
    await gestopt;
    if (json) process.stdout.write(`${JSON.stringify(sim.stand())}\n`);
  } finally {
    await sim.stop();
  }
  return 0;
}
