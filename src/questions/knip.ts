// The business message as text, out of the envelope that it came in: what was checked, and nothing else. What is cut out is read again and compared with the
// tree that every check looked at, so that no trick with an envelope (two bodies, two details, a question in a fault) passes anything on that nobody checked.
import { hashVanBoom } from '../intake/inhoudshash.ts';
import type { XmlBron } from '../sdk/bron.ts';
import { leesXml } from '../xml/lezer.ts';
import { type Plek, snijUit, UitsnedeFout } from '../xml/uitsnede.ts';

/** It was read within the limits in force before, and declarations were added. */
const RUIM = { elementen: Number.MAX_SAFE_INTEGER, diepte: Number.MAX_SAFE_INTEGER, attributen: Number.MAX_SAFE_INTEGER, tekst: Number.MAX_SAFE_INTEGER };

/**
 * `bron.wortel` as an element that stands for itself.
 * @throws UitsnedeFout where it cannot, or where what stands at that place is something else
 */
export function knip(bron: XmlBron, plek: Plek): string {
  const xml = snijUit(bron.xml, plek);
  const terug = xml === null ? null : leesXml(Buffer.from(xml, 'utf8'), RUIM);
  if (xml === null || terug?.soort !== 'gelezen' || hashVanBoom(terug.bron.wortel) !== hashVanBoom(bron.wortel)) throw new UitsnedeFout('wat eruit komt is niet het bericht dat is gekeurd');
  return xml;
}
