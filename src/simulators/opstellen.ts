// Renders a simulator's events with the tables of the hub, and checks what comes out like the hub would. What cannot be made is an error, never a bad message
// by accident: wrong messages are made on purpose, by name.
import { vindDoel } from '../intake/doelbericht.ts';
import { stelOp } from '../intake/opstellen.ts';
import { STANDAARD_XML_LIMIETEN } from '../xml/port.ts';
import type { Kern } from './kern.ts';
import type { Feit } from './ontvangst.ts';
import { uuidVan } from './toeval.ts';

/**
 * @param als `standaard:berichttype[:versie]`
 * @param document content behind a claim check, by its SHA-256.
 * @throws Error (Dutch) with the places where it goes wrong.
 */
export async function maakBericht(feiten: readonly Feit[], als: string, kern: Kern, referentie: string, document: (sha256: string) => Uint8Array | null = () => null): Promise<Buffer> {
  const doel = vindDoel(kern.bank.register, als);
  // The writer knows a part by where it stands: parts that an answer shares with its question become its own.
  const uit = await stelOp(feiten.map((f) => ({ type: f.type, data: JSON.parse(JSON.stringify(f.data)) as Record<string, unknown> })), doel, kern.bank, { nu: kern.nu().toISOString(), referentie: uuidVan(referentie), limieten: STANDAARD_XML_LIMIETEN, document, metVerlies: true });
  if (uit.soort === 'opgesteld') return uit.bytes;
  throw new Error(`${als}: ${uit.meldingen.map((m) => `${m.pad} ${m.tekst}`).join('; ')}`);
}
