// S17: a schema that is missing or damaged means "could not check": the hub does not start with one of its own gone, and a message whose official
// schema broke is turned away with 503 and an alert, never accepted, never refused for good.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../../src/http/log.ts';
import { startKnooppunt } from '../../src/main.ts';
import { installeer } from '../../src/xml/officieel/installatie.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { startHubProces, WORTEL } from '../hulp/kind.ts';

const GOED = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'));
let map: string;
beforeEach(() => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-s17-'));
});
afterEach(() => rmSync(map, { recursive: true, force: true }));

const post = async (url: string): Promise<{ status: number; code: string | undefined }> => {
  const r = await fetch(new URL('/v1/berichten', url), { method: 'POST', body: GOED });
  return { status: r.status, code: ((await r.json()) as { code?: string }).code };
};

describe('S17', () => {
  it.each([['missing', null], ['damaged', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element']])('does not start when a profile is %s', async (_naam, inhoud) => {
    for (const d of ['adapters/istandaarden', 'schemas/istandaarden', 'mappings/istandaarden']) cpSync(path.join(WORTEL, d), path.join(map, d), { recursive: true });
    mkdirSync(path.join(map, 'src'), { recursive: true });
    cpSync(path.join(WORTEL, 'src/sdk'), path.join(map, 'src/sdk'), { recursive: true });
    writeFileSync(path.join(map, 'package.json'), '{"type":"module"}');
    const profiel = path.join(map, 'schemas/istandaarden/iwmo-3.2/wmo301.xsd');
    if (inhoud === null) rmSync(profiel);
    else writeFileSync(profiel, inhoud);
    writeFileSync(path.join(map, 'knooppunt.yaml'), 'adapters: [./adapters/istandaarden]\n');
    await expect(startHubProces({ config: path.join(map, 'knooppunt.yaml'), cwd: map, data: path.join(map, 'data') })).rejects.toThrow(/wmo301/);
  });

  it('turns a message away when its official schema broke, alerts, and takes it when the schema is back', async () => {
    // Our own profiles stand in for an official set here: any set that compiles will do.
    const data = path.join(map, 'data');
    installeer({ map: path.join(WORTEL, 'schemas/istandaarden/iwmo-3.2'), dataMap: data, adapters: await laadAdapters(['istandaarden']), schemas: maakLibxml2Validator(), nu: '2026-01-01T00:00:00Z' });
    const register = path.join(data, 'schemas', 'geldend.json');
    const bundel = (JSON.parse(readFileSync(register, 'utf8')) as { berichttype: string; bundel: string }[]).find((g) => g.berichttype === 'WMO301')!.bundel;
    const bestanden = readdirSync(path.join(data, 'schemas', bundel)).map((f) => path.join(data, 'schemas', bundel, f));
    const bewaard = bestanden.map((f) => readFileSync(f));
    for (const f of bestanden) writeFileSync(f, 'geen schema meer');

    const regels: string[] = [];
    const kp = await startKnooppunt({ cwd: map, data, poort: 0, log: createLog({ bestemming: { write: (s: string) => void regels.push(s) } }) });
    try {
      expect(await post(kp.url)).toEqual({ status: 503, code: 'KP_NIET_GECONTROLEERD' });
      expect(regels.some((r) => r.includes('"alarm":"KP_NIET_GECONTROLEERD"'))).toBe(true);
      expect((await kp.store.balance()).berichten).toMatchObject({ ontvangen: 0, aanvaard: 0, geweigerd: 0 });
      bestanden.forEach((f, i) => writeFileSync(f, bewaard[i]!));
      expect(await post(kp.url)).toEqual({ status: 202, code: undefined });
    } finally {
      await kp.stop();
    }
  });
});
