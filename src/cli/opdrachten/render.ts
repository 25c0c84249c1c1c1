// `knooppunt render FILE --as <standaard>:<berichttype>[:versie]`: canonical events → the message, on stdout.
// Of another standard where the tables of translations declare it. Prints only what passes our profile and any installed official set, and says the same when it is read again; else exit 1 with findings.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { uuidv5 } from '../../canonical/uuid.ts';
import { kortType } from '../../canonical/cloudevent.ts';
import { sha256 } from '../../intake/inhoudshash.ts';
import { vindDoel } from '../../intake/doelbericht.ts';
import { stelAllesOpVoor, type OpgesteldBericht } from '../../intake/vertaalNaar.ts';
import type { TeSchrijvenEvent } from '../../mapping/schrijver.ts';
import { laadVertalingen } from '../../mapping/vertaling/vertalingen.ts';
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

/** Values that a translation asks for, from a file: they may be about a person, and a command line is no place for that. @throws Error (Dutch) */
async function leesAanvulling(bestand: unknown): Promise<Record<string, unknown> | undefined> {
  if (typeof bestand !== 'string') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(bestand, 'utf8'));
  } catch {
    throw new Error(`${bestand} is niet te lezen als JSON`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('een aanvulling is een object: pad in het event → waarde');
  return json as Record<string, unknown>;
}

/** The one message, or the one that `--deel` chooses. @throws Error (Dutch) */
function kies(berichten: readonly OpgesteldBericht[], deel: unknown): OpgesteldBericht {
  if (deel === undefined && berichten.length > 1) throw new Error(`hieruit worden ${berichten.length} berichten; kies er een met --deel 1 tot en met ${berichten.length}`);
  const gekozen = berichten[deel === undefined ? 0 : Number(deel) - 1];
  if (!gekozen) throw new Error(`--deel is 1 tot en met ${berichten.length}`);
  return gekozen;
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
  const vertalingen = typeof opties.vertalingen === 'string' ? laadVertalingen(pathToFileURL(`${path.resolve(opties.vertalingen)}/`)) : undefined;
  const zet = await leesAanvulling(opties.aanvulling);
  const uit = await stelAllesOpVoor(events, doel, bank, { nu, referentie: uuidv5(sha256(Buffer.from(tekst))), limieten: STANDAARD_XML_LIMIETEN, metVerlies: opties.metVerlies === true, ...(vertalingen ? { vertalingen } : {}), ...(zet ? { zet } : {}) });
  if (uit.soort === 'geweigerd') {
    const paar = uit.meldingen.find((m) => m.code === 'KP_GEEN_VERTALING');
    if (paar) throw new Error(paar.tekst);
    toon(uit.meldingen, opties.json === true);
    return uit.meldingen.some((m) => m.code === 'KP_NIET_GECONTROLEERD') ? 2 : 1;
  }
  const bericht = kies(uit.berichten, opties.deel);
  for (const v of bericht.afgesproken) process.stderr.write(`vervalt volgens afspraak: /${v.pad}  ${v.reden}\n`);
  for (const pad of bericht.verlies) process.stderr.write(`niet doorgegeven: /${pad}\n`);
  process.stdout.write(bericht.bytes);
  return 0;
}

function toon(meldingen: readonly Melding[], json: boolean): void {
  if (json) process.stderr.write(`${JSON.stringify({ uitkomst: 'geweigerd', meldingen }, null, 2)}\n`);
  else for (const m of meldingen) process.stderr.write(`${m.regel > 0 ? `regel ${m.regel}  ` : ''}${m.pad}  ${m.tekst}  [${m.code}]\n`);
}
