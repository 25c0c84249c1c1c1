// Cuts the event of a large XML declaratie into a head with totals and a claim check, and parts that each stay below the limit of an event.
// Pure and repeatable: the same event gives the same parts. Nothing is lost: head and parts together are the event.
// (Record files are cut by their adapter while streaming; an XML message is in memory anyway.)

interface RuwEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

type Deel = Record<string, unknown>;

export interface Claim {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediatype: string;
}

/** Bytes of JSON that one event may take, with room for the attributes round its data. */
export const MAX_EVENT = 64 * 1024 - 2048;

const DECLARATIES = new Set(['declaratie-ingediend', 'declaratie-beoordeeld']);
const omvang = (x: unknown): number => Buffer.byteLength(JSON.stringify(x));
const lijst = (x: unknown): readonly Deel[] => (Array.isArray(x) ? (x as Deel[]) : []);

/** Lines of a retour that belong to a prestatie or to its client; the others stay with the head. */
class Regels {
  readonly #bijPrestatie = new Map<string, Deel[]>();
  readonly #bijClient = new Map<string, Deel[]>();
  readonly overig: readonly Deel[];

  constructor(regels: readonly Deel[]) {
    const overig: Deel[] = [];
    for (const r of regels) {
      const v = (r.verwijzing ?? {}) as { onderdeel?: unknown; kenmerk?: unknown; persoon?: unknown };
      const persoon = typeof v.persoon === 'string' ? v.persoon : '';
      if (v.onderdeel === 'prestatie' && typeof v.kenmerk === 'string') voeg(this.#bijPrestatie, `${persoon} ${v.kenmerk}`, r);
      else if (persoon !== '') voeg(this.#bijClient, persoon, r);
      else overig.push(r);
    }
    this.overig = overig;
  }

  /** Takes what belongs to this prestatie; each line is taken once. */
  neem(prestatie: Deel): readonly Deel[] {
    const persoon = String(prestatie.persoon ?? '');
    const sleutel = `${persoon} ${String(prestatie.referentie ?? '')}`;
    const uit = [...(this.#bijClient.get(persoon) ?? []), ...(this.#bijPrestatie.get(sleutel) ?? [])];
    this.#bijClient.delete(persoon);
    this.#bijPrestatie.delete(sleutel);
    return uit;
  }

  rest(): readonly Deel[] {
    return [...this.#bijClient.values(), ...this.#bijPrestatie.values()].flat();
  }
}

function voeg(m: Map<string, Deel[]>, sleutel: string, r: Deel): void {
  const l = m.get(sleutel);
  if (l) l.push(r);
  else m.set(sleutel, [r]);
}

/**
 * The event itself where it fits, else the head followed by its parts.
 * @param claim the message as received, kept under its hash.
 * @returns null when one prestatie alone is more than an event may be.
 */
export function inDelen(event: RuwEvent, claim: Claim, max: number = MAX_EVENT): readonly RuwEvent[] | null {
  const declaratie = event.data.declaratie as Deel | undefined;
  const prestaties = lijst(declaratie?.prestaties);
  if (!DECLARATIES.has(event.type) || !declaratie || prestaties.length === 0 || omvang(event.data) <= max) return [event];

  const { bericht } = event.data;
  const retour = event.data.retour as Deel | undefined;
  const personen = new Map(lijst(event.data.personen).map((p) => [String(p.id), p]));
  const regels = new Regels(lijst(retour?.regels));
  const kopRetour = retour === undefined ? {} : { opBericht: retour.opBericht };
  // Numbers of parts are filled in afterwards: room for ten digits each.
  const leeg = omvang({ bericht, personen: [], declaratiedeel: { declaratienummer: declaratie.declaratienummer, deel: 0, van: 0, prestaties: [] }, retour: { ...kopRetour, regels: [] } }) + 20;

  const delen: { prestaties: Deel[]; personen: Map<string, Deel>; regels: Deel[] }[] = [];
  let over = 0;
  for (const p of prestaties) {
    const eigen = regels.neem(p);
    const id = String(p.persoon ?? '');
    const persoon = personen.get(id);
    const zonder = omvang(p) + 1 + eigen.reduce((som, r) => som + omvang(r) + 1, 0);
    const metPersoon = zonder + (persoon ? omvang(persoon) + 1 : 0);
    if (leeg + metPersoon > max) return null;
    let deel = delen.at(-1);
    let nodig = deel?.personen.has(id) ? zonder : metPersoon;
    if (!deel || nodig > over) {
      deel = { prestaties: [], personen: new Map(), regels: [] };
      delen.push(deel);
      over = max - leeg;
      nodig = metPersoon;
    }
    deel.prestaties.push(p);
    deel.regels.push(...eigen);
    if (persoon) deel.personen.set(id, persoon);
    over -= nodig;
  }

  const { prestaties: _weg, ...hoofd } = declaratie;
  const overig = [...regels.overig, ...regels.rest()];
  return [
    {
      type: event.type,
      data: {
        bericht,
        // Persons that only a line of the head names.
        personen: [...new Set(overig.map((r) => String((r.verwijzing as Deel | undefined)?.persoon ?? '')))].flatMap((id) => personen.get(id) ?? []),
        declaratie: { ...hoofd, aantalPrestaties: prestaties.length, delen: delen.length, inhoud: claim },
        ...(retour === undefined ? {} : { retour: { ...zonderRegels(retour), ...(overig.length > 0 ? { regels: overig } : {}) } }),
      },
    },
    ...delen.map((d, i) => ({
      type: 'declaratiedeel',
      data: {
        bericht,
        personen: [...d.personen.values()],
        declaratiedeel: { declaratienummer: declaratie.declaratienummer, deel: i + 1, van: delen.length, prestaties: d.prestaties },
        ...(d.regels.length > 0 ? { retour: { ...kopRetour, regels: d.regels } } : {}),
      },
    })),
  ];
}

function zonderRegels(retour: Deel): Deel {
  const { regels: _weg, ...rest } = retour;
  return rest;
}
