// For the operator: how delivery stands, what is parked and why, and redrives of it. References, causes and counts; no content of a message.
// A redrive begins only with a reason, at a rate, and can be stopped; what it does is in the audit before it is done.
import { type Static, Type } from '@sinclair/typebox';
import { HernieuwFout, type Hernieuwing, type Hernieuwingen, paarId, plaatsVan, TEMPO } from '../../delivery/port.ts';
import type { Geparkeerd, PaarOverzicht, ParkeerFilter } from '../../store/port.ts';
import { naamVan } from '../beller.ts';
import { leesJson } from '../json.ts';
import type { HttpDeps } from '../opties.ts';
import { ApiFout } from '../problem.ts';
import { bellerUit, type Routes, UUID_PATROON } from './gedeeld.ts';

const PAAR_PATROON = '^[0-9]{1,5}-[0-9]{1,15}-[0-9]{1,15}-[A-Za-z0-9._~:-]{1,200}$';
const WAARDE = (description: string) => Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._~:-]{0,100}\\*?$', description }));
const TIJDSTIP = (description: string) => Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$', description }));

const FILTER = {
  abonnement: WAARDE('Id van het abonnement. Eindigt een waarde op *, dan telt alles wat zo begint.'),
  oorzaak: WAARDE('Waarom het is opgegeven, bijvoorbeeld http-503, http-5*, netwerk, opmaak, geen-recht.'),
  stadium: WAARDE('Waar het misging: aflevering, opmaak of routering.'),
  type: WAARDE('Eventtype zonder nl.sociaaldomein. en .v1, bijvoorbeeld toewijzing-afgegeven.'),
  van: TIJDSTIP('Geparkeerd op of na dit tijdstip (RFC 3339).'),
  tot: TIJDSTIP('Geparkeerd voor dit tijdstip (RFC 3339).'),
};
const Filter = Type.Object(FILTER, { additionalProperties: false });
const Zoek = Type.Object({
  ...FILTER,
  na: Type.Optional(Type.String({ pattern: PAAR_PATROON, description: '`volgende` van de vorige keer; zonder: vanaf het begin.' })),
  max: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Meeste in één antwoord.' }),
}, { additionalProperties: false });

const leegOf = (type: string) => Type.Unsafe<string | null>({ type: [type, 'null'] });
const REGEL = {
  id: Type.String({ description: 'Naam van deze aflevering: de plaats in de opslag en het abonnement.' }),
  bericht: Type.String({ format: 'uuid' }), event: Type.String({ format: 'uuid' }), type: Type.String(), abonnement: Type.String(), partij: Type.String(),
  poging: Type.Integer({ minimum: 1 }), beurten: Type.Integer({ minimum: 0 }), oorzaak: leegOf('string'), stadium: leegOf('string'), geparkeerdOp: leegOf('string'),
};
const Lijst = Type.Object({ geparkeerd: Type.Array(Type.Object(REGEL)), volgende: Type.Union([Type.String(), Type.Null()], { description: 'Geef dit de volgende keer als `na`; null: dit was het einde.' }) }, { description: 'Geparkeerd, op volgorde van abonnement en plaats.' });
const Poging = Type.Object({ poging: Type.Integer(), id: Type.String(), staat: Type.String(), beurten: Type.Integer(), oorzaak: leegOf('string'), stadium: leegOf('string'), geparkeerdOp: leegOf('string') });
const Een = Type.Object({
  ...REGEL, staat: Type.String(), ontvangenOp: Type.String({ format: 'date-time' }), standaard: leegOf('string'), berichttype: leegOf('string'), versie: leegOf('string'), omvang: Type.Integer(),
  bytes: Type.Unsafe<unknown>({ type: ['object', 'null'], properties: { waar: { enum: ['opslag', 'spool'] }, naam: { type: 'string' } }, description: 'Waar de oorspronkelijke bytes staan; null: niet meer bewaard.' }),
  pogingen: Type.Array(Poging, { description: 'Alle pogingen voor dit event en dit abonnement, oudste eerst.' }),
}, { description: 'Eén aflevering, zonder inhoud.' });

const Stand = Type.Object({
  abonnementen: Type.Array(Type.Object({
    abonnement: Type.String(), wacht: Type.Integer({ description: 'Klaargezet en nog niet afgeleverd.' }), geparkeerd: Type.Integer(), oudste: leegOf('string'), bezig: Type.Integer({ description: 'Verzoeken die deze knoop nu open heeft.' }),
    onderbreker: Type.String({ enum: ['dicht', 'open'] }), pauze: Type.Boolean(), pogingen: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Beurten die een aflevering heeft voor ze wordt geparkeerd.' }),
  })),
}, { description: 'Hoe het afleveren ervoor staat, per abonnement.' });

