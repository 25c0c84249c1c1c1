// Official sets beside our own profiles: what was installed in a data folder checks every message of its type as well.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { leesGeldend, zoekGeldend } from '../xml/officieel/installatie.ts';
import type { SchemaValidator } from '../xml/port.ts';
import type { OfficieleSchemas } from './vertalen.ts';

/** @throws SchemaNietBeschikbaar when the register is damaged (start-up refuses: unchecked is not valid). */
export function officieleSchemas(dataMap: string, schemas: SchemaValidator): OfficieleSchemas | null {
  const geldend = leesGeldend(dataMap);
  if (geldend.length === 0) return null;
  return {
    controleer(soort, gelezen) {
      const g = zoekGeldend(geldend, soort);
      if (!g) return null;
      return schemas.controleer({ map: pathToFileURL(`${path.join(dataMap, 'schemas', g.bundel)}/`), pad: g.ingang }, gelezen.lezing.bron);
    },
  };
}
