// `knooppunt send FILE…`: posts messages to a running hub and prints what it said. The token comes from --token or KNOOPPUNT_TOKEN.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

export default async function send(bestanden: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const url = new URL('/v1/berichten', typeof opties.url === 'string' ? opties.url : 'http://127.0.0.1:8080');
  for (const p of ['afzender', 'ontvanger'] as const) if (typeof opties[p] === 'string') url.searchParams.set(p, opties[p]);
  const token = typeof opties.token === 'string' ? opties.token : process.env.KNOOPPUNT_TOKEN;
  const uit: unknown[] = [];
  let slechtst = 0;
  for (const bestand of bestanden) {
    try {
      const { size } = await stat(bestand);
      const r = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(size), ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: Readable.toWeb(createReadStream(bestand)) as ReadableStream<Uint8Array>,
        duplex: 'half',
      });
      const antwoord = (await r.json()) as Record<string, unknown>;
      uit.push({ bestand, status: r.status, antwoord });
      if (!opties.json) process.stdout.write(`${bestand}: ${r.status} ${r.ok ? `${antwoord.berichttype ?? ''} ${antwoord.id ?? ''}${antwoord.dubbel ? ' (dubbel)' : ''}` : (antwoord.title ?? '')}\n`);
      if (!r.ok) slechtst = Math.max(slechtst, r.status >= 500 || r.status === 401 || r.status === 429 ? 2 : 1);
    } catch {
      uit.push({ bestand, status: null, antwoord: null });
      process.stderr.write(`${bestand}: niet verstuurd; draait het knooppunt op ${url.origin} en is het bestand leesbaar?\n`);
      slechtst = 2;
    }
  }
  if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
  return slechtst;
}
