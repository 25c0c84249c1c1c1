// Check and translate without accepting: what `knooppunt check` and `translate` do, through the same way as the hub.
import { uuidv5 } from '../canonical/uuid.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { doorgang, type Geslaagd, type Gezakt, leesBericht } from './doorgang.ts';
import type { Controle, Inhoud } from './port.ts';
import { sha256 } from './inhoudshash.ts';
import { metStandaardcode } from './standaardcode.ts';
import type { Werkbank } from './vertalen.ts';
import type { Spoor } from '../mapping/vertaler.ts';

/** Message id of a message that nobody received: UUIDv5 of its content hash. */
export function idVanInhoud(inhoud: Inhoud): string {
  return uuidv5(inhoud.soort === 'geheugen' ? sha256(inhoud.bytes) : inhoud.sha256);
}

/** Goes the whole way for one message; never throws for a wrong message. */
export async function doorloop(inhoud: Inhoud, bank: Werkbank, limieten: XmlLimieten, opties: { berichtId?: string; spoor?: (s: Spoor) => void } = {}): Promise<Geslaagd | Gezakt> {
  const gelezen = leesBericht(inhoud, { kanaal: 'rest' }, bank, limieten);
  if (gelezen.soort === 'fout') {
    return { soort: 'gezakt', herkend: gelezen.herkend, uitkomst: gelezen.uitkomst, code: gelezen.code, meldingen: gelezen.meldingen, gelezen: null, kop: null };
  }
  return doorgang(gelezen, inhoud, bank, limieten, { berichtId: opties.berichtId ?? idVanInhoud(inhoud), ...(opties.spoor ? { spoor: opties.spoor } : {}) });
}

export function alsControle(uit: Geslaagd | Gezakt): Controle {
  return uit.soort === 'geslaagd' ? { ...uit.herkend, uitkomst: 'geldig', meldingen: [] } : { ...uit.herkend, uitkomst: uit.uitkomst, meldingen: metStandaardcode(uit.gelezen?.gevonden.adapter ?? null, uit.meldingen) };
}
