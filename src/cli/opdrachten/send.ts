// `knooppunt send FILE…`: posts messages to a running hub and prints what it said. The token comes from --token or KNOOPPUNT_TOKEN.
// A file that ends in .json holds canonical events (one, or a list of all that one message makes); every other file is a message as its standard writes it.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Melding } from '../../sdk/index.ts';

/** Media type of a file, by its name and, of events, by whether it opens as a list. */
async function mediatype(bestand: string): Promise<string> {
  if (!bestand.toLowerCase().endsWith('.json')) return 'application/octet-stream';
  const h = await open(bestand);
  try {
    const { buffer, bytesRead } = await h.read(Buffer.alloc(1024), 0, 1024, 0);
    return `application/cloudevents${/^\s*\[/.test(buffer.subarray(0, bytesRead).toString('utf8')) ? '-batch' : ''}+json`;
  } finally {
    await h.close();
  }
}

/** What the hub found in a message, a line each, as `check` shows it. */
function bevindingen(meldingen: unknown): string {
  return (Array.isArray(meldingen) ? (meldingen as Melding[]) : []).map((m) => `  ${m.regel > 0 ? `regel ${m.regel}  ` : ''}${m.pad}  ${m.tekst}  [${[m.standaardcode, m.code].filter(Boolean).join(' ')}]\n`).join('');
}

export default async function send(bestanden: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const basis = new URL('/v1/berichten', typeof opties.url === 'string' ? opties.url : 'http://127.0.0.1:8080');
  const adres = (events: boolean): URL => {
    const url = new URL(basis);
    for (const p of events ? (['als'] as const) : (['afzender', 'ontvanger'] as const)) if (typeof opties[p] === 'string') url.searchParams.set(p, opties[p]);
    if (events && opties.metVerlies === true) url.searchParams.set('metVerlies', 'true');
    return url;
  };
  const token = typeof opties.token === 'string' ? opties.token : process.env.KNOOPPUNT_TOKEN;
  const uit: unknown[] = [];
  let slechtst = 0;
  for (const bestand of bestanden) {
    let size: number;
    let type: string;
    try {
      ({ size } = await stat(bestand));
      type = await mediatype(bestand);
    } catch {
      uit.push({ bestand, status: null, antwoord: null });
      process.stderr.write(`${bestand}: niet verstuurd; dit bestand is niet te lezen\n`);
      slechtst = 2;
      continue;
    }
    try {
      const r = await fetch(adres(type !== 'application/octet-stream'), {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': String(size), ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: Readable.toWeb(createReadStream(bestand)) as ReadableStream<Uint8Array>,
        duplex: 'half',
      });
      const antwoord = (await r.json()) as Record<string, unknown>;
      uit.push({ bestand, status: r.status, antwoord });
      if (!opties.json) process.stdout.write(`${bestand}: ${r.status} ${r.ok ? `${antwoord.berichttype ?? ''} ${antwoord.id ?? ''}${antwoord.dubbel ? ' (dubbel)' : ''}` : (antwoord.title ?? '')}\n${r.ok ? '' : bevindingen(antwoord.meldingen)}`);
      if (!r.ok) slechtst = Math.max(slechtst, r.status >= 500 || r.status === 401 || r.status === 429 ? 2 : 1);
    } catch {
      uit.push({ bestand, status: null, antwoord: null });
      process.stderr.write(`${bestand}: niet verstuurd; draait het knooppunt op ${basis.origin}?\n`);
      slechtst = 2;
    }
  }
  if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
  return slechtst;
}
