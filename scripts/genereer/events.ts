// Makes docs/reference/events.md: every event type with its subjects and sources, and what stands around an event: topics, headers, subject, key.
import type { Adapter } from '../../src/sdk/adapter.ts';
import { topicVan } from '../../src/routing/topics.ts';
import { alsKoppen, bouwAttributen } from '../../src/canonical/cloudevent.ts';
import { cel, code, codes, kop, tabel } from './markdown.ts';
import { leesModel } from './model.ts';
import { eventtypenVan } from './tabellen.ts';

export const EVENTS_PAD = 'docs/reference/events.md';

const UITLEG = `An event is a [CloudEvent 1.0](https://cloudevents.io) in the NL GOV profile. One message can give several events and each goes in one copy per subscription that may have it.
What \`data\` holds stands in the [gegevenswoordenboek](gegevenswoordenboek.md); a hub serves each schema at \`/v1/schemas/<name>/1.0\` and this list at \`/v1/eventtypen\`.`;

/** What each attribute means; the attributes themselves come from the builder, so that none can be forgotten. */
const BETEKENIS: Readonly<Record<string, string>> = {
  specversion: 'version of CloudEvents',
  id: 'of this event for this subscription: UUIDv5 of message, ordinal and subscription; stays the same when something is published or read again',
  source: 'the hub: `urn:nld:oin:<its OIN>:systeem:knooppunt`',
  type: '`nl.sociaaldomein.<name>.v1`',
  time: 'when the hub recorded it (RFC 3339)',
  subject: 'opaque key of the person or case: an HMAC with the receiving party and the level; never a number that identifies, never the same for two parties',
  datacontenttype: 'form of the data',
  dataschema: 'address of the JSON Schema at the hub',
  bericht: 'extension: id of the message it was made from; at level dat the id of the event itself',
  abonnement: 'extension: the subscription that it is a copy for',
  correlatie: 'extension: the same for a large declaratie and its parts',
};

export function maakEvents(adapters: readonly Adapter[]): string {
  const m = leesModel();
  const bronnen = new Map<string, Set<string>>();
  for (const a of adapters)
    for (const s of a.spec.berichten)
      for (const type of eventtypenVan(a, s)) {
        const b = bronnen.get(type) ?? new Set();
        b.add(`${s.standaard} ${s.berichttype}`);
        bronnen.set(type, b);
      }
  const attributen = bouwAttributen({
    hubOin: '00000099000000001000', id: '6f1c…', type: 'toewijzing-afgegeven', tijd: '2026-01-01T12:00:00Z', onderwerp: 'p.3q2…', bericht: '019…', abonnement: 'gemeente-0363-wmo', correlatie: '019…', basisUrl: 'http://127.0.0.1:8080',
  });
  const koppen = alsKoppen(attributen);
  const kopnaam = (naam: string): string => (naam === 'datacontenttype' ? 'content-type' : `ce_${naam}`);
  for (const naam of Object.keys(attributen)) if (koppen[kopnaam(naam)] === undefined || BETEKENIS[naam] === undefined) throw new Error(`attribuut ${naam} heeft geen uitleg in scripts/genereer/events.ts`);
  const voorbeeld = (niveau: 'wat' | 'dat', p: { soort: 'gemeente' | 'aanbieder'; gemeentecode?: string; oin?: string }): string => code(topicVan(p, niveau) ?? '');
  return [
    kop('Events', '`schemas/canonical/eventtypen.json` and the mapping tables', UITLEG),
    `## Topics\n`,
    tabel(
      ['for', 'topic'],
      [
        ['a municipality, level wat', voorbeeld('wat', { soort: 'gemeente', gemeentecode: '<gemeentecode>' })],
        ['a municipality, level dat', voorbeeld('dat', { soort: 'gemeente', gemeentecode: '<gemeentecode>' })],
        ['another party, level wat', voorbeeld('wat', { soort: 'aanbieder', oin: '<oin>' })],
        ['another party, level dat', voorbeeld('dat', { soort: 'aanbieder', oin: '<oin>' })],
      ],
    ),
    `The key of a record is an HMAC of the unit of order with the hub's secret and the receiving party: for \`zaak*\` the case, for \`declaratie*\` the declarant with its number, else the person, else the message.
Records with the same key stand in the order in which their messages were accepted. There is no order across keys. No personal data stands in a topic's name, a key or a header.\n`,
    `## Attributes\n\nOn a topic in binary mode (the header), over the API in structured JSON (the attribute).\n`,
    tabel(['attribute', 'header', 'meaning'], Object.keys(attributen).map((naam) => [code(naam), code(kopnaam(naam)), BETEKENIS[naam] ?? ''])),
    `## Event types\n\n${m.eventtypen.size} types. *Onderwerpen* are the members that may stand in \`data\` beside \`bericht\` and \`personen\`; \\* = always there. \`betrokkenheid\` is what every event becomes at level dat: it has no \`bericht\`, and nothing in it tells what it was made from.\n`,
    tabel(
      ['type', 'wat', 'onderwerpen', 'made from'],
      [...m.eventtypen].map(([naam, e]) => [
        code(`nl.sociaaldomein.${naam}.v1`),
        cel(e.omschrijving),
        e.onderwerpen.map((o) => `${code(o)}${e.verplicht.includes(o) ? ' \\*' : ''}`).join(', '),
        naam === 'betrokkenheid' ? 'any event, at level dat' : naam === 'declaratiedeel' ? 'a declaratie above 64 KB' : codes([...(bronnen.get(naam) ?? [])]),
      ]),
    ),
  ].join('\n');
}
