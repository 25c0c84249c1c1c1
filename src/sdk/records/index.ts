// Fixed-width records for any adapter: a standard is a layout (data), the rest is here.
export { leesLayOut, LayOutFout, type LayOut, type Veld, type Regel, type BoomKnoop } from './lay-out.ts';
export { leesKop, KOPLENGTE, type EiKop } from './kop.ts';
export { maakVeldToets, type VeldToets } from './veldtoets.ts';
export { RecordLezer, RecordRegel, leesRecordBlokken, leesRecords, inStukken, type ByteBron, type Plaats, type Scheiding } from './lezer.ts';
export { keur, maakPlan, zoekPlan, Recordkeuring, type Keuringsplan, type Keuringsuitslag, type KeuringOpties, type PlanRegister } from './keuring.ts';
export { recordsVan, schrijfRecords, veldTekst, vulRecordsAan, wisVeld, zetVeld } from './schrijver.ts';
