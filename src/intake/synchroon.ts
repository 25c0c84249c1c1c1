// A synchronous message over SOAP that is passed on (docs/design/terugweg.md, "Synchronous through the hub"): allowed, accepted with what it waits for, asked,
// and its answer given back. Nothing is sent before it is stored; a repeat gets the first answer, and only whoever may ask gets either.
import type { HubAdres, Kop, XmlAdapter, XmlLezing } from '../sdk/adapter.ts';
import { FOUTEN, type FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { Antwoord, Store } from '../store/port.ts';
import type { Doorgever, SynchroneVraag, Toegelaten, Uitkomst } from './port.ts';

/** What the intake lends for one message. */
export interface SynchroneGang {
  readonly doorgever: Doorgever;
  readonly store: Pick<Store, 'expectation'>;
  readonly vraag: SynchroneVraag;
  /** Refuses and keeps the message: no key, so that it is asked anew when the configuration has changed. */
  weiger(code: FoutCode, meldingen: readonly Melding[]): Promise<Uitkomst>;
  /** Stores it; `antwoord` is what a repeat hears as long as nothing came. */
  aanvaard(t: Toegelaten, antwoord: Antwoord): Promise<Uitkomst>;
  fout(code: FoutCode, tekst: string): Antwoord;
}

/** Questions under way in this process, by id: a repeat that comes meanwhile waits for the same answer. */
export type Onderweg = Map<string, Promise<Antwoord>>;

export async function doorgeef(g: SynchroneGang, onderweg: Onderweg): Promise<Uitkomst> {
  const toegelaten = g.doorgever.laatToe(g.vraag);
  if ('code' in toegelaten) {
    const { wortel } = g.vraag.lezing.bron;
    return g.weiger(toegelaten.code, [{ code: toegelaten.code, regel: wortel.regel, pad: `/${wortel.naam}`, tekst: toegelaten.tekst }]);
  }
  // Crash after this line: nobody asked the source, whoever asked us hears nothing and asks again (below).
  const uit = await g.aanvaard(toegelaten, g.fout('KP_GEEN_ANTWOORD', FOUTEN.KP_GEEN_ANTWOORD.titel));
  if (uit.soort !== 'aanvaard') return uit;
  const eerste = uit.dubbel ? (await g.store.expectation(uit.id))?.antwoord : null;
  if (eerste) return { ...uit, antwoord: eerste };
  let bezig = onderweg.get(uit.id);
  if (!bezig) {
    bezig = g.doorgever.vraag(g.vraag, toegelaten, uit.id).then((a) => ('code' in a ? g.fout(a.code, a.tekst) : a)).finally(() => onderweg.delete(uit.id));
    onderweg.set(uit.id, bezig);
  }
  return { ...uit, antwoord: await bezig };
}

/** What the standard says when the question could not be answered. */
export function foutVan(adapter: XmlAdapter, om: { readonly hub: HubAdres; readonly nu: string; readonly referentie: string }, lezing: XmlLezing, kop: Kop, endpoint: string, code: FoutCode, tekst: string): Antwoord {
  const meldingen: Melding[] = [{ code, regel: 0, pad: '/', tekst }];
  return adapter.soap!.fout({ ...om, soap: lezing.bron.soap?.versie ?? '1.1', code, meldingen, lezing, kop, endpoint });
}
