// The report of `npm run chaos` as Markdown. Says what was measured, where and how; a scenario that failed or did not run stands there as such.
export interface Uitslag {
  readonly naam: string;
  readonly wat: string;
  readonly toestand: 'goed' | 'gezakt' | 'niet gedraaid';
  /** One for each part of the scenario; `naam` and `seed` among them. */
  readonly metingen: readonly Readonly<Record<string, string | number>>[];
  readonly reden: string;
}

export interface Machine {
  readonly processor: string;
  readonly kernen: number;
  readonly geheugenGb: number;
  readonly systeem: string;
  readonly node: string;
  /** Commit. */
  readonly versie: string;
}

const TOESTAND = { goed: 'held', gezakt: '**FAILED**', 'niet gedraaid': '**not run**' } as const;

export function schrijfVerslag(uitslagen: readonly Uitslag[], m: Machine, opdracht: string, op: Date, seconden: number): string {
  const rijen = uitslagen.map((u) => `| ${u.naam} | ${u.wat} | ${TOESTAND[u.toestand]} | ${u.metingen.map((x) => x.seed ?? '').filter((x) => x !== '').join(', ')} |`);
  const delen = uitslagen.flatMap((u) => [
    `### ${u.naam}`, '',
    ...(u.reden === '' ? [] : [`${TOESTAND[u.toestand]}: ${u.reden}`, '']),
    ...u.metingen.flatMap((x) => [...(u.metingen.length > 1 ? [`${x.naam}:`, ''] : []), ...tabel(x), '']),
  ]);
  return `${[
    '# Reliability, measured', '',
    'Written by `npm run chaos`; never edited by hand. What each scenario must hold stands at the top of its test in `test/betrouwbaarheid/`.', '',
    '| | |', '| --- | --- |',
    `| date | ${op.toISOString().slice(0, 16).replace('T', ' ')} UTC |`,
    `| command | \`${opdracht}\` |`,
    `| duration | ${Math.round(seconden / 60)} min |`,
    `| machine | ${m.kernen} cores of ${m.processor}, ${m.geheugenGb} GB, ${m.systeem}; load generator, hub, broker and database on this one machine |`,
    `| software | Node ${m.node}, commit ${m.versie} |`,
    '| durability | fsync on, PostgreSQL `synchronous_commit=on`, Kafka `acks=all` (one broker), audit on |', '',
    '| scenario | what was done | result | seed |', '| --- | --- | --- | --- |', ...rijen, '',
    'Held means, where messages were handed in: every acknowledged message stands exactly once on each topic that may have it, in the order of its case, and nothing else does; no sender got an answer it should never get;',
    'both tables of the balance close, the count of the log included; the audit chains are valid and signed to the end. Topics on Kafka are read with kafkajs, `read_committed`, from the beginning, its fault with overlapping aborted transactions made good (`test/betrouwbaarheid/harnas/lezer.ts`); the embedded log over HTTP.',
    'A seed fixes the choices (which case, which moment), not what the machine does between them: `KNOOPPUNT_ZAAD=<seed> npm run chaos -- --alleen <scenario>`.', '',
    '## Numbers', '', ...delen,
  ].join('\n').trimEnd()}\n`;
}

function tabel(x: Readonly<Record<string, string | number>>): string[] {
  const rijen = Object.entries(x).filter(([k]) => k !== 'naam');
  return ['| | |', '| --- | --- |', ...rijen.map(([k, w]) => `| ${k} | ${typeof w === 'number' && k !== 'seed' ? w.toLocaleString('en') : w} |`)];
}
