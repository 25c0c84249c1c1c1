// Makes docs/reference/opdrachten.md: the help of every order of `knooppunt`, as a user would see it.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { kop } from './markdown.ts';

export const OPDRACHTEN_PAD = 'docs/reference/opdrachten.md';

const UITLEG = `Run them as \`node bin/knooppunt …\` (or \`npx knooppunt …\`). Help is Dutch. Every order knows \`--json\`: JSON alone on stdout, progress on stderr.
Exit code 0 = good; 1 = a message (or what was checked) is wrong; 2 = could not do it (2 beats 1 over several files).`;

const KNOOPPUNT = path.resolve(import.meta.dirname, '../../src/cli/knooppunt.ts');

function hulp(opdracht: readonly string[]): Promise<string> {
  return new Promise((klaar, mis) => {
    execFile(process.execPath, [KNOOPPUNT, ...opdracht, '--help'], { env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' } }, (fout, stdout, stderr) =>
      fout ? mis(new Error(`knooppunt ${opdracht.join(' ')} --help: ${stderr || fout.message}`)) : klaar(stdout.replace(/[ \t]+$/gm, '').trim()),
    );
  });
}

/** Names under `Opdrachten:` in a help text, without `help`. */
function onder(tekst: string): string[] {
  const blok = /^(?:Opdrachten|Commands):\n((?: {2}.*\n?)+)/m.exec(tekst)?.[1] ?? '';
  return [...blok.matchAll(/^ {2}([a-z]+)/gm)].map((m) => m[1]!).filter((n) => n !== 'help');
}

export async function maakOpdrachten(): Promise<string> {
  const delen: string[] = [];
  const loop = async (pad: readonly string[]): Promise<void> => {
    const tekst = await hulp(pad);
    delen.push(`## knooppunt${pad.length > 0 ? ` ${pad.join(' ')}` : ''}\n\n\`\`\`text\n${tekst}\n\`\`\`\n`);
    for (const naam of onder(tekst)) await loop([...pad, naam]);
  };
  await loop([]);
  return `${kop('The command line', 'the `--help` of every order', UITLEG)}\n${delen.join('\n')}`;
}
