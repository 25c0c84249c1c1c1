// The build check of translations: the messages exist and make these events, every path is in the model, every code table and column is there.
// Each finding names file and line.
import type { Eventcatalogus } from '../../canonical/eventschema.ts';
import type { Adapter } from '../../sdk/adapter.ts';
import { modelpaden, type Plek, type Schema } from '../modelpad.ts';
import { leesTabel, TabelFout } from '../tabel.ts';
import type { Tabelbevinding } from '../toets.ts';
import { leesPad } from './pad.ts';
import type { Conditie, PerStandaard, Richting, Vertaalrij } from './tabel.ts';
import { laadVertalingen, type Vertaling, type Vertalingen } from './vertalingen.ts';

/** Checks every table of a folder; a table that cannot be read is the one finding. */
export function controleerVertalingen(map: URL | undefined, adapters: readonly Adapter[], catalogus: Eventcatalogus): Tabelbevinding[] {
  let v: Vertalingen;
  try {
    v = laadVertalingen(map);
  } catch (e) {
    if (!(e instanceof TabelFout)) throw e;
    return [{ bestand: e.bestand, regel: e.regel, tekst: e.message.replace(`${e.bestand}:${e.regel}: `, '') }];
  }
  return v.alle.flatMap((x) => toetsVertaling(x, v, adapters, catalogus));
}

/** Event types per message: from its table. */
function eventtypen(adapters: readonly Adapter[], bericht: string): ReadonlySet<string> | null {
  const [standaard, berichttype] = bericht.split(':');
  const uit = new Set<string>();
  let er = false;
  for (const a of adapters) {
    for (const b of a.spec.berichten) {
      if (b.standaard !== standaard || b.berichttype !== berichttype || b.mapping === null) continue;
      er = true;
      for (const e of leesTabel(a.spec.mappings, b.mapping).events) uit.add(e.type);
    }
  }
  return er ? uit : null;
}

