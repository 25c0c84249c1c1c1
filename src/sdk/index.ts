// The SDK: everything an adapter may know. Published for sector knooppunten; imports nothing else of `src`.
export * from './adapter.ts';
export * from './adressering.ts';
export * from './bron.ts';
export * from './codec.ts';
export { STANDAARD_CODECS, standaardCodec } from './codecs/index.ts';
export { alsTekst, jaNeeCodec, nummerCodec } from './codecs/maken.ts';
export * from './errors.ts';
export * from './kort.ts';
export * from './melding.ts';
export * from './partij.ts';
export * from './soap.ts';
