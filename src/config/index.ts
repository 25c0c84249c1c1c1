// The configuration: loading, watching, comparing. Knows files and schemas; never starts anything.
export { type Bevinding, bevindingTekst, ConfigFout } from './bevinding.ts';
export { isLoopback } from './geheimen.ts';
export { type LoadOpties, loadConfig } from './load.ts';
export { bewaarInGebruik, leesInGebruik } from './in-gebruik.ts';
export { herstartNodig, type Plan, type PlanRegel, type PlanStand, plan, planTekst } from './plan.ts';
export { routingInvoer } from './routing-invoer.ts';
export type { BellerRegel, Configuratie, KafkaRegel } from './types.ts';
export type { Adapterkennis } from './vragen.ts';
export { vraagConfiguratie } from './vraag-configuratie.ts';
export { type Wachter, watchConfig } from './watch.ts';