export function toetsVertaling(v: Vertaling, alle: Vertalingen, adapters: readonly Adapter[], catalogus: Eventcatalogus): Tabelbevinding[] {
  const uit: Tabelbevinding[] = [];
  const meld = (regel: number, tekst: string): void => void uit.push({ bestand: v.tabel.bestand, regel, tekst });
  const { lid, isLijst, stuk } = modelpaden(catalogus);
  const r: Richting = v.richting.richting;
  // Where an adapter is not in force, its messages are not checked: a hub may run with fewer.
  const namen = new Set(adapters.flatMap((a) => a.spec.berichten.map((b) => b.standaard)));
  const kanten = [v.van, v.naar].map((berichten) => berichten.filter((b) => namen.has(b.split(':')[0]!)));
  for (const b of kanten.flat()) if (eventtypen(adapters, b) === null) meld(1, `er is geen bericht ${b}`);

  /** The place of a path; the items of lists on the way where `door`. */
  const volg = (wortel: Plek | undefined, item: Plek | undefined, tekst: string, regel: number, door = false): Plek | undefined => {
    const pad = leesPad(tekst);
    let nu = pad.absoluut ? wortel : item;
    for (const d of pad.delen) {
      if (door && isLijst(nu)) nu = stuk(nu);
      const volgende = lid(nu, d);
      if (!volgende) {
        meld(regel, `het informatiemodel kent geen ${tekst} (${d})`);
        return undefined;
      }
      nu = volgende;
    }
    if (pad.lijst && !isLijst(nu)) meld(regel, `${tekst}: dit attribuut is geen lijst`);
    return nu;
  };
  const codes = (rij: Vertaalrij, c: PerStandaard): void => {
    for (const w of typeof c === 'string' ? [c] : Object.values(c)) {
      const [naam = '', kolom = ''] = w.split('.');
      const t = alle.codetabellen.get(naam);
      if (!t) meld(rij.regel, `er is geen codetabel ${naam}`);
      else if (!(kolom in t.kolommen)) meld(rij.regel, `codetabel ${naam} heeft geen kolom ${kolom}`);
    }
  };

  for (const e of r.events) {
    for (const [type, kant] of [[e.van, kanten[0]], [e.naar, kanten[1]]] as const) {
      for (const b of kant ?? []) if (eventtypen(adapters, b)?.has(type) === false) meld(e.regel, `${b} maakt geen event ${type}`);
    }
    const [van, naar] = [e.van, e.naar].map((t): Plek | undefined => {
      const s = catalogus.schema(t) as Schema | undefined;
      if (!s) meld(e.regel, `het eventtype ${t} staat niet in de catalogus`);
      return s ? { s, doc: s } : undefined;
    });
    if (!van || !naar) continue;
    const als = (c: Conditie | undefined, item: Plek | undefined, regel: number): void => {
      if (!c) return;
      if (c.pad !== undefined && c.pad !== '.') volg(van, item, c.pad, regel, true);
      if (c.niet) als(c.niet, item, regel);
      for (const x of [...(c.en ?? []), ...(c.of ?? [])]) als(x, item, regel);
    };
    const persoon = stuk(lid(van, 'personen'));
    const loop = (rijen: readonly Vertaalrij[], stapel: readonly (Plek | undefined)[], doel: Plek | undefined): void => {
      const item = stapel[0];
      for (const rij of rijen) {
        if (rij.elk === undefined) als(rij.als, item, rij.regel);
        if (rij.codes !== undefined) codes(rij, rij.codes);
        for (const h of rij.houd ?? []) {
          volg(van, item, h, rij.regel);
          volg(naar, doel, h, rij.regel);
        }
        for (const p of [rij.aantal, rij.teken, ...(rij.maal ?? [])]) if (p !== undefined) volg(naar, doel, p, rij.regel);
        for (const p of [rij.van, rij.verwijst, ...[...(rij.tekst ?? '').matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!)]) if (p !== undefined) volg(van, stapel[leesPad(p).omhoog], p, rij.regel);
        let bron = item;
        if (rij.elk !== undefined && rij.elk !== '.') bron = volg(van, stapel[leesPad(rij.elk).omhoog], rij.elk, rij.regel);
        if (rij.persoon !== undefined) {
          volg(van, item, rij.persoon, rij.regel);
          bron = persoon;
        }
        if (isLijst(bron)) bron = stuk(bron);
        if (rij.elk !== undefined) als(rij.als, bron, rij.regel);
        let volgend = doel;
        if (rij.naar !== undefined) {
          volgend = volg(naar, doel, rij.naar, rij.regel);
          if (rij.elk !== undefined && volgend && isLijst(volgend) !== leesPad(rij.naar).lijst) meld(rij.regel, `${rij.naar}: ${isLijst(volgend) ? 'dit attribuut is een lijst, schrijf [] erachter' : 'dit attribuut is geen lijst'}`);
          if (isLijst(volgend)) volgend = stuk(volgend);
        }
        if (rij.persoon !== undefined) volgend = stuk(lid(naar, 'personen'));
        if (rij.rijen && bron && volgend) loop(rij.rijen, [bron, ...stapel], volgend);
      }
    };
    if (e.elk === undefined) als(e.als, van, e.regel);
    let item: Plek | undefined = van;
    if (e.elk !== undefined) {
      item = volg(van, van, e.elk, e.regel);
      if (item && !isLijst(item)) meld(e.regel, `${e.elk}: dit attribuut is geen lijst`);
      item = stuk(item);
      als(e.als, item, e.regel);
    }
    loop(e.rijen, [item, van], naar);
  }
  const ergens = (kant: 'van' | 'naar', pad: string, regel: number): void => {
    const eerder = uit.length;
    const goed = r.events.some((e) => {
      const s = catalogus.schema(e[kant]) as Schema | undefined;
      return s && volg({ s, doc: s }, { s, doc: s }, pad, regel, true) !== undefined;
    });
    uit.length = goed ? eerder : Math.min(uit.length, eerder + 1);
  };
  for (const w of r.weiger) if (w.als.pad !== undefined) ergens('van', w.als.pad, w.regel);
  for (const x of r.verlies) ergens('van', x.pad, x.regel);
  for (const x of r.opnieuw) ergens('naar', x.pad, x.regel);
  return uit;
}
