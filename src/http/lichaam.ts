// The body of a request as a stream that is read once and with measure: compressed bodies are refused, `100-continue` is said only when
// the body is wanted, and what a refused sender is still sending is let through for a moment so that it can read why.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Limieten } from '../intake/port.ts';
import type { Geheugenbudget } from '../spool/budget.ts';
import { type Gelezen, LeesFout, leesInhoud } from '../spool/lees.ts';
import type { Tijden } from './opties.ts';
import { ApiFout } from './problem.ts';

/** What a refused body may still send before the connection is cut. */
const NALOOP_BYTES = 64 * 1024 * 1024;
const NALOOP_MS = 2_000;

const lezers = new WeakMap<IncomingMessage, AsyncIterator<Buffer>>();
/** Requests that wait for `100 Continue` before they send their body. */
const wachtend = new WeakSet<IncomingMessage>();
/** Requests whose sender fell silent or left: not waited for again. */
const opgegeven = new WeakSet<IncomingMessage>();

export function wachtOpDoorgaan(raw: IncomingMessage): void {
  wachtend.add(raw);
}

export interface LichaamOpties {
  readonly limieten: Limieten;
  readonly spoolMap: string;
  readonly budget: Geheugenbudget;
  readonly tijden: Tijden;
}

/**
 * Reads the body of a request that the caller may send.
 * @throws ApiFout KP_CODERING, KP_TE_TRAAG, KP_OPSLAG_VOL, KP_OPSLAG; KP_VRAAG when the sender gave up (nobody reads that answer).
 */
export async function leesLichaam(request: FastifyRequest, reply: FastifyReply, opties: LichaamOpties): Promise<Gelezen> {
  const codering = request.headers['content-encoding'];
  if (codering !== undefined && codering.trim().toLowerCase() !== 'identity') throw new ApiFout('KP_CODERING', undefined, { koppen: { 'accept-encoding': 'identity' } });
  zegDoorgaan(request.raw, reply.raw);
  const lengte = Number(request.headers['content-length']);
  try {
    return await leesInhoud(lezerVan(request.raw), {
      limieten: opties.limieten, spoolMap: opties.spoolMap, budget: opties.budget,
      stilte: opties.tijden.stilte, totaal: opties.tijden.totaal,
      ...(Number.isSafeInteger(lengte) ? { aangekondigd: lengte } : {}),
    });
  } catch (fout) {
    if (!(fout instanceof LeesFout)) throw fout;
    request.log.warn({ oorzaak: fout.code }, 'bericht niet gelezen');
    if (fout.code === 'traag' || fout.code === 'afgebroken') opgegeven.add(request.raw);
    if (fout.code === 'traag') throw new ApiFout('KP_TE_TRAAG');
    if (fout.code === 'afgebroken') throw new ApiFout('KP_VRAAG', 'De verzending is afgebroken.');
    throw new ApiFout(fout.code === 'vol' ? 'KP_OPSLAG_VOL' : 'KP_OPSLAG', undefined, { koppen: { 'retry-after': '30' } });
  }
}

/** Before an answer leaves: is there a body that nobody read? Lets it run out within bounds, else the connection closes after the answer. */
export async function ruimLichaamOp(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const raw = request.raw;
  const heeftLichaam = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
  if (!heeftLichaam || raw.readableEnded || raw.complete) return;
  if (wachtend.has(raw) || opgegeven.has(raw) || raw.destroyed || !(await loopAf(raw))) reply.header('connection', 'close');
}

async function loopAf(raw: IncomingMessage): Promise<boolean> {
  const lezer = lezerVan(raw);
  const eind = performance.now() + NALOOP_MS;
  let bytes = 0;
  while (bytes <= NALOOP_BYTES) {
    const rest = eind - performance.now();
    if (rest <= 0) return false;
    let wekker: NodeJS.Timeout | undefined;
    const stap = lezer.next().then((s) => s, () => null);
    const klok = new Promise<null>((r) => { wekker = setTimeout(() => r(null), rest); });
    const s = await Promise.race([stap, klok]);
    clearTimeout(wekker);
    if (s === null) return false;
    if (s.done) return true;
    bytes += s.value.length;
  }
  return false;
}

function lezerVan(raw: IncomingMessage): AsyncIterator<Buffer> {
  let lezer = lezers.get(raw);
  if (!lezer) {
    lezer = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    lezers.set(raw, lezer);
  }
  return lezer;
}

function zegDoorgaan(raw: IncomingMessage, res: ServerResponse): void {
  if (!wachtend.delete(raw)) return;
  res.writeContinue();
}
