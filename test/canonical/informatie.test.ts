// Proves: the marks dat/wat/identificerend are read from the canonical schemas, through references and lists, the strictest on the way counting.
import { leesInformatiemodel } from '../../src/canonical/informatie.ts';

const model = leesInformatiemodel();

test('persons are identifying, content is wat', () => {
  expect(model.attributen.get('personen.bsn')?.informatie).toBe('identificerend');
  expect(model.attributen.get('personen.adressen.postcode')?.informatie).toBe('identificerend');
  expect(model.attributen.get('personen.juridischeStatus.code')?.informatie).toBe('wat');
  expect(model.attributen.get('bericht.berichttype')?.informatie).toBe('wat');
});

test('a mild attribute under a strict one is strict: the name of the sender is wat, as the sender is', () => {
  expect(model.attributen.get('bericht.afzender.naam')?.informatie).toBe('wat');
});

test('every event type has subjects, and every subject that has a schema has attributes', () => {
  expect(model.eventtypen.size).toBeGreaterThan(50);
  const wortels = new Set([...model.attributen.keys()].map((p) => p.split('.')[0]));
  expect(wortels).toContain('betrokkenheid');
  for (const [type, onderwerpen] of model.eventtypen) expect([type, onderwerpen.length > 0]).toEqual([type, true]);
});
