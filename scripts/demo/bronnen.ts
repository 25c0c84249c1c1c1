// What the demo sends: our own samples with their expected outcome beside them, or any folder of messages.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** `<naam>.verwacht.json` beside a sample. */
export interface Verwacht {
  readonly beschrijving: string;
  readonly kanaal: 'rest' | 'soap';
  readonly endpoint?: string;
  readonly soapAction?: string;
  /** Stated parties for a message that names none (`?afzender=&ontvanger=`). */
  readonly afzender?: string;
  readonly ontvanger?: string;
  readonly uitkomst: 'aanvaard' | 'geweigerd' | 'dubbel' | 'onbestelbaar';
  readonly status: number;
  readonly code?: string;
  readonly standaardcode?: string;
  readonly berichttype?: string;
  readonly events?: number;
  readonly partijen?: readonly string[];
}

export interface Zending {
  readonly naam: string;
  readonly pad: string;
  readonly verwacht: Verwacht | null;
}

const BERICHT = /\.(xml|asc|txt)$/i;

function bestanden(map: string): string[] {
  return readdirSync(map, { withFileTypes: true })
    // Without the extension: `x.xml` before `x-herhaling.xml`.
    .sort((a, b) => (a.name.replace(/\.[^.]*$/, '') < b.name.replace(/\.[^.]*$/, '') ? -1 : 1))
    .flatMap((d) => (d.isDirectory() ? bestanden(path.join(map, d.name)) : d.isFile() ? [path.join(map, d.name)] : []));
}

/** Our own samples. @throws Error when a sample has no expected outcome beside it. */
export function voorbeelden(map: string): Zending[] {
  return bestanden(map).filter((b) => BERICHT.test(b)).map((pad) => ({
    naam: path.relative(map, pad),
    pad,
    verwacht: JSON.parse(readFileSync(pad.replace(BERICHT, '.verwacht.json'), 'utf8')) as Verwacht,
  }));
}

/** Any folder: messages, and the names of what is no message by its extension. @throws Error when the folder is not there. */
export function uitMap(map: string): { readonly zendingen: Zending[]; readonly overgeslagen: string[] } {
  if (!statSync(map).isDirectory()) throw new Error(`${map} is geen map`);
  const alle = bestanden(map);
  return {
    zendingen: alle.filter((b) => BERICHT.test(b)).map((pad) => ({ naam: path.relative(map, pad), pad, verwacht: null })),
    overgeslagen: alle.filter((b) => !BERICHT.test(b)).map((b) => path.relative(map, b)),
  };
}
