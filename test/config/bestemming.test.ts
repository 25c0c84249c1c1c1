// Proves: a subscription that pushes is complete or refused; a target outside what is allowed never gets into a running hub; the secret stays out of it.
import { ABONNEMENT, fouten, GOED, laad, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const met = (bestemming: string, extra = 'kanaal: webhook') => ({ ...GOED, 'configuratie/abonnementen/a.yaml': `${ABONNEMENT}    ${extra}\n${bestemming === '' ? '' : `    bestemming: ${bestemming}\n`}` });
const env = { G: 'een-geheim-van-genoeg-lengte' };

test('complete: defaults filled in, the secret apart from the subscription', () => {
  const c = laad(met('{ url: "https://voorbeeld.nl/events", geheim: "env:G" }'), { env });
  expect(c.abonnementen[0]).toMatchObject({ kanaal: 'webhook', pauze: false, bestemming: { url: 'https://voorbeeld.nl/events', geheim: 'env:G', vorm: 'binair', maxOnderweg: 4, tijdslimiet: 10_000, pogingen: 12 } });
  expect(Buffer.from(c.geheimen.bestemmingen.get('diemen') ?? []).toString()).toBe(env.G);
  expect(JSON.stringify(c.abonnementen)).not.toContain(env.G);
});

test.each([
  ['no target', met(''), 'ontbreekt'],
  ['a target for a topic', met('{ url: "https://a.nl", geheim: "env:G" }', 'kanaal: topic'), 'hoort bij kanaal webhook'],
  ['no https', met('{ url: "http://a.nl", geheim: "env:G" }'), 'https://'],
  ['the machine itself', met('{ url: "https://localhost/x", geheim: "env:G" }'), 'deze machine zelf'],
  ['a password in the address', met('{ url: "https://a:b@a.nl", geheim: "env:G" }'), 'wachtwoord'],
  ['a secret that is not there', met('{ url: "https://a.nl", geheim: "env:WEG" }'), 'niet gezet'],
  ['a secret that is too short', met('{ url: "https://a.nl", geheim: "env:KORT" }'), 'te kort'],
])('refused: %s', (_naam, bestanden, tekst) => {
  expect(fouten(bestanden, { env: { ...env, KORT: 'kort' } }).join('\n')).toContain(tekst);
});

test('http and the machine itself go where the configuration says so', () => {
  const bestanden = { ...met('{ url: "http://127.0.0.1:9/x", geheim: "env:G" }'), 'knooppunt.yaml': 'http: { poort: 0 }\npush: { priveAdressen: true }\n' };
  expect(fouten(bestanden, { env })).toEqual([]);
});
