// Verifies chain and heads against each other and names the first break: altered, removed, inserted, hashed anew, cut (docs/design/opslag-en-relais.md §6).
// Reads only; holds one page of records. Valid means: nothing up to the last head was touched, and what follows it is a whole chain.
import type { KeyObject } from 'node:crypto';
import { hashVan, NULHASH } from '../store/keten.ts';
import type { AuditRegel } from './port.ts';
import { hashVanKop, kopIsEcht, type Kop, type Koppenbestand } from './koppen.ts';

export type BreukSoort = 'gewijzigd' | 'verwijderd' | 'ingevoegd' | 'herschreven' | 'afgekapt' | 'kop-ongeldig' | 'koppen-ontbreken';

export interface Breuk {
  readonly soort: BreukSoort;
  readonly keten: string | null;
  /** Number of the record concerned; of a removed or cut one the number that is missing. Null when it is about the file of heads. */
  readonly volgnr: number | null;
  /** Head concerned, where it is about one. */
  readonly kop: number | null;
  readonly tekst: string;
}

export interface AuditUitslag {
  readonly geldig: boolean;
  readonly regels: number;
  readonly ketens: number;
  readonly koppen: number;
  /** Records after the last head: whole as a chain, not signed yet. */
  readonly ongetekend: number;
  readonly breuk: Breuk | null;
}

export interface AuditBron {
  auditChains(): Promise<readonly string[]>;
  auditAfter(keten: string, volgnr: number, max: number): Promise<readonly AuditRegel[]>;
}

const BLAD = 1_000;

export async function verifieer(bron: AuditBron, bestand: Koppenbestand, sleutels: ReadonlyMap<string, KeyObject>): Promise<AuditUitslag> {
  // Only heads that are really signed say anything about records; the others are a break of their own.
  const kopbreuk = eersteKopbreuk(bestand, sleutels);
  const echt = bestand.koppen.filter((k) => kopIsEcht(k, sleutels));
  const ketens = new Set([...(await bron.auditChains()), ...echt.map((k) => k.keten)]);
  let regels = 0;
  let ongetekend = 0;
  let breuk: Breuk | null = null;
  for (const keten of ketens) {
    const koppen = echt.filter((k) => k.keten === keten).sort((a, b) => a.volgnr - b.volgnr);
    const r = await loopKeten(bron, keten, koppen);
    regels += r.regels;
    ongetekend += Math.max(0, r.regels - (koppen.at(-1)?.volgnr ?? 0));
    breuk ??= r.breuk;
  }
  breuk ??= kopbreuk;
  if (!breuk && regels > 0 && bestand.koppen.length === 0) {
    breuk = { soort: 'koppen-ontbreken', keten: null, volgnr: null, kop: null, tekst: 'Er staan regels in de keten, maar er is geen enkele ondertekende kop.' };
  }
  return { geldig: breuk === null, regels, ketens: ketens.size, koppen: bestand.koppen.length, ongetekend, breuk };
}

async function loopKeten(bron: AuditBron, keten: string, koppen: readonly Kop[]): Promise<{ regels: number; breuk: Breuk | null }> {
  let vorige = NULHASH;
  let volgnr = 0;
  let k = 0;
  let breuk: Breuk | null = null;
  let regels = 0;
  for (;;) {
    const blad = await bron.auditAfter(keten, regels === 0 ? 0 : volgnr, BLAD);
    for (const regel of blad) {
      regels += 1;
      breuk ??= breukVan(regel, volgnr + 1, vorige);
      const kop = koppen[k];
      if (!breuk && kop && kop.volgnr === regel.volgnr) {
        while (koppen[k]?.volgnr === regel.volgnr) {
          if (koppen[k]?.hash !== regel.hash) breuk ??= herschreven(keten, koppen[k - 1] ?? null, koppen[k] as Kop);
          k += 1;
        }
      }
      vorige = regel.hash;
      volgnr = regel.volgnr;
    }
    if (blad.length < BLAD) break;
  }
  const rest = koppen[k];
  if (!breuk && rest && rest.volgnr > volgnr) {
    const hoogste = koppen.at(-1) as Kop;
    breuk = { soort: 'afgekapt', keten, volgnr: volgnr + 1, kop: rest.nummer, tekst: `De keten ${keten} eindigt bij regel ${volgnr}; kop ${hoogste.nummer} is getekend over regel ${hoogste.volgnr}.` };
  }
  return { regels, breuk };
}

function breukVan(regel: AuditRegel, verwacht: number, vorige: string): Breuk | null {
  const { hash, ...inhoud } = regel;
  const plaats = { keten: regel.keten, kop: null };
  const klopt = hashVan(inhoud) === hash;
  if (!klopt) {
    // Renumbered: the content hashes under the number it once had.
    if (hashVan({ ...inhoud, volgnr: regel.volgnr - 1 }) === hash) return { ...plaats, soort: 'ingevoegd', volgnr: regel.volgnr - 1, tekst: `Bij regel ${regel.volgnr - 1} is een regel ingevoegd; wat erna komt is hernummerd.` };
    if (hashVan({ ...inhoud, volgnr: regel.volgnr + 1 }) === hash) return { ...plaats, soort: 'verwijderd', volgnr: regel.volgnr, tekst: `Voor regel ${regel.volgnr} is een regel verwijderd; wat erna komt is hernummerd.` };
    return { ...plaats, soort: 'gewijzigd', volgnr: regel.volgnr, tekst: `Regel ${regel.volgnr} is gewijzigd: de inhoud past niet bij de hash.` };
  }
  if (regel.volgnr !== verwacht) return { ...plaats, soort: 'verwijderd', volgnr: verwacht, tekst: `Regel ${verwacht} ontbreekt.` };
  if (regel.vorige !== vorige) return { ...plaats, soort: 'ingevoegd', volgnr: regel.volgnr, tekst: `Regel ${regel.volgnr} sluit niet aan op regel ${regel.volgnr - 1}: een van beide is vervangen of ingevoegd.` };
  return null;
}

function herschreven(keten: string, vorige: Kop | null, kop: Kop): Breuk {
  const vanaf = (vorige?.volgnr ?? 0) + 1;
  return { soort: 'herschreven', keten, volgnr: kop.volgnr, kop: kop.nummer, tekst: `Kop ${kop.nummer} past niet: tussen regel ${vanaf} en ${kop.volgnr} is de keten opnieuw gemaakt.` };
}

function eersteKopbreuk(bestand: Koppenbestand, sleutels: ReadonlyMap<string, KeyObject>): Breuk | null {
  const breuk = (nummer: number, tekst: string): Breuk => ({ soort: 'kop-ongeldig', keten: null, volgnr: null, kop: nummer, tekst });
  let vorige: Kop | null = null;
  for (const [i, kop] of bestand.koppen.entries()) {
    if (bestand.kapotteRegel === i + 1) return breuk(i + 1, `Regel ${i + 1} van het koppenbestand is geen kop.`);
    if (!kopIsEcht(kop, sleutels)) return breuk(kop.nummer, `De handtekening van kop ${kop.nummer} klopt niet, of de sleutel is onbekend.`);
    if (kop.vorigeKop !== (vorige ? hashVanKop(vorige) : NULHASH)) return breuk(kop.nummer, `Kop ${kop.nummer} sluit niet aan op de kop ervoor: er is een kop verwijderd of ingevoegd.`);
    vorige = kop;
  }
  return bestand.kapotteRegel === null ? null : breuk(bestand.kapotteRegel, `Regel ${bestand.kapotteRegel} van het koppenbestand is geen kop.`);
}
