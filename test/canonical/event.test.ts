// Proves: ids repeat where they must (UUIDv5) and never where they must not (UUIDv7); keys are opaque, different per party and level; a record's
// headers and its structured form say the same.
import { alsCloudEvent, alsKoppen, bouwAttributen, kortType, volledigType } from '../../src/canonical/cloudevent.ts';
import { auditPseudoniem, onderwerpSleutel } from '../../src/canonical/sleutels.ts';
import { eventId, uuidv5, uuidv7 } from '../../src/canonical/uuid.ts';

const geheim = Buffer.from('een-geheim-voor-deze-test-van-32-bytes');

describe('uuid', () => {
  test('version 5 follows RFC 9562 (its own example: www.example.com in the DNS namespace)', () => {
    expect(uuidv5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });
  test('version 7 follows RFC 9562 (its own example: time and random of appendix A.6)', () => {
    const toeval = Buffer.from('0cc318c4dc0c0c07398f', 'hex');
    expect(uuidv7(0x017f22e279b0, toeval)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });
  test('two new ids differ, also in the same millisecond', () => {
    expect(uuidv7(1)).not.toBe(uuidv7(1));
  });
  test('an event id stands on message, ordinal and subscription, and on the boundaries between them', () => {
    const basis = eventId('b', 1, 'abc');
    expect(eventId('b', 1, 'abc')).toBe(basis);
    expect(new Set([basis, eventId('b', 2, 'abc'), eventId('c', 1, 'abc'), eventId('b', 1, 'ab'), eventId('b1', 1, 'abc'), eventId('b', 11, 'bc')]).size).toBe(6);
  });
});

describe('keys', () => {
  test('a key does not hold the value, and differs by party, by level and by secret', () => {
    const k = onderwerpSleutel(geheim, 'gemeente:0363', 'wat', 'persoon', '999900006');
    expect(k).toMatch(/^p-[A-Za-z0-9_-]{22}$/);
    expect(k).not.toContain('999900006');
    const anders = [
      onderwerpSleutel(geheim, 'gemeente:0384', 'wat', 'persoon', '999900006'),
      onderwerpSleutel(geheim, 'gemeente:0363', 'dat', 'persoon', '999900006'),
      onderwerpSleutel(geheim, 'gemeente:0363', 'wat', 'persoon', '999993653'),
      onderwerpSleutel(Buffer.from('een-ander-geheim'), 'gemeente:0363', 'wat', 'persoon', '999900006'),
    ];
    expect(new Set([k, ...anders]).size).toBe(5);
    expect(onderwerpSleutel(geheim, 'gemeente:0363', 'wat', 'persoon', '999900006')).toBe(k);
  });
  test('the audit pseudonym is no event key', () => {
    expect(auditPseudoniem(geheim, '999900006')).not.toBe(onderwerpSleutel(geheim, '', 'wat', 'persoon', '999900006').slice(2));
  });
});

describe('cloudevent', () => {
  const a = bouwAttributen({
    hubOin: '00000099000000001000', id: eventId('b', 1, 's'), type: 'toewijzing-afgegeven', tijd: '2026-11-24T09:12:44.318Z', onderwerp: 'p-x',
    bericht: 'b', abonnement: 's', basisUrl: 'https://knooppunt.example',
  });
  test('has the attributes of the NL GOV profile, and names of lower case letters and digits alone', () => {
    expect(a).toEqual({
      specversion: '1.0', id: expect.stringMatching(/^[0-9a-f-]{36}$/), source: 'urn:nld:oin:00000099000000001000:systeem:knooppunt',
      type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', time: '2026-11-24T09:12:44.318Z', subject: 'p-x', datacontenttype: 'application/json',
      dataschema: 'https://knooppunt.example/v1/schemas/toewijzing-afgegeven/1.0', bericht: 'b', abonnement: 's',
    });
    for (const naam of Object.keys(a)) expect(naam).toMatch(/^[a-z0-9]{1,20}$/);
  });
  test('binary headers and structured JSON are one event', () => {
    const koppen = alsKoppen(a);
    expect(koppen['content-type']).toBe('application/json');
    expect(koppen.ce_type).toBe('nl.sociaaldomein.toewijzing-afgegeven.v1');
    expect(koppen).not.toHaveProperty('ce_datacontenttype');
    expect(alsCloudEvent({ headers: koppen, value: '{"personen":[]}' })).toEqual({ ...a, data: { personen: [] } });
  });
  test('type names go there and back', () => {
    expect(kortType(volledigType('zaak-aangemaakt'))).toBe('zaak-aangemaakt');
    expect(kortType('iets anders')).toBe('iets anders');
  });
});
