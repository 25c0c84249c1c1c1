// Proves that the declared messages are complete: 48 of them, each with its own namespace, profile and mapping table, and the derived ones marked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import adapter from '../../../adapters/istandaarden/index.ts';

const { spec } = adapter;

describe('declaratie van de iStandaarden-adapter', () => {
  test('14 berichten van release 3.2 en 10 van 2.3, voor beide wetten', () => {
    const per = (standaard: string, versie: string): string =>
      spec.berichten.filter((b) => b.standaard === standaard && b.versie === versie).map((b) => b.berichttype.replace(/^\D+/, '')).join(' ');
    for (const standaard of ['iwmo', 'ijw']) {
      expect(per(standaard, '3.2')).toBe('301 302 305 306 307 308 315 316 317 318 319 320 323 325');
      expect(per(standaard, '2.3')).toBe('301 302 303 304 305 306 307 308 315 316');
    }
  });

  test('elke namespace komt één keer voor en staat zo in het profiel', () => {
    expect(new Set(spec.berichten.map((b) => b.wortel?.namespace)).size).toBe(48);
    for (const b of spec.berichten) {
      const xsd = readFileSync(new URL(b.schema, spec.schemas), 'utf8');
      expect(xsd).toContain(`targetNamespace="${b.wortel?.namespace}"`);
      expect(xsd.includes('NOT NORMATIVE')).toBe(b.herkomst === 'afgeleid');
    }
  });

  test('afgeleid zijn alleen de retours en 325 van iWmo 3.2', () => {
    expect(spec.berichten.filter((b) => b.herkomst === 'afgeleid').map((b) => `${b.berichttype} ${b.versie}`)).toEqual(
      ['WMO302', 'WMO306', 'WMO308', 'WMO316', 'WMO318', 'WMO320', 'WMO325'].map((n) => `${n} 3.2`),
    );
  });

  test('elke tabel bedient precies de berichten die haar noemen, en geen tabel ligt er voor niets', () => {
    const gebruikt = new Map<string, Set<string>>();
    for (const b of spec.berichten) {
      if (b.mapping === null) throw new Error(`${b.berichttype} zonder tabel`);
      gebruikt.set(b.mapping, (gebruikt.get(b.mapping) ?? new Set()).add(b.berichttype));
    }
    expect([...gebruikt.keys()].sort()).toEqual(readdirSync(spec.mappings).filter((n) => n.endsWith('.yaml')).sort());
    for (const [tabel, berichten] of gebruikt) {
      expect(existsSync(new URL(tabel, spec.mappings))).toBe(true);
      const t = parse(readFileSync(new URL(tabel, spec.mappings), 'utf8')) as { naam: string; berichten: string[] };
      expect(t.naam).toBe(`istandaarden/${tabel.replace('.yaml', '')}`);
      expect(t.berichten.sort()).toEqual([...berichten].sort());
    }
  });
});
