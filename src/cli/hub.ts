// Asking a running hub: its API with --url and --token (or KNOOPPUNT_TOKEN). What it refuses becomes one Dutch sentence; the token never shows.

/** Path → answer. @throws Error (Dutch) when no hub answers, or the hub refuses */
export type Vrager = <T>(methode: 'GET' | 'POST', pad: string, lichaam?: unknown) => Promise<T>;

export function maakVrager(opties: Record<string, unknown>): Vrager {
  const basis = typeof opties.url === 'string' ? opties.url : 'http://127.0.0.1:8080';
  const token = typeof opties.token === 'string' ? opties.token : process.env.KNOOPPUNT_TOKEN;
  return async <T>(methode: 'GET' | 'POST', pad: string, lichaam?: unknown): Promise<T> => {
    const url = new URL(pad, basis);
    const antwoord = await fetch(url, {
      method: methode,
      headers: { ...(lichaam === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(lichaam === undefined ? {} : { body: JSON.stringify(lichaam) }),
    }).catch(() => null);
    if (!antwoord) throw new Error(`op ${url.origin} antwoordt geen knooppunt; dit doet alleen een draaiend knooppunt (start het, of geef --url)`);
    const json = (await antwoord.json().catch(() => ({}))) as Record<string, unknown>;
    if (antwoord.ok) return json as T;
    const meldingen = Array.isArray(json.meldingen) ? (json.meldingen as { pad?: unknown; tekst?: unknown }[]).map((m) => `${String(m.pad)} ${String(m.tekst)}`) : [];
    throw new Error(`het knooppunt weigert (${antwoord.status}${typeof json.code === 'string' ? ` ${json.code}` : ''}): ${[String(json.detail ?? json.title ?? 'zonder uitleg'), ...meldingen].join('; ')}`);
  };
}
