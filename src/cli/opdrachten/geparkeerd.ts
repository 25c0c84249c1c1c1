// `knooppunt geparkeerd list | show | redrive`: what was given up, why, and offering it again. list and show read beside a running hub; redrive is done by the
// running hub, because that alone may write. Shows references and causes, never content. Ctrl-C stops a redrive and says how far it came.
import { loadConfig } from '../../config/index.ts';
import { paarId, plaatsVan, TEMPO } from '../../delivery/port.ts';
import type { Geparkeerd, PaarVerwijzing, ParkeerFilter, ParkeerTelling } from '../../store/port.ts';
import { configOpties } from '../datamap.ts';
import { maakVrager } from '../hub.ts';
import { geparkeerdVan } from '../motoren.ts';
import { tabel } from '../tabel.ts';

const VELDEN = ['abonnement', 'oorzaak', 'stadium', 'type', 'van', 'tot'] as const;
const isVeld = (s: string): s is (typeof VELDEN)[number] => (VELDEN as readonly string[]).includes(s);

/** @throws Error (Dutch) for a filter that is none */
export function leesFilter(delen: unknown): ParkeerFilter {
  const uit: Partial<Record<(typeof VELDEN)[number], string>> = {};
  for (const deel of Array.isArray(delen) ? (delen as unknown[]) : []) {
    const [, sleutel = '', waarde = ''] = /^([^=]*)=(.*)$/s.exec(String(deel)) ?? [];
    if (!isVeld(sleutel)) throw new Error(`--filter ${String(deel)}: geef sleutel=waarde met als sleutel ${VELDEN.join(', ')}`);
    if (uit[sleutel] !== undefined) throw new Error(`--filter ${sleutel} staat er twee keer`);
    if (sleutel === 'van' || sleutel === 'tot') {
      if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(waarde) || Number.isNaN(Date.parse(waarde))) throw new Error(`--filter ${sleutel}: geen tijdstip volgens RFC 3339, met tijdzone (bijvoorbeeld 2026-01-31T08:00:00+01:00)`);
    } else if (!/^[A-Za-z0-9._~:-]{0,100}\*?$/.test(waarde) || waarde === '') throw new Error(`--filter ${sleutel}: geen waarde die kan voorkomen`);
    uit[sleutel] = waarde;
  }
  return uit;
}

function getal(opties: Record<string, unknown>, naam: string, gewoon: number, meest: number): number {
  const n = opties[naam] === undefined ? gewoon : Number(opties[naam]);
  if (!Number.isInteger(n) || n < 1 || n > meest) throw new Error(`--${naam}: een geheel getal van 1 tot en met ${meest}`);
  return n;
}

const meervoud = (n: number): string => `${n} ${n === 1 ? 'aflevering' : 'afleveringen'}`;
const tellingTabel = (t: readonly ParkeerTelling[]): string => tabel([['abonnement', 'oorzaak', 'stadium', 'aantal'], ...t.map((r) => [r.abonnement, r.oorzaak, r.stadium, String(r.aantal)])], '', [3]);

export async function list(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const filter = leesFilter(opties.filter);
  const max = getal(opties, 'max', 100, 1_000_000);
  const bron = await geparkeerdVan(loadConfig(configOpties(opties)));
  try {
    const tellingen = await bron.parkedCounts(filter);
    const totaal = tellingen.reduce((n, t) => n + t.aantal, 0);
    if (opties.totalen) {
      process.stdout.write(opties.json ? `${JSON.stringify({ totaal, tellingen }, null, 2)}\n` : totaal === 0 ? 'Er is niets geparkeerd.\n' : `${tellingTabel(tellingen)}${meervoud(totaal)} geparkeerd.\n`);
      return 0;
    }
    const rijen: Geparkeerd[] = [];
    for (let na: PaarVerwijzing | undefined; rijen.length < max; ) {
      const blad = await bron.parked({ ...filter, max: Math.min(500, max - rijen.length), ...(na ? { na } : {}) });
      rijen.push(...blad);
      na = blad.at(-1);
      if (!na) break;
    }
    if (opties.json) process.stdout.write(`${JSON.stringify({ totaal, geparkeerd: rijen.map(regel) }, null, 2)}\n`);
    else if (rijen.length === 0) process.stdout.write('Er is niets geparkeerd.\n');
    else process.stdout.write(tabel([['id', 'geparkeerd op', 'type', 'oorzaak', 'stadium', 'beurten', 'poging', 'bericht'], ...rijen.map((p) => [paarId(p), p.geparkeerdOp ?? '-', p.type, p.oorzaak ?? '-', p.stadium ?? '-', String(p.beurten), String(p.poging), p.bericht])], '', [5, 6]));
    if (rijen.length < totaal) process.stderr.write(`${rijen.length} van ${totaal}; meer met --max, geteld met --totalen\n`);
    return 0;
  } finally {
    await bron.close();
  }
}

function regel(p: Geparkeerd): Record<string, unknown> {
  const { bericht, type, abonnement, partij, poging, beurten, oorzaak, stadium, geparkeerdOp } = p;
  return { id: paarId(p), bericht, event: p.eventId, type, abonnement, partij, poging, beurten, oorzaak, stadium, geparkeerdOp };
}

