// Every sample comes to what it should, and the samples reach the adapter's message types.
import { metStandaardcode } from '../../intake/standaardcode.ts';
import { noemWorp, type Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { foutTekst } from './soap.ts';

export async function voorbeelden(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('voorbeelden', 'elk voorbeeld heeft de uitkomst die ernaast staat');
  const { spec } = o.adapter;
  const gezien = new Set<unknown>();
  for (const { voorbeeld, gang } of o.proeven) {
    const { naam, verwacht, geldig } = voorbeeld;
    const { uit } = gang;
    if (uit.soort === 'gooit') {
      v.meld(naam, `de adapter gooit een fout (${noemWorp(uit.fout, o.map)})`);
      continue;
    }
    if (verwacht?.berichttype !== undefined && uit.herkend.berichttype !== verwacht.berichttype) v.meld(naam, `wordt herkend als ${uit.herkend.berichttype ?? 'niets'} in plaats van ${verwacht.berichttype}`);
    if (uit.soort === 'geslaagd') {
      gezien.add(uit.gelezen.gevonden.soort);
      if (!geldig) v.meld(naam, 'wordt aangenomen, maar is met opzet fout');
      else if (verwacht?.events !== undefined && verwacht.uitkomst !== 'geweigerd' && uit.events.length !== verwacht.events) v.meld(naam, `geeft ${uit.events.length} events in plaats van ${verwacht.events}`);
    } else if (geldig) {
      const eerste = uit.meldingen[0];
      v.meld(naam, `wordt geweigerd: ${uit.code}${eerste ? ` op regel ${eerste.regel}, ${eerste.pad}: ${eerste.tekst}` : ''}`);
    } else {
      if (uit.meldingen.every((m) => m.regel < 1)) v.meld(naam, 'wordt geweigerd zonder regel');
      if (verwacht?.code !== undefined && uit.code !== verwacht.code) v.meld(naam, `wordt geweigerd met ${uit.code} in plaats van ${verwacht.code}`);
      const codes = metStandaardcode(uit.gelezen?.gevonden.adapter ?? o.adapter, uit.meldingen).map((m) => m.standaardcode);
      if (verwacht?.standaardcode !== undefined && !codes.includes(verwacht.standaardcode) && !foutTekst(o, uit, voorbeeld.omgeving.endpoint).includes(`>${verwacht.standaardcode}<`)) v.meld(naam, `geen bevinding heeft de code ${verwacht.standaardcode} van de standaard`);
    }
  }
  if (o.goede.length === 0) v.meld('samples/', 'er is geen enkel voorbeeld dat wordt aangenomen');
  const zonder = spec.berichten.filter((b) => !gezien.has(b)).map((b) => b.berichttype);
  return v.klaar(`${o.proeven.length} voorbeelden, ${gezien.size} van ${spec.berichten.length} berichttypen${zonder.length === 0 ? '' : ` (zonder: ${zonder.slice(0, 5).join(', ')}${zonder.length > 5 ? ` en ${zonder.length - 5} meer` : ''})`}`);
}
