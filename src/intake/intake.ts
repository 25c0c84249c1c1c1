// The intake: one message in, acknowledged only after it is stored (G1), refused with place and cause, or turned away when it could not be checked (G8).
// Lines and what a crash costs at each: docs/design/opslag-en-relais.md; before `accept` returns nothing was promised, after it nothing is lost.
import path from 'node:path';
import type { AuditInvoer } from '../audit/port.ts';
import { uuidv7 } from '../canonical/uuid.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { Adapter, AntwoordOmgeving, Kop, XmlLezing } from '../sdk/adapter.ts';
import type { Routing } from '../routing/port.ts';
import { FOUTEN, type FoutCode, foutregel } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import { type Antwoord, type BerichtKop, type Herhaalsleutel, StoreError, type TeAanvaarden } from '../store/port.ts';
import { isXml, ontvangstbewijs, problem, redenVan } from './antwoorden.ts';
import { alsControle, doorloop } from './controle.ts';
import { metStandaardcode } from './standaardcode.ts';
import { doorgang, type Geslaagd, type Gelezen, leesBericht } from './doorgang.ts';
import { namensZichzelf, NIET_ZELF, ontvangEvents } from './eventdeur.ts';
import type { Gang, IntakeDeps, Vraagdeel } from './gang.ts';
import { hashVanDelen, sha256 } from './inhoudshash.ts';
import { begin, ONBEKEND } from './lezen.ts';
import { groter } from './omvang.ts';
import { pseudoniemenVan } from './pseudoniemen.ts';
import type { Beller, Controle, Herkend, Inhoud, Intake, Ontvangst, Uitkomst, VertaaldEvent } from './port.ts';
import { schemabestand } from './schemabestand.ts';
import { herhaalsleutel, weigeringssleutel } from './sleutels.ts';
import { doorgeef, foutVan, type Onderweg } from './synchroon.ts';
import { maakVerwachtingen, spreektVoor, zakelijk } from './verwachting.ts';
import { type EigenBericht, foutNaBevestiging, technischeRetour, type ZelfDeps } from './zelf.ts';

const naamVanBeller = (b: Beller): string => (b.soort === 'partij' ? b.oin : b.soort);
const dag = (d: Date): string => d.toISOString().slice(0, 10);

export type { IntakeDeps } from './gang.ts';
export { pseudoniemenVan } from './pseudoniemen.ts';

