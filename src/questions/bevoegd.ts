// May this party ask this, for what and on which ground? Pure; deny by default.
import type { Bevoegdheid } from './port.ts';

export interface Bevraging {
  readonly partij: string;
  /** Event type without prefix and version. */
  readonly event: string;
  /** YYYY-MM-DD. */
  readonly datum: string;
  /** What a question by API names; absent: a message, which names neither. */
  readonly vraag?: { readonly doel: string; readonly grondslag?: string; readonly rol: string };
}

/** The first line that allows it, or null. A line with roles is only for a question that names one of them. */
export function bevoegdheidVoor(regels: readonly Bevoegdheid[], b: Bevraging): Bevoegdheid | null {
  return regels.find((r) =>
    r.partij === b.partij && r.events.some((p) => past(p, b.event))
    && (r.geldigVanaf === undefined || b.datum >= r.geldigVanaf) && (r.geldigTot === undefined || b.datum < r.geldigTot)
    && (b.vraag === undefined
      ? r.rollen.length === 0
      : r.doel === b.vraag.doel && (b.vraag.grondslag === undefined || r.grondslag === b.vraag.grondslag) && (r.rollen.length === 0 || r.rollen.includes(b.vraag.rol)))) ?? null;
}

/** `*` stands for any run of characters. */
function past(patroon: string, type: string): boolean {
  return new RegExp(`^${patroon.split('*').map((d) => d.replace(/[^a-z0-9-]/g, '\\$&')).join('.*')}$`).test(type);
}
