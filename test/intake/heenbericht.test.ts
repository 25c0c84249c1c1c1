// Proves who gets the head of the message that is answered: its addressee, and who has taken its place since; nobody else.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { vindDoel } from '../../src/intake/doelbericht.ts';
import { vindHeen } from '../../src/intake/heenbericht.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { Routing } from '../../src/routing/port.ts';
import type { BerichtKop, BerichtOverzicht } from '../../src/store/port.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const bytes = readFileSync('samples/istandaarden/wmo305-start.xml');
const bank = await maakWerkbank({ adapters: ['istandaarden'] });
const referentie = /<Identificatie>([^<]+)</.exec(bytes.toString('utf8'))![1]!;
const kop = { id: '00000000-0000-7000-8000-000000000001', ontvangenOp: '2025-12-30T10:00:00.000Z', omvang: bytes.length, adressering: JSON.stringify({ afzender: null, ontvanger: { gemeentecode: '0344' }, soort: 'geadresseerd' }) } as BerichtKop;

test.each([['oud', '2025-12-31', true], ['nieuw', '2026-01-02', true], ['nieuw', '2025-12-31', false], ['ander', '2026-01-02', false]])('%s on %s: %s', async (partij, vandaag, wel) => {
  const routing = { findParty: () => ({ id: 'oud' }), voorgangers: (id: string, datum: string) => (id === 'nieuw' && datum >= '2026-01-01' ? ['oud'] : []) } as unknown as Routing;
  const store = { messagesByReference: async () => [kop], message: async () => ({ kop, staat: 'afgeleverd' }) as unknown as BerichtOverzicht, bytes: async () => bytes };
  const heen = await vindHeen({ retour: {}, bericht: { kruisreferentie: referentie } }, vindDoel(bank.register, 'iwmo:WMO306'), partij, undefined, vandaag, { bank, store, routing: () => routing, xmlLimieten: STANDAARD_XML_LIMIETEN });
  expect(heen !== null).toBe(wel);
});
