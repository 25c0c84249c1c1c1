// The same bytes give the same events and the same head, every time: a repeat is known by it, and a crash is mended by doing it again.
import { isDeepStrictEqual } from 'node:util';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

export async function herhaalbaar(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('herhaalbaar', 'dezelfde bytes geven dezelfde events en dezelfde bevindingen');
  for (const { voorbeeld, gang } of o.proeven) {
    if (gang.uit.soort === 'gooit') continue;
    const { uit } = await o.ga(voorbeeld.bytes, voorbeeld.omgeving);
    if (uit.soort !== gang.uit.soort) v.meld(voorbeeld.naam, 'geeft de tweede keer een andere uitkomst');
    else if (uit.soort === 'geslaagd' && gang.uit.soort === 'geslaagd') {
      // Text, not deep equality: the order of keys is part of what is published and hashed.
      if (JSON.stringify(uit.events) !== JSON.stringify(gang.uit.events)) v.meld(voorbeeld.naam, 'geeft de tweede keer andere events');
      if (!isDeepStrictEqual(uit.kop, gang.uit.kop)) v.meld(voorbeeld.naam, 'geeft de tweede keer een andere kop');
    } else if (uit.soort === 'gezakt' && gang.uit.soort === 'gezakt' && !isDeepStrictEqual(uit.meldingen, gang.uit.meldingen)) v.meld(voorbeeld.naam, 'geeft de tweede keer andere bevindingen');
  }
  return v.klaar(`${o.proeven.length} voorbeelden twee keer`);
}
