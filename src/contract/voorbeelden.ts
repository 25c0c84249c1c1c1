// The samples beside an adapter: `samples/` in its folder, else `../../samples/<name>/` for its own name and those of its standards.
// What a sample must come to stands in `<name>.verwacht.json` beside it; without one, a name that starts with `fout-` must be refused.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AdapterSpec, Omgeving } from '../sdk/adapter.ts';

/** What the file beside a sample says; the kit reads what an adapter can answer for. */
interface Verwacht {
  readonly uitkomst?: string;
  readonly kanaal?: string;
  readonly endpoint?: string;
  readonly soapAction?: string;
  readonly code?: string;
  readonly standaardcode?: string;
  readonly berichttype?: string;
  readonly events?: number;
}

export interface Voorbeeld {
  readonly naam: string;
  readonly bytes: Buffer;
  readonly omgeving: Omgeving;
  readonly verwacht: Verwacht | null;
  /** False: the message itself is wrong on purpose. */
  readonly geldig: boolean;
}

const ENDING = /\.(xml|asc|txt)$/i;

/** Refusals that are the hub's, of a message that is right in itself. */
const VAN_HET_KNOOPPUNT = new Set(['KP_CONFLICT', 'KP_ONTVANGER_ONBEKEND', 'KP_SYNCHROON', 'KP_BEVOEGDHEID', 'KP_GEEN_DIENST', 'KP_GEEN_ANTWOORD', 'KP_GEEN_TOEGANG', 'KP_ENDPOINT']);

export function voorbeeldmappen(map: string, spec: AdapterSpec): string[] {
  const eigen = path.join(map, 'samples');
  if (existsSync(eigen)) return [eigen];
  const namen = new Set([spec.naam, ...spec.berichten.map((b) => b.standaard)]);
  return [...namen].map((n) => path.resolve(map, '../../samples', n)).filter((m) => existsSync(m));
}

export function leesVoorbeelden(mappen: readonly string[]): Voorbeeld[] {
  return mappen.flatMap((map) =>
    readdirSync(map)
      .filter((f) => ENDING.test(f))
      .sort()
      .map((f) => leesEen(map, f)),
  );
}

function leesEen(map: string, bestand: string): Voorbeeld {
  const naast = path.join(map, bestand.replace(ENDING, '.verwacht.json'));
  const verwacht = existsSync(naast) ? (JSON.parse(readFileSync(naast, 'utf8')) as Verwacht) : null;
  const geweigerd = verwacht ? verwacht.uitkomst === 'geweigerd' && !VAN_HET_KNOOPPUNT.has(verwacht.code ?? '') : bestand.startsWith('fout-');
  const kanaal = verwacht?.kanaal === 'soap' ? 'soap' : 'rest';
  return {
    naam: `${path.basename(path.dirname(path.join(map, bestand)))}/${bestand}`,
    bytes: readFileSync(path.join(map, bestand)),
    omgeving: { kanaal, ...(verwacht?.endpoint ? { endpoint: verwacht.endpoint } : {}), ...(verwacht?.soapAction ? { soapAction: verwacht.soapAction } : {}) },
    verwacht,
    geldig: !geweigerd,
  };
}
