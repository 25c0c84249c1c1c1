// Proves: a key lands on the partition where the other clients' default puts it.
import { compatibilityPartitioner } from '@platformatic/kafka';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { murmur2, partitieVan } from '../../src/eventlog/murmur2.ts';

test('published values of the Java client', () => {
  // org.apache.kafka.common.utils.UtilsTest.testMurmur2
  for (const [tekst, hash] of [['21', -973932308], ['foobar', -790332482], ['a-little-bit-long-string', -985981536], ['a-little-bit-longer-string', -1486304829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971], ['abc', 479470107]] as const) {
    expect(murmur2(Buffer.from(tekst))).toBe(hash);
  }
});

test('the same partition as kafkajs and @platformatic/kafka, for any key and number of partitions', () => {
  const js = kafkajs.Partitioners.DefaultPartitioner();
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }), fc.integer({ min: 1, max: 64 }), (sleutel, n) => {
    const key = Buffer.from(sleutel);
    const partitionMetadata = Array.from({ length: n }, (_, partitionId) => ({ partitionId, leader: 1, partitionErrorCode: 0, replicas: [1], isr: [1] }));
    expect(partitieVan(key, n)).toBe(js({ topic: 't', message: { key, value: '' }, partitionMetadata }));
    expect(partitieVan(key, n)).toBe(compatibilityPartitioner({ topic: 't', value: key }, key) % n);
  }), { numRuns: 500 });
});