const TEMPO_VELD = { minimum: 1, maximum: TEMPO.meest, description: `Hernieuwingen per seconde, ten hoogste; zonder: ${TEMPO.gewoon}.` };
const MAX_VELD = { minimum: 1, description: 'Niet meer dan zoveel.' };
const Opdracht = Type.Object({
  filter: Type.Object(FILTER, { additionalProperties: false, description: 'Alles wat erin staat moet gelden; {} is alles.' }),
  tempo: Type.Optional(Type.Integer(TEMPO_VELD)), max: Type.Optional(Type.Integer(MAX_VELD)),
  reden: Type.Optional(Type.String({ minLength: 3, maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$', description: 'Waarom; komt in de audit. Verplicht, behalve bij een proefdraai. Noem geen persoon.' })),
  proefdraai: Type.Optional(Type.Boolean({ description: 'Waar: zeg alleen wat het zou doen.' })),
}, { additionalProperties: false });
const Proef = Type.Object({
  proefdraai: Type.Literal(true), totaal: Type.Integer(),
  tellingen: Type.Array(Type.Object({ abonnement: Type.String(), oorzaak: Type.String(), stadium: Type.String(), aantal: Type.Integer() })),
}, { description: 'Wat het zou doen; er is niets veranderd.' });
const HERNIEUWING = {
  id: Type.String({ format: 'uuid' }), staat: Type.String({ enum: ['loopt', 'klaar', 'gestopt', 'mislukt'] }), filter: Filter, tempo: Type.Integer(), max: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  reden: Type.String(), begonnen: Type.String({ format: 'date-time' }), geeindigd: leegOf('string'), teDoen: Type.Integer(), hernieuwd: Type.Integer(), overgeslagen: Type.Integer({ description: 'Niet meer geparkeerd, of al door een ander opgepakt.' }),
};
const Hernieuw = Type.Object(HERNIEUWING, { description: 'Hoe de hernieuwing ervoor staat.' });
const Hernieuwlijst = Type.Object({ hernieuwingen: Type.Array(Type.Object(HERNIEUWING)) }, { description: 'Nieuwste eerst; van deze knoop.' });
const Paarnaam = Type.Object({ id: Type.String({ pattern: PAAR_PATROON, description: '`id` uit de lijst.' }) });
const Jobnaam = Type.Object({ id: Type.String({ pattern: UUID_PATROON, description: '`id` uit het antwoord op het starten.' }) });

export const geparkeerdRoutes: Routes = (app, context) => {
  const { deps } = context;
  const config = { toegang: { wie: 'operator' as const } };
  const tags = ['beheer'];

  app.get('/v1/aflevering', { config, schema: { operationId: 'haalAflevering', summary: 'Hoe het afleveren ervoor staat', tags, response: { 200: Stand } } },
    async () => ({ abonnementen: await (deps.aflevering?.stand() ?? []) }));

  app.get<{ Querystring: Static<typeof Zoek> }>('/v1/geparkeerd', {
    config, schema: { operationId: 'lijstGeparkeerd', summary: 'Wat is geparkeerd', tags, querystring: Zoek, response: { 200: Lijst } },
  }, async (request) => {
    const { na, max, ...filter } = request.query;
    const vanaf = na === undefined ? undefined : (plaatsVan(na) ?? undefined);
    const rij = await deps.store.parked({ ...eisTijden(filter, '/query'), max, ...(vanaf ? { na: vanaf } : {}) });
    const laatste = rij.length < max ? undefined : rij.at(-1);
    return { geparkeerd: rij.map(regelVan), volgende: laatste ? paarId(laatste) : null };
  });

  app.get<{ Params: Static<typeof Paarnaam> }>('/v1/geparkeerd/:id', {
    config, schema: { operationId: 'haalGeparkeerd', summary: 'Eén aflevering met haar pogingen', tags, params: Paarnaam, response: { 200: Een } },
  }, async (request) => {
    const plaats = plaatsVan(request.params.id);
    const paar = plaats && (await deps.store.pair(plaats));
    if (!paar) throw new ApiFout('KP_ONBEKEND', 'Er is geen aflevering met dit id.');
    request.berichtId = paar.bericht;
    return eenVan(paar);
  });

  app.post('/v1/geparkeerd/hernieuwingen', {
    config: { ...config, lichaam: { required: true, content: { 'application/json': { schema: Opdracht } } } },
    schema: {
      operationId: 'startHernieuwing', summary: 'Bied geparkeerde afleveringen opnieuw aan', tags,
      description: 'Neemt wat bij de start geparkeerd is, in een vast tempo. Per knoop loopt er één tegelijk (409). Na een herstart is de opdracht weg; wat al is hernieuwd blijft dat, de rest blijft geparkeerd.',
      response: { 200: Proef, 202: Hernieuw },
    },
  }, async (request, reply) => {
    const o = await leesJson(request, reply, context, Opdracht);
    const filter = eisTijden(o.filter, '/body/filter');
    const hernieuwingen = eisHernieuwingen(deps);
    if (o.proefdraai === true) {
      const tellingen = await hernieuwingen.proef(filter);
      const totaal = tellingen.reduce((n, t) => n + t.aantal, 0);
      return { proefdraai: true, totaal: Math.min(totaal, o.max ?? totaal), tellingen };
    }
    if (o.reden === undefined) throw new ApiFout('KP_VRAAG', 'Geef een reden; die komt in de audit.', { meldingen: [{ code: 'KP_VRAAG', regel: 0, pad: '/body/reden', tekst: 'ontbreekt' }] });
    try {
      const h = await hernieuwingen.start({ filter, tempo: o.tempo ?? TEMPO.gewoon, max: o.max ?? null, reden: o.reden, actor: naamVan(bellerUit(request)) });
      return reply.status(202).header('location', `/v1/geparkeerd/hernieuwingen/${h.id}`).send(toon(h));
    } catch (e) {
      if (!(e instanceof HernieuwFout)) throw e;
      throw new ApiFout(e.code === 'bezig' ? 'KP_BEZIG' : 'KP_STOPT', e.code === 'bezig' ? 'Er loopt al een hernieuwing; wacht tot die klaar is, of stop haar.' : undefined);
    }
  });

  app.get('/v1/geparkeerd/hernieuwingen', { config, schema: { operationId: 'lijstHernieuwingen', summary: 'Hernieuwingen van deze knoop', tags, response: { 200: Hernieuwlijst } } },
    async () => ({ hernieuwingen: eisHernieuwingen(deps).lijst().map(toon) }));

  app.get<{ Params: Static<typeof Jobnaam> }>('/v1/geparkeerd/hernieuwingen/:id', {
    config, schema: { operationId: 'haalHernieuwing', summary: 'Hoe ver een hernieuwing is', tags, params: Jobnaam, response: { 200: Hernieuw } },
  }, async (request) => toon(eisEen(eisHernieuwingen(deps).haal(request.params.id))));

  app.post<{ Params: Static<typeof Jobnaam> }>('/v1/geparkeerd/hernieuwingen/:id/stop', {
    config, schema: { operationId: 'stopHernieuwing', summary: 'Stop een hernieuwing', tags, description: 'Wat al is hernieuwd blijft dat; de rest blijft geparkeerd.', params: Jobnaam, response: { 200: Hernieuw } },
  }, async (request) => toon(eisEen(await eisHernieuwingen(deps).stop(request.params.id, naamVan(bellerUit(request))))));
};

function eisHernieuwingen(deps: HttpDeps): Hernieuwingen {
  if (!deps.aflevering) throw new ApiFout('KP_ONBEREIKBAAR', 'Dit knooppunt levert niet af.');
  return deps.aflevering.hernieuwingen;
}

function eisEen(h: Hernieuwing | null): Hernieuwing {
  if (!h) throw new ApiFout('KP_ONBEKEND', 'Er is op deze knoop geen hernieuwing met dit id.');
  return h;
}

/** The pattern lets through days that are none. */
function eisTijden(f: Static<typeof Filter>, waar: string): ParkeerFilter {
  for (const naam of ['van', 'tot'] as const) {
    if (f[naam] === undefined || !Number.isNaN(Date.parse(f[naam]))) continue;
    throw new ApiFout('KP_VRAAG', undefined, { meldingen: [{ code: 'KP_VRAAG', regel: 0, pad: `${waar}/${naam}`, tekst: 'is geen tijdstip' }] });
  }
  return f;
}

function toon({ actor, ...h }: Hernieuwing): Static<typeof Hernieuw> {
  void actor;
  return h;
}

function regelVan(p: Geparkeerd): Static<typeof Lijst>['geparkeerd'][number] {
  const { bericht, type, abonnement, partij, poging, beurten, oorzaak, stadium, geparkeerdOp } = p;
  return { id: paarId(p), bericht, event: p.eventId, type, abonnement, partij, poging, beurten, oorzaak, stadium, geparkeerdOp };
}

function eenVan(p: PaarOverzicht): Static<typeof Een> {
  return {
    ...regelVan(p), staat: p.staat, ...p.bron, bytes: p.bytes,
    pogingen: p.pogingen.map(({ shard, nummer, ...rest }) => ({ id: paarId({ shard, nummer, ordinaal: p.ordinaal, abonnement: p.abonnement }), ...rest })),
  };
}
