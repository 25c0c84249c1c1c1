// Proves that our profiles and the published schemas give the same verdict at the same places: on every example, good and wrong, and on mutations of the good ones
// and of our own cases (element dropped, doubled, moved, renamed, put in the namespace; texts too long, empty, of another form).
// Needs ../shared/standards; where it is not there the profiles are held against our own messages alone.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import adapter from '../../../adapters/suwiml/index.ts';
import { DIENSTEN, dienstVan, FWI } from '../../../adapters/suwiml/spec.ts';
import type { Melding, XmlBron } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../../src/xml/libxml2-validator.ts';
import { verwerk } from './hulp.ts';
import { muteer, toeval } from './muteren.ts';

const ORAKEL = new URL('../../../../shared/standards/suwiml/', import.meta.url);
const GEVALLEN = new URL('gevallen/', import.meta.url);
const is = existsSync(new URL('wsdl/', ORAKEL));
const metOrakel = is ? describe : describe.skip;
if (!is) console.warn('left out: comparison with the published SuwiML schemas (../shared/standards/suwiml is not there)');

const validator = maakLibxml2Validator();

function bron(bytes: Buffer): XmlBron {
  const uit = leesXml(bytes);
  if (uit.soort !== 'gelezen') throw new Error('a test message is not well-formed');
  return uit.bron;
}

/** Published entry file for the root of a message: one file for questions, one for answers. */
function gepubliceerd(b: XmlBron): { map: URL; pad: string } {
  const d = dienstVan(b.wortel.ns);
  // FWI is the same in all 17 services.
  if (!d) return { map: new URL('wsdl/SVBDossierPersoonGSD-v0200-b01/', ORAKEL), pad: 'FWI/v0205/FWI.xsd' };
  const map = readdirSync(new URL('wsdl/', ORAKEL)).find((m) => m.startsWith(`${d.naam}-${d.versie}-`))!;
  const basis = new URL(`wsdl/${map}/`, ORAKEL);
  const build = readdirSync(new URL(`Diensten/${d.naam}/`, basis))[0]!;
  return { map: basis, pad: `Diensten/${d.naam}/${build}/${b.wortel.naam.endsWith('Response') ? 'BodyReaction' : 'BodyAction'}.xsd` };
}

const plekken = (meldingen: readonly Melding[]): string[] => [...new Set(meldingen.map((m) => `${m.regel} ${m.pad}`))].sort();

/** Places of the findings under our profile, and under the published schemas. */
function beide(bytes: Buffer): { profiel: string[]; gepubliceerd: string[] } {
  const b = bron(bytes);
  const soort = adapter.spec.berichten.find((x) => x.wortel?.namespace === b.wortel.ns);
  if (!soort) throw new Error('no such namespace');
  return {
    profiel: plekken(validator.controleer({ map: adapter.spec.schemas, pad: soort.schema }, b)),
    gepubliceerd: plekken(validator.controleer(gepubliceerd(b), b)),
  };
}

const xmlIn = (map: URL): string[] => readdirSync(map).filter((f) => f.endsWith('.xml'));

metOrakel('the published examples', () => {
  const goed = new URL('voorbeelden/geldig/', ORAKEL);
  const fout = new URL('voorbeelden/ongeldig/', ORAKEL);

  test.each(is ? xmlIn(goed) : ['(left out)'])('%s is valid, translated whole, and every value read', (f) => {
    const bytes = readFileSync(new URL(f, goed));
    expect(beide(bytes)).toEqual({ profiel: [], gepubliceerd: [] });
    const uit = verwerk(bytes);
    expect(uit.meldingen).toEqual([]);
    expect(uit.nietVertaald).toEqual([]);
    expect(uit.events.length).toBeGreaterThan(0);
  });

  const redenen = is ? readFileSync(new URL('REDENEN.md', fout), 'utf8') : '';
  test.each(is ? xmlIn(fout) : ['(left out)'])('%s is refused where the published reason says', (f) => {
    const bytes = readFileSync(new URL(f, fout));
    const uit = verwerk(bytes);
    expect(uit.meldingen.length).toBeGreaterThan(0);
    expect(uit.events).toEqual([]);
    const element = new RegExp(`\`${f.replace(/\./g, '\\.')}\`: Element '([^']+)'`).exec(redenen)?.[1];
    // One of them is a SOAP fault without detail: of no known family.
    if (element === undefined) {
      expect(uit.meldingen[0]?.code).toBe('KP_NIET_HERKEND');
      return;
    }
    expect(uit.meldingen[0]?.pad.replace(/\[[0-9]+\]$/, '')).toMatch(new RegExp(`/${element}$`));
    const b = beide(bytes);
    expect(b.profiel).toEqual(b.gepubliceerd);
  });
});

