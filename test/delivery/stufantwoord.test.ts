// Proves what each answer of a StUF endpoint leads to, and that nothing but a code in its own form comes out of one.
import { stufoordeel } from '../../src/delivery/stufantwoord.ts';
import type { Oproep } from '../../src/outbound/port.ts';
import { bevestiging, envelop, fo03 } from './stuf-ontvanger.ts';

const eerste = { oorzaak: null, beurten: 0 };
const antwoord = (status: number, tekst: string, wacht?: number): Oproep => ({ soort: 'antwoord', status, contentType: 'text/xml', bytes: Buffer.from(tekst), ...(wacht === undefined ? {} : { wacht }) });
const kort = (o: Oproep, paar: Parameters<typeof stufoordeel>[2] = eerste): string => {
  const u = stufoordeel(o, 'R1', paar);
  return `${u.oordeel.soort}${'oorzaak' in u.oordeel ? ` ${u.oordeel.oorzaak}` : ''}${u.afgekeurd ? ' +' : ''}`;
};

test.each([
  ['Bv03', antwoord(200, bevestiging('Bv03', 'R1')), 'klaar'],
  ['Bv04', antwoord(202, bevestiging('Bv04', 'R1')), 'klaar'],
  ['a receipt of another message', antwoord(200, bevestiging('Bv03', 'R2')), 'opnieuw geen-bevestiging'],
  ['a receipt in a failure', antwoord(503, bevestiging('Bv03', 'R1')), 'opnieuw http-503'],
  ['nothing', antwoord(200, ''), 'opnieuw geen-bevestiging'],
  ['a page', antwoord(200, '<html/>'), 'opnieuw geen-bevestiging'],
  ['no XML', antwoord(202, 'OK'), 'opnieuw geen-bevestiging'],
  ['a receipt in another namespace', antwoord(200, bevestiging('Bv03', 'R1').replace('StUF0301', 'StUF0302')), 'opnieuw geen-bevestiging'],
  ['StUF055', antwoord(500, fo03('StUF055', 'R1')), 'parkeer fo03-StUF055 +'],
  ['StUF010 with HTTP 200', antwoord(200, fo03('StUF010', 'R1')), 'parkeer fo03-StUF010 +'],
  ['a code of the chain', antwoord(500, fo03('IB213', 'R1')), 'parkeer fo03-IB213 +'],
  ['StUF046', antwoord(500, fo03('StUF046', 'R1')), 'opnieuw fo03-StUF046 +'],
  ['StUF058, whatever the place', antwoord(500, fo03('StUF058', 'R1', 'client')), 'opnieuw fo03-StUF058 +'],
  ['an unknown code of the server', antwoord(500, fo03('ZKN999', 'R1', 'server')), 'opnieuw fo03-ZKN999 +'],
  ['what the server does not do at all', antwoord(500, fo03('StUF007', 'R1')), 'parkeer fo03-StUF007 +'],
  ['a code that is a text', antwoord(500, fo03('999900006 Jansen', 'R1')), 'parkeer fo03 +'],
  ['a refusal of another message', antwoord(500, fo03('StUF055', 'R2')), 'opnieuw http-500'],
  ['StUF016 in a first turn: nobody knows whose it is', antwoord(500, fo03('StUF016', 'R1')), 'parkeer fo03-StUF016'],
  ['a fault of SOAP, our mistake', antwoord(500, envelop('<e:Fault><faultcode>e:Client.Authentication</faultcode><faultstring>x</faultstring></e:Fault>')), 'parkeer soap-client'],
  ['a fault of SOAP, theirs', antwoord(500, envelop('<e:Fault><faultcode>e:Server</faultcode><faultstring>x</faultstring></e:Fault>')), 'opnieuw soap-server'],
  ['404', antwoord(404, '<html/>'), 'parkeer http-404'],
  ['a redirect', antwoord(302, ''), 'parkeer http-302'],
  ['500 without a fault', antwoord(500, 'kapot'), 'opnieuw http-500'],
  ['the network', { soort: 'fout', oorzaak: 'netwerk' } as const, 'opnieuw netwerk'],
  ['an address that is closed', { soort: 'fout', oorzaak: 'adres' } as const, 'parkeer adres'],
])('%s', (_naam, o, verwacht) => expect(kort(o)).toBe(verwacht));

test('without a receipt: once more, then it parks', () => {
  expect(kort(antwoord(200, ''), { oorzaak: 'geen-bevestiging', beurten: 1 })).toBe('parkeer geen-bevestiging');
  expect(kort(antwoord(200, ''), { oorzaak: 'tijd', beurten: 3 })).toBe('opnieuw geen-bevestiging');
});

describe('StUF016 after a turn of our own', () => {
  const keer = (oorzaak: string): string => kort(antwoord(500, fo03('StUF016', 'R1')), { oorzaak, beurten: 1 });
  test.each(['tijd', 'netwerk', 'geen-bevestiging', 'te-groot', 'http-502'])('%s: what it knows is what we sent', (oorzaak) => expect(keer(oorzaak)).toBe('klaar'));
  test.each(['fo03-StUF046', 'http-429', 'vol'])('%s: it was not received then; its sender hears nothing', (oorzaak) => expect(keer(oorzaak)).toBe('parkeer fo03-StUF016'));
});

test('Retry-After is kept', () => {
  expect(stufoordeel(antwoord(503, '', 9_000), 'R1', eerste).oordeel).toMatchObject({ wacht: 9_000 });
  expect(stufoordeel(antwoord(500, fo03('StUF046', 'R1'), 9_000), 'R1', eerste).oordeel).toMatchObject({ wacht: 9_000 });
});
