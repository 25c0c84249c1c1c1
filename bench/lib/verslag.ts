// What was measured → docs/reference/prestaties.md and its plots. Every table says when, on which version, with which command and with how much else
// running on the machine it was made. Parts can be measured one at a time; what was measured before stays beside it, with its own date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Eindregel, Tijden } from '../eind.ts';
import type { Aw319, Geheugen } from '../geheugen.ts';
import type { Punt } from '../groei.ts';
import type { Vloerregel } from '../vloer.ts';
import { WORTEL } from './berichten.ts';
import type { Machine } from './meten.ts';
import { getal, lijngrafiek, maat } from './svg.ts';

/** One measured part. `belasting`: load average of the last minute before and after. */
export interface Deel<T> {
  readonly op: string;
  readonly versie: string;
  readonly opdracht: string;
  readonly machine: Machine;
  readonly belasting: readonly [number, number];
  readonly uitslag: T;
}

export interface Uitslagen {
  vloer?: Deel<readonly Vloerregel[]>;
  aw319?: Deel<Aw319>;
  ingebed?: Deel<Eindregel>;
  kafka?: Deel<Eindregel>;
  abonnementen?: Deel<readonly Punt[]>;
  opslag?: Deel<readonly Punt[]>;
  shards?: Deel<readonly Punt[]>;
  partities?: Deel<readonly Punt[]>;
  omvang?: Deel<readonly Punt[]>;
  geheugen?: Deel<Geheugen>;
}

const MAP = path.join(WORTEL, 'docs/reference/prestaties');
const RUW = path.join(MAP, 'uitslag.json');
const DOEL = path.join(WORTEL, 'docs/reference/prestaties.md');

export const leesUitslagen = (): Uitslagen => (existsSync(RUW) ? (JSON.parse(readFileSync(RUW, 'utf8')) as Uitslagen) : {});

const tabel = (koppen: readonly string[], rijen: readonly (readonly (string | number)[])[]): string =>
  [`| ${koppen.join(' | ')} |`, `|${koppen.map(() => ' --- ').join('|')}|`, ...rijen.map((r) => `| ${r.join(' | ')} |`)].join('\n');

/** Where a number comes from; a machine that was busy with other work is named as such. */
function herkomst(d: Deel<unknown>): string {
  const druk = Math.max(...d.belasting) > d.machine.kernen + 1;
  return `*${d.op.slice(0, 16).replace('T', ' ')} UTC, version ${d.versie}, \`${d.opdracht}\`; ${d.machine.kernen} × ${d.machine.cpu}, ${d.machine.geheugenGb} GB, ${d.machine.systeem}, Node ${d.machine.node}; load ${d.belasting[0]} before, ${d.belasting[1]} after${druk ? ': **the machine was busy with other work as well, times by the clock are too high**' : ''}.*`;
}

const ms = (t: Tijden): readonly string[] => [getal(t.p50), getal(t.p95), getal(t.p99)];
const doel = (gehaald: boolean): string => (gehaald ? 'reached' : '**not reached**');

function eindtabel(d: Deel<Eindregel>): string {
  const e = d.uitslag;
  const grens = e.motor.startsWith('ingebed') ? 1_500 : 1_000;
  return [
    `${e.motor === INGEBED ? 'Embedded (SQLite)' : e.motor}; durability: ${e.duurzaam}; ${e.berichten.toLocaleString('en-US')} messages of ${maat(e.bytes)}, 64 connections, generator on the same machine (${getal(e.cpuZenderMs)} ms of CPU a message).`,
    '',
    tabel(
      ['load', 'messages/s', 'answer p50', 'p95', 'p99 (ms)', 'on the topic p50', 'p95', 'p99 (ms)'],
      [
        ['full', e.perSeconde, ...ms(e.antwoord), ...ms(e.opTopic)],
        [`half (${e.helft.tempo}/s)`, e.helft.gehaald, ...ms(e.helft.antwoord), ...ms(e.helft.opTopic)],
      ],
    ),
    '',
    `CPU of the hub: ${getal(e.cpuHubMs)} ms a message. Aim ≥ ${grens.toLocaleString('en-US')} messages/s: ${doel(e.perSeconde >= grens)}. Aim p99 ≤ 50 ms on the topic at half load: ${doel(e.helft.opTopic.p99 <= 50)}.`,
    '',
    herkomst(d),
  ].join('\n');
}
const INGEBED = 'ingebed (SQLite)';

