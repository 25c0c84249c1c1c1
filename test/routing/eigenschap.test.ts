// Proves, over many made-up messages: nobody gets a copy who is not the addressee, the sending municipality, or a mandate holder of one of these with a
// subscription of its own; and no number of a person is ever outside `data`.
import fc from 'fast-check';
import type { Abonnement, PartijRegel } from '../../src/routing/model.ts';
import { createRouting } from '../../src/routing/routing.ts';
import type { PartijAanduiding } from '../../src/sdk/partij.ts';
import { abonnement, event, gemeente, invoer, partij } from './hulp.ts';

const CODES = ['0001', '0002', '0003', '0004'];
const BSNS = ['999900006', '999993653', '999994487', '999990937', '999991954'];

const wereld = fc.record({
  mandaten: fc.array(fc.subarray(CODES), { minLength: 2, maxLength: 2 }),
  abonnees: fc.subarray([...CODES.map((c) => `gemeente-${c}`), 'verband-0', 'verband-1', 'aanbieder']),
  niveau: fc.constantFrom('wat' as const, 'dat' as const),
  afzender: fc.constantFrom<PartijAanduiding | null>(null, ...CODES.map((gemeentecode) => ({ gemeentecode })), { agb: '42420001' }, { oin: '00000004000000003000' }, { organisatie: 'onbekend' }),
  ontvanger: fc.constantFrom<PartijAanduiding | null>(null, ...CODES.map((gemeentecode) => ({ gemeentecode })), { agb: '42420001' }, { uzovi: '9999' }),
  soort: fc.constantFrom('geadresseerd' as const, 'inhoud' as const, 'onbestelbaar' as const),
  personen: fc.array(fc.record({ rollen: fc.constantFrom(['client'], ['ouder'], ['melder'], ['betrokkene']), bsn: fc.constantFrom(...BSNS), woont: fc.constantFrom(...CODES), soort: fc.constantFrom('woon', 'correspondentie') }), { maxLength: 4 }),
});

test('every copy has a reason that the rules know', () => {
  let kopieenGezien = 0;
  fc.assert(fc.property(wereld, (w) => {
    const verbanden = w.mandaten.map((codes, i): PartijRegel => partij({ id: `verband-${i}`, soort: 'samenwerkingsverband', oin: `0000000400000000300${i}`, mandaatregels: codes.map((gemeentecode) => ({ gemeentecode })) }));
    const partijen = [...CODES.map((c) => gemeente(c, `G${c}`)), ...verbanden, partij({ id: 'aanbieder', soort: 'aanbieder', agb: '42420001', oin: '00000003000000424200' })];
    const abonnementen: Abonnement[] = w.abonnees.map((id) => abonnement({ id: `a-${id}`, partij: id, niveau: w.niveau }));
    const personen = w.personen.map(({ woont, soort, ...p }, i) => ({ id: `p${i + 1}`, ...p, adressen: [{ soort, gemeentecode: woont }] }));
    const e = event({ persoonsleutel: personen[0]?.bsn ?? null, sleutel: `persoon:${personen[0]?.bsn ?? 'x'}`, data: { personen } });
    const { kopieen } = createRouting(invoer(abonnementen, partijen)).decide(e, { soort: w.soort, afzender: w.afzender, ontvanger: w.ontvanger });
    kopieenGezien += kopieen.length;

    // Which municipalities this message is about, said independently of the code under test.
    const gemeenten = new Set<string>();
    if (w.soort === 'geadresseerd') {
      for (const a of [w.afzender, w.ontvanger]) if (a?.gemeentecode !== undefined) gemeenten.add(a.gemeentecode);
      if (w.afzender?.oin !== undefined && w.mandaten[0]?.length === 1) gemeenten.add(w.mandaten[0][0] ?? '');
    } else if (w.soort === 'inhoud') {
      for (const p of w.personen) if (p.soort === 'woon') gemeenten.add(p.woont);
    }
    for (const k of kopieen) {
      expect(w.abonnees).toContain(k.partij.id);
      expect(w.soort).not.toBe('onbestelbaar');
      if (w.soort === 'geadresseerd') expect(w.ontvanger).not.toBeNull();
      const mag = k.partij.soort === 'gemeente' ? gemeenten.has(k.partij.gemeentecode ?? '')
        : k.partij.soort === 'aanbieder' ? w.soort === 'geadresseerd' && w.ontvanger?.agb !== undefined
          : k.partij.mandaten.some((m) => gemeenten.has(m));
      expect([k.partij.id, mag]).toEqual([k.partij.id, true]);
      const buiten = JSON.stringify([k.topic, k.key, k.attributen, k.eventId]);
      for (const bsn of BSNS) expect(buiten).not.toContain(bsn);
      if (k.niveau === 'dat') expect((JSON.parse(k.data) as { personen: unknown[] }).personen).toHaveLength(1);
    }
  }), { numRuns: 500, seed: 20261124 });
  // Without copies the property would hold by itself.
  expect(kopieenGezien).toBeGreaterThan(50);
});
