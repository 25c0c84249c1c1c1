// Reads a municipality's events over the API: works with every hub, also one without Kafka. Place and work are written in one transaction, so nothing is
// lost and nothing done twice. Settings: KNOOPPUNT, TOKEN, GEMEENTE, NIVEAU (wat or dat), BOEK (file), STOP_NA_MS (stop when nothing came for so long).
import { setTimeout as wacht } from 'node:timers/promises';
import { Administratie } from './administratie.ts';
import type { Event } from './event.ts';

const { KNOOPPUNT = 'http://127.0.0.1:8080', TOKEN, GEMEENTE = '0363', NIVEAU = 'wat', BOEK = 'boek.sqlite', STOP_NA_MS } = process.env;
const stopNa = STOP_NA_MS === undefined ? Number.POSITIVE_INFINITY : Number(STOP_NA_MS);
const boek = new Administratie(BOEK);
const naam = `http:${GEMEENTE}:${NIVEAU}`;
let na = boek.plek(naam);
let laatst = Date.now();
let gestopt = false;
for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => (gestopt = true));

while (!gestopt && Date.now() - laatst < stopNa) {
  const url = new URL(`/v1/gemeenten/${GEMEENTE}/events`, KNOOPPUNT);
  url.searchParams.set('max', '100');
  url.searchParams.set('niveau', NIVEAU);
  if (na !== null) url.searchParams.set('na', na);
  const antwoord = await fetch(url, { headers: TOKEN ? { authorization: `Bearer ${TOKEN}` } : {} }).catch(() => null);
  // Busy, restarting, away: nothing is lost by waiting. Anything else (no right, no such municipality) is for a person.
  if (antwoord === null || antwoord.status === 429 || antwoord.status >= 500) {
    await wacht(1_000);
    continue;
  }
  if (!antwoord.ok) throw new Error(`het knooppunt antwoordt ${antwoord.status}: ${await antwoord.text()}`);
  const { events, volgende } = (await antwoord.json()) as { events: Event[]; volgende: string };
  const nieuw = boek.verwerk(events, { naam, waarde: volgende });
  na = volgende;
  if (events.length > 0) {
    laatst = Date.now();
    console.log(`${events.length} gelezen, ${nieuw} nieuw`);
  } else await wacht(Math.min(1_000, stopNa));
}
boek.sluit();
