// Proves: 20,000 subscriptions cost a message the same work as 20, counted in subscriptions looked at (not in time).
import { createRouting, type RoutingSnapshot } from '../../src/routing/routing.ts';
import type { Abonnement } from '../../src/routing/model.ts';
import { abonnement, event, gemeente, invoer } from './hulp.ts';

/** `aantal` subscriptions of as many municipalities, and the two of 0363 that the message is about. */
function met(aantal: number): RoutingSnapshot {
  const partijen = [gemeente('0363', 'Amsterdam')];
  const abonnementen: Abonnement[] = [
    abonnement({ id: 'a-toewijzing', partij: 'gemeente-0363', events: ['toewijzing-*'] }), abonnement({ id: 'a-zaak', partij: 'gemeente-0363', events: ['zaak-*'] }),
    abonnement({ id: 'a-alles', partij: 'gemeente-0363', events: ['*'], filter: { exact: { 'bericht.standaard': 'ijw' } } }),
  ];
  for (let i = 0; i < aantal; i += 1) {
    const code = `x${i}`;
    partijen.push(gemeente(code, code));
    abonnementen.push(abonnement({ id: `b-${i}`, partij: `gemeente-${code}`, events: [i % 2 === 0 ? 'toewijzing-*' : '*'] }));
  }
  return createRouting(invoer(abonnementen, partijen));
}

test('the work for a message does not grow with the number of subscriptions', () => {
  const werk = [20, 20_000].map((aantal) => {
    const r = met(aantal);
    const { kopieen } = r.decide(event(), { soort: 'geadresseerd', afzender: null, ontvanger: { gemeentecode: '0363' } }, true);
    expect(kopieen.map((k) => k.abonnement)).toEqual(['a-toewijzing']);
    return r.bekeken;
  });
  // Two of the three: the one on zaak-* is not even looked at.
  expect(werk).toEqual([2, 2]);
});
