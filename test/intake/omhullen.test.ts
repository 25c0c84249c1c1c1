// GGK envelopes that go out: what is inside is the message as it would leave without one, the envelope is valid under our profile and the official set, and the
// same event gives the same envelope. What does not say whom it is from, or which message it is, gets none.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alsControle, doorloop } from '../../src/intake/controle.ts';
import { vindDoel } from '../../src/intake/doelbericht.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import { stelOpVoor } from '../../src/intake/vertaalNaar.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { installeer } from '../../src/xml/officieel/installatie.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { WORTEL } from '../hulp/kind.ts';
import { sample } from '../hulp/terugweg.ts';

const STANDAARDEN = path.resolve(WORTEL, '../shared/standards');
const OPTIES = { nu: '2026-11-24T12:00:00.000Z', referentie: '0f4c3a3e-91d5-5a58-8f0a-2b6f0f1f7a01', limieten: STANDAARD_XML_LIMIETEN };
const HEEN = 'ggk:envelopHeenbericht-ggk_Di01';

let map: string;
let bank: Werkbank;
beforeAll(async () => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-omhul-'));
  // With the official sets where they are: what they refuse is not made.
  if (existsSync(STANDAARDEN)) installeer({ map: STANDAARDEN, dataMap: map, adapters: await laadAdapters(), schemas: maakLibxml2Validator(), nu: OPTIES.nu });
  bank = await maakWerkbank({ dataMap: map });
}, 240_000);
afterAll(() => rmSync(map, { recursive: true, force: true }));

async function events(naam: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const uit = await doorloop({ soort: 'geheugen', bytes: sample(naam) }, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort === 'gezakt') throw new Error(JSON.stringify(uit.meldingen));
  return uit.events.map(({ type, data }) => ({ type, data }));
}

test.each(['istandaarden/wmo301-toewijzing.xml', 'istandaarden/wmo305-start.xml', 'ggk/di01-wmo301.xml'])('%s in an envelope', async (naam) => {
  const e = await events(naam);
  const doel = vindDoel(bank.register, HEEN);
  const uit = await stelOpVoor(e, doel, bank, OPTIES);
  if (uit.soort !== 'opgesteld') throw new Error(JSON.stringify(uit.meldingen));
  const terug = await doorloop({ soort: 'geheugen', bytes: uit.bytes }, bank, STANDAARD_XML_LIMIETEN);
  expect(alsControle(terug)).toMatchObject({ standaard: 'ggk', berichttype: 'envelopHeenbericht-ggk_Di01', uitkomst: 'geldig', meldingen: [] });
  if (terug.soort !== 'geslaagd') throw new Error('gezakt');
  const zonderBericht = ({ data }: { data: Record<string, unknown> }): unknown => ({ ...data, bericht: undefined });
  expect(terug.events.map(zonderBericht)).toEqual(e.map(zonderBericht));
  expect(/referentienummer>([^<]+)/.exec(uit.bytes.toString())?.[1]).toBe('0f4c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01');
  const nogEens = await stelOpVoor(e, doel, bank, OPTIES);
  expect(nogEens.soort === 'opgesteld' && nogEens.bytes.equals(uit.bytes)).toBe(true);
});

test('no envelope: a sender without a code, an event that does not say which message it is, a retour without the envelope that it answers', async () => {
  const [e] = await events('istandaarden/wmo301-toewijzing.xml');
  const bericht = e!.data.bericht as Record<string, unknown>;
  const probeer = async (b: Record<string, unknown>, als = HEEN): Promise<readonly string[]> => {
    const uit = await stelOpVoor([{ ...e!, data: { ...e!.data, bericht: b } }], vindDoel(bank.register, als), bank, OPTIES);
    return uit.soort === 'geweigerd' ? uit.meldingen.map((m) => m.code) : ['gemaakt'];
  };
  expect(await probeer(bericht)).toEqual(['gemaakt']);
  expect(await probeer({ ...bericht, standaard: undefined })).toEqual(['KP_OPSTELLEN']);
  expect(await probeer({ ...bericht, afzender: { soort: 'gemeente', naam: 'zonder code' } })).not.toContain('gemaakt');
  expect(await probeer(bericht, 'ggk:envelopRetourbericht-ggk_Du01')).toEqual(['KP_OPSTELLEN']);
});
