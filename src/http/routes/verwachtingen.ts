// What waits for an answer, what was answered and what was not: for the party that asked, its own; for the operator, everything. Ids and states, never content.
import { type Static, Type } from '@sinclair/typebox';
import type { AntwoordVerwijzing, Verwachting, VerwachtingKop } from '../../store/port.ts';
import { bellerUit, type Routes, UUID_PATROON } from './gedeeld.ts';

const STATEN = ['wacht', 'beantwoord', 'verlopen', 'laat'] as const;
const Staat = Type.Union(STATEN.map((s) => Type.Literal(s)), { description: 'wacht; beantwoord: op tijd; verlopen: er kwam niets; laat: er kwam iets nadat het was verlopen.' });

const Antwoorden = Type.Array(Type.Object({
  id: Type.String({ format: 'uuid' }), op: Type.String({ format: 'date-time' }),
  soort: Type.Union([Type.Literal('eerste'), Type.Literal('laat'), Type.Literal('dubbel'), Type.Literal('bericht')], { description: 'bericht: verwijst ernaar, zonder dat er iets hoefde te komen (Bv01, Fo01).' }),
}), { description: 'In volgorde van aankomst.' });

/** Of one message: what has to come back to it, and what came. */
export const AntwoordDeel = Type.Object({
  staat: Type.Union([Staat, Type.Null()], { description: 'null: op dit bericht hoeft niets te komen.' }),
  termijn: Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' }),
  oorzaak: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'Waarom er niets kwam: termijn, of de code van een mislukte aanroep.' }),
  antwoorden: Antwoorden,
}, { description: 'Wat er op dit bericht terug moet komen, en wat er kwam.' });

export function antwoordDeel(v: Verwachting | null, antwoorden: readonly AntwoordVerwijzing[]): Static<typeof AntwoordDeel> | null {
  const lijst = (v?.antwoorden ?? antwoorden).map((a) => ({ id: a.bericht, op: a.op, soort: a.soort }));
  return v || lijst.length > 0 ? { staat: v?.staat ?? null, termijn: v?.termijn ?? null, oorzaak: v?.oorzaak ?? null, antwoorden: lijst } : null;
}

const Zoek = Type.Object({
  staat: Type.Optional(Staat),
  na: Type.Optional(Type.String({ pattern: UUID_PATROON, description: '`volgende` van de vorige keer; zonder: vanaf het begin.' })),
  max: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Meeste in één antwoord.' }),
}, { additionalProperties: false });

const Lijst = Type.Object({
  verwachtingen: Type.Array(Type.Object({
    bericht: Type.String({ format: 'uuid' }), partij: Type.String(), staat: Staat, termijn: Type.String({ format: 'date-time' }),
    oorzaak: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  })),
  volgende: Type.Union([Type.String(), Type.Null()], { description: 'Geef dit de volgende keer als `na`; null: dit was het einde.' }),
}, { description: 'Oudste bericht eerst.' });

export const verwachtingRoutes: Routes = (app, context) => {
  const { store, routing, klok } = context.deps;

  app.get<{ Querystring: Static<typeof Zoek> }>('/v1/verwachtingen', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: {
      operationId: 'lijstVerwachtingen', summary: 'Berichten waarop een antwoord moet komen', tags: ['berichten'],
      description: 'Een partij ziet haar eigen berichten, en die van wie in haar is opgegaan.',
      querystring: Zoek, response: { 200: Lijst },
    },
  }, async (request) => {
    const { staat, na, max } = request.query;
    const beller = bellerUit(request);
    const zoek = { ...(staat === undefined ? {} : { staat }), ...(na === undefined ? {} : { na: na.toLowerCase() }), max };
    const rijen: VerwachtingKop[] = [];
    if (beller.soort === 'operator') rijen.push(...(await store.expectations(zoek)));
    else if (beller.soort === 'partij') {
      const namen = [beller.partij, ...(routing.voorgangers?.(beller.partij, klok().toISOString().slice(0, 10)) ?? [])];
      for (const partij of namen) rijen.push(...(await store.expectations({ ...zoek, partij })));
    }
    const bladzijde = rijen.sort((x, y) => (x.bericht < y.bericht ? -1 : 1)).slice(0, max);
    return {
      verwachtingen: bladzijde.map((v) => ({ bericht: v.bericht, partij: v.partij, staat: v.staat, termijn: v.termijn, oorzaak: v.oorzaak })),
      volgende: bladzijde.length < max ? null : (bladzijde.at(-1)?.bericht ?? null),
    };
  });
};
