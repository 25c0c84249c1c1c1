// `npm run demo -- --scenario volledig`: a whole hub, and everybody round it as a simulator in this process; plays one case from the first question to the last payment.
// Nothing is told twice: each step waits until the other side has what the step sends. What adds up at the end decides the exit code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { type Knooppunt, startKnooppunt } from '../../../src/main.ts';
import { BEKENDEN } from '../../../src/simulators/personen.ts';
import type { Simulator, SimulatorNaam, SimulatorOpties } from '../../../src/simulators/port.ts';
import { startSimulator } from '../../../src/simulators/start.ts';
import { type Adressen, type Inrichting, nieuwGeheim, richtIn, type Wie } from './inrichting.ts';
import { klantbeeld, type Klantbeeld } from './klantbeeld.ts';
import { alsTabel, type Regel, tijdlijn } from './tijdlijn.ts';
import { gekregen, tot } from './wacht.ts';

export interface Uitslag {
  readonly scenario: 'volledig';
  readonly stappen: readonly { readonly stap: string; readonly ms: number }[];
  readonly klantbeeld: Klantbeeld | null;
  readonly tijdlijn: readonly Regel[];
  readonly balans: { readonly ontvangen: number; readonly aanvaard: number; readonly geweigerd: number; readonly dubbel: number; readonly gerouteerd: number; readonly afgeleverd: number; readonly geparkeerd: number };
  readonly verwachtingen: { readonly beantwoord: number; readonly anders: number };
  readonly audit: { readonly regels: number; readonly geldig: boolean };
  /** What does not add up, Dutch; empty when all does. */
  readonly mis: readonly string[];
  readonly duurMs: number;
}

/** `ggkloket`: the application of Diemen that sends by the GGK; it takes nothing in. */
type Sims = Readonly<Record<Wie | 'suwinet' | 'ggkloket', Simulator>>;

const NAMEN: Readonly<Record<Wie, { readonly naam: SimulatorNaam; readonly rol: SimulatorOpties['rol'] }>> = {
  gemeente: { naam: 'gemeente', rol: { code: '0384', naar: '42420001', vraagt: '0363', vorm: 'canoniek' } },
  buurgemeente: { naam: 'gemeente', rol: { code: '0363' } },
  aanbieder: { naam: 'zorgaanbieder', rol: { code: '42420001', naar: '0384' } },
  zorgkantoor: { naam: 'gemeente', rol: { code: '5521', vorm: 'canoniek' } },
  // Het Anker is reached through the GGK alone.
  keten: { naam: 'ggk', rol: {} },
  raad: { naam: 'corv', rol: {} },
};

/** The simulators listen first, so that the configuration can name them; then the hub starts, and they hear where it is. */
async function stelOp(map: string, zeg: (s: string) => void): Promise<{ readonly kp: Knooppunt; readonly sims: Sims; readonly i: Inrichting; stop(): Promise<void> }> {
  const bank = await maakWerkbank();
  const geheim = nieuwGeheim();
  const open: { stop(): Promise<void> }[] = [];
  const start = async (naam: SimulatorNaam, o: SimulatorOpties = {}): Promise<Simulator> => {
    const s = await startSimulator(naam, { bank, na: 50, ...o });
    open.push(s);
    return s;
  };
  try {
    const wie = Object.keys(NAMEN) as Wie[];
    const sims: Record<string, Simulator> = { suwinet: await start('suwinet') };
    for (const w of wie) sims[w] = await start(NAMEN[w].naam, { rol: { ...NAMEN[w].rol, geheim } });
    const i = richtIn(map, Object.fromEntries(Object.entries(sims).map(([w, s]) => [w, s.url])) as Adressen, geheim);
    const kp = await startKnooppunt({ cwd: map, bestand: i.bestand, data: path.join(map, 'data'), log: null, env: { ...process.env, ...i.env } });
    open.push({ stop: () => kp.stop() });
    for (const w of wie) sims[w]!.verbind(kp.url, i.tokens[w]);
    sims.ggkloket = await start('gemeente', { zaad: 2, hub: kp.url, token: i.tokens.gemeente, rol: { code: '0384', naar: '75750003', vorm: 'ggk' } });
    zeg(`Knooppunt op ${kp.url}; ${Object.keys(sims).length} simulatoren eromheen.\n`);
    return { kp, sims: sims as unknown as Sims, i, stop: async () => { for (const o of open.reverse()) await o.stop(); } };
  } catch (e) {
    for (const o of open.reverse()) await o.stop().catch(() => undefined);
    throw e;
  }
}

