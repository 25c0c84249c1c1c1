// What cannot be right is refused with its cause: not well-formed, a DOCTYPE, an element that the schema does not know, a record of the wrong length.
// Refused is not "could not check": that would stop the sender for a fault of ours.
import type { Opstelling } from '../opstelling.ts';
import { noemWorp } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { minimaal } from './herkennen.ts';

export async function weigeren(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('weigeren', 'onleesbare en verkeerde berichten worden geweigerd, met oorzaak en plaats');
  let aantal = 0;
  const moet = async (waar: string, bytes: Buffer, codes?: readonly string[]): Promise<void> => {
    aantal += 1;
    const { uit } = await o.ga(bytes);
    if (uit.soort === 'gooit') v.meld(waar, `de adapter gooit een fout (${noemWorp(uit.fout, o.map)})`);
    else if (uit.soort === 'geslaagd') v.meld(waar, 'wordt aangenomen');
    else if (uit.uitkomst !== 'ongeldig') v.meld(waar, `wordt niet ongeldig genoemd maar ${uit.uitkomst} (${uit.code})`);
    else if (codes && !codes.includes(uit.code)) v.meld(waar, `wordt geweigerd met ${uit.code} in plaats van ${codes.join(' of ')}`);
    else if (uit.meldingen.length === 0) v.meld(waar, 'wordt geweigerd zonder bevinding');
    else if (uit.meldingen.every((m) => m.regel < 1)) v.meld(waar, 'wordt geweigerd zonder regel');
  };
  for (const b of o.adapter.spec.berichten) {
    for (const bytes of minimaal(b, '<m:bestaat-niet/>')) await moet(`${b.berichttype} met een onbekend element`, bytes);
    if (b.ei) for (const bytes of minimaal(b)) await moet(`${b.berichttype} met alleen een begin`, bytes);
  }
  for (const { voorbeeld, uit } of o.goede) {
    const { bytes } = voorbeeld;
    if (uit.gelezen.soort === 'xml') {
      const tekst = bytes.toString('utf8');
      const wortel = tekst.search(/<[^?!]/);
      await moet(`${voorbeeld.naam}, afgebroken`, bytes.subarray(0, Math.floor(bytes.length * 0.6)), ['KP_NIET_WELGEVORMD']);
      await moet(`${voorbeeld.naam} met een DOCTYPE`, Buffer.from(`${tekst.slice(0, wortel)}<!DOCTYPE x [<!ENTITY y "z">]>${tekst.slice(wortel)}`), ['KP_DOCTYPE']);
    } else {
      const regels = bytes.toString('latin1').split('\r\n');
      await moet(`${voorbeeld.naam}, een record te kort`, Buffer.from(regels.map((r, i) => (i === 1 ? r.slice(0, -10) : r)).join('\r\n'), 'latin1'));
      await moet(`${voorbeeld.naam} zonder het laatste record`, Buffer.from(`${regels.filter((r) => r !== '').slice(0, -1).join('\r\n')}\r\n`, 'latin1'));
    }
  }
  return v.klaar(`${aantal} verkeerde berichten`);
}
