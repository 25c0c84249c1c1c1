// Every mapping table compiles and fits: its left side the profile, its right side the model.
import { controleerTabellen } from '../../mapping/controle.ts';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

export async function tabellen(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('tabellen', 'elke mappingtabel compileert en past op schema en informatiemodel');
  const { adapter, bank } = o;
  const namen = new Set<string>();
  for (const soort of adapter.spec.berichten) {
    if (soort.mapping === null) continue;
    namen.add(soort.mapping);
    try {
      bank.register.vertaler({ adapter, soort });
    } catch (e) {
      v.meld(soort.berichttype, e instanceof Error ? e.message : 'de tabel compileert niet');
    }
  }
  for (const c of controleerTabellen([adapter], bank.catalogus)) for (const b of c.bevindingen) v.meld(`${b.bestand}:${b.regel}`, b.tekst);
  return v.klaar(`${namen.size} tabellen voor ${adapter.spec.berichten.length} berichten`);
}
