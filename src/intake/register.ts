// The adapters in force: loaded from folders or packages, their message types indexed by namespace + root or by EI code, their tables compiled once.
// A new standard is one entry in `adapters:`; nothing here knows any standard by name.
import { AdapterFout, EIGEN_ADAPTERS, vindAdapter } from '../canonical/vindplaats.ts';
import { compileerSchrijver, type Schrijver } from '../mapping/schrijver.ts';
import { compileerTabel, type Vertaler } from '../mapping/vertaler.ts';
import { leesTabel } from '../mapping/tabel.ts';
import type { Adapter, BerichtSoort, RecordAdapter, SoapEndpoint, XmlAdapter } from '../sdk/adapter.ts';
import { STANDAARD_CODECS } from '../sdk/codecs/index.ts';
import { recordWortel } from '../mapping/recordbron.ts';
import { Schemabron, type SchemaElement } from '../xml/schemabron.ts';
import { opentSdk } from './sdkdeur.ts';

export { AdapterFout, EIGEN_ADAPTERS };

export interface Gevonden<A extends Adapter = Adapter> {
  readonly adapter: A;
  readonly soort: BerichtSoort;
}

/** A table for writing, with the profile as a tree. */
export interface Gevondenschrijver {
  readonly schrijver: Schrijver;
  readonly profiel: SchemaElement;
}

export interface Register {
  readonly adapters: readonly Adapter[];
  /** By root namespace and local name. */
  xml(namespace: string, naam: string): Gevonden<XmlAdapter> | null;
  /** True when some message type has this namespace: then an unknown root is another message of a known family. */
  kentNamespace(namespace: string): boolean;
  ei(code: string, versie: string, subversie: string): Gevonden<RecordAdapter> | null;
  /** EI codes that are known in any version. */
  kentEi(code: string): boolean;
  endpoint(pad: string): { readonly adapter: XmlAdapter; readonly endpoint: SoapEndpoint } | null;
  readonly endpoints: readonly string[];
  /** The compiled table of a message type. @throws TabelFout */
  vertaler(gevonden: Gevonden): Vertaler;
  /** The same table for writing, with the profile as a tree. @throws TabelFout */
  schrijver(gevonden: Gevonden): Gevondenschrijver;
  /** Message types of a standard and type name, every version; the version only where it is asked for. */
  berichten(standaard: string, berichttype: string, versie?: string): readonly Gevonden[];
  /** Compiles every table now (start-up); the first error is thrown. */
  compileerAlles(): void;
}

/**
 * Loads adapters.
 * @param namen own names (`stuf`), folders (`./x`, absolute) or package names; `basis` is the folder that relative ones start from.
 * @throws AdapterFout
 */
export async function laadAdapters(namen: readonly string[] = EIGEN_ADAPTERS, basis: string = process.cwd()): Promise<Adapter[]> {
  if (namen.some((n) => !(EIGEN_ADAPTERS as readonly string[]).includes(n))) opentSdk();
  return Promise.all(
    namen.map(async (naam) => {
      let module: { default?: Adapter };
      try {
        module = (await import(vindAdapter(naam, basis))) as { default?: Adapter };
      } catch (e) {
        if (e instanceof AdapterFout) throw e;
        throw new AdapterFout(`adapter ${naam} is niet te laden: ${e instanceof Error ? e.message : 'onbekende oorzaak'}`);
      }
      const a = module.default;
      if (!a?.spec?.naam || !Array.isArray(a.spec.berichten)) throw new AdapterFout(`adapter ${naam} heeft geen default export met een spec`);
      return a;
    }),
  );
}

