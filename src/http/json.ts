// A small JSON body of an operator's order: read whole, held to its schema, every finding with its place. No value that was sent is repeated in an answer.
import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Melding } from '../sdk/melding.ts';
import { leesLichaam } from './lichaam.ts';
import { ApiFout } from './problem.ts';
import type { Context } from './routes/gedeeld.ts';

/** Bytes. */
const MEEST = 64 * 1024;

/** The body as the schema has it. @throws ApiFout KP_MEDIATYPE, KP_TE_GROOT, KP_VRAAG with the places; and what `leesLichaam` throws */
export async function leesJson<S extends TSchema>(request: FastifyRequest, reply: FastifyReply, context: Context, schema: S): Promise<Static<S>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) throw new ApiFout('KP_MEDIATYPE', 'Geef de opdracht als application/json.');
  const gelezen = await leesLichaam(request, reply, { ...context.lichaam, limieten: { xml: MEEST, records: MEEST, geheugen: MEEST } });
  try {
    if (gelezen.teGroot || gelezen.inhoud.soort !== 'geheugen') throw new ApiFout('KP_TE_GROOT', 'Een opdracht is ten hoogste 64 kB.');
    const waarde = ontleed(gelezen.inhoud.bytes);
    const meldingen = [...Value.Errors(schema, waarde)].map((f): Melding => ({ code: 'KP_VRAAG', regel: 0, pad: `/body${f.path}`, tekst: f.message.startsWith('Unexpected') ? 'dit veld kent de opdracht niet' : 'voldoet niet aan de beschrijving' }));
    if (meldingen.length > 0) throw new ApiFout('KP_VRAAG', undefined, { meldingen });
    return waarde as Static<S>;
  } finally {
    await gelezen.ruimOp(false);
  }
}

function ontleed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new ApiFout('KP_VRAAG', 'De inhoud is geen JSON in UTF-8.');
  }
}
