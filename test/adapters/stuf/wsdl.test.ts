// Proves that each endpoint has a WSDL of our own that is well-formed, names every operation with the SOAPAction of StUF, and offers only messages that we declare.
import adapter from '../../../adapters/stuf/index.ts';
import { POORTEN } from '../../../adapters/stuf/endpoints.ts';
import { kinderen, kind, type BronKnoop } from '../../../src/sdk/index.ts';
import { bron } from './hulp.ts';

const soap = adapter.soap!;
const SCHEMAS = 'https://knooppunt.example/soap/schemas/stuf';
const wsdl = (pad: string): BronKnoop => bron(soap.wsdl(pad, `https://knooppunt.example/soap/${pad}?a=1&b=2`, SCHEMAS)).wortel;

test.each(POORTEN.map((p) => [p.pad, p] as const))('%s', (pad, poort) => {
  const w = wsdl(pad);
  const binding = kind(w, 'binding');
  expect(kinderen(binding, 'operation').map((o) => [o.attributen?.name, kind(o, 'operation')?.attributen?.soapAction])).toEqual(poort.operaties.map((o) => [o.naam, `${o.namespace}/${o.naam}`]));
  expect(kinderen(kind(w, 'portType'), 'operation')).toHaveLength(poort.operaties.length);
  // Every message that an operation names is there, with one part `body`.
  const messages = new Set(kinderen(w, 'message').map((m) => m.attributen?.name));
  const genoemd = kinderen(kind(w, 'portType'), 'operation').flatMap((o) => o.kinderen.map((k) => k.attributen?.message?.replace('t:', '')));
  expect(genoemd.filter((g) => !messages.has(g))).toEqual([]);
  for (const m of kinderen(w, 'message')) expect(kind(m, 'part')?.attributen?.name).toBe('body');
});

test('what an endpoint takes, and what it answers with, is declared', () => {
  const bekend = new Set(adapter.spec.berichten.map((b) => `${b.wortel?.namespace} ${b.wortel?.naam}`));
  for (const o of POORTEN.flatMap((p) => p.operaties)) {
    expect(bekend).toContain(`${o.namespace} ${o.wortel}`);
    expect(bekend).toContain(`${o.antwoord.namespace} ${o.antwoord.wortel}`);
  }
});

test('every asynchronous and synchronous message has an endpoint of its kind, an answer has none but for what an intermediary passes on', () => {
  for (const b of adapter.spec.berichten) {
    const bij = soap.endpoints.filter((e) => e.berichten.includes(b.berichttype)).map((e) => e.soort);
    expect({ type: b.berichttype, bij: [...new Set(bij)] }).toEqual({ type: b.berichttype, bij: b.berichttype === 'Fo03Bericht' ? ['asynchroon'] : b.verloop === 'antwoord' ? [] : [b.verloop] });
  }
});

test('an unknown endpoint has none', () => expect(() => soap.wsdl('stuf/onzin', 'x', SCHEMAS)).toThrow());
