// The hash by which Kafka's clients (Java, kafkajs, librdkafka's `murmur2_random`) give a key its partition.
// Whoever produces to the same topics with another client lands on the same partition. Checked against two other implementations in the tests.

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** MurmurHash2, 32 bits, as `org.apache.kafka.common.utils.Utils.murmur2`; the result is signed. */
export function murmur2(data: Uint8Array): number {
  const lengte = data.length;
  let h = SEED ^ lengte;
  let i = 0;
  for (; lengte - i >= 4; i += 4) {
    let k = (data[i] as number) | ((data[i + 1] as number) << 8) | ((data[i + 2] as number) << 16) | ((data[i + 3] as number) << 24);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    k = Math.imul(k, M);
    h = Math.imul(h, M) ^ k;
  }
  const rest = lengte - i;
  if (rest > 2) h ^= (data[i + 2] as number) << 16;
  if (rest > 1) h ^= (data[i + 1] as number) << 8;
  if (rest > 0) h = Math.imul(h ^ (data[i] as number), M);
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

/** Partition of a key, from 0. */
export function partitieVan(key: Uint8Array, partities: number): number {
  return (murmur2(key) & 0x7fffffff) % partities;
}
