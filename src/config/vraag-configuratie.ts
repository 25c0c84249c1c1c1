// From configuration to what the room of questions knows: looked up, never guessed.
import type { Vraagconfiguratie } from '../questions/port.ts';
import { geldig } from '../routing/register.ts';
import type { Configuratie } from './types.ts';

export function vraagConfiguratie(c: Configuratie): Vraagconfiguratie {
  const partijen = new Map(c.partijen.map((p) => [p.id, p]));
  return {
    bevoegdheden: c.bevoegdheden, bronnen: c.bronnen, termijn: c.vragen.termijn, priveAdressen: c.push.priveAdressen,
    dienst: (partij, endpoint) => partijen.get(partij)?.diensten?.find((d) => d.endpoint === endpoint) ?? null,
    mandaat: (houder, gemeentecode, datum) => partijen.get(houder)?.mandaatregels.some((m) => m.gemeentecode === gemeentecode && geldig(m, datum)) ?? false,
    adres: (partij) => {
      const aliassen = partijen.get(partij)?.aliassen ?? [];
      // The fullest address: an application and an administration tell systems of one organisation apart.
      const a = [...aliassen].sort((x, y) => Number(y.applicatie !== undefined) - Number(x.applicatie !== undefined))[0];
      return a?.applicatie === undefined ? {} : { applicatie: a.applicatie, ...(a.administratie === undefined ? {} : { administratie: a.administratie }) };
    },
  };
}
