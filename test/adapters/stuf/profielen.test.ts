// Proves that our profiles and the published sets (zkn0310/bg0310 patch 20, ggk0210 patch 4) give the same verdict at the same places: on every example,
// on our own cases, and on mutations of them; and that the differences on purpose are as schemas/stuf/VERSCHILLEN.md says.
// Needs ../shared/standards; where it is not there the profiles are held against our own messages alone.
import { existsSync, readdirSync } from 'node:fs';
import adapter from '../../../adapters/stuf/index.ts';
import type { Melding } from '../../../src/sdk/index.ts';
import { bron, keur, lees, lezing, ORAKEL, SAMPLES, validator, verwerk } from './hulp.ts';
import { muteer, toeval } from './muteren.ts';

const is = existsSync(new URL('xsd/', ORAKEL));
const metOrakel = is ? describe : describe.skip;
if (!is) console.warn('left out: comparison with the published StUF and GGK schemas (../shared/standards/stuf is not there)');

const plekken = (meldingen: readonly Melding[]): string[] => [...new Set(meldingen.map((m) => `${m.regel} ${m.pad}`))].sort();

const GEPUBLICEERD = { zkn: 'zkn0310-bg0310-patch20/alles.xsd', ggk: 'ggk0210-v2.1.04/ggk0210/ggkberichten/ggk0210_msg_ggkberichten.xsd' };

/** Places of the findings under our profile, and under the published set. */
function beide(xml: string): { profiel: string[]; gepubliceerd: string[] } {
  const l = lezing(xml);
  const pad = l.soort.standaard === 'ggk' ? GEPUBLICEERD.ggk : GEPUBLICEERD.zkn;
  return { profiel: plekken(keur(l)), gepubliceerd: plekken(validator.controleer({ map: new URL('xsd/', ORAKEL), pad }, l.bron)) };
}

const xmlIn = (map: URL): string[] => readdirSync(map).filter((f) => f.endsWith('.xml'));
/** Templates of the published answers have names between braces where values belong. */
const invullen = (xml: string): string => xml.replace('{{ tijdstip_bericht }}', '20260101120000').replace(/\{\{ (\w+) \}\}/g, '$1');

metOrakel('the published examples', () => {
  const goed = is
    ? [
        ...['zds/', 'zelfgemaakt/'].flatMap((m) => xmlIn(new URL(`voorbeelden/${m}`, ORAKEL)).map((f) => `voorbeelden/${m}${f}`)),
        ...xmlIn(new URL('voorbeelden/bg/', ORAKEL)).filter((f) => f !== 'StufBgErrorResponse.xml').map((f) => `voorbeelden/bg/${f}`),
        'voorbeelden/ggk/soap-envelope-di01.xml', 'voorbeelden/ggk/soap-envelope-du01.xml', 'voorbeelden/ggk/soap-envelope-fo01.xml',
        ...xmlIn(new URL('xsd/ggk0210-v2.1.04/voorbeeldberichten/', ORAKEL)).map((f) => `xsd/ggk0210-v2.1.04/voorbeeldberichten/${f}`),
      ]
    : ['(left out)'];

  test.each(goed)('%s is valid, translated whole, and every value read', (f) => {
    const xml = invullen(lees(new URL(f, ORAKEL)));
    expect(beide(xml)).toEqual({ profiel: [], gepubliceerd: [] });
    const uit = verwerk(xml);
    expect(uit.meldingen).toEqual([]);
    expect(uit.nietVertaald).toEqual([]);
    // An envelope is opened by the core; what is in it is another adapter's.
    expect(uit.events.length).toBe(uit.soort?.mapping === null ? 0 : 1);
  });

  test('a template without values is refused at its time alone, by both', () => {
    const b = beide(lees(new URL('voorbeelden/bg/StufBgResponse.xml', ORAKEL)));
    expect(b.profiel).toEqual(['23 /npsLa01/stuurgegevens/tijdstipBericht']);
    expect(b.gepubliceerd).toEqual(b.profiel);
  });

  const rnd = toeval(31);
  test.each(goed)('%s, broken in 10 places', (f) => {
    const { wortel } = bron(invullen(lees(new URL(f, ORAKEL))));
    let ongeldig = 0;
    for (let i = 0; i < 10; i += 1) {
      const { xml, wat } = muteer(wortel, rnd);
      // GML beyond a polygon of straight lines is refused on purpose; inside it the two may differ.
      if (xml.includes('opengis.net/gml') && /pos|LinearRing|exterior|Polygon|lokatie/.test(wat)) continue;
      const b = beide(xml);
      expect({ wat, plekken: b.profiel }).toEqual({ wat, plekken: b.gepubliceerd });
      if (b.profiel.length > 0) ongeldig += 1;
    }
    expect(ongeldig).toBeGreaterThan(0);
  });
});

