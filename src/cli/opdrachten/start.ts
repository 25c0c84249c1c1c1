// `knooppunt start`: runs the hub until it is told to stop. SIGTERM and SIGINT drain within 10 s; a second signal ends at once.
import type { LoadOpties } from '../../config/index.ts';
import { startKnooppunt } from '../../main.ts';

/** --config, --data and --port as the configuration reads them. @throws Error (Dutch) on a port that is none. */
export function laadopties(opties: Record<string, unknown>): LoadOpties {
  const poort = opties.port === undefined ? undefined : Number(opties.port);
  if (poort !== undefined && (!Number.isInteger(poort) || poort < 0 || poort > 65_535)) throw new Error('--port is geen poortnummer');
  return {
    ...(typeof opties.config === 'string' ? { bestand: opties.config } : {}),
    ...(typeof opties.data === 'string' ? { data: opties.data } : {}),
    ...(poort === undefined ? {} : { poort }),
  };
}

export default async function start(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const kp = await startKnooppunt(laadopties(opties));
  const data = kp.configuratie.opslag.map;
  process.stdout.write(opties.json ? `${JSON.stringify({ url: kp.url, data })}\n` : `Knooppunt luistert op ${kp.url} (gegevens in ${data})\n`);
  for (const m of kp.configuratie.mededelingen) process.stderr.write(`${m}\n`);
  return new Promise((klaar) => {
    let sinds: number | null = null;
    const stop = (): void => {
      // One Ctrl-C reaches us twice: from the terminal, and handed on by bin/knooppunt. Only a later one is a second wish.
      if (sinds !== null) {
        if (performance.now() - sinds > 1_000) process.exit(0);
        return;
      }
      sinds = performance.now();
      kp.stop().then(() => klaar(0), () => klaar(2));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
