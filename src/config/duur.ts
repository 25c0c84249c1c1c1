// Durations as people write them (`400 dagen`, `5 jaar`), in milliseconds. A month is 31 days and a year 366: what must be kept is never kept too short.
const MS: Readonly<Record<string, number>> = {
  seconde: 1_000, seconden: 1_000, uur: 3_600_000, dag: 86_400_000, dagen: 86_400_000, week: 7 * 86_400_000, weken: 7 * 86_400_000,
  maand: 31 * 86_400_000, maanden: 31 * 86_400_000, jaar: 366 * 86_400_000,
};

/** @throws Error when the text is no duration (the schema has refused it before). */
export function duurInMs(tekst: string): number {
  const [, aantal, eenheid] = /^([1-9][0-9]*) ([a-z]+)$/.exec(tekst) ?? [];
  const ms = eenheid === undefined ? undefined : MS[eenheid];
  if (aantal === undefined || ms === undefined) throw new Error('geen duur');
  return Number(aantal) * ms;
}
