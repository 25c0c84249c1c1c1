// Whom an event is about. People who merely appear (a reporter, a professional, a partner, a parent) are not its subject.

type Boom = Readonly<Record<string, unknown>>;

function isBoom(w: unknown): w is Boom {
  return typeof w === 'object' && w !== null && !Array.isArray(w);
}

function rollen(p: Boom): readonly unknown[] {
  return Array.isArray(p.rollen) ? p.rollen : [];
}

/**
 * The persons an event is about: the one whose BSN the person key carries; else those in the role client; else the only person there is.
 * Empty when there is none, or nobody can say which it is.
 */
export function onderwerpPersonen(data: Boom, persoonsleutel: string | null): readonly Boom[] {
  const personen = (Array.isArray(data.personen) ? data.personen : []).filter(isBoom);
  if (persoonsleutel !== null) {
    const genoemd = personen.filter((p) => typeof p.bsn === 'string' && (persoonsleutel === p.bsn || persoonsleutel.endsWith(`:${p.bsn}`)));
    const eerste = genoemd[0];
    if (eerste) return [eerste];
  }
  const clienten = personen.filter((p) => rollen(p).includes('client'));
  if (clienten.length > 0) return clienten;
  return personen.length === 1 ? personen : [];
}
