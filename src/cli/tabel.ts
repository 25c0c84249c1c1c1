// Plain text tables for the terminal: columns as wide as their widest cell.

/** Rows of cells → aligned lines, each with `inspring` before it. Numbers are aligned right where `rechts` names their column. */
export function tabel(rijen: readonly (readonly string[])[], inspring = '', rechts: readonly number[] = []): string {
  const breedte: number[] = [];
  for (const rij of rijen) rij.forEach((cel, i) => {
    breedte[i] = Math.max(breedte[i] ?? 0, cel.length);
  });
  return rijen.map((rij) => `${inspring}${rij.map((cel, i) => (rechts.includes(i) ? cel.padStart(breedte[i]!) : cel.padEnd(breedte[i]!))).join('  ')}`.trimEnd()).join('\n').concat('\n');
}
