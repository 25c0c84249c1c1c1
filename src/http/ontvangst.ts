// From a request with a body to an answer of the intake: read, hand over, count, clean up. Shared by the API and SOAP.
// The answer leaves exactly as the intake made it; it is sent only after the intake is done (G1 is the intake's and the store's).
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Eventontvangst, Ontvangst, Uitkomst } from '../intake/port.ts';
import { leesLichaam } from './lichaam.ts';
import { ApiFout } from './problem.ts';
import { bellerUit, type Context } from './routes/gedeeld.ts';

/** Seconds after which a sender that was turned away may try again. */
const LATER = '5';

/** Canonical events: what is kept of an accepted one is the message that was made of it. */
type Eventopgave = Omit<Eventontvangst, 'inhoud' | 'beller'> & { readonly kanaal: 'rest' };

/** @throws ApiFout when the body could not be read or kept; whatever the intake throws goes to the error handler. */
export async function ontvang(request: FastifyRequest, reply: FastifyReply, context: Context, meer: Omit<Ontvangst, 'inhoud' | 'beller'> | Eventopgave): Promise<FastifyReply> {
  const { deps, lichaam } = context;
  const beller = bellerUit(request);
  const gelezen = await leesLichaam(request, reply, lichaam).catch((fout: unknown) => {
    if (fout instanceof ApiFout && fout.code !== 'KP_CODERING') deps.metrics.afgewezen(meer.kanaal, fout.code === 'KP_VRAAG' ? 'afgebroken' : fout.code);
    throw fout;
  });
  const begin = performance.now();
  let uitkomst: Uitkomst | null = null;
  try {
    const alles = { ...meer, beller, inhoud: gelezen.inhoud };
    uitkomst = 'reeks' in alles ? await deps.intake.receiveEvents(alles) : await deps.intake.receive(alles);
  } finally {
    await gelezen.ruimOp(uitkomst !== null && isBewaard(uitkomst) && !('reeks' in meer && uitkomst.soort === 'aanvaard'));
  }
  deps.metrics.bericht(meer.kanaal, uitkomst, (performance.now() - begin) / 1000);
  if (uitkomst.soort !== 'afgewezen') request.berichtId = uitkomst.id;
  else reply.header('retry-after', LATER);
  const { antwoord } = uitkomst;
  // What a sender's operator wants to see without reading the answer, whatever its form; ids and codes alone.
  reply.headers({
    ...(uitkomst.soort !== 'afgewezen' && uitkomst.id ? { 'knooppunt-bericht': uitkomst.id } : {}),
    ...(uitkomst.standaard ? { 'knooppunt-standaard': uitkomst.standaard } : {}),
    ...(uitkomst.berichttype ? { 'knooppunt-berichttype': uitkomst.berichttype } : {}),
    ...(uitkomst.soort === 'aanvaard' ? { 'knooppunt-dubbel': String(uitkomst.dubbel) } : { 'knooppunt-code': uitkomst.code }),
  });
  return reply.status(antwoord.status).type(antwoord.contentType).send(antwoord.body);
}

/** Does the store now point at the spool file? Only for a message that was kept for the first time. */
export function isBewaard(u: Uitkomst): boolean {
  return (u.soort === 'aanvaard' && !u.dubbel) || (u.soort === 'geweigerd' && u.id !== null);
}
