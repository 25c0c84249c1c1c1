// Spoiled messages of every kind: the adapter never throws, never takes long, never lets a value of the message into a finding.
import { leesXml } from '../../xml/lezer.ts';
import type { XmlLezing } from '../../sdk/adapter.ts';
import { GEPLANT, gevoeligeWaarden, lekt, teksten } from '../bevindingen.ts';
import { muteerBytes, muteerRecords, muteerXml } from '../mutaties.ts';
import { noemWorp, type Opstelling, type Proef } from '../opstelling.ts';
import { maakToeval } from '../toeval.ts';
import type { Contractopties, Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';
import { leesPlekken } from '../xmlplekken.ts';
import { foutVoor } from './soap.ts';

const PER_VOORBEELD = 24;

export async function mutaties(o: Opstelling, opties: Contractopties): Promise<Puntuitslag> {
  const v = new Verslag('mutaties', 'verminkte berichten: nooit een uitzondering, nooit te traag, nooit een waarde uit het bericht in een bevinding');
  const zaad = opties.zaad ?? 1;
  const tijd = opties.perBericht ?? 5000;
  const per = opties.mutaties ?? PER_VOORBEELD;
  let aantal = 0;
  let geweigerd = 0;
  for (const [n, proef] of o.proeven.entries()) {
    const t = maakToeval(zaad * 7919 + n);
    const { voorbeeld } = proef;
    const lezing = lezingVan(proef);
    const doc = lezing ? leesPlekken(voorbeeld.bytes, lezing) : null;
    const waarden = [...gevoeligeWaarden(lezing ? teksten(lezing.bron.wortel) : velden(voorbeeld.bytes)), GEPLANT];
    for (let i = 0; i < per; i++) {
      const bytes = i % 2 === 0 ? muteerBytes(voorbeeld.bytes, t) : doc ? muteerXml(doc, t) : muteerRecords(voorbeeld.bytes, t);
      aantal += 1;
      const waar = `${voorbeeld.naam}, mutatie ${i + 1} (zaad ${zaad})`;
      const { uit, ms } = await o.ga(bytes, voorbeeld.omgeving);
      if (ms > tijd) v.meld(waar, `duurt ${Math.round(ms)} ms; hoogstens ${tijd} ms is afgesproken`);
      if (uit.soort === 'gooit') {
        v.meld(waar, `de adapter gooit een fout (${noemWorp(uit.fout, o.map)})`);
        continue;
      }
      if (uit.soort === 'geslaagd') continue;
      geweigerd += 1;
      if (lekt(uit.meldingen, waarden)) v.meld(waar, `een bevinding noemt een waarde uit het bericht (${uit.code})`);
      const fout = foutVoor(o, uit, voorbeeld.omgeving.endpoint, waarden);
      if (fout !== null) v.meld(waar, fout);
    }
  }
  return v.klaar(`${aantal} verminkte berichten, ${geweigerd} geweigerd`);
}

/** The sample's own tree, also of a refused one where it could be read. */
function lezingVan({ voorbeeld, gang }: Proef): XmlLezing | null {
  const gelezen = gang.uit.soort === 'gooit' ? null : gang.uit.gelezen;
  if (gelezen) return gelezen.soort === 'xml' ? gelezen.lezing : null;
  const r = leesXml(voorbeeld.bytes);
  return r.soort === 'gelezen' ? ({ bron: r.bron } as XmlLezing) : null;
}

/** Longer runs of characters in records: numbers, names, dates. */
const velden = (bytes: Buffer): string[] => bytes.toString('latin1').split(/\s+|0{3,}/);
