// Proves that AW319 and AW320 come back: a file that was read, written and read again says the same, and is the same file, byte for byte.
// Numbers, copies, counts and totals are not taken from the event; they come out the same.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { doorloop } from '../../../src/intake/controle.ts';
import { stelOp, type Opgesteld } from '../../../src/intake/opstellen.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../../src/xml/port.ts';

const bank = await maakWerkbank({ adapters: ['aw319'] });
const WORTEL = new URL('../../../', import.meta.url);
const SAMPLES = new URL('samples/aw319/', WORTEL);
const OFFICIEEL = new URL('../shared/standards/aw319/voorbeelden/', WORTEL);

type Json = Record<string, unknown>;

async function lees(bytes: Buffer): Promise<Extract<Awaited<ReturnType<typeof doorloop>>, { soort: 'geslaagd' }>> {
  const uit = await doorloop({ soort: 'geheugen', bytes }, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort !== 'geslaagd') throw new Error(`niet gelezen: ${uit.meldingen[0]?.tekst}`);
  return uit;
}

async function schrijf(events: readonly { readonly type: string; readonly data: Json }[], van: Awaited<ReturnType<typeof lees>>): Promise<Opgesteld> {
  return stelOp(events, van.gelezen.gevonden, bank, { nu: '2026-01-15T12:00:00+01:00', referentie: 'R', limieten: STANDAARD_XML_LIMIETEN });
}

const tekst = (o: Opgesteld): string => (o.soort === 'opgesteld' ? o.bytes.toString('latin1') : JSON.stringify(o.meldingen));

test.each(readdirSync(SAMPLES).filter((n) => n.endsWith('.asc') && !n.startsWith('fout-')))('%s komt byte voor byte terug', async (naam) => {
  const bytes = readFileSync(new URL(naam, SAMPLES));
  const heen = await lees(bytes);
  expect(tekst(await schrijf(heen.events, heen))).toBe(bytes.toString('latin1'));
});

(existsSync(OFFICIEEL) ? test : test.skip)('elk eigen orakelbestand dat geldig is komt byte voor byte terug', async () => {
  let aantal = 0;
  for (const naam of readdirSync(OFFICIEEL).filter((n) => n.startsWith('valid_'))) {
    const bytes = readFileSync(new URL(naam, OFFICIEEL));
    const heen = await lees(bytes);
    expect(tekst(await schrijf(heen.events, heen))).toBe(bytes.toString('latin1'));
    aantal += 1;
  }
  expect(aantal).toBeGreaterThan(0);
});

test('een declaratie waarvan een deel ontbreekt, dubbel is of van een andere is wordt niet half opgesteld', async () => {
  const heen = await lees(readFileSync(new URL('groot-in-delen.asc', SAMPLES)));
  expect(heen.events.length).toBeGreaterThan(2);
  const [hoofd, een, ...rest] = heen.events as unknown as { type: string; data: { declaratiedeel: Json } }[];
  const ander = { ...een!, data: { ...een!.data, declaratiedeel: { ...een!.data.declaratiedeel, declaratienummer: 'ANDER' } } };
  for (const events of [[hoofd!, ...rest], [hoofd!, een!, een!, ...rest.slice(1)], [hoofd!, ander, ...rest], [een!, ...rest]]) {
    expect(await schrijf(events as never, heen)).toMatchObject({ soort: 'geweigerd', meldingen: [{ code: 'KP_OPSTELLEN' }] });
  }
  // The order in which they come does not matter.
  expect(tekst(await schrijf([hoofd!, ...rest, een!] as never, heen))).toBe(readFileSync(new URL('groot-in-delen.asc', SAMPLES), 'latin1'));
});

describe('een veranderd event', () => {
  const basis = lees(readFileSync(new URL('wijkverpleging.asc', SAMPLES)));
  const wijzig = async (doe: (d: { declaratie: { totaal: { centen: number }; aantalPrestaties?: number; prestaties: { referentie: string; commentaar?: string; bedrag: { centen: number }; berekendBedrag: { centen: number }; tarief: { centen: number }; volume: number }[] }; personen: Json[] }) => void): Promise<Opgesteld> => {
    const heen = await basis;
    const events = structuredClone(heen.events) as unknown as { type: string; data: Json }[];
    doe(events[0]!.data as never);
    return schrijf(events, heen);
  };

  test('tellingen en totaal volgen uit de prestaties, en een totaal dat niet klopt wordt geweigerd', async () => {
    const uit = await wijzig((d) => {
      d.declaratie.totaal.centen += 1;
    });
    expect(uit).toMatchObject({ soort: 'geweigerd' });
    expect(uit.soort === 'geweigerd' && uit.meldingen.map((m) => m.pad)).toEqual(['/declaratie.totaal.centen']);
  });

  test('een teken buiten Latin-1 wordt geweigerd, zonder het te herhalen', async () => {
    const uit = await wijzig((d) => {
      d.personen[0]!.geslachtsnaam = 'Ğül';
    });
    expect(uit).toMatchObject({ soort: 'geweigerd', meldingen: [{ code: 'KP_OPSTELLEN' }] });
    expect(tekst(uit)).toContain('0210');
    expect(tekst(uit)).not.toContain('Ğ');
  });

  test('een opmerking van drie regels bij een cliënt wordt drie records, en komt heel terug', async () => {
    const uit = await wijzig((d) => {
      d.personen[0]!.commentaar = 'eerste\ntweede\nderde';
    });
    expect(tekst(uit).match(/^98.{12}000[123](eerste|tweede|derde) /gm)).toHaveLength(3);
  });

  test('een te lange waarde wordt geweigerd, niet afgekapt', async () => {
    const uit = await wijzig((d) => {
      d.personen[0]!.geslachtsnaam = 'x'.repeat(26);
    });
    expect(uit).toMatchObject({ soort: 'geweigerd' });
  });

  test('toevallige namen, commentaren en bedragen komen heel terug', async () => {
    const naam = fc.stringMatching(/^[A-Za-zéüï][A-Za-zéüï '-]{0,20}[a-z]$/);
    await fc.assert(
      fc.asyncProperty(naam, fc.array(fc.stringMatching(/^[A-Za-z0-9é][A-Za-z0-9é ,.-]{0,180}[a-z]$/), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50_000 }), async (geslachtsnaam, regels, tarief) => {
        const heen = await basis;
        const events = structuredClone(heen.events) as unknown as { type: string; data: { personen: Json[]; declaratie: { totaal: Json; prestaties: { volume: number; tarief: Json; bedrag: Json; berekendBedrag: Json; commentaar?: string }[] } } }[];
        const d = events[0]!.data;
        d.personen[0]!.geslachtsnaam = geslachtsnaam;
        d.declaratie.prestaties[0]!.commentaar = regels.flatMap((r) => r.match(/.{1,140}/gu) ?? []).map((r) => r.trimEnd()).filter((r) => r !== '').join('\n');
        let som = 0;
        for (const p of d.declaratie.prestaties) {
          const bedrag = { centen: tarief * p.volume, valuta: 'EUR' };
          Object.assign(p, { tarief: { centen: tarief, valuta: 'EUR' }, berekendBedrag: bedrag, bedrag });
          som += bedrag.centen;
        }
        d.declaratie.totaal = { centen: som, valuta: 'EUR' };
        const uit = await schrijf(events as never, heen);
        expect(uit.soort === 'geweigerd' ? uit.meldingen : []).toEqual([]);
      }),
      { numRuns: 30, seed: 4 },
    );
  });
});
