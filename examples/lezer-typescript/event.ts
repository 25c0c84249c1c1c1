// A CloudEvent as both ways in give it: attributes, and the data as JSON.

export interface Event {
  /** The same for the same event, however often it is read: what a reader dedupes on. */
  readonly id: string;
  readonly type: string;
  /** Opaque key of the person or case; order holds within it. */
  readonly subject: string;
  readonly time: string;
  readonly data: unknown;
}

/** From a record in binary mode: attributes in `ce_` headers, the value is the data. @throws Error when it is no event of a hub. */
export function vanRecord(koppen: Readonly<Record<string, unknown>>, waarde: string): Event {
  const kop = (naam: string): string => {
    const w = koppen[`ce_${naam}`];
    if (w === undefined) throw new Error(`het record heeft geen ce_${naam}`);
    return String(w);
  };
  if (kop('specversion') !== '1.0') throw new Error(`onbekende CloudEvents-versie ${kop('specversion')}`);
  return { id: kop('id'), type: kop('type'), subject: kop('subject'), time: kop('time'), data: JSON.parse(waarde) };
}
