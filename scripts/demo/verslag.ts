// What the demo prints: one line a message, tables per standard and per party, the balance, and the one JSON object for machines.
import { tabel } from '../../src/cli/tabel.ts';
import type { Balans } from '../../src/store/port.ts';
import type { Resultaat } from './verzenden.ts';

export interface Uitslag {
  readonly ontvangen: number;
  readonly aanvaard: number;
  readonly geweigerd: number;
  readonly dubbel: number;
  readonly onbestelbaar: number;
  readonly events: number;
  readonly perStandaard: Readonly<Record<string, { readonly ontvangen: number; readonly aanvaard: number; readonly geweigerd: number; readonly events: number }>>;
  readonly perGemeente: Readonly<Record<string, number>>;
  readonly perPartij: Readonly<Record<string, number>>;
  readonly audit: { readonly regels: number; readonly geldig: boolean };
  readonly duurMs: number;
}

/** Numbers of a run from the store's own balance: nothing is counted by the sender of the messages. */
export function maakUitslag(b: Balans, audit: { readonly regels: number; readonly geldig: boolean }, duurMs: number): Uitslag {
  const perGemeente: Record<string, number> = {};
  const perPartij: Record<string, number> = {};
  for (const [topic, n] of Object.entries(b.perTopic)) {
    const m = /^sociaaldomein\.(gemeente|partij)\.([^.]+)(\.dat)?$/.exec(topic);
    if (!m) continue;
    const tel = m[1] === 'gemeente' ? perGemeente : perPartij;
    tel[m[2]!] = (tel[m[2]!] ?? 0) + n.gepubliceerd;
  }
  const som = (t: Record<string, number>): number => Object.values(t).reduce((x, y) => x + y, 0);
  const { ontvangen, aanvaard, geweigerd, dubbel, onbestelbaar } = b.berichten;
  const perStandaard = Object.fromEntries(
    Object.entries(b.perStandaard).map(([naam, s]) => [naam || 'onbekend', { ontvangen: s.ontvangen, aanvaard: s.aanvaard, geweigerd: s.geweigerd, events: s.events }]),
  );
  return { ontvangen, aanvaard, geweigerd, dubbel, onbestelbaar, events: som(perGemeente) + som(perPartij), perStandaard, perGemeente, perPartij, audit, duurMs: Math.round(duurMs) };
}

/** Everything that does not add up, in Dutch; empty when all does. */
export function watNietKlopt(u: Uitslag, b: Balans, resultaten: readonly Resultaat[]): string[] {
  const uit: string[] = [...b.verschillen];
  if (u.ontvangen !== u.aanvaard + u.geweigerd + u.dubbel) uit.push('ontvangen is niet aanvaard + geweigerd + dubbel');
  if (u.events !== b.paren.afgeleverd) uit.push('het aantal records op topics is niet het aantal afgeleverde events');
  if (b.paren.gerouteerd !== b.paren.afgeleverd + b.paren.geparkeerd + b.paren.onderweg) uit.push('gerouteerd is niet afgeleverd + geparkeerd + onderweg');
  if (b.paren.onderweg > 0 || b.berichten.onderweg > 0) uit.push('er is nog iets onderweg');
  const geteld = resultaten.filter((r) => r.uitkomst !== 'afgewezen').length;
  if (u.ontvangen !== geteld) uit.push(`verzonden: ${geteld}, volgens de balans ontvangen: ${u.ontvangen}`);
  if (!u.audit.geldig) uit.push('de audit is niet geldig');
  return uit;
}

/** How a sample's outcome differs from what stands beside it; empty when it does not. */
export function afwijkingen(r: Resultaat): string[] {
  const v = r.zending.verwacht;
  if (!v) return [];
  const uit: string[] = [];
  const vergelijk = (wat: string, verwacht: unknown, werkelijk: unknown): void => {
    if (verwacht !== undefined && JSON.stringify(verwacht) !== JSON.stringify(werkelijk)) uit.push(`${wat}: verwacht ${JSON.stringify(verwacht)}, kreeg ${JSON.stringify(werkelijk)}`);
  };
  vergelijk('uitkomst', v.uitkomst, r.uitkomst);
  vergelijk('status', v.status, r.status);
  vergelijk('code', v.code, r.code ?? undefined);
  vergelijk('standaardcode', v.standaardcode, r.standaardcode ?? undefined);
  vergelijk('berichttype', v.berichttype, r.berichttype ?? undefined);
  if (v.uitkomst === 'aanvaard' || v.uitkomst === 'onbestelbaar') {
    vergelijk('events', v.events, r.events);
    vergelijk('partijen', v.partijen ? [...v.partijen].sort() : undefined, r.partijen);
  }
  return uit;
}

export function regelVan(r: Resultaat): string {
  const wat = `${r.standaard ?? 'onbekend'} ${r.berichttype ?? '-'}`.padEnd(34);
  const teken = { aanvaard: '✔', onbestelbaar: '∅', dubbel: '=', geweigerd: '✘', afgewezen: '…' }[r.uitkomst];
  const naar = r.uitkomst === 'geweigerd' || r.uitkomst === 'afgewezen' ? `${r.status} ${r.code ?? ''}${r.standaardcode ? ` (${r.standaardcode})` : ''}` : r.uitkomst === 'onbestelbaar' ? 'niemand mag dit hebben' : r.uitkomst === 'dubbel' ? 'eerste antwoord opnieuw' : r.partijen.join(', ');
  return `${teken} ${wat} ${r.afzender.padEnd(24).slice(0, 24)} → ${naar}  ${r.kopieen > 0 ? `${r.kopieen} events  ` : ''}${r.ms.toFixed(0)} ms  ${r.zending.naam}`;
}

export function tabellen(u: Uitslag, namen: (code: string) => string): string {
  const perStandaard = Object.entries(u.perStandaard).sort().map(([naam, s]) => [naam, String(s.ontvangen), String(s.aanvaard), String(s.geweigerd), String(s.events)]);
  const perPartij = [...Object.entries(u.perGemeente).sort(), ...Object.entries(u.perPartij).sort()].map(([code, n]) => [code, namen(code), String(n)]);
  return [
    'Per standaard', tabel([['standaard', 'ontvangen', 'aanvaard', 'geweigerd', 'events'], ...perStandaard], '  ', [1, 2, 3, 4]),
    'Per partij', tabel([['code', 'naam', 'events'], ...perPartij], '  ', [2]),
    'Balans', tabel([
      ['ontvangen', String(u.ontvangen)], ['  aanvaard', String(u.aanvaard)], ['  (waarvan onbestelbaar)', String(u.onbestelbaar)], ['  geweigerd', String(u.geweigerd)], ['  dubbel', String(u.dubbel)],
      ['events op topics', String(u.events)], ['auditregels', `${u.audit.regels} (${u.audit.geldig ? 'keten geldig' : 'KETEN GEBROKEN'})`],
    ], '  ', [1]),
  ].join('\n');
}