export function maakIntake(deps: IntakeDeps): Intake {
  const { bank, store } = deps;
  const nieuwId = deps.nieuwId ?? (() => uuidv7());
  const nieuweReferentie = deps.nieuweReferentie ?? (() => uuidv7());
  const onderweg: Onderweg = new Map();
  const weeg = deps.antwoordtermijnen && maakVerwachtingen({ adapters: bank.register.adapters, routing: deps.routing, store, termijnen: deps.antwoordtermijnen });

  const zelf: ZelfDeps = { bank, routing: deps.routing, hub: deps.hub, xmlLimieten: deps.xmlLimieten, nieuweReferentie };

  const gangVan = (o: Ontvangst): Gang => ({
    o,
    nu: deps.klok(),
    id: nieuwId(),
    hash: o.inhoud.soort === 'geheugen' ? sha256(o.inhoud.bytes) : o.inhoud.sha256,
    omvang: o.inhoud.soort === 'geheugen' ? o.inhoud.bytes.length : o.inhoud.omvang,
    soap: o.kanaal === 'soap' ? (bank.register.endpoint(o.endpoint ?? '')?.adapter ?? null) : null,
  });

  const omgeving = (g: Gang, lezing: XmlLezing | null): AntwoordOmgeving => ({ hub: deps.hub, nu: g.nu.toISOString(), referentie: nieuweReferentie(), soap: lezing?.bron.soap?.versie ?? '1.1' });

  const berichtKop = (g: Gang, herkend: Herkend, kop: Kop | null, adressering: Adressering | null): BerichtKop => ({
    id: g.id,
    ontvangenOp: g.nu.toISOString(),
    kanaal: g.o.kanaal,
    ...herkend,
    referentie: kop?.referentie ?? null,
    sha256: g.hash,
    omvang: g.omvang,
    configuratie: deps.routing().versie,
    beller: naamVanBeller(g.o.beller),
    adressering: JSON.stringify(adressering ?? { afzender: null, ontvanger: null, soort: 'onbestelbaar' }),
  });

  const bytesVan = (inhoud: Inhoud): { bytes: Uint8Array | null; spool: string | null } =>
    inhoud.soort === 'geheugen' ? { bytes: inhoud.bytes, spool: null } : { bytes: null, spool: path.relative(deps.dataMap, inhoud.pad) };

  const audit = (g: Gang, stap: AuditInvoer['stap'], details: Record<string, unknown>, betrokkenen?: readonly string[]): AuditInvoer => ({
    stap,
    tijd: g.nu.toISOString(),
    bericht: g.id,
    actor: naamVanBeller(g.o.beller),
    ...(betrokkenen && betrokkenen.length > 0 ? { betrokkenen } : {}),
    details,
  });

  function foutAntwoord(g: Gang, code: FoutCode, meldingen: readonly Melding[], lezing: XmlLezing | null, kop: Kop | null, id: string | null): Antwoord {
    if (g.soap?.soap) return g.soap.soap.fout({ ...omgeving(g, lezing), code, meldingen, lezing, kop, endpoint: g.o.endpoint ?? '' });
    return problem(code, meldingen, id);
  }

  /** Could not check or store: nothing promised, nothing remembered, not counted as received. */
  function wijsAf(g: Gang, code: FoutCode, herkend: Herkend, meldingen: readonly Melding[], lezing: XmlLezing | null, kop: Kop | null): Uitkomst {
    deps.alarm?.(code, { standaard: herkend.standaard ?? '' });
    const m = meldingen.length > 0 ? meldingen : [{ code, regel: 0, pad: '/', tekst: FOUTEN[code].titel }];
    return { ...herkend, soort: 'afgewezen', code, status: FOUTEN[code].status, meldingen: m, antwoord: foutAntwoord(g, code, m, lezing, kop, null) };
  }

  async function weiger(g: Gang, code: FoutCode, herkend: Herkend, ruw: readonly Melding[], gelezen: Gelezen | null, kop: Kop | null, sleutels: readonly Herhaalsleutel[]): Promise<Uitkomst> {
    const meldingen = metStandaardcode(g.soap ?? (gelezen?.gevonden.adapter as Adapter | undefined) ?? null, ruw);
    const lezing = gelezen?.soort === 'xml' ? gelezen.lezing : null;
    const gevolg = await gevolgVan(g, code, meldingen, gelezen, kop);
    const antwoord = gevolg?.antwoord ?? foutAntwoord(g, code, meldingen, lezing, kop, g.id);
    const uit = await store.refuse({
      ...(gevolg ? { gevolg: gevolg.bericht } : {}),
      kop: berichtKop(g, herkend, kop, kop?.adressering ?? null),
      ...bytesVan(g.o.inhoud),
      sleutels,
      antwoord,
      reden: JSON.stringify({ code, meldingen }),
      audit: [audit(g, 'ontvangen', { kanaal: g.o.kanaal, ...herkend }), audit(g, 'geweigerd', { code, bevindingen: meldingen.length, codes: [...new Set(meldingen.map((m) => m.code))], ...(gevolg ? { gevolg: gevolg.bericht.kop.id } : {}) })],
    });
    if (gevolg && uit.soort === 'nieuw') deps.eigenBericht?.(gevolg.uitkomst, (deps.klok().getTime() - g.nu.getTime()) / 1000);
    const status = foutregel(code).status;
    // A repeat of a refused message gets the first refusal, in the form that its own channel asks.
    const eerste = uit.soort === 'dubbel' && isXml(uit.antwoord) === (g.o.kanaal === 'soap') ? uit.antwoord : antwoord;
    return { ...herkend, soort: 'geweigerd', code, status, meldingen, id: uit.soort === 'nieuw' ? uit.id : null, antwoord: eerste };
  }

  /** A message over SOAP at the wrong place, or one that waits for an answer that we cannot give yet. */
  function endpointFout(g: Gang, gelezen: Gelezen): FoutCode | null {
    if (g.o.kanaal !== 'soap') return null;
    const gevonden = bank.register.endpoint(g.o.endpoint ?? '');
    if (!gevonden || gelezen.soort !== 'xml' || gelezen.gevonden.adapter !== gevonden.adapter) return 'KP_ENDPOINT';
    const { soort } = gelezen.gevonden;
    const { endpoint } = gevonden;
    if (endpoint.berichten.length > 0 && !endpoint.berichten.includes(soort.berichttype)) return 'KP_ENDPOINT';
    if (endpoint.namespace !== undefined && gelezen.lezing.bron.wortel.ns !== endpoint.namespace) return 'KP_ENDPOINT';
    if (soort.verloop === 'synchroon' && !deps.doorgever?.()) return 'KP_SYNCHROON';
    return soort.verloop === 'antwoord' && endpoint.soort === 'synchroon' ? 'KP_ENDPOINT' : null;
  }

  /** What the answer's form depends on: whom the message is addressed to. null = unknown. */
  const ontvangerVan = (a: Adressering, nu: Date): 'hub' | 'partij' | null => {
    if (!a.ontvanger) return null;
    const routing = deps.routing();
    if (routing.isHub(a.ontvanger)) return 'hub';
    return routing.findParty(a.ontvanger, dag(nu)) ? 'partij' : null;
  };

  async function veilig(g: Gang, doe: () => Promise<Uitkomst>): Promise<Uitkomst> {
    try {
      return await doe();
    } catch (e) {
      if (e instanceof StoreError) return wijsAf(g, e.code === 'vol' ? 'KP_OPSLAG_VOL' : 'KP_OPSLAG', ONBEKEND, [], null, null);
      // Our own check broke: the third outcome, never valid, never a refusal that would be remembered.
      deps.alarm?.('KP_NIET_GECONTROLEERD', { oorzaak: e instanceof Error ? e.name : 'onbekend' });
      return wijsAf(g, 'KP_NIET_GECONTROLEERD', ONBEKEND, [], null, null);
    }
  }

  async function ontvang(g: Gang): Promise<Uitkomst> {
    const { o } = g;
    const inhoudsleutel = (extra: string): Herhaalsleutel => weigeringssleutel(o.kanaal === 'soap' ? 'soap' : 'rest', g.hash, `${extra} ${o.endpoint ?? ''}`, g.nu.getTime(), deps.termijnen);

    const grens = await groter(o.inhoud, deps.limieten);
    if (grens) return weiger(g, 'KP_TE_GROOT', ONBEKEND, [{ code: 'KP_TE_GROOT', regel: 0, pad: '/', tekst: `groter dan de ${grens} bytes die voor dit soort bericht gelden` }], null, null, []);

    const gelezen = leesBericht(o.inhoud, { kanaal: o.kanaal, ...(o.endpoint ? { endpoint: o.endpoint } : {}), ...(o.soapAction ? { soapAction: o.soapAction } : {}), opgegeven: { ...(o.afzender ? { afzender: o.afzender } : {}), ...(o.ontvanger ? { ontvanger: o.ontvanger } : {}) } }, bank, deps.xmlLimieten);
    if (gelezen.soort === 'fout') return weiger(g, gelezen.code, gelezen.herkend, gelezen.meldingen, null, null, [inhoudsleutel('lezen')]);

    const { herkend } = gelezen;
    const kop = gelezen.soort === 'xml' ? gelezen.kop : null;
    const mis = endpointFout(g, gelezen);
    if (mis) {
      const plek = gelezen.soort === 'xml' ? gelezen.lezing.bron.wortel : null;
      return weiger(g, mis, herkend, [{ code: mis, regel: plek?.regel ?? 1, pad: plek ? `/${plek.naam}` : '/', tekst: FOUTEN[mis].titel }], gelezen, kop, mis === 'KP_SYNCHROON' ? [] : [inhoudsleutel('endpoint')]);
    }

    const sleutelVoor = (k: Kop | null, h: Herkend, hash: string, verloop: 'asynchroon' | 'synchroon' | 'antwoord'): Herhaalsleutel | null =>
      herhaalsleutel({ herkend: h, kop: k, verloop, inhoud: hash, kanaal: o.kanaal, beller: naamVanBeller(o.beller), nu: g.nu.getTime(), ...(o.sleutel ? { eigen: o.sleutel } : {}) }, deps.termijnen);
    const { verloop } = gelezen.gevonden.soort;
    if (kop && !vanZichzelf(g, kop.adressering)) return weiger(g, 'KP_GEEN_TOEGANG', herkend, [NIET_ZELF], gelezen, kop, []);
    const eigen = kop ? sleutelVoor(kop, herkend, gelezen.inhoudshash, verloop) : null;

    const doorgever = o.kanaal === 'soap' && verloop === 'synchroon' ? deps.doorgever?.() : null;
    // A repeat is answered before the expensive work; the answer to a question only after it is known who asks.
    if (eigen && !doorgever) {
      const bekend = await store.lookup([eigen]);
      if (bekend?.soort === 'dubbel' && isXml(bekend.antwoord) === (o.kanaal === 'soap')) {
        return await herhaling(g, herkend, bekend);
      }
      if (bekend?.soort === 'conflict' && (bekend.eerste === 'aanvaard' || gelezen.gevonden.adapter.spec.weigeringBindt)) return await conflict(g, gelezen, kop, eigen);
    }

    const uit = await doorgang(gelezen, o.inhoud, bank, deps.xmlLimieten, { berichtId: g.id, sha256: g.hash, ...(o.partijen ? { partijen: o.partijen } : {}) });
    if (uit.soort === 'gezakt') {
      const lezing = gelezen.soort === 'xml' ? gelezen.lezing : null;
      if (uit.uitkomst === 'niet-gecontroleerd' && foutregel(uit.code).opnieuw) return wijsAf(g, uit.code, herkend, uit.meldingen, lezing, uit.kop);
      const sleutel = uit.kop ? sleutelVoor(uit.kop, herkend, gelezen.inhoudshash, verloop) : null;
      return weiger(g, uit.code, herkend, uit.meldingen, gelezen, uit.kop, [sleutel ?? inhoudsleutel('inhoud')]);
    }
    if (doorgever && gelezen.soort === 'xml') {
      const { lezing, gevonden } = gelezen;
      const endpoint = o.endpoint ?? '';
      return await doorgeef({
        doorgever, store,
        vraag: { adapter: gevonden.adapter, lezing, kop: uit.kop, adressering: uit.adressering, events: uit.events, beller: o.beller, endpoint, nu: g.nu },
        weiger: (code, meldingen) => weiger(g, code, herkend, meldingen, gelezen, uit.kop, []),
        aanvaard: (t, antwoord) => aanvaard(g, gelezen, uit, [eigen], { antwoord, termijn: t.termijn, vrager: t.vrager, audit: t.audit }),
        fout: (code, tekst) => foutVan(gevonden.adapter, omgeving(g, lezing), lezing, uit.kop, endpoint, code, tekst),
      }, onderweg);
    }
    return await aanvaard(g, gelezen, uit, [sleutelVoor(uit.kop, herkend, gelezen.inhoudshash, verloop), uit.inhoud ? sleutelVoor(uit.inhoud.kop, uit.inhoud.gelezen.herkend, uit.inhoud.gelezen.inhoudshash, 'asynchroon') : null]);
  }

  async function herhaling(g: Gang, herkend: Herkend, bekend: { id: string; antwoord: Antwoord; events: number; geweigerd: boolean }): Promise<Uitkomst> {
    await store.recordDuplicate(bekend.id, [audit({ ...g, id: bekend.id }, bekend.geweigerd ? 'geweigerd' : 'dubbel', { kanaal: g.o.kanaal, ...herkend, herhaling: true })]);
    if (bekend.geweigerd) {
      const { code, meldingen } = redenVan(await store.message(bekend.id));
      return { ...herkend, soort: 'geweigerd', code, status: bekend.antwoord.status, meldingen, id: null, antwoord: bekend.antwoord };
    }
    const antwoord = g.o.kanaal === 'soap' ? bekend.antwoord : ontvangstbewijs(bekend.id, herkend, bekend.events, true);
    return { ...herkend, soort: 'aanvaard', id: bekend.id, events: bekend.events, dubbel: true, antwoord };
  }

  async function conflict(g: Gang, gelezen: Gelezen, kop: Kop | null, sleutel: Herhaalsleutel): Promise<Uitkomst> {
    deps.alarm?.('KP_CONFLICT', { standaard: gelezen.herkend.standaard ?? '' });
    const plek = gelezen.soort === 'xml' ? gelezen.lezing.bron.wortel : null;
    const m: Melding = { code: 'KP_CONFLICT', regel: plek?.regel ?? 1, pad: plek ? `/${plek.naam}` : 'record[1]', tekst: 'onder dit kenmerk is al een bericht met andere inhoud ontvangen' };
    // Remembered under key and content together: the first message keeps the key.
    const eigen = weigeringssleutel('conflict', sleutel.inhoud, sleutel.sleutel, g.nu.getTime(), deps.termijnen);
    return weiger(g, 'KP_CONFLICT', gelezen.herkend, [m], gelezen, kop, [eigen]);
  }

  const vanZichzelf = (g: Gang, a: Adressering): boolean => namensZichzelf(g, a, deps.routing());

  /** What the hub itself says about a refusal, as a message that the refusing transaction accepts; null: nothing. */
  async function gevolgVan(g: Gang, code: FoutCode, meldingen: readonly Melding[], gelezen: Gelezen | null, kop: Kop | null): Promise<{ bericht: TeAanvaarden; antwoord?: Antwoord; uitkomst: Uitkomst } | null> {
    const geweigerd = { o: g.o, code, meldingen, gelezen, kop, nu: g.nu.toISOString() };
    const lezing = gelezen?.soort === 'xml' ? gelezen.lezing : null;
    const later = g.soap && deps.bodyfout?.() === 'fo01' ? foutNaBevestiging(geweigerd, g.soap, omgeving(g, lezing), zelf) : null;
    const eigen = later ?? (await technischeRetour(geweigerd, () => begin(g.o.inhoud), zelf));
    return eigen && bereid(g, eigen);
  }

  /** The way in for a message of the hub itself, up to the acceptance. One that our own check refuses is a fault of ours: an alert, and nothing is said. */
  async function bereid(om: Gang, eigen: EigenBericht): Promise<{ bericht: TeAanvaarden; antwoord?: Antwoord; uitkomst: Uitkomst } | null> {
    const g = gangVan({ kanaal: 'hub', inhoud: { soort: 'geheugen', bytes: eigen.bytes }, beller: eigen.beller, partijen: eigen.partijen });
    const gelezen = leesBericht(g.o.inhoud, { kanaal: 'hub' }, bank, deps.xmlLimieten);
    const uit = gelezen.soort === 'fout' ? null : await doorgang(gelezen, g.o.inhoud, bank, deps.xmlLimieten, { berichtId: g.id, sha256: g.hash, partijen: eigen.partijen });
    if (gelezen.soort === 'fout' || uit?.soort !== 'geslaagd') {
      deps.alarm?.('KP_INTERN', { oorzaak: 'eigen bericht', berichttype: gelezen.herkend.berichttype ?? '' });
      return null;
    }
    const sleutel = herhaalsleutel({ herkend: gelezen.herkend, kop: uit.kop, verloop: gelezen.gevonden.soort.verloop, inhoud: gelezen.inhoudshash, kanaal: 'hub', beller: naamVanBeller(eigen.beller), nu: g.nu.getTime() }, deps.termijnen);
    const antwoord = ontvangstbewijs(g.id, gelezen.herkend, uit.events.length, false);
    const bericht = teAanvaarden(g, gelezen.herkend, uit, sleutel ? [sleutel] : [], antwoord, { op: om.id, ...(eigen.beller.partij ? { namens: eigen.beller.partij } : {}) });
    return { bericht, ...(eigen.antwoord ? { antwoord: eigen.antwoord } : {}), uitkomst: { ...gelezen.herkend, soort: 'aanvaard', id: g.id, events: uit.events.length, dubbel: false, antwoord } };
  }

  /** What the accepting transaction writes. */
  function teAanvaarden(g: Gang, herkend: Herkend, uit: Geslaagd, sleutels: readonly Herhaalsleutel[], antwoord: Antwoord, details: Readonly<Record<string, unknown>> = {}): TeAanvaarden {
    return {
      kop: berichtKop(g, herkend, uit.kop, uit.adressering),
      ...bytesVan(g.o.inhoud),
      sleutels,
      antwoord,
      events: uit.events.map((e) => ({ ordinaal: e.ordinaal, type: e.type, sleutel: e.sleutel, persoonsleutel: e.persoonsleutel, data: JSON.stringify(e.data) })),
      documenten: uit.documenten,
      audit: [audit(g, 'ontvangen', { kanaal: g.o.kanaal, ...herkend }), audit(g, 'aanvaard', { events: uit.events.length, sha256: g.hash, configuratie: deps.routing().versie, ...opgegeven(g.o), ...details }, betrokkenenVan(uit.events))],
    };
  }

  async function aanvaard(g: Gang, gelezen: Gelezen, uit: Geslaagd, mogelijk: readonly (Herhaalsleutel | null)[], vraag?: Vraagdeel): Promise<Uitkomst> {
    const { herkend } = gelezen;
    const sleutels = [...mogelijk.filter((s): s is Herhaalsleutel => s !== null), ...(g.canoniek?.sleutels ?? [])];
    const lezing = gelezen.soort === 'xml' ? gelezen.lezing : null;
    if (!vanZichzelf(g, uit.adressering)) return weiger(g, 'KP_GEEN_TOEGANG', herkend, [NIET_ZELF], gelezen, uit.kop, []);
    const naar = ontvangerVan(uit.kop.adressering, g.nu);
    let antwoord = ontvangstbewijs(g.id, herkend, uit.events.length, false, g.canoniek?.verlies);
    const keuring = g.o.keur && lezing ? g.o.keur({ lezing, soort: lezing.soort, kop: uit.kop, events: uit.events }) : {};
    if ('meldingen' in keuring) return weiger(g, 'KP_ANTWOORD', herkend, keuring.meldingen, gelezen, uit.kop, []);
    if (vraag) antwoord = vraag.antwoord;
    else if (g.soap?.soap && lezing) {
      if (naar === null && g.soap.soap.onbekendeOntvangerWeigeren) {
        const m: Melding = { code: 'KP_ONTVANGER_ONBEKEND', regel: lezing.bron.wortel.regel, pad: `/${lezing.bron.wortel.naam}/stuurgegevens/ontvanger`, tekst: FOUTEN.KP_ONTVANGER_ONBEKEND.titel };
        return weiger(g, 'KP_ONTVANGER_ONBEKEND', herkend, [m], gelezen, uit.kop, sleutels.slice(0, 1));
      }
      antwoord = g.soap.soap.bevestig(lezing, uit.kop, { ...omgeving(g, lezing), ontvanger: naar ?? 'hub' });
    }
    const beantwoordt = g.o.antwoordOp === undefined ? {} : { beantwoordt: { bericht: g.o.antwoordOp, tot: g.nu.getTime() + deps.termijnen.sleutels, ...('antwoord' in keuring && keuring.antwoord ? { antwoord: keuring.antwoord } : {}) } };
    const opVerbinding = vraag !== undefined || g.o.termijn !== undefined || g.o.antwoordOp !== undefined;
    const { audit: gewogen, ...wacht } = opVerbinding || !weeg ? {} : await weeg({ ...zakelijk(uit), beller: g.o.beller, nu: g.nu });
    const uitkomst = await store.accept(
      { ...teAanvaarden(g, herkend, uit, sleutels, antwoord, { ...g.o.audit, ...vraag?.audit, ...gewogen }), ...wacht, ...wachtOp(g, vraag), ...beantwoordt, ...(deps.tijdstip?.() === 'oplopend' && g.o.kanaal !== 'hub' && g.o.kanaal !== 'antwoord' ? opvolging(g, gelezen, uit.kop, deps.routing()) : {}) },
      { ondanksWeigering: !gelezen.gevonden.adapter.spec.weigeringBindt },
    );
    if (uitkomst.soort === 'achterhaald') return weiger(g, 'KP_TIJDSTIP', herkend, [{ code: 'KP_TIJDSTIP', regel: lezing?.bron.wortel.regel ?? 1, pad: `/${lezing?.bron.wortel.naam ?? ''}/stuurgegevens/tijdstipBericht`, tekst: FOUTEN.KP_TIJDSTIP.titel }], gelezen, uit.kop, sleutels.slice(0, 1));
    if (uitkomst.soort === 'conflict') return await conflict(g, gelezen, uit.kop, sleutels[0]!);
    if (uitkomst.soort === 'dubbel') {
      const eerste = g.o.kanaal === 'soap' ? (isXml(uitkomst.antwoord) ? uitkomst.antwoord : antwoord) : ontvangstbewijs(uitkomst.id, herkend, uitkomst.events, true);
      if (uitkomst.geweigerd) {
        const { code, meldingen } = redenVan(await store.message(uitkomst.id));
        return { ...herkend, soort: 'geweigerd', code, status: uitkomst.antwoord.status, meldingen, id: null, antwoord: uitkomst.antwoord };
      }
      return { ...herkend, soort: 'aanvaard', id: uitkomst.id, events: uitkomst.events, dubbel: true, antwoord: eerste };
    }
    if (uitkomst.antwoordOp) deps.beantwoord?.(uitkomst.antwoordOp.soort);
    return { ...herkend, soort: 'aanvaard', id: uitkomst.id, events: uit.events.length, dubbel: false, antwoord };
  }

  function betrokkenenVan(events: readonly VertaaldEvent[]): string[] {
    const uit = new Set<string>();
    for (const e of events) for (const p of pseudoniemenVan(e.data, deps.auditGeheim)) uit.add(p);
    return [...uit].sort();
  }

  return {
    limieten: deps.limieten,
    endpoints: bank.register.endpoints,
    wsdl(endpoint, adres, schemas) {
      const adapter = bank.register.endpoint(endpoint)?.adapter;
      return adapter?.soap?.wsdl(endpoint, adres, `${schemas}/${adapter.spec.naam}`) ?? null;
    },
    schemabestand: (naam, pad) => schemabestand(bank.register.adapters, naam, pad),
    receive(o) {
      const g = gangVan(o);
      return veilig(g, () => ontvang(g));
    },
    receiveEvents(e) {
      const g = gangVan({ kanaal: 'rest', inhoud: e.inhoud, beller: e.beller });
      return veilig(g, () => ontvangEvents(g, e, deps, { gangVan, ontvang, naam: naamVanBeller, herhaling, weiger: (x, code, herkend, meldingen) => weiger(x, code, herkend, meldingen, null, null, []) }));
    },
    check: async (inhoud): Promise<Controle> => alsControle(await doorloop(inhoud, bank, deps.xmlLimieten)),
    async translate(inhoud, opties) {
      const uit = await doorloop(inhoud, bank, deps.xmlLimieten, { berichtId: opties.berichtId });
      return uit.soort === 'geslaagd' ? { ...alsControle(uit), events: uit.events, adressering: JSON.stringify(uit.adressering) } : { ...alsControle(uit), events: [], adressering: 'null' };
    },
  };
}