/** Indexes loaded adapters. @throws AdapterFout when two claim the same message or endpoint. */
export function maakRegister(adapters: readonly Adapter[]): Register {
  const xml = new Map<string, Gevonden<XmlAdapter>>();
  const namespaces = new Set<string>();
  const ei = new Map<string, Gevonden<RecordAdapter>>();
  const eicodes = new Set<string>();
  const endpoints = new Map<string, { adapter: XmlAdapter; endpoint: SoapEndpoint }>();
  const vertalers = new Map<string, Vertaler>();
  const schrijvers = new Map<string, Gevondenschrijver>();
  const bronnen = new Map<string, Schemabron>();
  const namen = new Set<string>();

  const bron = (map: URL, pad: string): Schemabron => {
    const sleutel = `${map.href} ${pad}`;
    const b = bronnen.get(sleutel) ?? new Schemabron(map, pad);
    bronnen.set(sleutel, b);
    return b;
  };

  const claim = <T>(map: Map<string, T>, sleutel: string, wie: T, naam: string): void => {
    if (map.has(sleutel)) throw new AdapterFout(`adapter ${naam}: ${sleutel} is al van een andere adapter of een ander bericht`);
    map.set(sleutel, wie);
  };

  for (const a of adapters) {
    if (namen.has(a.spec.naam)) throw new AdapterFout(`adapter ${a.spec.naam} is twee keer geladen`);
    namen.add(a.spec.naam);
    for (const soort of a.spec.berichten) {
      if (soort.wortel && 'kop' in a) {
        claim(xml, `${soort.wortel.namespace} ${soort.wortel.naam}`, { adapter: a, soort }, a.spec.naam);
        namespaces.add(soort.wortel.namespace);
      }
      if (soort.ei && 'toets' in a) {
        for (const code of soort.ei.codes) {
          claim(ei, `${code} ${soort.ei.versie} ${soort.ei.subversie}`, { adapter: a, soort }, a.spec.naam);
          eicodes.add(code);
        }
      }
    }
    if ('kop' in a && a.soap) for (const e of a.soap.endpoints) claim(endpoints, e.pad, { adapter: a, endpoint: e }, a.spec.naam);
  }

  const register: Register = {
    adapters,
    xml: (namespace, naam) => xml.get(`${namespace} ${naam}`) ?? null,
    kentNamespace: (namespace) => namespaces.has(namespace),
    ei: (code, versie, subversie) => ei.get(`${code} ${versie} ${subversie}`) ?? null,
    kentEi: (code) => eicodes.has(code),
    endpoint: (pad) => endpoints.get(pad) ?? null,
    endpoints: [...endpoints.keys()],
    vertaler({ adapter, soort }) {
      if (soort.mapping === null) throw new AdapterFout(`bericht ${soort.berichttype} heeft geen mappingtabel`);
      const sleutel = `${adapter.spec.mappings.href} ${soort.mapping}`;
      const klaar = vertalers.get(sleutel);
      if (klaar) return klaar;
      const v = compileerTabel(leesTabel(adapter.spec.mappings, soort.mapping), [...STANDAARD_CODECS, ...(adapter.codecs ?? [])]);
      vertalers.set(sleutel, v);
      return v;
    },
    schrijver(gevonden) {
      const { adapter, soort } = gevonden;
      if (soort.mapping === null) throw new AdapterFout(`bericht ${soort.berichttype} heeft geen mappingtabel`);
      const sleutel = `${adapter.spec.schemas.href} ${soort.schema} ${soort.berichttype}`;
      const klaar = schrijvers.get(sleutel);
      if (klaar) return klaar;
      const wortel = soort.wortel ? bron(adapter.spec.schemas, soort.schema).wortel(soort.wortel.namespace, soort.wortel.naam) : recordWortel(adapter.spec.schemas, soort.schema, soort.berichttype);
      if (!wortel) throw new AdapterFout(`de indeling van ${soort.berichttype} is alleen door haar adapter te lezen`);
      const s = { schrijver: compileerSchrijver(leesTabel(adapter.spec.mappings, soort.mapping), [...STANDAARD_CODECS, ...(adapter.codecs ?? [])]), profiel: wortel };
      schrijvers.set(sleutel, s);
      return s;
    },
    berichten: (standaard, berichttype, versie) =>
      adapters.flatMap((a) => a.spec.berichten.filter((b) => b.standaard === standaard && b.berichttype === berichttype && (versie === undefined || b.versie === versie)).map((soort) => ({ adapter: a, soort }))),
    compileerAlles() {
      for (const a of adapters) for (const soort of a.spec.berichten) if (soort.mapping !== null) register.vertaler({ adapter: a, soort });
    },
  };
  return register;
}
