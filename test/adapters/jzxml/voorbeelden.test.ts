// Proves that our own samples have the outcome that stands beside them, and that the published examples are accepted or refused at the place that
// their list of defects names. No finding ever carries a value of the message. Without ../shared/standards/jzxml the published examples are left out.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { door, lees, OFFICIEEL, SAMPLES, xmlIn } from './hulp.ts';

interface Verwacht {
  readonly uitkomst: string;
  readonly code?: string;
  readonly berichttype: string;
  readonly events?: number;
}

describe('eigen voorbeelden', () => {
  test.each(xmlIn(SAMPLES).map((f) => path.basename(f, '.xml')))('%s', async (naam) => {
    const verwacht = JSON.parse(lees(SAMPLES, `${naam}.verwacht.json`)) as Verwacht;
    const uit = await door(readFileSync(path.join(SAMPLES, `${naam}.xml`)));
    expect(uit.herkend).toEqual({ standaard: 'jzxml', berichttype: verwacht.berichttype, versie: 'jz0100' });
    if (uit.soort === 'geslaagd') expect([verwacht.uitkomst === 'geweigerd', uit.events.length]).toEqual([false, verwacht.events]);
    else expect([verwacht.uitkomst, uit.code]).toEqual(['geweigerd', verwacht.code]);
  });

  test('een bevinding noemt plaats en oorzaak, nooit de waarde', async () => {
    const bsn = await door(readFileSync(path.join(SAMPLES, 'fout-bsn-acht-cijfers.xml')));
    const rol = await door(readFileSync(path.join(SAMPLES, 'fout-rol-niet-in-lijst-en-datum-met-streepjes.xml')));
    if (bsn.soort !== 'gezakt' || rol.soort !== 'gezakt') throw new Error('had geweigerd moeten zijn');
    expect(bsn.meldingen.map((m) => m.pad)).toEqual(['/vcobDi01/object/heeftBetrekkingOp/gerelateerde/natuurlijkPersoon/inp.bsn']);
    expect(rol.meldingen.map((m) => m.pad)).toEqual(['/vtoDi01/object/startdatum', '/vtoDi01/object/heeftAlsBelanghebbende[1]/omschrijving']);
    expect(JSON.stringify([bsn.meldingen, rol.meldingen])).not.toMatch(/99995008|buurman|2026-10-19/);
  });

  test('een datum die niet bestaat komt door het schema en niet door de vertaling', async () => {
    const xml = lees(SAMPLES, 'notificatiejr-toezicht.xml').replace('20091103', '20090231');
    const uit = await door(Buffer.from(xml));
    if (uit.soort !== 'gezakt') throw new Error('had geweigerd moeten zijn');
    expect(uit.meldingen.map((m) => [m.code, m.pad])).toEqual([['KP_VERTALING', '/notificatiejrDi01/object/heeftBetrekkingOp/gerelateerde/natuurlijkPersoon/geboortedatum']]);
  });

  test('leeg met noValue wordt ontbreekt, met de reden', async () => {
    const uit = await door(readFileSync(path.join(SAMPLES, 'notificatie-geen-rekest.xml')));
    if (uit.soort !== 'geslaagd') throw new Error('had geslaagd moeten zijn');
    const [client] = uit.events[0]!.data.personen as { bsn?: string; geboortedatum: string; ontbreekt: unknown }[];
    expect([client!.bsn, client!.ontbreekt, client!.geboortedatum]).toEqual([undefined, { bsn: 'waardeOnbekend' }, '2013-06']);
  });
});

const defecten = existsSync(OFFICIEEL)
  ? lees(OFFICIEEL, 'voorbeelden', 'defects.tsv').trim().split('\n').slice(1).map((r) => r.split('\t'))
  : [];
const kaal = (pad: string): string => pad.replace(/\w+:/g, '').replace(/\[\d+\]/g, '');

(defecten.length > 0 ? describe : describe.skip)('gepubliceerde voorbeelden (weggelaten zonder ../shared/standards/jzxml)', () => {
  test('alle geldige worden vertaald en laten niets liggen', async () => {
    const goede = xmlIn(path.join(OFFICIEEL, 'voorbeelden')).filter((f) => !path.basename(f).startsWith('invalid_'));
    expect(goede.length).toBeGreaterThanOrEqual(15);
    for (const f of goede) {
      const uit = await door(readFileSync(f));
      if (uit.soort !== 'geslaagd') throw new Error(`${path.basename(f)}: ${JSON.stringify(uit.meldingen)}`);
      for (const e of uit.events) expect([path.basename(f), (e.data.bericht as { nietVertaald: unknown }).nietVertaald]).toEqual([path.basename(f), []]);
    }
  });

  test.each(defecten.map((d) => [d[0] ?? '', d[2] ?? '']))('%s wordt geweigerd op de plaats van het gebrek', async (bestand, pad) => {
    const uit = await door(readFileSync(path.join(OFFICIEEL, 'voorbeelden', bestand)));
    if (uit.soort !== 'gezakt') throw new Error('had geweigerd moeten zijn');
    expect([uit.code, ...uit.meldingen.map((m) => kaal(m.pad))]).toEqual(['KP_SCHEMA', kaal(pad)]);
  });
});
