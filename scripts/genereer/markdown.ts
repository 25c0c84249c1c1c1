// Small helpers for generated pages: a table, a cell, the line that says where a page comes from. Output is a pure function of its input.

/** First lines of every generated page. */
export function kop(titel: string, bron: string, uitleg: string): string {
  return `# ${titel}\n\nGenerated from ${bron} by \`npm run genereer\`; never edited by hand.\n\n${uitleg.trim()}\n`;
}

/** Text in a cell: one line, no bars. */
export const cel = (t: string): string => t.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

export const code = (t: string): string => (t === '' ? '' : `\`${cel(t)}\``);

export const codes = (t: readonly string[]): string => t.map(code).join(', ');

export function tabel(koppen: readonly string[], rijen: readonly (readonly string[])[]): string {
  return [koppen, koppen.map(() => '---'), ...rijen].map((r) => `| ${r.map((c) => (c === '' ? ' ' : c)).join(' | ')} |`).join('\n').concat('\n');
}
