// Makes docs/reference/ondersteuning.md from the adapters' declared specs: which messages of which standards, what becomes of them, where they may come in.
import type { Adapter, BerichtSoort, Verloop } from '../../src/sdk/adapter.ts';
import { cel, code, codes, kop, tabel } from './markdown.ts';
import { eventtypenVan } from './tabellen.ts';

export const ONDERSTEUNING_PAD = 'docs/reference/ondersteuning.md';

const VERLOOP: Readonly<Record<Verloop, string>> = { asynchroon: 'asynchronous', synchroon: 'synchronous', antwoord: 'answer' };
const HERKOMST = { normatief: '', afgeleid: '**afgeleid** (derived, not normative)', reconstructie: '**reconstructie** (no published layout found)' } as const;

const UITLEG = `Direction today is **in** for every message: from its sender to canonical events. The tables read both ways and \`knooppunt render\` writes a message from canonical events, but the hub sends nothing in the standards' own form yet.
Every message may be handed in at \`POST /v1/berichten\` and in the watched folder; those that have a SOAP endpoint there too.
*Asynchronous* messages get a receipt, over SOAP in the standard's own form. A *synchronous* message (a question, or a notification that waits for its answer) is accepted at
\`/v1/berichten\` and in the folder; over SOAP it gets a fault (StUF \`Fo02\` with \`StUF049\`, SuwiML a fault with FWI) until the way back is there: no answer is made up.
*Answers* are taken as what they are: data that a party delivered. A message that is marked **afgeleid** or **reconstructie** rests on a schema that we derived, because no normative one was published or found.`;

const events = (a: Adapter, s: BerichtSoort): string => (s.mapping === null ? 'those of the message inside' : codes(eventtypenVan(a, s)));

export function maakOndersteuning(adapters: readonly Adapter[]): string {
  const delen = adapters.map((a) => {
    const { spec } = a;
    const standaarden = [...new Set(spec.berichten.map((b) => `${b.standaard} ${b.versie}`))];
    const soap = 'kop' in a && a.soap ? a.soap.endpoints : [];
    return [
      `## ${spec.titel}\n\nAdapter \`${spec.naam}\`; ${spec.berichten.length} message types: ${standaarden.join(', ')}.\n`,
      tabel(
        ['standaard', 'versie', 'bericht', 'wat', 'verloop', 'herkomst', 'events'],
        spec.berichten.map((b) => [b.standaard, b.versie, code(b.berichttype), cel(b.titel), VERLOOP[b.verloop], HERKOMST[b.herkomst ?? 'normatief'], events(a, b)]),
      ),
      ...(soap.length === 0
        ? ['No SOAP: `/v1/berichten` and the watched folder.\n']
        : ['SOAP endpoints (`?wsdl` gives our WSDL):\n', tabel(['endpoint', 'kind', 'messages'], soap.map((e) => [code(`/soap/${e.pad}`), VERLOOP[e.soort], e.berichten.length === 0 ? `all ${VERLOOP[e.soort]} ones` : codes(e.berichten)]))]),
    ].join('\n');
  });
  const alle = adapters.flatMap((a) => a.spec.berichten);
  const gemerkt = alle.filter((b) => b.herkomst === 'afgeleid' || b.herkomst === 'reconstructie').length;
  return [kop('Support table', "the adapters' specs (`adapters/*/spec.ts`)", `${UITLEG}\n\n${alle.length} message types in ${adapters.length} adapters; ${gemerkt} of them marked.`), ...delen].join('\n');
}
