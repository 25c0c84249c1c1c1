// Every answer that says no at the API: problem+json (RFC 9457), text from the one table of errors, all findings together.
// No value of a request or a message ever stands in it.
import type { FastifyReply } from 'fastify';
import { type FoutCode, foutregel } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly meldingen?: readonly Melding[];
  readonly [extra: string]: unknown;
}

/** A refusal that travels as an exception from a handler to the one place that answers. */
export class ApiFout extends Error {
  readonly code: FoutCode;
  readonly status: number;
  readonly detail: string;
  readonly meldingen: readonly Melding[];
  readonly koppen: Readonly<Record<string, string>>;
  constructor(code: FoutCode, detail?: string, meer: { readonly status?: number; readonly meldingen?: readonly Melding[]; readonly koppen?: Readonly<Record<string, string>> } = {}) {
    super(code);
    const regel = foutregel(code);
    this.code = code;
    this.status = meer.status ?? regel.status;
    this.detail = detail ?? regel.titel;
    this.meldingen = meer.meldingen ?? [];
    this.koppen = meer.koppen ?? {};
  }
}

export function problemVan(fout: ApiFout): Problem {
  return {
    type: `/fouten/${fout.code}`,
    title: foutregel(fout.code).titel,
    status: fout.status,
    detail: fout.detail,
    code: fout.code,
    ...(fout.meldingen.length ? { meldingen: fout.meldingen } : {}),
  };
}

export function zendProblem(reply: FastifyReply, fout: ApiFout): FastifyReply {
  return reply.status(fout.status).headers(fout.koppen).type(PROBLEM_JSON).send(JSON.stringify(problemVan(fout)));
}
