// A declaratie that was cut into parts, whole again: one event, for writing it as a message and for comparing what was written. Pure.
// Says no rather than give half: every part is there once, of the same declaratie, and no more than a message may hold in memory.
import { isDeepStrictEqual } from 'node:util';
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';

type Deel = Record<string, unknown>;

/** Prestaties of one declaratie that are put together: its tree, its text and what is read again stand in memory side by side. */
export const MAX_PRESTATIES = 20_000;

const lijst = (x: unknown): readonly Deel[] => (Array.isArray(x) ? (x as Deel[]) : []);

/** @throws Samenvoegfout (Dutch) */
export class Samenvoegfout extends Error {}

/** Another id wherever a person is named. */
function hernoem(w: unknown, namen: ReadonlyMap<string, string>, sleutel = ''): unknown {
  if (Array.isArray(w)) return w.map((x) => hernoem(x, namen, sleutel));
  if (typeof w === 'object' && w !== null) return Object.fromEntries(Object.entries(w).map(([k, x]) => [k, hernoem(x, namen, k)]));
  return typeof w === 'string' && /^persoon$|^personen$/.test(sleutel) ? (namen.get(w) ?? w) : w;
}

const zonderId = ({ id: _, ...rest }: Deel): Deel => rest;

/** Persons of all parts. A client that a cut went through is one: the last of a part and the first of the next, or the same id with the same content. */
class Personen {
  readonly alle: Deel[] = [];
  readonly #opId = new Map<string, Deel[]>();
  #laatste: Deel | undefined;

  /** @returns ids of this part → ids of the whole. */
  voeg(deel: readonly Deel[]): Map<string, string> {
    const namen = new Map<string, string>();
    for (const [i, p] of deel.entries()) {
      const id = String(p.id);
      const inhoud = zonderId(p);
      const er = i === 0 && this.#laatste && isDeepStrictEqual(zonderId(this.#laatste), inhoud) ? this.#laatste : (this.#opId.get(id) ?? []).find((x) => isDeepStrictEqual(zonderId(x), inhoud));
      const heel = er ?? { ...p, id: `p${this.alle.length + 1}` };
      if (!er) {
        this.alle.push(heel);
        this.#opId.set(id, [...(this.#opId.get(id) ?? []), heel]);
      }
      namen.set(id, String(heel.id));
      this.#laatste = heel;
    }
    return namen;
  }
}

/**
 * The events of one message with a cut declaratie made whole; other events as they are.
 * @throws Samenvoegfout when a part is missing, there twice or of another declaratie, or there is more than memory is given for
 */
export function voegSamen<T extends TeSchrijvenEvent>(events: readonly T[]): readonly TeSchrijvenEvent[] {
  if (!events.some((e) => e.type === 'declaratiedeel')) return events;
  const [hoofd, ...delen] = events;
  const declaratie = hoofd?.data.declaratie as Deel | undefined;
  if (!hoofd || !declaratie || delen.some((d) => d.type !== 'declaratiedeel')) throw new Samenvoegfout('delen van een declaratie horen achter hun declaratie te staan');
  const { delen: aantal, inhoud: _weg, ...rest } = declaratie;
  const stukken = delen.map((d) => d.data.declaratiedeel as Deel).map((d, i) => ({ d, i }));
  stukken.sort((a, b) => Number(a.d.deel) - Number(b.d.deel));
  if (stukken.length !== aantal || stukken.some(({ d }, n) => d.deel !== n + 1 || d.van !== aantal || d.declaratienummer !== declaratie.declaratienummer)) {
    throw new Samenvoegfout(`van deze declaratie zijn niet alle ${String(aantal)} delen er; het bericht zelf staat onder declaratie.inhoud`);
  }
  if (stukken.reduce((n, { d }) => n + lijst(d.prestaties).length, 0) > MAX_PRESTATIES) throw new Samenvoegfout(`een declaratie van meer dan ${MAX_PRESTATIES} prestaties is niet opnieuw op te stellen; het bericht zelf staat onder declaratie.inhoud`);
  const personen = new Personen();
  const prestaties: unknown[] = [];
  const regels: unknown[] = [];
  const neem = (data: Readonly<Deel>): void => {
    const namen = personen.voeg(lijst(data.personen));
    for (const p of lijst((data.declaratiedeel as Deel | undefined)?.prestaties)) prestaties.push(hernoem(p, namen));
    for (const r of lijst((data.retour as Deel | undefined)?.regels)) regels.push(hernoem(r, namen));
  };
  for (const { i } of stukken) neem(delen[i]!.data);
  neem({ personen: hoofd.data.personen, retour: hoofd.data.retour });
  const retour = hoofd.data.retour as Deel | undefined;
  return [{ type: hoofd.type, data: { ...hoofd.data, personen: personen.alle, declaratie: { ...rest, prestaties }, ...(retour === undefined ? {} : { retour: { ...retour, ...(regels.length > 0 ? { regels } : {}) } }) } }];
}
