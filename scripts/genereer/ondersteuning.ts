// Makes docs/reference/ondersteuning.md from the adapters' declared specs and tables: which messages of which standards, what becomes of them, which come back,
// what is lost, and where one standard goes over into another.
import type { Vertalingen } from '../../src/mapping/vertaling/vertalingen.ts';
import type { Adapter, BerichtSoort, Verloop } from '../../src/sdk/adapter.ts';
import { beproefd } from './beproefd.ts';
import { cel, code, codes, kop, tabel } from './markdown.ts';
import { eventtypenVan, tabelVan } from './tabellen.ts';

export const ONDERSTEUNING_PAD = 'docs/reference/ondersteuning.md';

const VERLOOP: Readonly<Record<Verloop, string>> = { asynchroon: 'asynchronous', synchroon: 'synchronous', antwoord: 'answer' };
const HERKOMST = { normatief: '', afgeleid: '**afgeleid** (derived, not normative)', reconstructie: '**reconstructie** (no published layout found)' } as const;

const UITLEG = `Richting: *both*: the message is read into canonical events and written from them by the same table (\`knooppunt render\`, push, canonical in), each on full cases, samples and random messages
(\`test/adapters/*/heen-en-terug.test.ts\`); *with loss*: what does not come back the same stands below, from the table's \`verlies\`. *in*: read only. Nothing is called *both* that no test brings back.
Every message may be handed in at \`POST /v1/berichten\` and in the watched folder; those that have a SOAP endpoint there too.
*Asynchronous* messages get a receipt, over SOAP in the standard's own form. A *synchronous* message (a question, or a notification that waits for its answer) is accepted at
\`/v1/berichten\` and in the folder; over SOAP it is passed on where its addressee has a service, and gets a fault (StUF \`Fo02\` with \`StUF049\`, SuwiML a fault with FWI) where it has none: no answer is made up.
*Answers* are taken as what they are: data that a party delivered. A message that is marked **afgeleid** or **reconstructie** rests on a schema that we derived, because no normative one was published or found.
From one standard to another goes only what [the tables of translations](#translations-between-standards) declare.`;

/** Paths by reason: a reason is often that of several. */
function perReden(lijst: readonly { readonly pad: string; readonly reden: string }[]): string {
  const redenen = new Map<string, string[]>();
  for (const { pad, reden } of lijst) redenen.set(reden, [...(redenen.get(reden) ?? []), pad]);
  return tabel(['what', 'why'], [...redenen].map(([reden, paden]) => [[...new Set(paden)].map(code).join(', '), cel(reden)]));
}

/** What the tables of an adapter lose between message and events. */
function verliezen(a: Adapter): string[] {
  const gezien = new Map<string, { readonly berichten: string[]; readonly lijst: { pad: string; reden: string }[] }>();
  for (const b of a.spec.berichten) {
    const t = tabelVan(a, b);
    if (!t || t.verlies.length === 0) continue;
    const er = gezien.get(t.bestand) ?? { berichten: [], lijst: t.verlies.map((v) => ({ pad: v.pad ?? `event: ${v.doel}`, reden: v.reden })) };
    er.berichten.push(b.berichttype);
    gezien.set(t.bestand, er);
  }
  if (gezien.size === 0) return [];
  return ['### What a round trip loses\n', ...[...gezien.values()].map((g) => `${codes([...new Set(g.berichten)])}:\n\n${perReden(g.lijst)}`)];
}

const VERTAALUITLEG = `Declared in \`mappings/vertalingen/*.yaml\` ([notation](../design/mapping.md)); each direction is tried on full cases, samples and random variations (\`test/intake/vertaalNaar.test.ts\`): what leaves is valid, there and back says
the same but for what stands here, and every loss that stands here does occur. A pair that is not here is refused.`;

