// The unit of order: which key an event has (architecture, "Shards and order"). The key is plain text inside the hub; what leaves is an HMAC of it.

interface PersoonDeel {
  readonly bsn?: unknown;
  readonly rollen?: unknown;
}

/** BSN of the person that the event is about: the first client with one; where there are no clients, the first person with one; else null. */
export function persoonsleutelVan(data: Readonly<Record<string, unknown>>): string | null {
  const personen = (Array.isArray(data.personen) ? data.personen : []) as PersoonDeel[];
  const clienten = personen.filter((p) => Array.isArray(p.rollen) && p.rollen.includes('client'));
  // Where a message has a client, nobody else is whom it is about: a parent's number must not stand for a child without one.
  const gekozen = (clienten.length > 0 ? clienten : personen).find((p) => typeof p.bsn === 'string' && p.bsn !== '999999999');
  return gekozen ? String(gekozen.bsn) : null;
}

const tekst = (o: unknown, veld: string): string | undefined => {
  const w = o !== null && typeof o === 'object' ? (o as Record<string, unknown>)[veld] : undefined;
  return typeof w === 'string' && w !== '' ? w : undefined;
};

/**
 * Key of an event: `zaak*` = case id; `declaratie*` = declarant + number; otherwise the person, else the message.
 * @param type event name without prefix and version.
 */
export function sleutelVan(type: string, data: Readonly<Record<string, unknown>>, berichtId: string): string {
  if (type.startsWith('zaak')) {
    const documentzaken = (data.zaakdocument as Record<string, unknown> | undefined)?.zaken;
    const zaak = tekst(data.zaak, 'identificatie') ?? tekst(Array.isArray(documentzaken) ? documentzaken[0] : undefined, 'identificatie');
    if (zaak) return `zaak:${zaak}`;
  }
  if (type.startsWith('declaratie')) {
    const d = data.declaratie ?? data.declaratiedeel;
    const nummer = tekst(d, 'declaratienummer');
    const bericht = data.bericht as Record<string, unknown> | undefined;
    // A judgement on a declaratie comes from the payer; it belongs behind the declarant's own.
    const declarant = type === 'declaratie-beoordeeld' ? bericht?.ontvanger : bericht?.afzender;
    const wie = tekst(declarant, 'agb') ?? tekst(declarant, 'oin') ?? tekst(declarant, 'naam') ?? '';
    if (nummer) return `declaratie:${wie}:${nummer}`;
  }
  const persoon = persoonsleutelVan(data);
  return persoon ? `persoon:${persoon}` : `bericht:${berichtId}`;
}
