// Finds the pinned Node (package `node` in package.json) and hands over to it. Plain JavaScript that an old Node reads too:
// whoever starts us with Node 18 gets a clear sentence, not a syntax error.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the product: the folder that holds package.json. */
export const wortel = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path of a Node that is new enough: the one we run on, else the pinned one. Exits 2 with a Dutch sentence when there is none. */
export function node24() {
  const [hoofd] = process.versions.node.split('.').map(Number);
  if (hoofd >= 24) return process.execPath;
  const vast = join(wortel, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(vast)) return vast;
  process.stderr.write(
    `knooppunt heeft Node 24 nodig; dit is Node ${process.versions.node} en de meegeleverde Node ontbreekt. Voer eerst \`npm ci\` uit in ${wortel}.\n`,
  );
  process.exit(2);
}

/** Runs `argumenten` on Node 24 with our own stdio; signals and exit code pass through. */
export function draai(argumenten, env = {}) {
  const kind = spawn(node24(), argumenten, { stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1', ...env } });
  for (const signaal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signaal, () => kind.kill(signaal));
  kind.on('exit', (code, signaal) => {
    process.exit(signaal ? 128 + 15 : (code ?? 2));
  });
}
