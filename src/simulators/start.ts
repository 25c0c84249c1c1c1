// Starts a simulator by name: server, log, seed, behaviour. The one way in for tests, demo and command line.
import { maakWerkbank } from '../intake/werkbank.ts';
import { corv } from './corv.ts';
import { gemeente } from './gemeente.ts';
import { ggk } from './ggk.ts';
import { Kern, type Deel } from './kern.ts';
import { Later } from './later.ts';
import { Logboek } from './logboek.ts';
import type { Gedrag, Rol, Simulator, SimulatorNaam, SimulatorOpties } from './port.ts';
import { ALGEMENE_FOUTEN, luister } from './server.ts';
import { suwinet } from './suwinet/suwinet.ts';
import { zorgaanbieder } from './zorgaanbieder.ts';

const MAKERS: Readonly<Record<SimulatorNaam, { readonly maak: (k: Kern) => Deel; readonly rol: Rol }>> = {
  suwinet: { maak: suwinet, rol: { naam: 'Suwinet' } },
  corv: { maak: corv, rol: { naam: 'RvdK', applicatie: 'KBPS', naar: '0197' } },
  ggk: { maak: ggk, rol: { naam: 'GGk', applicatie: 'GGk', naar: '0363' } },
  zorgaanbieder: { maak: zorgaanbieder, rol: { code: '42420001', naar: '0363' } },
  gemeente: { maak: gemeente, rol: { code: '0363', applicatie: 'SIMULATOR', naar: '42420001' } },
};

/** Faults and messages of a simulator by name, for help and documentation (Dutch). */
export function uitleg(naam: SimulatorNaam): { readonly fouten: Readonly<Record<string, string>>; readonly zendingen: Readonly<Record<string, string>> } {
  const { maak, rol } = MAKERS[naam];
  const d = maak({ rol, zaad: 1 } as Kern);
  return { fouten: { ...d.fouten, ...ALGEMENE_FOUTEN }, zendingen: d.zendingen };
}

/** @throws Error (Dutch) for an unknown fault or a port that is taken. */
export async function startSimulator(naam: SimulatorNaam, o: SimulatorOpties = {}): Promise<Simulator> {
  const nu = o.nu ?? ((): Date => new Date());
  const zaad = o.zaad ?? 1;
  const log = new Logboek(nu, o.meld);
  const later = new Later();
  let gedrag: Gedrag = { fout: null, aantal: null, traag: o.traag ?? 0, na: o.na ?? 200 };
  const rol = { ...MAKERS[naam].rol, ...o.rol };
  const kern = new Kern({ naam, zaad, bank: o.bank ?? (await maakWerkbank()), log, later, nu, rol, gedrag: () => gedrag });
  if (o.hub !== undefined) kern.verbind(o.hub, o.token);
  const deel = MAKERS[naam].maak(kern);

  const zet = (g: Partial<Gedrag>): void => {
    const nieuw: Gedrag = { ...gedrag, ...(g.fout === undefined ? {} : { aantal: null }), ...g };
    if (nieuw.fout !== null && deel.fouten[nieuw.fout] === undefined && ALGEMENE_FOUTEN[nieuw.fout] === undefined) {
      throw new Error(`${naam} kent de fout ${String(nieuw.fout)} niet; wel: ${Object.keys({ ...deel.fouten, ...ALGEMENE_FOUTEN }).join(', ')}`);
    }
    for (const n of [nieuw.traag, nieuw.na, nieuw.aantal ?? 1]) if (!Number.isInteger(n) || n < 0) throw new Error('traag, na en aantal zijn hele getallen vanaf 0');
    gedrag = { fout: nieuw.fout, aantal: nieuw.aantal, traag: nieuw.traag, na: nieuw.na };
  };
  if (o.fout !== undefined) zet({ fout: o.fout });

  const server = await luister(o.poort ?? 0, {
    log,
    neemFout() {
      const { fout, aantal } = gedrag;
      if (fout === null || aantal === null) return fout;
      gedrag = { ...gedrag, aantal: aantal - 1, fout: aantal > 1 ? fout : null };
      return aantal > 0 ? fout : null;
    },
    traag: () => gedrag.traag,
    stand: () => log.stand(naam, server.url, zaad, gedrag),
    zet,
    behandel: (v) => deel.behandel(v),
  });

  return {
    naam,
    url: server.url,
    stand: () => log.stand(naam, server.url, zaad, gedrag),
    gedrag: zet,
    verbind: (hub, token) => kern.verbind(hub, token),
    async stuur(wat) {
      if (deel.zendingen[wat] === undefined) throw new Error(`${naam} stuurt geen ${wat}; wel: ${Object.keys(deel.zendingen).join(', ') || 'niets'}`);
      if (kern.zender === null) throw new Error('er is geen hub om naar te sturen');
      return kern.zender.stuur(await deel.maak(wat));
    },
    rust: () => later.rust(),
    async stop() {
      later.stop();
      kern.zender?.stop();
      await server.stop();
    },
  };
}
