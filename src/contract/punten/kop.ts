// The head: an asynchronous message has a key by which a repeat is known; layout does not change it, and two messages do not share it.
import { isDeepStrictEqual } from 'node:util';
import type { GoedeProef, Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { leesPlekken } from '../xmlplekken.ts';

export async function kop(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('kop', 'de sleutel van een herhaling is er, is onafhankelijk van de opmaak en onderscheidt berichten');
  const gezien = new Map<string, { naam: string; hash: string }>();
  let sleutels = 0;
  for (const g of o.goede) {
    const { naam } = g.voorbeeld;
    const { kop: k, gelezen } = g.uit;
    const { soort } = gelezen.gevonden;
    if (k.herhaalsleutel === null) {
      if (soort.verloop === 'asynchroon') v.meld(naam, 'een asynchroon bericht zonder sleutel van een herhaling: het zou twee keer verwerkt kunnen worden');
    } else {
      sleutels += 1;
      if (k.herhaalsleutel.length === 0 || k.herhaalsleutel.some((d) => typeof d !== 'string') || k.herhaalsleutel.every((d) => d.trim() === '')) v.meld(naam, 'de sleutel van een herhaling is leeg');
      const sleutel = `${soort.standaard}\n${k.herhaalsleutel.join('\n')}`;
      const eerder = gezien.get(sleutel);
      // A sample may be a conflict on purpose; then that stands beside it.
      if (eerder && eerder.hash !== gelezen.inhoudshash && g.voorbeeld.verwacht?.code !== 'KP_CONFLICT') v.meld(naam, `heeft dezelfde sleutel als ${eerder.naam}, maar een andere inhoud`);
      if (!eerder) gezien.set(sleutel, { naam, hash: gelezen.inhoudshash });
    }
    if (k.adressering.soort === 'geadresseerd' && k.adressering.ontvanger === null) v.meld(naam, 'de adressering zegt geadresseerd, maar noemt geen ontvanger');
    await andereOpmaak(g, o, v);
  }
  return v.klaar(`${o.goede.length} voorbeelden, ${sleutels} met een sleutel`);
}

async function andereOpmaak(g: GoedeProef, o: Opstelling, v: Verslag): Promise<void> {
  if (g.uit.gelezen.soort !== 'xml') return;
  const doc = leesPlekken(g.voorbeeld.bytes, g.uit.gelezen.lezing);
  const plekken = new Set<number>();
  for (const p of doc.plekken) {
    if (p.knoop.kinderen.length === 0 || p.knoop.tekst.trim() !== '') continue;
    plekken.add(p.inhoudBegin);
    for (const z of doc.plekken) if (z.knoop.ouder === p.knoop) plekken.add(z.einde);
  }
  let tekst = doc.tekst;
  for (const i of [...plekken].sort((a, b) => b - a)) tekst = `${tekst.slice(0, i)}\n\t  ${tekst.slice(i)}`;
  const { uit } = await o.ga(Buffer.from(tekst), g.voorbeeld.omgeving);
  const { naam } = g.voorbeeld;
  if (uit.soort !== 'geslaagd') v.meld(naam, 'wordt met andere witruimte tussen de elementen niet aangenomen');
  else if (!isDeepStrictEqual(uit.kop.herhaalsleutel, g.uit.kop.herhaalsleutel)) v.meld(naam, 'de sleutel verandert door witruimte tussen de elementen');
  else if (uit.gelezen.inhoudshash !== g.uit.gelezen.inhoudshash) v.meld(naam, 'de inhoudshash verandert door witruimte tussen de elementen');
}
