// Proves: documents behind claim checks are taken into memory for one message up to the size that a message may have, and no further.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { maakVanEvents } from '../../src/intake/canoniek.ts';
import { doorloop } from '../../src/intake/controle.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { Routing } from '../../src/routing/port.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

test.each([[99, 'geweigerd'], [100, 'gemaakt']] as const)('a document of 100 bytes where a message has at most %d: %s', async (grens, soort) => {
  const bank = await maakWerkbank({ adapters: ['stuf'] });
  const gelezen = await doorloop({ soort: 'geheugen', bytes: readFileSync('samples/stuf/edclk01-voegzaakdocumenttoe.xml') }, bank, STANDAARD_XML_LIMIETEN);
  if (gelezen.soort !== 'geslaagd') throw new Error(gelezen.code);
  const [e] = gelezen.events;
  const uit = await maakVanEvents({
    aangeboden: { inhoud: '', events: [{ id: 'e', source: 's', time: '2026-11-24T10:15:00Z', type: e!.type, data: e!.data }] }, reeks: false, als: 'stuf:edcLk01', metVerlies: true, beller: { soort: 'operator' }, vandaag: '2026-11-24',
  }, {
    bank, grens, xmlLimieten: STANDAARD_XML_LIMIETEN, routing: () => ({}) as Routing,
    store: { documentMessages: async () => [], document: async (sha256) => ({ sha256, mediatype: 'application/pdf', bytes: new Uint8Array(100) }), messagesByReference: async () => [], message: async () => null, bytes: async () => null },
  });
  expect(uit.soort).toBe(soort);
  if (uit.soort === 'geweigerd') expect(uit.meldingen.map((m) => m.tekst)).toEqual(['de documenten van dit bericht zijn samen groter dan de 99 bytes van een bericht']);
});