async function stuur(s: Simulator, wat: string, antwoord?: string): Promise<void> {
  const r = await s.stuur(wat);
  if (r.uitkomst !== 'aanvaard' || r.antwoord !== antwoord) throw new Error(`${r.bericht} is ${r.uitkomst} (${r.status})`);
}

/** @returns what the asker saw of the question. */
async function speel(kp: Knooppunt, s: Sims, i: Inrichting, stap: (wat: string, doe: () => Promise<unknown>) => Promise<void>): Promise<Klantbeeld | null> {
  let beeld: Klantbeeld | null = null;
  await stap('klantbeeld: Diemen vraagt zes bronnen', async () => (beeld = await klantbeeld(kp.url, i.tokens.gemeente, BEKENDEN[0]!)));
  await stap('npsLv01 → npsLa01: Diemen vraagt Amsterdam naar een persoon', () => stuur(s.gemeente, 'npslv01', 'npsLa01'));
  await stap('SuwiML: Diemen vraagt het UWV naar inkomsten', () => stuur(s.gemeente, 'inkomsten', 'UWVPersoonsIkvInfoResponse'));
  await stap('301 → 302: Diemen wijst toe, de aanbieder neemt aan', async () => {
    await stuur(s.gemeente, 'wmo301');
    await gekregen(s.gemeente, 'webhook toewijzing-beoordeeld WMO302');
  });
  await stap('305 → 306: de aanbieder begint, Diemen bevestigt', async () => {
    await stuur(s.aanbieder, '305');
    await gekregen(s.aanbieder, 'webhook levering-beoordeeld WMO306');
  });
  await stap('323 → 325: de aanbieder declareert, Diemen kent toe', async () => {
    await stuur(s.aanbieder, '323');
    await gekregen(s.aanbieder, 'webhook declaratie-beoordeeld WMO325');
  });
  await stap('vto → notificatie: Diemen vraagt onderzoek, de Raad meldt de afloop', async () => {
    await stuur(s.gemeente, 'vto');
    await gekregen(s.gemeente, 'webhook jeugdbescherming-genotificeerd notificatieDi01');
  });
  await stap('301 → 302 in GGK-enveloppen: Diemen wijst jeugdhulp toe', async () => {
    await stuur(s.ggkloket, 'jw301');
    await gekregen(s.gemeente, 'webhook toewijzing-beoordeeld JW302');
  });
  await stap('AW319 → AW320: de aanbieder declareert bij het zorgkantoor', async () => {
    await stuur(s.aanbieder, 'aw319');
    await gekregen(s.aanbieder, 'webhook declaratie-beoordeeld AW320');
  });
  return beeld;
}