function vertalingenDeel(v: Vertalingen): string {
  const rijen = v.tabellen.flatMap((t) =>
    (['heen', 'terug'] as const).map((kant) => {
      const r = t[kant];
      const [van, naar] = kant === 'heen' ? [t.een, t.ander] : [t.ander, t.een];
      return [codes(van), codes(naar), 'niet' in r ? `no: ${cel(r.niet)}` : `yes; ${r.verlies.length} losses, ${r.opnieuw.filter((o) => o.door === 'afzender' && o.verplicht).length} to be given`, code(t.naam)];
    }),
  );
  const details = v.alle.map((x) => {
    const { verlies, opnieuw, weiger } = x.richting.richting;
    const geven = opnieuw.map((o) => [code(o.pad), o.door === 'bericht' ? 'the message' : o.verplicht ? 'the caller' : 'the caller, may be left out', cel(o.reden)]);
    return [
      `### ${x.van.join(', ')} → ${x.naar.join(', ')}\n`,
      ...(geven.length > 0 ? ['Set anew:\n', tabel(['what', 'by', 'why'], geven)] : []),
      ...(verlies.length > 0 ? ['Lost:\n', perReden(verlies)] : ['Nothing is lost.\n']),
      ...(weiger.length > 0 ? [`Refused: ${weiger.map((w) => cel(w.reden)).join('; ')}.\n`] : []),
    ].join('\n');
  });
  return [`## Translations between standards\n\n${VERTAALUITLEG}\n`, tabel(['from', 'to', 'declared', 'table'], rijen), ...details].join('\n');
}

const events = (a: Adapter, s: BerichtSoort): string => (s.mapping === null ? 'those of the message inside' : codes(eventtypenVan(a, s)));

export function maakOndersteuning(adapters: readonly Adapter[], vertalingen: Vertalingen): string {
  const delen = adapters.map((a) => {
    const { spec } = a;
    const terug = beproefd(a);
    const richting = (b: BerichtSoort): string => (b.mapping === null && 'kop' in a && a.omhul ? 'both' : b.mapping === null || !terug.has(b) ? 'in' : (tabelVan(a, b)?.verlies.length ?? 0) > 0 ? 'both, with loss' : 'both');
    const standaarden = [...new Set(spec.berichten.map((b) => `${b.standaard} ${b.versie}`))];
    const soap = 'kop' in a && a.soap ? a.soap.endpoints : [];
    return [
      `## ${spec.titel}\n\nAdapter \`${spec.naam}\`; ${spec.berichten.length} message types: ${standaarden.join(', ')}.\n`,
      tabel(
        ['standaard', 'versie', 'bericht', 'wat', 'verloop', 'richting', 'herkomst', 'events'],
        spec.berichten.map((b) => [b.standaard, b.versie, code(b.berichttype), cel(b.titel), VERLOOP[b.verloop], richting(b), HERKOMST[b.herkomst ?? 'normatief'], events(a, b)]),
      ),
      ...(soap.length === 0
        ? ['No SOAP: `/v1/berichten` and the watched folder.\n']
        : ['SOAP endpoints (`?wsdl` gives our WSDL):\n', tabel(['endpoint', 'kind', 'messages'], soap.map((e) => [code(`/soap/${e.pad}`), VERLOOP[e.soort], e.berichten.length === 0 ? `all ${VERLOOP[e.soort]} ones` : codes(e.berichten)]))]),
      ...verliezen(a),
    ].join('\n');
  });
  const alle = adapters.flatMap((a) => a.spec.berichten);
  const gemerkt = alle.filter((b) => b.herkomst === 'afgeleid' || b.herkomst === 'reconstructie').length;
  return [kop('Support table', "the adapters' specs (`adapters/*/spec.ts`), their tables and the cases that the laws are tried on", `${UITLEG}\n\n${alle.length} message types in ${adapters.length} adapters; ${gemerkt} of them marked.`), ...delen, vertalingenDeel(vertalingen)].join('\n');
}