/** Whom and when StUF019 weighs: messages of the StUF family that say both. Another address is another sender (StUF 03.01 §4.2). */
function opvolging(g: Gang, gelezen: Gelezen, kop: Kop, routing: Routing): Pick<TeAanvaarden, 'opvolging'> {
  const { afzender } = kop.adressering;
  // One moment far ahead, handed in by another, would have every message of this sender refused until then.
  if (afzender && !spreektVoor(routing, g.o.beller, afzender, dag(g.nu))) return {};
  if (!gelezen.gevonden.adapter.spec.weigeringBindt || !afzender || kop.verzondenOp === undefined || Number.isNaN(Date.parse(kop.verzondenOp))) return {};
  return { opvolging: { zender: hashVanDelen([afzender.organisatie ?? '', afzender.applicatie ?? '', afzender.administratie ?? '']), tijdstip: new Date(kop.verzondenOp).toISOString() } };
}

/** A question whose answer comes on the connection that asks it: found by its id, never by a reference. */
function wachtOp(g: Gang, vraag: Vraagdeel | undefined): { verwachting?: { sleutel: string; partij: string; termijn: string } } {
  const termijn = vraag?.termijn ?? g.o.termijn;
  if (termijn === undefined) return {};
  const partij = vraag?.vrager ?? (g.o.beller.soort === 'hub' ? g.o.beller.partij : undefined) ?? naamVanBeller(g.o.beller);
  return { verwachting: { sleutel: hashVanDelen(['verbinding', g.id]), partij, termijn } };
}

const opgegeven = (o: Ontvangst): Record<string, unknown> => ({ ...(o.beller.soort === 'hub' && o.beller.partij !== undefined ? { namens: o.beller.partij } : {}), ...metOpgave(o) });

const metOpgave = (o: Ontvangst): Record<string, unknown> => (o.afzender || o.ontvanger ? { partijenOpgegevenDoorBeller: true } : {});
