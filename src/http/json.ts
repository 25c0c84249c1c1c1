// A small JSON body of an operator's order: read whole, held to its schema, every finding with its place. No value that was sent is repeated in an answer.
import type { Static, TSchema } from '@sinclair/typebox';
import { ValueErrorType } from '@sinclair/typebox/errors';
import { Value } from '@sinclair/typebox/value';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Melding } from '../sdk/melding.ts';
import { leesLichaam } from './lichaam.ts';
import { ApiFout } from './problem.ts';
import type { Context } from './routes/gedeeld.ts';

const TEKSTEN: Partial<Readonly<Record<ValueErrorType, string>>> = {
  [ValueErrorType.ObjectRequiredProperty]: 'ontbreekt',
  [ValueErrorType.ObjectAdditionalProperties]: 'dit veld kent de opdracht niet',
  [ValueErrorType.StringMinLength]: 'is te kort',
  [ValueErrorType.ArrayMinItems]: 'noem er ten minste één',
};

/** Bytes. */
const MEEST = 64 * 1024;

/** The body as the schema has it. @throws ApiFout KP_MEDIATYPE, KP_TE_GROOT, KP_VRAAG with the places; and what `leesLichaam` throws */
export async function leesJson<S extends TSchema>(request: FastifyRequest, reply: FastifyReply, context: Context, schema: S): Promise<Static<S>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) throw new ApiFout('KP_MEDIATYPE', 'Geef de opdracht als application/json.');
  const gelezen = await leesLichaam(request, reply, { ...context.lichaam, limieten: { xml: MEEST, records: MEEST, geheugen: MEEST } });
  try {
    if (gelezen.teGroot || gelezen.inhoud.soort !== 'geheugen') throw new ApiFout('KP_TE_GROOT', 'Een opdracht is ten hoogste 64 kB.');
    const waarde = ontleed(gelezen.inhoud.bytes);
    // The first finding of each place: what is missing is also of no type at all.
    const perPlek = new Map<string, Melding>();
    for (const f of Value.Errors(schema, waarde)) if (!perPlek.has(f.path)) perPlek.set(f.path, { code: 'KP_VRAAG', regel: 0, pad: `/body${f.path}`, tekst: TEKSTEN[f.type] ?? 'voldoet niet aan de beschrijving' });
    if (perPlek.size > 0) throw new ApiFout('KP_VRAAG', undefined, { meldingen: [...perPlek.values()] });
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