export async function show([id = '']: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const plaats = plaatsVan(id);
  if (!plaats) throw new Error('dit is geen id van een aflevering; neem er een uit `knooppunt geparkeerd list`');
  const c = loadConfig(configOpties(opties));
  const bron = await geparkeerdVan(c);
  try {
    const p = await bron.pair(plaats);
    if (!p) throw new Error('er is geen aflevering met dit id');
    const waar = p.bytes === null ? 'niet meer bewaard'
      : p.bytes.waar === 'spool' ? `${p.bytes.naam} onder ${c.opslag.map}`
      : c.opslag.soort === 'ingebed' ? `in de opslag onder ${c.opslag.map}, bij dit bericht` : 'in PostgreSQL, bij dit bericht';
    const pogingen = p.pogingen.map(({ shard, nummer, ...r }) => ({ id: paarId({ ...plaats, shard, nummer }), ...r }));
    if (opties.json) {
      process.stdout.write(`${JSON.stringify({ ...regel(p), staat: p.staat, ...p.bron, bytes: p.bytes, pogingen }, null, 2)}\n`);
      return 0;
    }
    const { standaard, berichttype, versie, ontvangenOp, omvang } = p.bron;
    process.stdout.write(tabel([
      ['staat', p.staat], ['oorzaak', p.oorzaak ?? '-'], ['stadium', p.stadium ?? '-'], ['beurten', String(p.beurten)], ['geparkeerd op', p.geparkeerdOp ?? '-'],
      ['abonnement', `${p.abonnement} (partij ${p.partij})`], ['event', `${p.type} ${p.eventId}`], ['bericht', p.bericht],
      ['ontvangen', `${ontvangenOp}, ${[standaard, berichttype, versie].filter((x) => x !== null).join(' ')}, ${omvang} bytes`], ['bytes', waar],
    ]));
    process.stdout.write(`\n${tabel([['poging', 'id', 'staat', 'beurten', 'oorzaak', 'geparkeerd op'], ...pogingen.map((r) => [String(r.poging), r.id, r.staat, String(r.beurten), r.oorzaak ?? '-', r.geparkeerdOp ?? '-'])], '', [0, 3])}`);
    return 0;
  } finally {
    await bron.close();
  }
}

interface Stand { readonly id: string; readonly staat: string; readonly teDoen: number; readonly hernieuwd: number; readonly overgeslagen: number }

export async function redrive(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const filter = leesFilter(opties.filter);
  const tempo = getal(opties, 'rate', TEMPO.gewoon, TEMPO.meest);
  const max = opties.max === undefined ? undefined : getal(opties, 'max', 1, Number.MAX_SAFE_INTEGER);
  const leeg = Object.keys(filter).length === 0;
  if (leeg && !opties.alles) throw new Error('geef met --filter welke, of --alles voor alles wat geparkeerd is');
  if (!leeg && opties.alles) throw new Error('--alles en --filter gaan niet samen');
  const reden = typeof opties.reason === 'string' ? opties.reason.trim() : '';
  if (!opties.dryRun && reden.length < 3) throw new Error('geef met --reason een reden; die komt in de audit (noem geen persoon)');
  const vraag = maakVrager(opties);
  const opdracht = { filter, tempo, ...(max === undefined ? {} : { max }) };
  if (opties.dryRun) {
    const proef = await vraag<{ totaal: number; tellingen: readonly ParkeerTelling[] }>('POST', '/v1/geparkeerd/hernieuwingen', { ...opdracht, proefdraai: true });
    if (opties.json) process.stdout.write(`${JSON.stringify(proef, null, 2)}\n`);
    else process.stdout.write(`${proef.tellingen.length > 0 ? tellingTabel(proef.tellingen) : ''}Dit zou ${meervoud(proef.totaal)} hernieuwen, ten hoogste ${tempo} per seconde. Er is niets veranderd.\n`);
    return 0;
  }
  const begonnen = await vraag<Stand>('POST', '/v1/geparkeerd/hernieuwingen', { ...opdracht, reden });
  const plek = `/v1/geparkeerd/hernieuwingen/${begonnen.id}`;
  let onderbroken = 0;
  // A terminal and the wrapper of the command may both pass on the same Ctrl-C; a later one does not wait for the hub.
  const opCtrlC = (): void => {
    if (onderbroken > 0 && performance.now() - onderbroken > 1_000) process.exit(2);
    onderbroken ||= performance.now();
  };
  process.on('SIGINT', opCtrlC).on('SIGTERM', opCtrlC);
  process.stderr.write(`${meervoud(begonnen.teDoen)} te hernieuwen, ten hoogste ${tempo} per seconde (${begonnen.id}); Ctrl-C stopt\n`);
  let stand = begonnen;
  let gemeld = 0;
  while (stand.staat === 'loopt') {
    for (let i = 0; i < 5 && onderbroken === 0; i++) await new Promise((r) => setTimeout(r, 100));
    stand = onderbroken > 0 ? await vraag<Stand>('POST', `${plek}/stop`) : await vraag<Stand>('GET', plek);
    const gedaan = stand.hernieuwd + stand.overgeslagen;
    if (stand.staat === 'loopt' && performance.now() - gemeld > (process.stderr.isTTY ? 0 : 5_000)) {
      process.stderr.write(process.stderr.isTTY ? `\r${gedaan} van ${stand.teDoen}` : `${gedaan} van ${stand.teDoen}\n`);
      gemeld = performance.now();
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  process.removeListener('SIGINT', opCtrlC).removeListener('SIGTERM', opCtrlC);
  if (opties.json) process.stdout.write(`${JSON.stringify(stand, null, 2)}\n`);
  else {
    const over = Math.max(0, stand.teDoen - stand.hernieuwd - stand.overgeslagen);
    const einde = stand.staat === 'klaar' ? 'Klaar' : stand.staat === 'gestopt' ? 'Gestopt' : 'Mislukt; het log van het knooppunt zegt waardoor';
    process.stdout.write(`${einde}: ${stand.hernieuwd} hernieuwd${stand.overgeslagen > 0 ? `, ${stand.overgeslagen} al door een ander opgepakt of niet meer geparkeerd` : ''}${over > 0 ? `, ${over} niet` : ''}.\n`);
  }
  return stand.staat === 'klaar' ? 0 : 2;
}
