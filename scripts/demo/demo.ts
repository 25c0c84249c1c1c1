// `npm run demo`: a whole hub on a free loopback port with a fresh data folder; sends it messages over HTTP as senders would, waits until all is
// delivered, and shows what became of each. Exit code 0 only when every number adds up and every sample met the outcome that stands beside it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { verifyAudit } from '../../src/audit/verify.ts';
import { startKnooppunt } from '../../src/main.ts';
import { uitMap, voorbeelden, type Zending } from './bronnen.ts';
import { afwijkingen, maakUitslag, regelVan, tabellen, watNietKlopt } from './verslag.ts';
import { type Resultaat, verzend, volgOp } from './verzenden.ts';

const GEBRUIK = `Gebruik: npm run demo -- [--json] [--from MAP | --scenario volledig] [--keep]
  --json                laatste regel is één JSON-object
  --from MAP            stuur de berichten uit deze map in plaats van de voorbeelden
  --scenario volledig   speel een hele zaak met simulatoren, van vraag tot betaling
  --keep                laat het knooppunt daarna draaien
Uitslag: 0 alles klopt, 1 er klopt iets niet, 2 kon niet beginnen.
`;

function leesOpties() {
  try {
    return parseArgs({
      options: { json: { type: 'boolean', default: false }, from: { type: 'string' }, keep: { type: 'boolean', default: false }, scenario: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
    }).values;
  } catch {
    process.stderr.write(GEBRUIK);
    process.exit(2);
  }
}

const values = leesOpties();
if (values.help) {
  process.stdout.write(GEBRUIK);
  process.exit(0);
}
if (values.from !== undefined && !existsSync(values.from)) {
  process.stderr.write(`${values.from} is er niet\n`);
  process.exit(2);
}
const zeg = (s: string): void => void (values.json ? process.stderr : process.stdout).write(`${s}\n`);
if (values.scenario !== undefined) {
  if (values.scenario !== 'volledig') {
    process.stderr.write(`onbekend scenario: ${values.scenario}; wel: volledig\n`);
    process.exit(2);
  }
  const { scenario } = await import('./scenario/scenario.ts');
  const totStop = (): Promise<void> => new Promise((klaar) => {
    process.once('SIGINT', klaar);
    process.once('SIGTERM', klaar);
  });
  const uitslag = await scenario(zeg, values.keep ? totStop : undefined);
  if (values.json) process.stdout.write(`${JSON.stringify(uitslag)}\n`);
  process.exit(uitslag.mis.length === 0 ? 0 : 1);
}
const opTerminal = !values.json && process.stdout.isTTY;

const begin = performance.now();
const wortel = path.resolve(import.meta.dirname, '../..');
const dataMap = mkdtempSync(path.join(tmpdir(), 'knooppunt-demo-'));
let zendingen: Zending[];
if (values.from === undefined) zendingen = voorbeelden(path.join(wortel, 'samples'));
else {
  const bron = uitMap(values.from);
  zendingen = bron.zendingen;
  for (const naam of bron.overgeslagen) zeg(`overgeslagen (geen xml, asc of txt): ${naam}`);
}

// The demo always runs on the samples' configuration, whatever knooppunt.yaml stands in the folder it was started from.
const kp = await startKnooppunt({ data: dataMap, poort: 0, cwd: dataMap, log: null });
zeg(`Knooppunt draait op ${kp.url}; ${zendingen.length} berichten te versturen.\n`);

const verzonden: Resultaat[] = [];
for (const [i, z] of zendingen.entries()) {
  if (opTerminal) process.stdout.write(`\r${i + 1}/${zendingen.length} ${z.naam.padEnd(60).slice(0, 60)}`);
  verzonden.push(await verzend(kp.url, z));
}
if (opTerminal) process.stdout.write(`\r${' '.repeat(80)}\r`);
const stil = await kp.relay.quiet(60_000);
const resultaten: Resultaat[] = [];
for (const r of verzonden) resultaten.push(await volgOp(kp.store, kp.partij, r));
for (const r of resultaten) zeg(regelVan(r));

const balans = await kp.store.balance();
const aantallen = await kp.eventlog.counts();
const namen = (code: string): string => kp.partijen().find((p) => p.gemeentecode === code || p.oin === code)?.naam ?? '';
await kp.rondAuditAf();
const audit = await verifyAudit(dataMap);
const uitslag = maakUitslag(balans, { regels: audit.regels, geldig: audit.geldig }, performance.now() - begin);
zeg(`\n${tabellen(uitslag, namen)}`);

const mis = watNietKlopt(uitslag, balans, resultaten);
for (const [topic, n] of aantallen) if ((balans.perTopic[topic]?.gepubliceerd ?? 0) !== n && /^sociaaldomein\.(gemeente|partij)\./.test(topic)) mis.push(`topic ${topic}: ${n} records, volgens de opslag ${balans.perTopic[topic]?.gepubliceerd ?? 0}`);
if (!stil) mis.push('niet alles was na een minuut afgeleverd');
for (const r of resultaten) for (const a of afwijkingen(r)) mis.push(`${r.zending.naam}: ${a}`);
if (values.from === undefined) for (const r of resultaten) if (r.uitkomst === 'afgewezen') mis.push(`${r.zending.naam}: afgewezen (${r.status})`);
for (const m of mis) zeg(`KLOPT NIET  ${m}`);
zeg(mis.length === 0 ? `\nAlles klopt: ${values.from === undefined ? 'elk bericht kreeg de uitkomst die ernaast staat, ' : ''}de balans sluit, de audit is geldig. (${(uitslag.duurMs / 1000).toFixed(1)} s)` : `\n${mis.length === 1 ? 'Eén ding klopt' : `${mis.length} dingen kloppen`} niet.`);
if (values.json) process.stdout.write(`${JSON.stringify(uitslag)}\n`);
process.exitCode = mis.length === 0 ? 0 : 1;

if (values.keep) {
  zeg(`\nHet knooppunt blijft draaien op ${kp.url} (gegevens in ${dataMap}); Ctrl-C stopt het.`);
  const stop = (): void => void kp.stop().then(() => process.exit());
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} else {
  await kp.stop();
  rmSync(dataMap, { recursive: true, force: true });
}
