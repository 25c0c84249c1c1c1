// The numbers: received = accepted + refused + duplicate per standard, what was turned away apart, lag as it is read, and no label that could carry a person.
import type { Uitkomst } from '../../src/intake/port.ts';
import type { InboxRij } from '../../src/store/port.ts';
import { achterstandVan } from '../../src/metrics/achterstand.ts';
import { aflevermetingVan } from '../../src/metrics/aflevering.ts';
import { createMetrics } from '../../src/metrics/prom-metrics.ts';

const antwoord = { status: 200, contentType: '', body: '' };
const stuf = { standaard: 'stuf', berichttype: 'zakLk01', versie: '0310' };
const goed = (dubbel: boolean): Uitkomst => ({ soort: 'aanvaard', ...stuf, id: '1', events: 2, dubbel, antwoord });
const fout: Uitkomst = { soort: 'geweigerd', standaard: null, berichttype: null, versie: null, code: 'KP_NIET_HERKEND', status: 415, meldingen: [], id: null, antwoord };
const later: Uitkomst = { soort: 'afgewezen', ...stuf, code: 'KP_OPSLAG', status: 503, meldingen: [], antwoord };

async function waarden(m: ReturnType<typeof createMetrics>): Promise<Record<string, number>> {
  const uit: Record<string, number> = {};
  for (const regel of (await m.tekst()).body.split('\n')) {
    const g = /^(knooppunt_\S+) (\S+)$/.exec(regel);
    if (g) uit[g[1]!.replace('knooppunt_', '')] = Number(g[2]);
  }
  return uit;
}

test('counts close per standard and channel', async () => {
  const m = createMetrics({ proces: false });
  for (const u of [goed(false), goed(false), goed(true), later]) m.bericht('soap', u, 0.01);
  m.bericht('rest', fout, 0.01);
  m.afgewezen('rest', 'KP_TE_VEEL');
  const w = await waarden(m);
  expect(w['berichten_ontvangen_total{standaard="stuf",kanaal="soap"}']).toBe(3);
  expect(w['berichten_aanvaard_total{standaard="stuf",kanaal="soap"}']).toBe(2);
  expect(w['berichten_dubbel_total{standaard="stuf",kanaal="soap"}']).toBe(1);
  expect(w['berichten_ontvangen_total{standaard="onbekend",kanaal="rest"}']).toBe(1);
  expect(w['berichten_geweigerd_total{standaard="onbekend",kanaal="rest",code="KP_NIET_HERKEND"}']).toBe(1);
  expect(w['berichten_afgewezen_total{kanaal="soap",code="KP_OPSLAG"}']).toBe(1);
  expect(w['berichten_afgewezen_total{kanaal="rest",code="KP_TE_VEEL"}']).toBe(1);
  expect(w['events_vertaald_total{standaard="stuf"}']).toBe(4);
  expect(w['inname_duur_seconden_count{standaard="stuf",kanaal="soap",uitkomst="dubbel"}']).toBe(1);
});

test('the lag is read when it is asked, and left out when it cannot be read', async () => {
  const m = createMetrics({ proces: false });
  let lees = async () => [{ shard: 0, berichten: 7, seconden: 1.5 }, { shard: 1, berichten: 0, seconden: 0 }];
  m.bronAchterstand(() => lees());
  expect(await waarden(m)).toMatchObject({ 'relay_achterstand_berichten{shard="0"}': 7, 'relay_achterstand_seconden{shard="0"}': 1.5, 'relay_achterstand_berichten{shard="1"}': 0 });
  lees = async () => { throw new Error('weg'); };
  expect(Object.keys(await waarden(m)).filter((k) => k.startsWith('relay_achterstand'))).toEqual([]);
});

test('waiting readers are as many as there are now', async () => {
  const m = createMetrics({ proces: false });
  expect(await waarden(m)).toMatchObject({ lezers_wachtend: 0 });
  for (const n of [3, 1]) m.wachtend(n);
  expect(await waarden(m)).toMatchObject({ lezers_wachtend: 1 });
});

