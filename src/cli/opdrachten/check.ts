// `knooppunt check FILE…`: every message checked the way the hub would, without accepting it.
import { alsControle, doorloop } from '../../intake/controle.ts';
import type { Controle } from '../../intake/port.ts';
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { bankVoor } from '../bank.ts';
import { leesBestand } from '../bestand.ts';

export default async function check(bestanden: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  const uitkomsten: ({ bestand: string } & Controle)[] = [];
  for (const bestand of bestanden) {
    let c: Controle;
    try {
      c = alsControle(await doorloop(await leesBestand(bestand), bank, STANDAARD_XML_LIMIETEN));
    } catch (e) {
      // Unreadable, or our own check broke: never called valid.
      if (process.env.KNOOPPUNT_DEBUG) process.stderr.write(`${e instanceof Error ? (e.stack ?? e.message) : ''}\n`);
      const tekst = e instanceof Error && e.message.endsWith('is niet te lezen') ? 'dit bestand is niet te lezen' : 'het bericht kon niet worden gecontroleerd';
      c = { standaard: null, berichttype: null, versie: null, uitkomst: 'niet-gecontroleerd', meldingen: [{ code: 'KP_NIET_GECONTROLEERD', regel: 0, pad: '/', tekst }] };
    }
    const { standaard, berichttype, versie, uitkomst, meldingen } = c;
    uitkomsten.push({ bestand, standaard, berichttype, versie, uitkomst, meldingen });
    if (!opties.json) toon(bestand, c);
  }
  if (opties.json) process.stdout.write(`${JSON.stringify(uitkomsten, null, 2)}\n`);
  if (uitkomsten.some((u) => u.uitkomst === 'niet-gecontroleerd')) return 2;
  return uitkomsten.some((u) => u.uitkomst === 'ongeldig') ? 1 : 0;
}

function toon(bestand: string, c: Controle): void {
  const wat = c.standaard ? `${c.berichttype} (${c.standaard} ${c.versie})` : 'onbekend bericht';
  process.stdout.write(`${bestand}: ${c.uitkomst}, ${wat}\n`);
  for (const m of c.meldingen) process.stdout.write(`  regel ${m.regel}  ${m.pad}  ${m.tekst}  [${[m.standaardcode, m.code].filter(Boolean).join(' ')}]\n`);
}
