// `npm run services`: real servers for people and tests. Prints the two variables, keeps the servers up until Ctrl-C, and ends what it started.
// `-- --nodes 3` starts three Kafka nodes; `-- --alleen kafka` or `postgres` leaves the other out. Exit 1 when a server cannot be had.
import { parseArgs } from 'node:util';
import { type Dienst, type DienstNaam, VARIABELE, vindDienst } from './vinden.ts';

function leesOpties() {
  try {
    return parseArgs({ options: { nodes: { type: 'string', default: '1' }, alleen: { type: 'string' } } }).values;
  } catch {
    return null;
  }
}

const values = leesOpties();
if (values === null || !['1', '3'].includes(values.nodes) || ![undefined, 'kafka', 'postgres'].includes(values.alleen)) {
  process.stderr.write('Gebruik: npm run services [-- --nodes 1|3] [--alleen kafka|postgres]\n');
  process.exit(2);
}
const namen = (['kafka', 'postgres'] as const satisfies readonly DienstNaam[]).filter((n) => values.alleen === undefined || values.alleen === n);
const diensten: Dienst[] = [];
let mis = false;
for (const naam of namen) {
  try {
    const d = await vindDienst(naam, { nodes: values.nodes === '3' ? 3 : 1 });
    diensten.push(d);
    process.stderr.write(`${naam}: ${d.herkomst}\n`);
    process.stdout.write(`${VARIABELE[naam]}=${d.adres}\n`);
  } catch (e) {
    mis = true;
    process.stderr.write(`${naam}: niet te krijgen, ${e instanceof Error ? e.message : String(e)}\n`);
  }
}
const einde = async (code: number): Promise<void> => {
  await Promise.all(diensten.map((d) => d.stop().catch(() => undefined)));
  process.exit(code);
};
if (mis) await einde(1);
const eigen = diensten.filter((d) => d.herkomst !== 'gegeven').length;
if (eigen === 0) process.exit(0);
process.stderr.write('Ctrl-C beëindigt ze.\n');
for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(s, () => void einde(0));
setInterval(() => undefined, 1 << 30);
