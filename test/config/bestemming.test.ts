// Proves: a subscription that pushes is complete or refused; a target outside what is allowed never gets into a running hub; the secret stays out of it.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { formaatKeuring } from '../../src/intake/formaat.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { ABONNEMENT, fouten, GOED, laad, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const met = (bestemming: string, extra = 'kanaal: webhook') => ({ ...GOED, 'configuratie/abonnementen/a.yaml': `${ABONNEMENT}    ${extra}\n${bestemming === '' ? '' : `    bestemming: ${bestemming}\n`}` });
const pem = (k: KeyObject): string => k.export({ type: 'pkcs8', format: 'pem' }).toString();
const SLEUTELS = {
  PEM: pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  P384: pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
  RSA2048: pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
};
const env = { G: 'een-geheim-van-genoeg-lengte' };

test('complete: defaults filled in, the secret apart from the subscription', () => {
  const c = laad(met('{ url: "https://voorbeeld.nl/events", geheim: "env:G" }'), { env });
  expect(c.abonnementen[0]).toMatchObject({ kanaal: 'webhook', pauze: false, bestemming: { url: 'https://voorbeeld.nl/events', geheim: 'env:G', vorm: 'binair', maxOnderweg: 4, tijdslimiet: 10_000, pogingen: 12 } });
  expect(Buffer.from(c.geheimen.bestemmingen.get('diemen') ?? []).toString()).toBe(env.G);
  expect(JSON.stringify(c.abonnementen)).not.toContain(env.G);
});

test.each([
  ['no target', met(''), 'ontbreekt'],
  ['a target for a topic', met('{ url: "https://a.nl", geheim: "env:G" }', 'kanaal: topic'), 'hoort bij kanaal webhook of stuf'],
  ['no https', met('{ url: "http://a.nl", geheim: "env:G" }'), 'https://'],
  ['the machine itself', met('{ url: "https://localhost/x", geheim: "env:G" }'), 'deze machine zelf'],
  ['a password in the address', met('{ url: "https://a:b@a.nl", geheim: "env:G" }'), 'wachtwoord'],
  ['a secret that is not there', met('{ url: "https://a.nl", geheim: "env:WEG" }'), 'niet gezet'],
  ['a secret that is too short', met('{ url: "https://a.nl", geheim: "env:KORT" }'), 'te kort'],
  ['no secret', met('{ url: "https://a.nl" }'), 'geheim ontbreekt'],
  ['a secret beside a key', met('{ url: "https://a.nl", geheim: "env:G", ondertekening: jws, sleutel: "env:PEM" }'), 'geheim hoort niet bij ondertekening jws'],
  ['jws without a key', met('{ url: "https://a.nl", ondertekening: jws }'), 'sleutel ontbreekt'],
  ['a key that is none', met('{ url: "https://a.nl", ondertekening: jws, sleutel: "env:G" }'), 'geen private sleutel in PEM'],
  ['a key that is too weak', met('{ url: "https://a.nl", ondertekening: jws, sleutel: "env:RSA2048" }'), '3072 bits'],
  ['a key on another curve', met('{ url: "https://a.nl", ondertekening: jws, sleutel: "env:P384" }'), 'P-256'],
  ['a StUF address for a webhook', met('{ url: "https://a.nl", geheim: "env:G", ontvanger: { organisatie: "0384", applicatie: ZAAK } }'), 'horen bij kanaal stuf'],
  ['a secret for stuf', met('{ url: "https://a.nl", geheim: "env:G" }', 'kanaal: stuf'), 'horen bij kanaal webhook'],
  ['stuf without a target', met('', 'kanaal: stuf'), 'kanaal stuf levert af bij een bestemming'],
  ['the event as it is over stuf', met('{ url: "https://a.nl" }', 'kanaal: stuf\n    formaat: canoniek'), 'geen canoniek event'],
  ['a message on a topic', met('', 'formaat: bron'), 'op een topic staan alleen canonieke events'],
  ['a message inside JSON', met('{ url: "https://a.nl", geheim: "env:G", vorm: gestructureerd }', 'kanaal: webhook\n    formaat: bron'), 'vorm binair'],
  ['a format that is none', met('{ url: "https://a.nl", geheim: "env:G" }', 'kanaal: webhook\n    formaat: xml'), 'formaat'],
])('refused: %s', (_naam, bestanden, tekst) => {
  expect(fouten(bestanden, { env: { ...env, KORT: 'kort', ...SLEUTELS } }).join('\n')).toContain(tekst);
});

