// The test bench: the adapter under test beside the product's own, the same way through as in the hub, and its samples run once.
// Nothing that an adapter throws escapes: it becomes an outcome, since the hub may never fall over a message.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EIGEN_ADAPTERS, modelVan, vindAdapter } from '../canonical/vindplaats.ts';
import { doorgang, type Geslaagd, type Gezakt, leesBericht } from '../intake/doorgang.ts';
import { idVanInhoud } from '../intake/controle.ts';
import { AdapterFout, laadAdapters, maakRegister, type Register } from '../intake/register.ts';
import { maakWerkbank } from '../intake/werkbank.ts';
import type { Werkbank } from '../intake/vertalen.ts';
import type { Adapter, Omgeving } from '../sdk/adapter.ts';
import { STANDAARD_XML_LIMIETEN, type XmlLimieten } from '../xml/port.ts';
import { ContractFout } from './types.ts';
import { leesVoorbeelden, type Voorbeeld, voorbeeldmappen } from './voorbeelden.ts';

/** One trip of one message. `gooit`: the adapter (or what it called) threw. */
export interface Gang {
  readonly uit: Geslaagd | Gezakt | { readonly soort: 'gooit'; readonly fout: unknown };
  readonly ms: number;
}

export interface Proef {
  readonly voorbeeld: Voorbeeld;
  readonly gang: Gang;
}

/** A sample that came through as it should. */
export interface GoedeProef {
  readonly voorbeeld: Voorbeeld;
  readonly uit: Geslaagd;
}

export interface Opstelling {
  readonly map: string;
  readonly adapter: Adapter;
  /** The module's own folder of event types, null when it brings none. */
  readonly model: URL | null;
  readonly bank: Werkbank;
  /** This adapter alone. */
  readonly alleen: Register;
  readonly proeven: readonly Proef[];
  readonly goede: readonly GoedeProef[];
  /** Messages of other standards: the samples of the product's other adapters. */
  readonly vreemde: readonly Voorbeeld[];
  ga(bytes: Buffer, omgeving?: Omgeving, limieten?: XmlLimieten): Promise<Gang>;
}

/** The adapter cannot stand beside the others: the one finding there is then. Dutch. */
export class Vormfout extends Error {}

const PRODUCT = fileURLToPath(new URL('../../', import.meta.url));
const LOS: Omgeving = { kanaal: 'rest' };

/**
 * Loads the adapter in `map`, beside the product's others.
 * @throws ContractFout when there is none or it cannot be loaded; Vormfout when it contradicts what is there already.
 */
export async function stelOp(map: string): Promise<Opstelling> {
  const volledig = path.resolve(map);
  let adapter: Adapter;
  let bank: Werkbank;
  let alleen: Register;
  let model: URL | null;
  let ingang: string;
  try {
    ingang = vindAdapter(volledig, volledig);
    model = modelVan(ingang);
    [adapter] = (await laadAdapters([volledig], volledig)) as [Adapter];
  } catch (e) {
    if (e instanceof AdapterFout) throw new ContractFout(e.message);
    throw e;
  }
  try {
    const anderen = EIGEN_ADAPTERS.filter((n) => vindAdapter(n, volledig) !== ingang);
    alleen = maakRegister([adapter]);
    bank = await maakWerkbank({ adapters: [...anderen, volledig], basis: volledig });
  } catch (e) {
    throw new Vormfout(e instanceof Error ? e.message : 'onbekende oorzaak');
  }
  const ga = async (bytes: Buffer, omgeving: Omgeving = LOS, limieten: XmlLimieten = STANDAARD_XML_LIMIETEN): Promise<Gang> => {
    const inhoud = { soort: 'geheugen' as const, bytes };
    const begin = performance.now();
    try {
      const gelezen = leesBericht(inhoud, omgeving, bank, limieten);
      const uit: Geslaagd | Gezakt =
        gelezen.soort === 'fout'
          ? { soort: 'gezakt', herkend: gelezen.herkend, uitkomst: gelezen.uitkomst, code: gelezen.code, meldingen: gelezen.meldingen, gelezen: null, kop: null }
          : await doorgang(gelezen, inhoud, bank, limieten, { berichtId: idVanInhoud(inhoud) });
      return { uit, ms: performance.now() - begin };
    } catch (fout) {
      return { uit: { soort: 'gooit', fout }, ms: performance.now() - begin };
    }
  };
  const mappen = voorbeeldmappen(volledig, adapter.spec);
  const proeven: Proef[] = [];
  for (const voorbeeld of leesVoorbeelden(mappen)) proeven.push({ voorbeeld, gang: await ga(voorbeeld.bytes, voorbeeld.omgeving) });
  const goede = proeven.flatMap(({ voorbeeld, gang }) => (voorbeeld.geldig && gang.uit.soort === 'geslaagd' ? [{ voorbeeld, uit: gang.uit }] : []));
  return { map: volledig, adapter, model, bank, alleen, proeven, goede, vreemde: leesVreemde(mappen), ga };
}

/** Samples that come with the product, without the adapter's own. */
function leesVreemde(eigen: readonly string[]): Voorbeeld[] {
  const samples = path.join(PRODUCT, 'samples');
  const mappen = readdirSync(samples, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => path.join(samples, d.name));
  return leesVoorbeelden(mappen.filter((m) => !eigen.includes(m)));
}

/** A thrown error for the report: what kind, and where in the adapter; never its text, which may hold a value. */
export function noemWorp(fout: unknown, map: string): string {
  const soort = fout instanceof Error ? fout.constructor.name : typeof fout;
  const basis = pathToFileURL(map).href;
  const plek = fout instanceof Error ? fout.stack?.split('\n').find((r) => r.includes(basis) || r.includes(map)) : undefined;
  const m = plek === undefined ? null : /([^/\\]+:[0-9]+):[0-9]+\)?$/.exec(plek.trim());
  return m ? `${soort} in ${m[1]}` : soort;
}
