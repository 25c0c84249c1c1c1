// `knooppunt balans`: two tables that must close (G2), and every difference by name. Works beside a running hub.
import { loadConfig } from '../../config/index.ts';
import { balansVan } from '../motoren.ts';
import { configOpties } from '../datamap.ts';
import { tabel } from '../tabel.ts';

export default async function balans(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const b = await balansVan(loadConfig(configOpties(opties)));
  const sluit = b.verschillen.length === 0;
  if (opties.json) process.stdout.write(`${JSON.stringify({ sluit, ...b }, null, 2)}\n`);
  else {
    const { ontvangen, aanvaard, geweigerd, dubbel, onbestelbaar, onderweg } = b.berichten;
    const rij = (naam: string, n: number): readonly string[] => [naam, String(n)];
    process.stdout.write(`Berichten\n${tabel([rij('ontvangen', ontvangen), rij('  aanvaard', aanvaard), rij('  geweigerd', geweigerd), rij('  dubbel', dubbel), rij('(van de aanvaarde onbestelbaar)', onbestelbaar), rij('(van de aanvaarde nog niet gerouteerd)', onderweg)], '  ', [1])}`);
    process.stdout.write(`Afleveringen (event en abonnement)\n${tabel([rij('gerouteerd', b.paren.gerouteerd), rij('  afgeleverd', b.paren.afgeleverd), rij('  geparkeerd', b.paren.geparkeerd), rij('  onderweg', b.paren.onderweg)], '  ', [1])}`);
    process.stdout.write(sluit ? 'De balans sluit.\n' : `De balans sluit NIET:\n${b.verschillen.map((v) => `  ${v}\n`).join('')}`);
  }
  return sluit ? 0 : 1;
}