/** @param blijf awaited at the end, with everything still running. */
export async function scenario(zeg: (s: string) => void, blijf?: () => Promise<void>): Promise<Uitslag> {
  const begin = performance.now();
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-scenario-'));
  const o = await stelOp(map, zeg);
  const stappen: { stap: string; ms: number }[] = [];
  const mis: string[] = [];
  try {
    const stap = async (wat: string, doe: () => Promise<unknown>): Promise<void> => {
      const van = performance.now();
      try {
        await doe();
        zeg(`✔ ${wat} (${Math.round(performance.now() - van)} ms)`);
      } catch (e) {
        mis.push(`${wat}: ${e instanceof Error ? e.message : 'onbekende oorzaak'}`);
        zeg(`✘ ${wat}`);
      }
      stappen.push({ stap: wat, ms: Math.round(performance.now() - van) });
    };
    const beeld = await speel(o.kp, o.sims, o.i, stap);
    for (const s of Object.values(o.sims)) await s.rust();
    if (!(await o.kp.relay.quiet(60_000))) mis.push('niet alles was na een minuut gepubliceerd');
    await tot('alles afgeleverd', async () => (await o.kp.store.balance()).paren.onderweg === 0).catch((e: Error) => mis.push(e.message));

    const regels = await tijdlijn(o.kp.store, [...Object.values(o.sims).flatMap((s) => s.stand().regels.flatMap((r) => r.hub ?? [])), ...(beeld?.berichten ?? [])], o.kp.partijen());
    const b = await o.kp.store.balance();
    mis.push(...b.verschillen, ...watNietKlopt(o.sims));
    if (b.paren.geparkeerd > 0) mis.push(`${b.paren.geparkeerd} afleveringen zijn geparkeerd`);
    if (b.berichten.geweigerd > 0) mis.push(`${b.berichten.geweigerd} berichten zijn geweigerd`);
    const verwacht = await o.kp.store.expectations({ max: 1000 });
    const open = verwacht.filter((v) => v.staat !== 'beantwoord');
    if (open.length > 0) mis.push(`${open.length} verwachtingen zijn niet beantwoord`);
    await o.kp.rondAuditAf();
    const audit = await verifyAudit(path.join(map, 'data'));
    if (!audit.geldig) mis.push('de audit is niet geldig');
    const { ontvangen, aanvaard, geweigerd, dubbel } = b.berichten;
    const uitslag: Uitslag = {
      scenario: 'volledig', stappen, klantbeeld: beeld, tijdlijn: regels, balans: { ontvangen, aanvaard, geweigerd, dubbel, gerouteerd: b.paren.gerouteerd, afgeleverd: b.paren.afgeleverd, geparkeerd: b.paren.geparkeerd },
      verwachtingen: { beantwoord: verwacht.length - open.length, anders: open.length }, audit: { regels: audit.regels, geldig: audit.geldig }, mis, duurMs: Math.round(performance.now() - begin),
    };
    toon(uitslag, zeg);
    if (blijf) {
      zeg(`\nHet knooppunt blijft draaien op ${o.kp.url}; token van Diemen (alleen voor deze keer): ${o.i.tokens.gemeente}`);
      for (const [wie, s] of Object.entries(o.sims)) zeg(`  ${wie.padEnd(14)} ${s.url}/stand`);
      zeg('Ctrl-C stopt alles.');
      await blijf();
    }
    return uitslag;
  } finally {
    await o.stop();
    rmSync(map, { recursive: true, force: true });
  }
}

/** What the simulators saw that should not be. */
function watNietKlopt(sims: Sims): string[] {
  return Object.entries(sims).flatMap(([wie, s]) => {
    const { regels, handtekening } = s.stand();
    return [...regels.filter((r) => !['aanvaard', 'niets gevonden'].includes(r.uitkomst)).map((r) => `${wie}: ${r.richting} ${r.bericht} ${r.uitkomst} (${r.status})`), ...(handtekening.fout + handtekening.zonder > 0 ? [`${wie}: een webhook zonder goede handtekening`] : [])];
  });
}

function toon(u: Uitslag, zeg: (s: string) => void): void {
  if (u.klantbeeld) zeg(`\nKlantbeeld\n${u.klantbeeld.delen.map((d) => `  ${d.onderwerp.padEnd(18)} ${d.bron.padEnd(26)} ${d.uitkomst}`).join('\n')}`);
  zeg(`\nTijdlijn\n${alsTabel(u.tijdlijn)}`);
  zeg(`Balans       ${u.balans.ontvangen} ontvangen = ${u.balans.aanvaard} aanvaard + ${u.balans.geweigerd} geweigerd + ${u.balans.dubbel} dubbel; ${u.balans.gerouteerd} gerouteerd, ${u.balans.afgeleverd} afgeleverd, ${u.balans.geparkeerd} geparkeerd`);
  zeg(`Antwoorden   ${u.verwachtingen.beantwoord} verwacht en gekomen, ${u.verwachtingen.anders} niet`);
  zeg(`Audit        ${u.audit.regels} regels, keten ${u.audit.geldig ? 'geldig' : 'GEBROKEN'}`);
  for (const m of u.mis) zeg(`KLOPT NIET   ${m}`);
  zeg(u.mis.length === 0 ? `\nAlles klopt. (${(u.duurMs / 1000).toFixed(1)} s)` : `\n${u.mis.length} dingen kloppen niet.`);
}
