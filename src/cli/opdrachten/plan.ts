// `knooppunt plan`: what the configuration as it lies there would do, compared with the one that the hub last took over (or with --tegen).
// Reads only; works beside a running hub. A configuration with an error is reported whole and gives exit code 2.
import { bevindingTekst, ConfigFout, leesInGebruik, loadConfig, plan as vergelijk, planTekst, type PlanStand } from '../../config/index.ts';
import { laadopties } from './start.ts';

export default async function plan(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  try {
    const nieuw = loadConfig(laadopties(opties));
    let oud: PlanStand | null;
    if (typeof opties.tegen === 'string') oud = loadConfig({ bestand: opties.tegen });
    else {
      const stand = leesInGebruik(nieuw.opslag.map);
      // The port may have been chosen on the command line or by the machine: no difference of the files.
      oud = stand === null ? null : { ...stand, http: { ...stand.http, poort: nieuw.http.poort } };
    }
    const p = vergelijk(oud, nieuw);
    process.stdout.write(opties.json ? `${JSON.stringify(p)}\n` : `${planTekst(p)}\n`);
    if (!opties.json) for (const m of nieuw.mededelingen) process.stderr.write(`${m}\n`);
    return 0;
  } catch (e) {
    if (!(e instanceof ConfigFout)) throw e;
    if (opties.json) process.stdout.write(`${JSON.stringify({ bevindingen: e.bevindingen })}\n`);
    else process.stderr.write(`De configuratie kan niet worden gebruikt:\n${e.bevindingen.map((b) => `  ${b.ernst}: ${bevindingTekst(b)}`).join('\n')}\n`);
    return 2;
  }
}