function groei(d: Deel<readonly Punt[]> | undefined, o: { naam: string; titel: string; x: string; y: string; xTekst?: (x: number) => string; vlak?: boolean }): string[] {
  if (!d) return [`### ${o.titel}\n`, 'Not measured.\n'];
  writeFileSync(path.join(MAP, `${o.naam}.svg`), lijngrafiek({ titel: o.titel, x: o.x, y: o.y, punten: d.uitslag, ...(o.xTekst ? { xTekst: o.xTekst } : {}) }));
  const [eerste] = d.uitslag;
  const hoogste = Math.max(...d.uitslag.map((p) => p.y));
  const verschil = eerste ? Math.round((100 * (hoogste - eerste.y)) / eerste.y) : 0;
  return [
    `### ${o.titel}\n`,
    `![${o.titel}](prestaties/${o.naam}.svg)\n`,
    tabel([o.x, o.y], d.uitslag.map((p) => [(o.xTekst ?? getal)(p.x), getal(p.y)])),
    o.vlak === false ? '' : `\nHighest against the first: ${verschil >= 0 ? '+' : ''}${verschil} %. Aim flat within 10 %: ${doel(verschil <= 10)}.`,
    `\n${herkomst(d)}\n`,
  ];
}

export function schrijfVerslag(u: Uitslagen): void {
  mkdirSync(MAP, { recursive: true });
  writeFileSync(RUW, `${JSON.stringify(u, null, 1)}\n`);
  const delen: string[] = [
    '# What it costs\n',
    '<!-- Made by `npm run bench` from docs/reference/prestaties/uitslag.json and bench/toelichting.md. Do not edit. -->\n',
    'Measured with `npm run bench`, on the machine and the version that stand under each table, with everything on: checks, deduplication, audit, fsync at every commit. `npm run bench -- --help` lists the parts and their sizes.',
    'CPU is user and system time of all threads of the process; *on the topic* is from receipt to the commit of the publication, by the hub\'s own audit.\n',
    '## Translation against the floor\n',
    'Floor: libxml2 (wasm) parses the same bytes and checks them against the same XSD, nothing else. Ours: bytes → read, recognised, checked, mapped, each event held against the canonical schema, content hash and head included. One core, no store.\n',
  ];
  if (u.vloer) {
    delen.push(
      tabel(
        ['message', 'size', 'parse', 'floor: parse + XSD (ms)', 'ours (ms)', 'floor / ours', 'aim 45 %'],
        u.vloer.uitslag.map((r) => [r.omschrijving, maat(r.bytes), r.parseMs.toFixed(3), r.vloerMs.toFixed(3), r.onsMs.toFixed(3), `${Math.round(100 * r.aandeel)} %`, doel(r.aandeel >= 0.45)]),
      ),
      `\n${herkomst(u.vloer)}\n`,
    );
  } else delen.push('Not measured.\n');
  delen.push('### AW319\n');
  if (u.aw319) {
    const a = u.aw319.uitslag;
    delen.push(
      tabel(
        ['what', 'MB/s', 'aim'],
        [
          ['records read, every rule of the layout checked (CPU)', getal(a.keurMbs), `40: ${doel(a.keurMbs >= 40)}`],
          ['first pass: the same, and every part mapped and held against the canonical schema (clock)', getal(a.toetsMbs), ''],
          ['second pass: the events (clock)', getal(a.vertaalMbs), ''],
        ],
      ),
      `\n${a.records.toLocaleString('en-US')} records, ${Math.round(a.mb)} MB, heap capped at 256 MB: highest resident memory ${a.piekMb} MB. Aim under 256 MB: ${doel(a.piekMb < 256)}.\n`,
      `${herkomst(u.aw319)}\n`,
    );
  } else delen.push('Not measured.\n');
  delen.push('## End to end\n', u.ingebed ? eindtabel(u.ingebed) : 'Embedded: not measured.', '', u.kafka ? eindtabel(u.kafka) : 'Kafka + PostgreSQL: not measured.', '');
  delen.push(
    '## Growth\n',
    ...groei(u.abonnementen, { naam: 'abonnementen', titel: 'Routing of one event by number of subscriptions', x: 'subscriptions', y: 'CPU µs an event' }),
    ...groei(u.opslag, { naam: 'opslag', titel: 'A message of 9 KB by number of messages in the store', x: 'messages in the store (1 KB each)', y: 'CPU ms a message' }),
    ...groei(u.shards, { naam: 'shards', titel: 'A message of 9 KB by number of shards (embedded)', x: 'shards', y: 'CPU ms a message' }),
    ...groei(u.partities, { naam: 'partities', titel: 'A message of 9 KB by number of partitions (Kafka + PostgreSQL)', x: 'partitions of a topic', y: 'CPU ms a message' }),
    ...groei(u.omvang, { naam: 'omvang', titel: 'A message by its size', x: 'size of the message', y: 'CPU ms a message', xTekst: maat, vlak: false }),
    '## Memory\n',
  );
  if (u.geheugen) {
    const g = u.geheugen.uitslag;
    delen.push(tabel(['at rest', `highest, ${g.berichten.toLocaleString('en-US')} messages at full load`, 'ten seconds later'], [[`${g.rust} MB`, `${g.piek} MB`, `${g.daarna} MB`]]), `\n${herkomst(u.geheugen)}\n`);
  } else delen.push('Not measured.\n');
  delen.push(readFileSync(path.join(WORTEL, 'bench/toelichting.md'), 'utf8').trimEnd());
  writeFileSync(DOEL, `${delen.join('\n').replace(/\n{3,}/g, '\n\n')}\n`);
}
