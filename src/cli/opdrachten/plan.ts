// `knooppunt plan`: what the configuration as it stands would change, compared with what the hub last took over (or with --tegen).
import { ConfigFout, bevindingTekst, leesInGebruik, loadConfig, plan, planTekst } from '../../config/index.ts';
import { planStand } from '../../config/plan.ts';
import { laadopties } from './start.ts';

export default async function toonPlan(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const laden = laadopties(opties);
  try {
    const nieuw = loadConfig(laden);
    const oud = typeof opties.tegen === 'string' ? planStand(loadConfig({ ...laden, bestand: opties.tegen })) : leesInGebruik(nieuw.opslag.map);
    const p = plan(oud, nieuw);
    process.stdout.write(opties.json ? `${JSON.stringify(p, null, 2)}\n` : `${planTekst(p)}\n`);
    return 0;
  } catch (e) {
    if (!(e instanceof ConfigFout)) throw e;
    if (opties.json) process.stdout.write(`${JSON.stringify({ bevindingen: e.bevindingen }, null, 2)}\n`);
    else for (const b of e.bevindingen) process.stderr.write(`${bevindingTekst(b)}\n`);
    return 1;
  }
}
