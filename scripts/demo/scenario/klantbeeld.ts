// The question of the scenario as an application of a municipality asks it: one person, some subjects, purpose, ground and role; one answer with a part per source.
import { BRONNEN, DOEL } from './inrichting.ts';

export interface Klantbeeld {
  readonly delen: readonly { readonly onderwerp: string; readonly bron: string; readonly uitkomst: string }[];
  /** Ids of the messages that it is made of. */
  readonly berichten: readonly string[];
}

interface Deel {
  readonly onderwerp?: string;
  readonly bron?: string | null;
  readonly uitkomst?: string;
}

/** @throws Error (Dutch) when a part is missing, or is no answer. */
export async function klantbeeld(url: string, token: string, bsn: string): Promise<Klantbeeld> {
  const r = await fetch(new URL('/v1/vragen', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ persoon: { bsn }, onderwerpen: [...new Set(BRONNEN.map((b) => b.onderwerp))], doel: DOEL, rol: 'klantmanager', gebruiker: 'demo' }),
  });
  const tekst = await r.text();
  if (!r.ok) throw new Error(`POST /v1/vragen gaf ${r.status}`);
  const delen = ((JSON.parse(tekst) as { delen?: Deel[] }).delen ?? []).map((d) => ({ onderwerp: d.onderwerp ?? '?', bron: d.bron ?? '?', uitkomst: d.uitkomst ?? '?' }));
  const mist = BRONNEN.filter((b) => !delen.some((d) => d.onderwerp === b.onderwerp && d.uitkomst === 'antwoord' && d.bron.startsWith(b.partij)));
  if (mist.length > 0) throw new Error(`geen antwoord van ${mist.map((b) => `${b.partij} over ${b.onderwerp}`).join(', ')}`);
  return { delen, berichten: [...new Set([...tekst.matchAll(/"(?:bericht|vraag|antwoord|id)":\s*"([0-9a-f]{8}-[0-9a-f-]{27})"/g)].map((m) => m[1]!))] };
}
