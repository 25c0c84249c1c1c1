// Reads topics of the embedded log as a party would: over HTTP, page by page, from the beginning to the end.
import { setTimeout as wacht } from 'node:timers/promises';
import type { Gelezen } from './lezer.ts';

interface Pagina {
  readonly events: readonly { readonly id: string; readonly bericht: string; readonly sleutel?: string; readonly subject?: string; readonly data: unknown }[];
  readonly volgende: string;
}

/** @param topics `sociaaldomein.gemeente.<code>` or `sociaaldomein.partij.<oin>[.dat]` @throws Error on any other answer than a page */
export async function leesOverHttp(url: string, topics: readonly string[]): Promise<readonly Gelezen[]> {
  const uit: Gelezen[] = [];
  for (const topic of topics) {
    const [, soort, wie, dat] = topic.split('.');
    const pad = `/v1/${soort === 'gemeente' ? 'gemeenten' : 'partijen'}/${wie}/events?max=1000&niveau=${dat ?? 'wat'}`;
    let na = '';
    for (let n = 0; ; ) {
      const r = await fetch(`${url}${pad}${na === '' ? '' : `&na=${encodeURIComponent(na)}`}`, { signal: AbortSignal.timeout(30_000) });
      if (r.status === 429) {
        await wacht(1_000);
        continue;
      }
      if (r.status !== 200) throw new Error(`${pad}: ${r.status}`);
      const blad = (await r.json()) as Pagina;
      for (const e of blad.events) {
        uit.push({ topic, partitie: 0, offset: String(n++), sleutel: '', waarde: JSON.stringify(e.data), koppen: { ce_id: e.id, ce_bericht: e.bericht } });
      }
      na = blad.volgende;
      if (blad.events.length === 0) break;
    }
  }
  return uit;
}