metOrakel('our own cases, all that the tables read', () => {
  const map = new URL('gevallen/', import.meta.url);
  const rnd = toeval(7);
  test.each(readdirSync(map))('%s', (naam) => {
    const xml = lees(new URL(`${naam}/in.xml`, map));
    expect(beide(xml)).toEqual({ profiel: [], gepubliceerd: [] });
    const { wortel } = bron(xml);
    for (let i = 0; i < 8; i += 1) {
      const stuk = muteer(wortel, rnd);
      const b = beide(stuk.xml);
      expect({ wat: stuk.wat, plekken: b.profiel }).toEqual({ wat: stuk.wat, plekken: b.gepubliceerd });
    }
  });
});

metOrakel('the differences on purpose (schemas/stuf/VERSCHILLEN.md)', () => {
  // A suite that is left out is still collected: nothing is read then.
  const zaak = is ? lees(new URL('voorbeelden/zds/Creeer zaak_zakLk01- zaak1.xml', ORAKEL)) : '';

  test('a surface of patches is refused here alone', () => {
    const vlak = '<gml:Surface><gml:patches><gml:PolygonPatch/></gml:patches></gml:Surface>';
    const b = beide(zaak.replace(/<gml:Polygon[\s\S]*<\/gml:Polygon>/, vlak));
    expect(b.gepubliceerd).toEqual([]);
    expect(b.profiel).toHaveLength(1);
  });

  test('ZDS 1.1.2 resolved refuses a polygon and accepts a nil inhoud; patch 20 and the profile do the opposite', () => {
    const zds = (xml: string): string[] => plekken(validator.controleer({ map: new URL('xsd/zds-1.1.2-resolved/', ORAKEL), pad: 'zkn0310_msg_zs-dms_resolved2017.xsd' }, bron(xml)));
    expect(keur(lezing(zaak))).toEqual([]);
    expect(zds(zaak).some((p) => p.includes('Polygon'))).toBe(true);
    const vraag = lees(new URL('gevallen/edcLv01/in.xml', import.meta.url)).replace(
      '</ZKN:edcLv01>', '<ZKN:scope><ZKN:object StUF:entiteittype="EDC"><ZKN:inhoud xsi:nil="true"/></ZKN:object></ZKN:scope></ZKN:edcLv01>');
    expect(beide(vraag).profiel).toEqual(beide(vraag).gepubliceerd);
    expect(beide(vraag).profiel).toHaveLength(1);
    expect(zds(vraag)).toEqual([]);
  });
});

describe('our own messages', () => {
  test.each(['stuf/', 'ggk/'].flatMap((m) => xmlIn(new URL(m, SAMPLES)).map((f) => m + f)))('%s', (f) => {
    const v = JSON.parse(lees(new URL(f.replace('.xml', '.verwacht.json'), SAMPLES))) as { uitkomst: string; code?: string; berichttype: string; events?: number; soapAction?: string; kanaal: 'rest' | 'soap' };
    const uit = verwerk(lees(new URL(f, SAMPLES)), { kanaal: v.kanaal, ...(v.soapAction ? { soapAction: v.soapAction } : {}) });
    expect(uit.soort?.berichttype).toBe(v.berichttype);
    // Who receives, what came before, and what is inside an envelope, is decided beyond the adapter.
    const hier = v.uitkomst === 'geweigerd' && !['KP_ONTVANGER_ONBEKEND', 'KP_CONFLICT'].includes(v.code ?? '') && f !== 'ggk/fout-inhoud.xml';
    if (hier) expect(uit.meldingen[0]?.code.startsWith(v.code ?? '?')).toBe(true);
    else expect(uit.meldingen).toEqual([]);
    if (uit.soort?.mapping && v.events !== undefined) expect(uit.events.length).toBe(v.events);
  });

  test('every profile compiles', () => {
    const schemas = new Set(adapter.spec.berichten.map((b) => b.schema));
    for (const pad of schemas) validator.laad({ map: adapter.spec.schemas, pad });
    expect([...schemas].sort()).toEqual(['bg-0310.xsd', 'ggk0210/ggk-0210.xsd', 'stuf-0301.xsd', 'zkn-0310.xsd']);
  });
});
