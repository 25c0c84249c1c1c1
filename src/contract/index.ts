// The contract kit for other rooms and other people's tests.
export { toetsAdapter } from './kit.ts';
export { type Bevinding, ContractFout, type Contractopties, type Contractuitslag, type Punt, PUNTEN, type Puntuitslag } from './types.ts';
export { toetsMetWacht, type Wachtopties } from './wacht.ts';
