// `knooppunt mapping explain | coverage | check`: what a table did, what it does not read, and whether it fits schema and model.
import { doorloop } from '../../intake/controle.ts';
import { controleerTabellen } from '../../mapping/controle.ts';
import { controleerVertalingen } from '../../mapping/vertaling/toets.ts';
import type { Spoor } from '../../mapping/vertaler.ts';
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { bankVoor } from '../bank.ts';
import { leesBestand } from '../bestand.ts';
import { tabel } from '../tabel.ts';

/** Shows values of the message: to the person who holds it, on their own terminal, nowhere else. */
export async function explain([bestand]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  const sporen: Spoor[] = [];
  const uit = await doorloop(await leesBestand(bestand!), bank, STANDAARD_XML_LIMIETEN, { spoor: (s) => sporen.push(s) });
  if (opties.json) process.stdout.write(`${JSON.stringify({ bestand, uitkomst: uit.soort === 'geslaagd' ? 'geldig' : uit.uitkomst, rijen: sporen, meldingen: uit.soort === 'gezakt' ? uit.meldingen : [] }, null, 2)}\n`);
  else {
    process.stdout.write(tabel([['tabel', 'regel', 'bron', 'doel', 'waarde'], ...sporen.map((s) => [`${s.bestand}:${s.regel}`, String(s.bronregel), s.bron, s.doel, kort(s.waarde)])]));
    if (uit.soort === 'geslaagd') {
      const niet = uit.events.flatMap((e) => ((e.data.bericht as { nietVertaald: { pad: string; aantal: number }[] }).nietVertaald));
      process.stdout.write(niet.length === 0 ? '\nAlles in dit bericht is gelezen of bewust niet vertaald.\n' : `\nNiet vertaald:\n${tabel(niet.map((n) => [n.pad, `${n.aantal}×`]), '  ')}`);
    } else for (const m of uit.meldingen) process.stderr.write(`regel ${m.regel}  ${m.pad}  ${m.tekst}  [${m.code}]\n`);
  }
  return uit.soort === 'geslaagd' ? 0 : uit.uitkomst === 'ongeldig' ? 1 : 2;
}

const kort = (w: unknown): string => {
  const t = typeof w === 'string' ? w : JSON.stringify(w);
  return t.length > 60 ? `${t.slice(0, 57)}…` : t;
};

export async function coverage([berichttype]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  const alles = controleerTabellen(bank.register.adapters, bank.catalogus).filter((c) => c.dekking && (berichttype === undefined || c.soort.berichttype === berichttype));
  if (berichttype !== undefined && alles.length === 0) throw new Error(`er is geen bericht ${berichttype} met een mappingtabel`);
  if (opties.json) {
    process.stdout.write(`${JSON.stringify(alles.map((c) => ({ adapter: c.adapter, standaard: c.soort.standaard, versie: c.soort.versie, berichttype: c.soort.berichttype, ...c.dekking })), null, 2)}\n`);
    return 0;
  }
  for (const c of alles) {
    process.stdout.write(`${c.soort.berichttype} (${c.soort.standaard} ${c.soort.versie}): ${c.dekking!.gelezen} paden gelezen, ${c.dekking!.bewustNiet} bewust niet, ${c.dekking!.ongelezen.length} ongelezen\n`);
    for (const p of c.dekking!.ongelezen) process.stdout.write(`  ${p}\n`);
  }
  return 0;
}

export async function check(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  const bevindingen = controleerTabellen(bank.register.adapters, bank.catalogus).flatMap((c) => c.bevindingen.map((b) => ({ adapter: c.adapter, ...b })));
  bevindingen.push(...controleerVertalingen(undefined, bank.register.adapters, bank.catalogus).map((b) => ({ adapter: 'vertalingen', ...b })));
  const uniek = [...new Map(bevindingen.map((b) => [`${b.adapter}/${b.bestand}:${b.regel} ${b.tekst}`, b])).values()];
  if (opties.json) process.stdout.write(`${JSON.stringify(uniek, null, 2)}\n`);
  else for (const b of uniek) process.stdout.write(`${b.adapter}/${b.bestand}:${b.regel} ${b.tekst}\n`);
  if (!opties.json && uniek.length === 0) process.stdout.write('Alle mappingtabellen passen op schema en informatiemodel.\n');
  return uniek.length === 0 ? 0 : 1;
}
