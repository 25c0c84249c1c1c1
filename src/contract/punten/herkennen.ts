// Each declared message is recognised by what it is (root and namespace, EI code), another standard's is not.
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { lees } from '../../intake/lezen.ts';
import type { BerichtSoort } from '../../sdk/adapter.ts';
import { xmlTekst } from '../../sdk/soap.ts';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

/** The least that says what a message is. */
export function minimaal(b: BerichtSoort, kind = ''): Buffer[] {
  if (b.wortel) return [Buffer.from(`<m:${b.wortel.naam} xmlns:m="${xmlTekst(b.wortel.namespace)}">${kind}</m:${b.wortel.naam}>`)];
  return (b.ei?.codes ?? []).map((c) => Buffer.from(`01${c}${b.ei!.versie}${b.ei!.subversie}\r\n`, 'latin1'));
}

export async function herkennen(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('herkennen', 'elk gedeclareerd bericht wordt herkend aan namespace en wortel of EI-code, een ander bericht niet');
  const wat = (bytes: Buffer): BerichtSoort | null => {
    const r = lees({ soort: 'geheugen', bytes }, { kanaal: 'rest' }, o.alleen, STANDAARD_XML_LIMIETEN);
    return r.soort === 'fout' ? null : r.gevonden.soort;
  };
  let vreemd = 0;
  const nietVan = (waar: string, bytes: Buffer): void => {
    vreemd += 1;
    if (wat(bytes) !== null) v.meld(waar, 'wordt herkend, maar hoort bij een andere standaard');
  };
  for (const b of o.adapter.spec.berichten) {
    for (const bytes of minimaal(b)) if (wat(bytes) !== b) v.meld(b.berichttype, 'wordt niet als dit bericht herkend');
    if (b.wortel) {
      for (const bytes of minimaal({ ...b, wortel: { namespace: 'urn:niemand:1.0', naam: b.wortel.naam } })) nietVan(`${b.berichttype} in een andere namespace`, bytes);
      for (const bytes of minimaal({ ...b, wortel: { namespace: b.wortel.namespace, naam: 'OnbekendBericht' } })) nietVan('een onbekend bericht in de eigen namespace', bytes);
    }
    if (b.ei) for (const bytes of minimaal({ ...b, ei: { ...b.ei, versie: '99' } })) nietVan(`${b.berichttype} in een andere versie`, bytes);
  }
  for (const x of o.vreemde) nietVan(x.naam, x.bytes);
  return v.klaar(`${o.adapter.spec.berichten.length} eigen berichten, ${vreemd} andere`);
}
