// Handing in a message of any family, and following it. Following shows state and steps, never content;
// a party sees what it handed in or sent, and nothing tells it that another message exists.
import { type Static, Type } from '@sinclair/typebox';
import type { Beller } from '../../intake/port.ts';
import type { Adressering } from '../../sdk/adressering.ts';
import type { BerichtOverzicht } from '../../store/port.ts';
import { naamVan } from '../beller.ts';
import { EVENTLICHAMEN, soortEvents } from '../canoniek.ts';
import { ontvang } from '../ontvangst.ts';
import type { HttpDeps } from '../opties.ts';
import { ApiFout } from '../problem.ts';
import { bellerUit, OIN_PATROON, type Routes, UUID_PATROON } from './gedeeld.ts';
import { AntwoordDeel, antwoordDeel } from './verwachtingen.ts';

const Aanbieden = Type.Object({
  afzender: Type.Optional(Type.String({ pattern: OIN_PATROON, description: 'OIN van de afzender, als het bericht er geen noemt; vastgelegd als opgave van de beller.' })),
  ontvanger: Type.Optional(Type.String({ pattern: OIN_PATROON, description: 'OIN van de ontvanger, als het bericht er geen noemt; vastgelegd als opgave van de beller.' })),
  als: Type.Optional(Type.String({ pattern: '^[a-z0-9]{1,20}:[A-Za-z0-9_-]{1,60}(:[A-Za-z0-9.]{1,20})?$', description: 'Alleen bij events: het bericht dat ervan gemaakt wordt, standaard:berichttype[:versie]. Zonder zegt data.bericht het.' })),
  metVerlies: Type.Optional(Type.Boolean({ description: 'Alleen bij events: ga door als het bericht geen plaats heeft voor een gegeven; het antwoord noemt wat vervalt.' })),
}, { additionalProperties: false });

const leeg = (t: 'string') => ({ type: [t, 'null'] });

const Aanvaard = Type.Object({
  id: Type.String({ format: 'uuid' }),
  standaard: Type.Unsafe<string | null>(leeg('string')),
  berichttype: Type.Unsafe<string | null>(leeg('string')),
  versie: Type.Unsafe<string | null>(leeg('string')),
  events: Type.Integer({ minimum: 0, description: 'Aantal canonieke events uit dit bericht.' }),
  dubbel: Type.Boolean({ description: 'Waar: dit bericht was er al; het id is dat van de eerste.' }),
  verlies: Type.Optional(Type.Array(Type.String(), { description: 'JSON-paden van gegevens die het bericht niet kan doorgeven (metVerlies, of afgesproken bij een vertaling).' })),
}, { description: 'Aanvaard en op schijf.' });

const Nummer = Type.Object({ id: Type.String({ pattern: UUID_PATROON, description: 'Id uit het antwoord op het aanbieden.' }) });

const Overzicht = Type.Object({
  id: Type.String({ format: 'uuid' }),
  staat: Type.String(),
  ontvangenOp: Type.String({ format: 'date-time' }),
  kanaal: Type.String(),
  standaard: Type.Unsafe<string | null>(leeg('string')),
  berichttype: Type.Unsafe<string | null>(leeg('string')),
  versie: Type.Unsafe<string | null>(leeg('string')),
  omvang: Type.Integer(),
  events: Type.Integer(),
  stappen: Type.Array(Type.Object({ stap: Type.String(), tijd: Type.String({ format: 'date-time' }), abonnement: Type.Optional(Type.String()) })),
  reden: Type.Optional(Type.Unknown({ description: 'Bij een geweigerd bericht: code en bevindingen.' })),
  antwoord: Type.Optional(AntwoordDeel),
  antwoordOp: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { description: 'De berichten waarop dit een antwoord is, of waar het naar verwijst.' })),
  afleveringen: Type.Optional(Type.Array(Type.Object({
    abonnement: Type.String(), partij: Type.String(), niveau: Type.String(), staat: Type.String(), eventId: Type.String(), type: Type.String(),
  }), { description: 'Alleen voor de operator.' })),
}, { description: 'Staat en stappen, geen inhoud.' });

