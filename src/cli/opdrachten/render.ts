// `knooppunt render FILE --as <standaard>:<berichttype>[:versie]`: canonical events → the message, on stdout.
// Prints only what passes our profile and any installed official set, and says the same when it is read again; else exit 1 with findings.
import { readFile } from 'node:fs/promises';
import { uuidv5 } from '../../canonical/uuid.ts';
import { kortType } from '../../canonical/cloudevent.ts';
import { sha256 } from '../../intake/inhoudshash.ts';
import { vindDoel } from '../../intake/doelbericht.ts';
import { stelOpVoor } from '../../intake/vertaalNaar.ts';
import type { TeSchrijvenEvent } from '../../mapping/schrijver.ts';
import type { Melding } from '../../sdk/melding.ts';
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { bankVoor } from '../bank.ts';

/** CloudEvents, or `{type, data}`: one, or all that one message makes. @throws Error (Dutch) */
function leesEvents(tekst: string): TeSchrijvenEvent[] {
  let json: unknown;
  try {
    json = JSON.parse(tekst);
  } catch {
    throw new Error('het bestand is geen JSON');
  }
  const lijst = Array.isArray(json) ? (json as unknown[]) : [json];
  return lijst.map((e) => {
    const { type, data } = (e ?? {}) as { type?: unknown; data?: unknown };
    if (typeof type !== 'string' || typeof data !== 'object' || data === null || Array.isArray(data)) throw new Error('een event heeft een type en data, zoals `knooppunt translate` ze toont');
    return { type: kortType(type), data: data as Record<string, unknown> };
  });
}

export default async function render([bestand]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  if (typeof opties.as !== 'string') throw new Error('--as <standaard>:<berichttype>[:versie] ontbreekt');
  let tekst: string;
  try {
    tekst = await readFile(bestand!, 'utf8');
  } catch {
    throw new Error(`${bestand} is niet te lezen`);
  }
  const events = leesEvents(tekst);
  const doel = vindDoel(bank.register, opties.as);
  const nu = typeof opties.tijd === 'string' ? opties.tijd : new Date().toISOString();
  if (Number.isNaN(Date.parse(nu))) throw new Error('--tijd is geen RFC 3339-tijdstip');
  const uit = await stelOpVoor(events, doel, bank, { nu, referentie: uuidv5(sha256(Buffer.from(tekst))), limieten: STANDAARD_XML_LIMIETEN, metVerlies: opties.metVerlies === true });
  if (uit.soort === 'geweigerd') {
    const paar = uit.meldingen.find((m) => m.code === 'KP_GEEN_VERTALING');
    if (paar) throw new Error(paar.tekst);
    toon(uit.meldingen, opties.json === true);
    return uit.meldingen.some((m) => m.code === 'KP_NIET_GECONTROLEERD') ? 2 : 1;
  }
  for (const pad of uit.verlies) process.stderr.write(`niet doorgegeven: /${pad}\n`);
  process.stdout.write(uit.bytes);
  return 0;
}

function toon(meldingen: readonly Melding[], json: boolean): void {
  if (json) process.stderr.write(`${JSON.stringify({ uitkomst: 'geweigerd', meldingen }, null, 2)}\n`);
  else for (const m of meldingen) process.stderr.write(`${m.regel > 0 ? `regel ${m.regel}  ` : ''}${m.pad}  ${m.tekst}  [${m.code}]\n`);
}
