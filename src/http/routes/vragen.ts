// The question about a person. The number stands in the body and nowhere else; the answer is for whoever asked and is kept by nobody on the way.
// Who may ask what is decided behind the port; this route says only who calls.
import { type Static, Type } from '@sinclair/typebox';
import { leesJson } from '../json.ts';
import { ApiFout } from '../problem.ts';
import { KnooppuntFout } from '../../sdk/errors.ts';
import { bellerUit, type Routes } from './gedeeld.ts';

const NAAM = '^[a-z0-9][a-z0-9-]{0,62}$';
const ZIN = '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$';

const Opdracht = Type.Object({
  persoon: Type.Object({ bsn: Type.String({ pattern: '^[0-9]{9}$', description: 'Burgerservicenummer.' }) }, { additionalProperties: false }),
  onderwerpen: Type.Array(Type.String({ pattern: NAAM }), { minItems: 1, maxItems: 50, uniqueItems: true, description: 'Waarover: inkomsten, uitkering, persoon … Elk onderwerp is het eventtype <onderwerp>-gevraagd.' }),
  doel: Type.String({ minLength: 1, maxLength: 200, pattern: ZIN, description: 'Waarvoor; het doel van een bevoegdheid van de vragende partij.' }),
  grondslag: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: ZIN, description: 'Alleen bevoegdheden op deze grond.' })),
  rol: Type.String({ pattern: NAAM, description: 'Rol van wie vraagt.' }),
  gebruiker: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: ZIN, description: 'Wie vraagt; komt als pseudoniem in de audit.' })),
  partij: Type.Optional(Type.String({ pattern: NAAM, description: 'Id van de partij namens wie wordt gevraagd; voor de operator, en voor wie haar mandaat heeft.' })),
  termijn: Type.Optional(Type.Integer({ minimum: 1, maximum: 120, description: 'Langste wachttijd in seconden; nooit langer dan het knooppunt toelaat.' })),
}, { additionalProperties: false });

const leegOf = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const Deel = Type.Object({
  onderwerp: Type.String(), bron: leegOf, partij: leegOf,
  uitkomst: Type.String({ enum: ['antwoord', 'niets-gevonden', 'niet-bevoegd', 'geen-antwoord'], description: 'geen-antwoord: het is niet bekend; niet-bevoegd: er is niets gevraagd.' }),
  oorzaak: Type.Optional(Type.String({ description: 'Waarom er geen antwoord is: KP_BEVOEGDHEID, KP_GEEN_DIENST, geen-bron, tijd, netwerk, onderbreker, vol, http-503, KP_ANTWOORD, fout-van-bron …' })),
  code: Type.Optional(Type.String({ description: 'Code uit de foutmelding van de bron.' })),
  op: Type.String({ format: 'date-time' }),
  events: Type.Optional(Type.Array(Type.Object({ type: Type.String(), data: Type.Unknown() }), { description: 'Het antwoord: eventtype en canonieke gegevens.' })),
  vraag: Type.Optional(Type.String({ format: 'uuid', description: 'Id van de vraag aan deze bron als bericht.' })),
  bericht: Type.Optional(Type.String({ format: 'uuid', description: 'Id van het antwoord als bericht.' })),
});
const Beeld = Type.Object({
  id: Type.String({ format: 'uuid' }), partij: Type.String(), op: Type.String({ format: 'date-time' }),
  delen: Type.Array(Deel, { description: 'Een deel voor elke bron van elk gevraagd onderwerp; een onderwerp zonder bron heeft er ook een.' }),
}, { description: 'Klantbeeld: wat elke bron antwoordde, of waarom niet.' });

export const vraagRoutes: Routes = (app, context) => {
  app.post('/v1/vragen', {
    config: { toegang: { wie: 'beller', tempo: 'berichten' }, lichaam: { required: true, content: { 'application/json': { schema: Opdracht } } } },
    schema: {
      operationId: 'stelVraag', summary: 'Vraag gegevens over een persoon aan de bronnen', tags: ['vragen'],
      description: 'Alleen wat een bevoegdheid van de vragende partij toelaat wordt gevraagd; elke vraag staat met doel, grondslag en rol in de audit. Ook met gaten is het antwoord 200: lees per deel de uitkomst.',
      response: { 200: Beeld },
    },
  }, async (request, reply) => {
    const { vragen } = context.deps;
    if (!vragen) throw new ApiFout('KP_ONBEKEND', 'Dit knooppunt stelt geen vragen.');
    const o: Static<typeof Opdracht> = await leesJson(request, reply, context, Opdracht);
    const { termijn, ...vraag } = o;
    try {
      const beeld: Static<typeof Beeld> = kopie(await vragen.stel({ ...vraag, beller: bellerUit(request), ...(termijn === undefined ? {} : { termijn: termijn * 1000 }) }));
      reply.header('cache-control', 'no-store');
      return beeld;
    } catch (e) {
      if (e instanceof KnooppuntFout) throw new ApiFout(e.code, e.message);
      throw e;
    }
  });
};

/** Plain and changeable, as the description has it. */
function kopie(beeld: Awaited<ReturnType<NonNullable<Parameters<Routes>[1]['deps']['vragen']>['stel']>>): Static<typeof Beeld> {
  return { ...beeld, delen: beeld.delen.map(({ events, ...d }) => ({ ...d, ...(events ? { events: events.map((e) => ({ ...e })) } : {}) })) };
}