export const berichtRoutes: Routes = (app, context) => {
  const { deps } = context;

  app.post<{ Querystring: Static<typeof Aanbieden> }>('/v1/berichten', {
    config: {
      toegang: { wie: 'beller', tempo: 'berichten' },
      lichaam: { required: true, description: 'De bytes van het bericht, zoals de standaard ze voorschrijft; het type wordt herkend. Of canonieke events, waar het knooppunt het bericht van maakt.', content: { '*/*': { schema: { type: 'string', format: 'binary' } }, ...EVENTLICHAMEN } },
    },
    schema: {
      operationId: 'biedBerichtAan', summary: 'Bied een bericht aan', tags: ['berichten'],
      description: 'Een herhaling krijgt hetzelfde id met dubbel: true. Zonder Content-Encoding; te groot is 413, niet herkend 415, ander bericht onder hetzelfde kenmerk 409.',
      querystring: Aanbieden, response: { 202: Aanvaard },
    },
  }, async (request, reply) => {
    const { afzender, ontvanger, als, metVerlies } = request.query;
    const events = soortEvents(request.headers['content-type']);
    if (events) {
      if (afzender || ontvanger) throw new ApiFout('KP_VRAAG', 'Afzender en ontvanger van een event staan in data.bericht.');
      return ontvang(request, reply, context, { kanaal: 'rest', ...events, ...(als ? { als } : {}), ...(metVerlies ? { metVerlies } : {}) });
    }
    if (als !== undefined || metVerlies !== undefined) throw new ApiFout('KP_VRAAG', 'als en metVerlies horen bij application/cloudevents+json of application/cloudevents-batch+json.');
    return ontvang(request, reply, context, { kanaal: 'rest', ...(afzender ? { afzender } : {}), ...(ontvanger ? { ontvanger } : {}) });
  });

  app.get<{ Params: Static<typeof Nummer> }>('/v1/berichten/:id', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: { operationId: 'volgBericht', summary: 'Staat en stappen van een bericht', tags: ['berichten'], params: Nummer, response: { 200: Overzicht } },
  }, async (request) => {
    const id = request.params.id.toLowerCase();
    const beller = bellerUit(request);
    const overzicht = await deps.store.message(id);
    const antwoordOp = overzicht ? await deps.store.answeredBy(id) : [];
    if (!overzicht || !(magVolgen(beller, overzicht, deps) || (await magVraagVolgen(beller, antwoordOp)))) throw new ApiFout('KP_ONBEKEND', 'Er is voor deze beller geen bericht met dit id.');
    request.berichtId = id;
    const verwachting = await deps.store.expectation(id);
    const antwoord = antwoordDeel(verwachting, verwachting ? [] : await deps.store.answers(id));
    return { ...toon(overzicht, beller.soort === 'operator'), ...(antwoord ? { antwoord } : {}), ...(antwoordOp.length > 0 ? { antwoordOp: [...antwoordOp] } : {}) };
  });

  /** Who may follow a question may follow what answers it. */
  async function magVraagVolgen(beller: Beller, vragen: readonly string[]): Promise<boolean> {
    for (const id of vragen) {
      const vraag = await deps.store.message(id);
      if (vraag && magVolgen(beller, vraag, deps)) return true;
    }
    return false;
  }
};

/** The one who handed it in, the party that the message names as its sender or whose place that one has taken since, and the operator. */
function magVolgen(beller: Beller, overzicht: BerichtOverzicht, { routing, klok }: Pick<HttpDeps, 'routing' | 'klok'>): boolean {
  if (beller.soort === 'operator') return true;
  if (beller.soort !== 'partij') return false;
  if (overzicht.kop.beller === naamVan(beller)) return true;
  const afzender = afzenderVan(overzicht.kop.adressering);
  const wie = afzender === null ? null : routing.findParty(afzender, overzicht.kop.ontvangenOp.slice(0, 10));
  return wie !== null && (wie.id === beller.partij || (routing.voorgangers?.(beller.partij, klok().toISOString().slice(0, 10)) ?? []).includes(wie.id));
}

function afzenderVan(adressering: string): Adressering['afzender'] {
  const gelezen = leesJson(adressering) as Partial<Adressering> | undefined;
  return gelezen?.afzender ?? null;
}

function toon(o: BerichtOverzicht, operator: boolean): Static<typeof Overzicht> {
  const { kop } = o;
  return {
    id: kop.id, staat: o.staat, ontvangenOp: kop.ontvangenOp, kanaal: kop.kanaal,
    standaard: kop.standaard, berichttype: kop.berichttype, versie: kop.versie, omvang: kop.omvang, events: o.events,
    // Who has a subscription is the operator's to see, not the sender's.
    stappen: o.stappen.map(({ stap, tijd, abonnement }) => ({ stap, tijd, ...(operator && abonnement ? { abonnement } : {}) })),
    ...(o.reden === null ? {} : { reden: leesJson(o.reden) }),
    ...(operator ? { afleveringen: o.afleveringen.map((a) => ({ ...a })) } : {}),
  };
}

function leesJson(tekst: string): unknown {
  try {
    return JSON.parse(tekst) as unknown;
  } catch {
    return undefined;
  }
}