test('http and the machine itself go where the configuration says so', () => {
  const bestanden = { ...met('{ url: "http://127.0.0.1:9/x", geheim: "env:G" }'), 'knooppunt.yaml': 'http: { poort: 0 }\npush: { priveAdressen: true }\n' };
  expect(fouten(bestanden, { env })).toEqual([]);
});

test('at level dat no message leaves, over whatever channel', () => {
  const dat = (regels: string) => ({ ...GOED, 'configuratie/abonnementen/a.yaml': ABONNEMENT.replace('niveau: wat', `niveau: dat\n${regels}`).replace('["toewijzing-*"]', '["*"]') });
  expect(fouten(dat('    kanaal: stuf\n    bestemming: { url: "https://a.nl" }'), { env })).toEqual([expect.stringMatching(/a\.yaml:8 abonnementen\[0\]\.kanaal: op niveau dat/)]);
  expect(fouten(dat('    kanaal: webhook\n    formaat: bron\n    bestemming: { url: "https://a.nl", geheim: "env:G" }'), { env })).toEqual([expect.stringContaining('.formaat: op niveau dat')]);
});

test('stuf and jws, complete: what is by default is not written down, so that a plan shows what was meant', () => {
  const stuf = laad(met('{ url: "https://a.nl/stuf", ontvanger: { organisatie: "0384", applicatie: ZAAK } }', 'kanaal: stuf'), { env }).abonnementen[0];
  expect(stuf).toMatchObject({ kanaal: 'stuf', formaat: 'bron', bestemming: { ontvanger: { organisatie: '0384', applicatie: 'ZAAK' }, tijdslimiet: 10_000 } });
  const jws = laad(met('{ url: "https://a.nl", ondertekening: jws, sleutel: "env:PEM" }'), { env: SLEUTELS });
  expect(jws.abonnementen[0]?.bestemming?.ondertekening).toBe('jws');
  expect(JSON.stringify(jws.abonnementen)).not.toContain('PRIVATE KEY');
  const gewoon = laad(met('{ url: "https://a.nl", geheim: "env:G" }'), { env }).abonnementen[0];
  expect([gewoon && 'formaat' in gewoon, gewoon?.bestemming && 'ondertekening' in gewoon.bestemming]).toEqual([false, false]);
});

test('an address stands with a message that is written, over a webhook too', () => {
  expect(fouten(met('{ url: "https://a.nl", geheim: "env:G", ontvanger: { organisatie: "0384", applicatie: ZAAK } }', 'kanaal: webhook\n    formaat: "stuf:zakLk01"'), { env })).toEqual([]);
});

test('a message that does not exist, or cannot go over the channel, is refused where the adapters are at hand', async () => {
  const kennis = { endpoints: [], vraag: () => '', formaat: formaatKeuring((await maakWerkbank()).register) };
  const over = (kanaal: string, formaat: string): string[] => fouten(met(`{ url: "https://a.nl"${kanaal === 'webhook' ? ', geheim: "env:G"' : ''} }`, `kanaal: ${kanaal}\n    formaat: "${formaat}"`), { env, kennis });
  expect(over('stuf', 'stuf:zakLk01')).toEqual([]);
  expect(over('webhook', 'iwmo:WMO301')).toEqual([]);
  expect(over('stuf', 'iwmo:WMO301')).toEqual([expect.stringMatching(/abonnementen\[0\]\.formaat: .*geen asynchroon bericht over SOAP/)]);
  expect(over('stuf', 'stuf:zakLv01')).toEqual([expect.stringContaining('geen asynchroon bericht')]);
  expect(over('webhook', 'stuf:zakLk99')).toEqual([expect.stringContaining('stuf:zakLk99 is er niet')]);
});
