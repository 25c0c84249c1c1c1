// Proves: the sample parties and subscriptions that come with the product are right, name the parties of the samples, and leave no event type without a taker.
import { loadConfig, routingInvoer } from '../../src/config/index.ts';
import { leesInformatiemodel } from '../../src/canonical/informatie.ts';
import { eventPatroon } from '../../src/routing/index-abonnementen.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { map, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const c = loadConfig({ cwd: map({}), env: {} });
const routing = createRouting(routingInvoer(c));
const vind = (a: Parameters<typeof routing.findParty>[0]): string | undefined => routing.findParty(a, '2026-11-24')?.id;

test('no error and no warning', () => {
  expect(c.bevindingen).toEqual([]);
});

test.each<[Parameters<typeof routing.findParty>[0], string]>([
  [{ gemeentecode: '0363' }, 'gemeente-0363'],
  [{ organisatie: '0344', applicatie: 'ZAAKSYS' }, 'gemeente-0344'],
  [{ organisatie: 'Gemeente Aalten', applicatie: 'JeugdRegieTest', administratie: '0197' }, 'gemeente-0197'],
  [{ organisatie: 'Gemeente Almelo', applicatie: 'JeugdRegieTest', administratie: '0141' }, 'gemeente-0141'],
  [{ organisatie: 'Gemeente Twenterand', applicatie: 'SD-suite' }, 'gemeente-1700'],
  [{ organisatie: 'Gemeente Den Haag' }, 'gemeente-0518'],
  [{ organisatie: "Gemeente 's-Gravenhage", administratie: '0518' }, 'gemeente-0518'],
  [{ oin: '00000099000000020363' }, 'gemeente-0363'],
  [{ agb: '42420001' }, 'aanbieder-42420001'],
  [{ organisatie: '75750003', applicatie: 'GGk' }, 'aanbieder-75750003'],
  [{ uzovi: '5521' }, 'zorgkantoor-5521'],
  [{ organisatie: 'RvdK', applicatie: 'KBPS' }, 'raad-voor-de-kinderbescherming'],
  [{ organisatie: 'Raad voor de Kinderbescherming', applicatie: 'KBPS-test' }, 'raad-voor-de-kinderbescherming'],
  [{ organisatie: 'Veilig Thuis Amsterdam', applicatie: 'VTREG' }, 'veilig-thuis-amsterdam'],
  [{ organisatie: 'Veilig Thuis Twente (test)', applicatie: 'VT-KIS' }, 'veilig-thuis-twente'],
  [{ organisatie: 'AMHK Gelderland', applicatie: 'VTregistratie' }, 'veilig-thuis-gelderland'],
  [{ organisatie: 'Politie', applicatie: 'BVH' }, 'politie'],
  [{ organisatie: 'CJIB AICE', applicatie: 'AICE-test' }, 'cjib'],
  [{ oin: '00000099000000002000' }, 'uwv'],
  [{ oin: '00000004000000003000' }, 'amstelland'],
])('%j is %s', (aanduiding, id) => {
  expect(vind(aanduiding)).toBe(id);
});

test('each of the 342 municipalities is found by its code, and by its name with its code', () => {
  const gemeenten = c.partijen.filter((p) => p.soort === 'gemeente' && p.geldigTot === undefined);
  expect(gemeenten).toHaveLength(342);
  for (const g of gemeenten) {
    expect([g.id, vind({ gemeentecode: g.gemeentecode ?? '' }), vind({ organisatie: `Gemeente ${g.naam}`, administratie: g.gemeentecode ?? '' })]).toEqual([g.id, g.id, g.id]);
  }
});

test('the hub is itself, and nobody else', () => {
  expect(routing.isHub({ organisatie: 'KNP', applicatie: 'KNOOPPUNT' })).toBe(true);
  expect(routing.isHub({ oin: '00000099000000001000' })).toBe(true);
  expect(vind({ organisatie: 'KNP', applicatie: 'KNOOPPUNT' })).toBeUndefined();
});

test('every event type has a subscription at level wat, and each municipality has its own grounds', () => {
  const wat = c.abonnementen.filter((a) => a.niveau === 'wat');
  for (const type of leesInformatiemodel().eventtypen.keys()) {
    if (type === 'betrokkenheid') continue;
    const nemers = wat.filter((a) => a.events.some((e) => eventPatroon(e)(type)));
    expect([type, nemers.length > 0]).toEqual([type, true]);
  }
  for (const code of ['0034', '0197', '0344', '0363', '0384', '0518']) {
    expect(new Set(wat.filter((a) => a.partij === `gemeente-${code}`).map((a) => a.grondslag)).size).toBeGreaterThanOrEqual(6);
  }
});
