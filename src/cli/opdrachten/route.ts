// `knooppunt route FILE`: candidates, each filter's verdict, ground, level and topic for every event of a message. Sends nothing.
import { loadConfig, routingInvoer } from '../../config/index.ts';
import { doorloop, idVanInhoud } from '../../intake/controle.ts';
import { createRouting } from '../../routing/routing.ts';
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { bankVoor } from '../bank.ts';
import { leesBestand } from '../bestand.ts';
import { tabel } from '../tabel.ts';
import { laadopties } from './start.ts';

export default async function route([bestand]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const c = loadConfig(laadopties(opties));
  const bank = await bankVoor(opties);
  const inhoud = await leesBestand(bestand!);
  const uit = await doorloop(inhoud, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort === 'gezakt') {
    process.stderr.write(`${bestand}: ${uit.uitkomst}\n`);
    for (const m of uit.meldingen) process.stderr.write(`  regel ${m.regel}  ${m.pad}  ${m.tekst}  [${m.code}]\n`);
    return uit.uitkomst === 'ongeldig' ? 1 : 2;
  }
  const routing = createRouting(routingInvoer(c));
  const tijd = new Date().toISOString();
  const berichtId = idVanInhoud(inhoud);
  const events = uit.events.map((e) => {
    const { uitleg } = routing.decide({ ...e, berichtId, tijd, proef: (e.data.bericht as { proef?: unknown }).proef === true }, uit.adressering, true);
    return { type: `nl.sociaaldomein.${e.type}.v1`, uitleg };
  });
  if (opties.json) {
    process.stdout.write(`${JSON.stringify({ bestand, ...uit.herkend, adressering: uit.adressering.soort, reden: uit.adressering.reden ?? null, events }, null, 2)}\n`);
    return 0;
  }
  if (uit.adressering.soort === 'onbestelbaar') process.stdout.write(`onbestelbaar: ${uit.adressering.reden ?? 'niemand mag dit bericht hebben'}\n`);
  for (const e of events) {
    process.stdout.write(`${e.type}\n`);
    const rijen = e.uitleg.map((u) => [
      u.partij, u.kandidaatOmdat, u.abonnement ? `abonnement ${u.abonnement}` : 'geen abonnement',
      u.filter ? `filter ${u.filter}` : '', u.grondslag ?? '', u.niveau ? `niveau ${u.niveau}` : '',
      u.oordeel === 'ja' ? `→ ${u.topic}` : `niet: ${u.reden}`,
    ]);
    process.stdout.write(rijen.length > 0 ? tabel(rijen, '  ') : '  geen kandidaten: niemand krijgt dit event\n');
  }
  return 0;
}