metOrakel('mutations', () => {
  const rnd = toeval(20260);
  test.each(readdirSync(GEVALLEN))('%s', (naam) => {
    const xml = readFileSync(new URL(`${naam}/in.xml`, GEVALLEN));
    expect(beide(xml)).toEqual({ profiel: [], gepubliceerd: [] });
    let ongeldig = 0;
    for (let i = 0; i < 12; i += 1) {
      const { xml: stuk, wat } = muteer(bron(xml).wortel, rnd);
      const b = beide(Buffer.from(stuk));
      expect({ wat, plekken: b.profiel }).toEqual({ wat, plekken: b.gepubliceerd });
      if (b.profiel.length > 0) ongeldig += 1;
    }
    // Mutations that never hurt would prove nothing.
    expect(ongeldig).toBeGreaterThan(0);
  });
});

metOrakel('the differences on purpose (schemas/suwiml/VERSCHILLEN.md)', () => {
  test('digits of another script are refused here alone', () => {
    const xml = readFileSync(new URL('UWVDossierInkomstenGSD-v0200-UWVPersoonsIkvInfo/in.xml', GEVALLEN), 'utf8').replace(/<Burgerservicenr>[0-9]+</, `<Burgerservicenr>${'\u0661'.repeat(9)}<`);
    const b = beide(Buffer.from(xml));
    expect(b.gepubliceerd).toEqual([]);
    expect(b.profiel).toEqual(['3 /UWVPersoonsIkvInfo/Burgerservicenr']);
  });
});

describe('our own messages', () => {
  const eigen = new URL('../../../samples/suwiml/', import.meta.url);
  test.each(xmlIn(eigen))('%s', (f) => {
    const verwacht = JSON.parse(readFileSync(new URL(f.replace('.xml', '.verwacht.json'), eigen), 'utf8')) as { uitkomst: string; code?: string; berichttype: string; events?: number; kanaal: string };
    const uit = verwerk(readFileSync(new URL(f, eigen)));
    expect(uit.soort?.berichttype).toBe(verwacht.berichttype);
    // Who may not ask is refused after everything else was found good.
    if (verwacht.uitkomst !== 'geweigerd' || verwacht.code === 'KP_BEVOEGDHEID') expect(uit.meldingen).toEqual([]);
    else expect(uit.meldingen[0]?.code.startsWith(verwacht.code ?? '?')).toBe(true);
    if (verwacht.events !== undefined) expect(uit.events.length).toBe(verwacht.events);
    if (verwacht.uitkomst === 'onbestelbaar') expect(uit.kop?.adressering.soort).toBe('onbestelbaar');
  });

  test('every profile compiles', () => {
    for (const d of DIENSTEN) validator.laad({ map: adapter.spec.schemas, pad: `${d.naam}-${d.versie}.xsd` });
  });
});

metOrakel('what is declared', () => {
  test('is what was published: 17 services with the same questions and answers', () => {
    const mappen = readdirSync(new URL('wsdl/', ORAKEL)).filter((m) => m.includes('-v'));
    const wortels = mappen.flatMap((m) => {
      const [naam] = m.split('-');
      const build = readdirSync(new URL(`wsdl/${m}/Diensten/${naam}/`, ORAKEL))[0]!;
      return ['BodyAction.xsd', 'BodyReaction.xsd'].flatMap((x) => {
        const schema = bron(readFileSync(new URL(`wsdl/${m}/Diensten/${naam}/${build}/${x}`, ORAKEL))).wortel;
        return schema.kinderen.filter((k) => k.naam === 'element').map((k) => `${schema.attributen?.targetNamespace} ${k.attributen?.name}`);
      });
    });
    const fwi = existsSync(new URL('wsdl/SVBDossierPersoonGSD-v0200-b01/FWI/v0205/FWI.xsd', ORAKEL)) ? [`${FWI} Fout`] : [];
    expect(adapter.spec.berichten.map((b) => `${b.wortel?.namespace} ${b.wortel?.naam}`).sort()).toEqual([...wortels, ...fwi].sort());
  });
});

