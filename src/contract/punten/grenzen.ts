// Size and depth: what is beyond a limit is refused with that limit's code, what is large but allowed is answered in time.
import { STANDAARD_XML_LIMIETEN, type XmlLimieten } from '../../xml/port.ts';
import { type GoedeProef, noemWorp, type Opstelling } from '../opstelling.ts';
import type { Contractopties, Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { isBlad, leesPlekken, vervang } from '../xmlplekken.ts';
import { ladingVan } from './plaatsen.ts';

/** Message types looked at: the limits are the same for all. */
const SOORTEN = 4;
const MAX_MELDINGEN = 1000;

export async function grenzen(o: Opstelling, opties: Contractopties): Promise<Puntuitslag> {
  const v = new Verslag('grenzen', 'te diep, te breed of te groot wordt geweigerd; groot dat mag krijgt op tijd antwoord');
  const tijd = opties.perBericht ?? 5000;
  let aantal = 0;
  const probeer = async (waar: string, bytes: Buffer, code: string | null, limieten: XmlLimieten = STANDAARD_XML_LIMIETEN): Promise<void> => {
    aantal += 1;
    const { uit, ms } = await o.ga(bytes, undefined, limieten);
    if (uit.soort === 'gooit') v.meld(waar, `de adapter gooit een fout (${noemWorp(uit.fout, o.map)})`);
    else if (code !== null && (uit.soort !== 'gezakt' || uit.code !== code)) v.meld(waar, `hoort ${code} te geven, niet ${uit.soort === 'gezakt' ? uit.code : 'een aangenomen bericht'}`);
    else if (uit.soort === 'gezakt' && uit.meldingen.length > MAX_MELDINGEN) v.meld(waar, `geeft ${uit.meldingen.length} bevindingen`);
    if (ms > tijd) v.meld(waar, `duurt ${Math.round(ms)} ms; hoogstens ${tijd} ms is afgesproken`);
  };
  for (const leeg of ['', ' \r\n ']) await probeer('een leeg bericht', Buffer.from(leeg), leeg === '' ? 'KP_LEEG' : null);
  const gekozen = new Map<unknown, GoedeProef>();
  for (const g of o.goede) if (gekozen.size < SOORTEN && !gekozen.has(g.uit.gelezen.gevonden.soort)) gekozen.set(g.uit.gelezen.gevonden.soort, g);
  for (const g of gekozen.values()) {
    const { naam } = g.voorbeeld;
    if (g.uit.gelezen.soort === 'records') {
      const regels = g.voorbeeld.bytes.toString('latin1').split('\r\n').filter((r) => r !== '');
      await probeer(`${naam} met een record van 1 MB`, Buffer.from(`${regels[0]}${'0'.repeat(1 << 20)}\r\n`, 'latin1'), 'KP_RECORD');
      await probeer(`${naam} met één record 2.000 keer`, Buffer.from(`${[regels[0], ...new Array<string>(2000).fill(regels[1] ?? ''), ...regels.slice(2)].join('\r\n')}\r\n`, 'latin1'), 'KP_RECORD');
      continue;
    }
    const doc = leesPlekken(g.voorbeeld.bytes, g.uit.gelezen.lezing, ladingVan(g));
    const wortel = doc.plekken[0]!;
    const in_ = (stuk: string): Buffer => Buffer.from(vervang(doc.tekst, wortel.inhoudEinde, wortel.inhoudEinde, stuk));
    await probeer(`${naam}, 150 diep genest`, in_('<a>'.repeat(150) + '</a>'.repeat(150)), 'KP_GRENS_DIEPTE');
    const attributen = Array.from({ length: 200 }, (_, i) => ` a${i}="x"`).join('');
    await probeer(`${naam} met 200 attributen op een element`, in_(`<a${attributen}/>`), 'KP_GRENS_ATTRIBUTEN');
    await probeer(`${naam} met meer elementen dan mag`, g.voorbeeld.bytes, 'KP_GRENS_ELEMENTEN', { ...STANDAARD_XML_LIMIETEN, elementen: 3 });
    await probeer(`${naam} met 20.000 onbekende elementen`, in_('<a>b</a>'.repeat(20_000)), null);
    const blad = doc.plekken.find(isBlad);
    if (!blad) continue;
    const lang = Buffer.from(vervang(doc.tekst, blad.inhoudBegin, blad.inhoudEinde, 'x'.repeat(1 << 20)));
    await probeer(`${naam} met een te lange tekst`, lang, 'KP_GRENS_TEKST', { ...STANDAARD_XML_LIMIETEN, tekst: 1 << 16 });
    await probeer(`${naam} met een tekst van 1 MB`, lang, null);
  }
  return v.klaar(`${aantal} berichten van ${gekozen.size} berichttypen`);
}
