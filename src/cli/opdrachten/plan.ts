// `knooppunt plan`: what the configuration as it stands would change, compared with what the hub last took over (or with --tegen).
import path from 'node:path';
import { ConfigFout, bevindingTekst, leesInGebruik, loadConfig, plan, planTekst } from '../../config/index.ts';
import { planStand } from '../../config/plan.ts';
import { formaatKeuring } from '../../intake/formaat.ts';
import { laadAdapters, maakRegister } from '../../intake/register.ts';
import { kennisVan } from '../../questions/vraagbericht.ts';
import { laadopties } from './start.ts';

export default async function toonPlan(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const laden = laadopties(opties);
  try {
    // Adapters are named by the configuration itself, and know what else in it can be: read once to find them, once to check with them.
    const eerste = loadConfig(laden);
    const register = maakRegister(await laadAdapters(eerste.adapters, eerste.bestand === null ? process.cwd() : path.dirname(eerste.bestand)));
    const nieuw = loadConfig({ ...laden, kennis: { ...kennisVan(register), formaat: formaatKeuring(register) } });
    const stand = typeof opties.tegen === 'string' ? planStand(loadConfig({ ...laden, bestand: opties.tegen })) : leesInGebruik(nieuw.opslag.map);
    // The port in use may come from the command line or from the machine: no difference of the files.
    const oud = stand === null || typeof opties.tegen === 'string' ? stand : { ...stand, http: { ...stand.http, poort: nieuw.http.poort } };
    const p = plan(oud, nieuw);
    process.stdout.write(opties.json ? `${JSON.stringify(p, null, 2)}\n` : `${planTekst(p)}\n`);
    return 0;
  } catch (e) {
    if (!(e instanceof ConfigFout)) throw e;
    if (opties.json) process.stdout.write(`${JSON.stringify({ bevindingen: e.bevindingen }, null, 2)}\n`);
    else for (const b of e.bevindingen) process.stderr.write(`${b.ernst}: ${bevindingTekst(b)}\n`);
    // No message is wrong (1): there is nothing to compare with (2).
    return 2;
  }
}