test('turns by what came of them and by kind of cause; the state of delivery as it is read, and left out when it cannot be', async () => {
  const m = createMetrics({ proces: false });
  m.beurt('a', 'afgeleverd', null);
  for (const o of ['http-500', 'http-503', 'http-429', 'http-408', 'netwerk']) m.beurt('a', 'opnieuw', o);
  m.beurt('a', 'geparkeerd', 'http-307');
  const w = await waarden(m);
  const beurten = (gevolg: string, oorzaak: string) => w[`aflevering_beurten_total{abonnement="a",gevolg="${gevolg}",oorzaak="${oorzaak}"}`];
  expect([beurten('afgeleverd', ''), beurten('opnieuw', 'http-5xx'), beurten('opnieuw', 'http-429'), beurten('opnieuw', 'http-408'), beurten('opnieuw', 'netwerk'), beurten('geparkeerd', 'http-3xx')]).toEqual([1, 2, 1, 1, 1, 1]);
  let stand = async () => [{ abonnement: 'a', wacht: 3, geparkeerd: 4, oudste: '2026-01-02T00:00:00Z', bezig: 2, onderbreker: 'open' as const, pauze: true, pogingen: 12 }];
  m.bronAflevering(aflevermetingVan(() => stand(), () => new Date('2026-01-02T00:01:30Z')));
  expect(await waarden(m)).toMatchObject({
    'aflevering_wachtend{abonnement="a"}': 3, 'aflevering_geparkeerd{abonnement="a"}': 4, 'aflevering_oudste_seconden{abonnement="a"}': 90, 'aflevering_bezig{abonnement="a"}': 2,
    'aflevering_onderbreker_open{abonnement="a"}': 1, 'aflevering_pauze{abonnement="a"}': 1,
  });
  stand = async () => { throw new Error('weg'); };
  expect(Object.keys(await waarden(m)).filter((k) => k.startsWith('aflevering_') && !k.includes('beurten'))).toEqual([]);
});

test('labels are names of ours only', async () => {
  const m = createMetrics();
  m.bericht('rest', goed(false), 0.1);
  m.verzoek('/v1/partijen/:oin/events', 'GET', 200, 0.1);
  m.gelezen('partij', 'dat', 3);
  const { contentType, body } = await m.tekst();
  expect(contentType).toContain('text/plain');
  const labels = new Set([...body.matchAll(/[{,]([a-z_]+)="/g)].map((g) => g[1]));
  for (const l of ['standaard', 'kanaal', 'route', 'methode', 'status', 'soort', 'niveau']) expect(labels).toContain(l);
  const waarden = [...body.matchAll(/[{,][a-z_]+="([^"]*)"/g)].map((g) => g[1]!);
  expect(waarden.filter((w) => /\d{8,}/.test(w))).toEqual([]);
  expect(body).toContain('knooppunt_process_cpu_seconds_total');
});

test('lag is what was accepted and not published, and the age of the oldest of it', async () => {
  const stand = [{ laatste: 9, beslistTot: 9, gepubliceerdTot: 9 }, { laatste: 9, beslistTot: 5, gepubliceerdTot: 4 }];
  const gevraagd: unknown[] = [];
  const lees = achterstandVan({
    shards: 2,
    inboxState: async (shard) => stand[shard]!,
    inboxAfter: async (...a) => {
      gevraagd.push(a);
      return [{ bericht: { ontvangenOp: '2026-11-24T08:59:58.500Z' } }] as unknown as readonly InboxRij[];
    },
  }, () => new Date('2026-11-24T09:00:00Z'));
  expect(await lees()).toEqual([{ shard: 0, berichten: 0, seconden: 0 }, { shard: 1, berichten: 5, seconden: 1.5 }]);
  expect(gevraagd).toEqual([[1, 4, 1]]);
});
