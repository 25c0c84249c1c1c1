// Operator's commands on a hub whose store is PostgreSQL, beside it while it runs: balance, audit (which finds tampering in the database), access report.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { startProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';
import { proefdatabase } from '../hulp/postgres.ts';

const postgres = await vraagDienst('postgres', import.meta.url);

(postgres.adres ? test : test.skip)('balans, audit verify, audit inzage', async () => {
  const database = await proefdatabase(postgres.adres);
  process.env.KP_PROEF_DATABASE = database.url;
  const hub = await startProefHub({ yaml: 'opslag: { soort: postgres, url: "env:KP_PROEF_DATABASE" }\n' });
  const map = path.dirname(hub.data);
  const opties = ['--config', path.join(map, 'knooppunt.yaml'), '--data', hub.data];
  try {
    const bericht = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'), 'utf8');
    expect((await hub.post(bericht)).status).toBe(202);
    expect(await hub.kp.relay.quiet(15_000)).toBe(true);
    await hub.kp.rondAuditAf();

    const balans = await knooppunt(['balans', '--json', ...opties]);
    expect(JSON.parse(balans.uit)).toMatchObject({ sluit: true, berichten: { aanvaard: 1, onderweg: 0 } });
    const heel = await knooppunt(['audit', 'verify', '--json', ...opties]);
    expect(JSON.parse(heel.uit)).toMatchObject({ geldig: true, ketens: 1, ongetekend: 0 });

    const geparkeerd = await knooppunt(['geparkeerd', 'list', '--totalen', '--json', ...opties]);
    expect(JSON.parse(geparkeerd.uit)).toEqual({ totaal: 0, tellingen: [] });

    const bsn = /<[^>]*Bsn>(\d{9})</i.exec(bericht)?.[1] ?? '';
    const bsnBestand = path.join(map, 'bsn');
    writeFileSync(bsnBestand, bsn);
    const inzage = await knooppunt(['audit', 'inzage', '--bsn-bestand', bsnBestand, '--json', ...opties]);
    const over = JSON.parse(inzage.uit) as { aanvaard: unknown[]; ontvangers: { topic: string }[] };
    expect(over.aanvaard).toHaveLength(1);
    expect(over.ontvangers.map((o) => o.topic)).toContain('sociaaldomein.gemeente.0363');

    // Whoever owns the database can take the triggers away; the chain still tells.
    await database.sql('GRANT ALL ON audit TO CURRENT_USER');
    await database.sql('ALTER TABLE audit DISABLE TRIGGER ALL');
    await database.sql("UPDATE audit SET actor = 'iemand' WHERE stap = 'aanvaard'");
    const stuk = await knooppunt(['audit', 'verify', '--json', ...opties]);
    expect(stuk.code).toBe(1);
    expect(JSON.parse(stuk.uit)).toMatchObject({ geldig: false, breuk: { soort: 'gewijzigd', keten: 'hub' } });
  } finally {
    await hub.stop();
    await database.weg();
  }
}, 120_000);
