// Makes docs/reference/dekking.md: per message type how much of its schema the mapping table reads, what it leaves out on purpose and why, what nobody reads.
import { laadEventcatalogus } from '../../src/canonical/eventschema.ts';
import { controleerTabellen, type Tabelcontrole } from '../../src/mapping/controle.ts';
import type { Adapter } from '../../src/sdk/adapter.ts';
import { cel, code, kop, tabel } from './markdown.ts';
import { tabelVan } from './tabellen.ts';

export const DEKKING_PAD = 'docs/reference/dekking.md';

const UITLEG = `Counted over the **schema**, so over everything that a message of the standard could hold. *Read* = places that a row reads; *on purpose* = places that the table names under
\`bewustNiet\` with a reason; *unread* = the rest (a branch that nothing reads counts once). Whatever stands at an unread place of a real message is not lost: its path is listed in
\`bericht.nietVertaald\` of the event, and the original bytes are kept. \`knooppunt mapping coverage\` prints the same, with every unread path; \`knooppunt mapping explain FILE\` shows it for one message.

Over **messages that exist** (our samples, and the official examples where they are at hand) \`test/mapping/voorkomen.test.ts\` holds, per message type, that at least 95 % of the places with a value are read or left out on purpose.`;

export function maakDekking(adapters: readonly Adapter[]): string {
  const alle = controleerTabellen(adapters, laadEventcatalogus());
  const stuk = alle.flatMap((c) => c.bevindingen.map((b) => `${c.adapter}/${b.bestand}:${b.regel} ${b.tekst}`));
  if (stuk.length > 0) throw new Error(`de mappingtabellen passen niet: ${[...new Set(stuk)].slice(0, 5).join('; ')}`);
  const delen = adapters.map((a) => {
    const van = alle.filter((c) => c.adapter === a.spec.naam);
    return [`## ${a.spec.titel}\n`, tabel(['bericht', 'versie', 'table', 'read', 'on purpose', 'unread'], van.map(rij)), `### ${a.spec.titel}: not mapped on purpose\n`, bewust(a, van)].join('\n');
  });
  const som = (f: (c: Tabelcontrole) => number): number => alle.reduce((n, c) => n + f(c), 0);
  return [
    kop('Coverage of the mapping tables', '`src/mapping/controle.ts` over `mappings/` and `schemas/`', `${UITLEG}\n\nOver all ${alle.length} message types: ${som((c) => c.dekking?.gelezen ?? 0)} places read, ${som((c) => c.dekking?.bewustNiet ?? 0)} left out on purpose, ${som((c) => c.dekking?.ongelezen.length ?? 0)} unread.`),
    ...delen,
  ].join('\n');
}

function rij(c: Tabelcontrole): string[] {
  const d = c.dekking;
  return [code(c.soort.berichttype), `${c.soort.standaard} ${c.soort.versie}`, code(`${c.adapter}/${c.soort.mapping}`), d ? String(d.gelezen) : '?', d ? String(d.bewustNiet) : '?', d ? String(d.ongelezen.length) : '?'];
}

/** One line per path and reason, with the tables that say so. */
function bewust(a: Adapter, van: readonly Tabelcontrole[]): string {
  const perRegel = new Map<string, { readonly pad: string; readonly reden: string; readonly tabellen: Set<string> }>();
  for (const c of van)
    for (const b of tabelVan(a, c.soort)?.bewustNiet ?? []) {
      const sleutel = `${b.pad} ${b.reden}`;
      const oud = perRegel.get(sleutel) ?? { pad: b.pad, reden: b.reden, tabellen: new Set<string>() };
      oud.tabellen.add(c.soort.mapping ?? '');
      perRegel.set(sleutel, oud);
    }
  if (perRegel.size === 0) return 'Nothing.\n';
  return tabel(['pad', 'reden', 'tables'], [...perRegel.values()].map((b) => [code(b.pad), cel(b.reden), b.tabellen.size > 3 ? `${b.tabellen.size} tables` : [...b.tabellen].map(code).join(', ')]));
}
