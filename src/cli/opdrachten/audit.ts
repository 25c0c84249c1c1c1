// `knooppunt audit verify | inzage`: is the record whole, and who got or read what about a person. Both only read.
import { existsSync, readFileSync } from 'node:fs';
import { isBsn } from '../../canonical/identificaties.ts';
import { auditPseudoniem } from '../../canonical/sleutels.ts';
import { loadConfig } from '../../config/index.ts';
import { configOpties } from '../datamap.ts';
import { inzageVan, verifyVan } from '../motoren.ts';
import { tabel } from '../tabel.ts';
import { laadopties } from './start.ts';

export async function verify(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const uit = await verifyVan(loadConfig(configOpties(opties)), typeof opties.publiekeSleutel === 'string' ? { publiekeSleutel: opties.publiekeSleutel } : {});
  if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
  else if (uit.geldig) process.stdout.write(`De audit is geldig: ${uit.regels} regels in ${uit.ketens} keten(s), ${uit.koppen} ondertekende koppen${uit.ongetekend > 0 ? `, ${uit.ongetekend} regels na de laatste kop` : ''}.\n`);
  else process.stdout.write(`De audit is NIET geldig: ${uit.breuk?.tekst ?? 'onbekende breuk'}${uit.breuk?.keten ? ` (keten ${uit.breuk.keten}, regel ${uit.breuk.volgnr ?? '?'})` : ''}\n`);
  return uit.geldig ? 0 : 1;
}

/** The BSN comes from a file or stdin, never from the command line (other users see that). */
export async function inzage(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bron = typeof opties.bsnBestand === 'string' ? opties.bsnBestand : null;
  if (bron === null || !existsSync(bron)) throw new Error('geef met --bsn-bestand een bestand met het burgerservicenummer (- is stdin via /dev/stdin)');
  const bsn = readFileSync(bron, 'utf8').trim();
  if (!isBsn(bsn)) throw new Error('het bestand bevat geen geldig burgerservicenummer');
  const c = loadConfig(laadopties(opties));
  const uit = await inzageVan(c, auditPseudoniem(c.geheimen.audit, bsn));
  if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
  else {
    process.stdout.write(`${uit.aanvaard.length} berichten over deze persoon aanvaard.\n`);
    const namen = new Map(c.partijen.map((p) => [p.id, p.naam]));
    if (uit.ontvangers.length > 0) {
      process.stdout.write(tabel([['ontvanger', 'niveau', 'doel', 'grondslag', 'gepubliceerd', 'gelezen door'], ...uit.ontvangers.map((r) => [namen.get(r.partij) ?? r.partij, r.niveau, r.doel, r.grondslag, r.gepubliceerdOp ?? '-', r.gelezen.map((g) => `${g.door} ${g.tijd}`).join(', ') || '-'])]));
    } else process.stdout.write('Niemand heeft hierover iets ontvangen.\n');
    if (uit.vragen.length > 0) {
      process.stdout.write(`\n${uit.vragen.length} keer is naar deze persoon gevraagd.\n`);
      process.stdout.write(tabel([['gevraagd', 'partij', 'door', 'doel', 'grondslag', 'rol', 'aan wie, en wat het was'], ...uit.vragen.map((v) => [v.op, namen.get(v.partij) ?? v.partij, v.door, v.doel, v.grondslag, v.rol || '-', v.delen.map((d) => `${d.onderwerp} ${d.bron}: ${d.uitkomst}`).join(', ') || '-'])]));
    }
  }
  return 0;
}
