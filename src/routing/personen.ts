// Whom an event is about. People who merely appear (a reporter, a professional, a partner, a parent) are not its subject.

export type PersoonBoom = Readonly<Record<string, unknown>>;

/** Roles of which the bearer may be the subject when nobody is a client; everyone else merely appears. */
const ONDERWERP_ROLLEN: ReadonlySet<unknown> = new Set(['betrokkene', 'belanghebbende', 'initiator', 'gerechtigde', 'minderjarige', 'jeugdige', 'persoon']);
/** Vektis' dummy for "no BSN known": of nobody. */
const GEEN_BSN = '999999999';

function isBoom(w: unknown): w is PersoonBoom {
  return typeof w === 'object' && w !== null && !Array.isArray(w);
}

function heeftRol(p: PersoonBoom, past: (rol: unknown) => boolean): boolean {
  return Array.isArray(p.rollen) && p.rollen.some(past);
}

/** BSN of a person; null when not known. */
export function bsnVan(p: PersoonBoom): string | null {
  return typeof p.bsn === 'string' && p.bsn !== GEEN_BSN ? p.bsn : null;
}

/**
 * The persons an event is about, each once: those in the role client; else those in a role that can be the subject, of whom the one with the person
 * key when it is there. Several are given as several: who may see one may not see the other. Empty when there is none.
 */
export function onderwerpPersonen(data: Readonly<Record<string, unknown>>, persoonsleutel: string | null): readonly PersoonBoom[] {
  const personen = (Array.isArray(data.personen) ? data.personen : []).filter(isBoom);
  const clienten = eens(personen.filter((p) => heeftRol(p, (r) => r === 'client')));
  if (clienten.length > 0) return clienten;
  const anderen = eens(personen.filter((p) => heeftRol(p, (r) => ONDERWERP_ROLLEN.has(r))));
  const genoemd = persoonsleutel === null ? undefined : anderen.find((p) => bsnVan(p) === persoonsleutel);
  return genoemd ? [genoemd] : anderen;
}

/** One per BSN; those without stay as they are. */
function eens(personen: readonly PersoonBoom[]): PersoonBoom[] {
  const gezien = new Set<string>();
  return personen.filter((p) => {
    const bsn = bsnVan(p);
    if (bsn === null) return true;
    const nieuw = !gezien.has(bsn);
    gezien.add(bsn);
    return nieuw;
  });
}
