// The `knooppunt` command: one file per order in `opdrachten/`, loaded only when asked for, so that `check` answers in a second.
// Exit code: 0 good; 1 a message is wrong; 2 could not do it.
import { Command, CommanderError, Option } from 'commander';
import { FILTERHULP, REDRIVEHULP } from './hulp/geparkeerd.ts';
import { HULP, inHetNederlands, oorzaakVan } from './hulp/nederlands.ts';
import { VERSIE } from './versie.ts';

type Actie = (argumenten: readonly string[], opties: Record<string, unknown>) => Promise<number>;

const lui = (naam: string, functie = 'default') => async (argumenten: readonly string[], opties: Record<string, unknown>): Promise<number> => {
  const module = (await import(`./opdrachten/${naam}.ts`)) as Record<string, Actie>;
  return module[functie]!(argumenten, opties);
};

const knooppunt = new Command('knooppunt')
  .description('Het knooppunt van het sociaal domein: ontvangt, controleert, vertaalt, routeert en verantwoordt berichten.')
  .version(VERSIE, '-V, --versie', 'toon de versie')
  .helpOption('-h, --help', 'toon deze hulp')
  .helpCommand('help [opdracht]', 'toon de hulp van een opdracht')
  .exitOverride()
  // Before any order is made: orders inherit it.
  .configureHelp(HULP)
  .configureOutput({ writeErr: (s) => process.stderr.write(inHetNederlands(s)) });

let uitslag = 0;

// Whoever reads our output may stop early (`| head`): that is no failure of ours.
process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  if (e.code === 'EPIPE') process.exit(uitslag);
  throw e;
});

/** Adds an order; every one has --json and Dutch help. */
function opdracht(ouder: Command, naam: string, uitleg: string, actie: Actie, opties: readonly [string, string][] = []): Command {
  const c = ouder.command(naam).description(uitleg).helpOption('-h, --help', 'toon deze hulp').option('--json', 'antwoord als JSON op stdout').exitOverride();
  for (const [vorm, tekst] of opties) c.addOption(new Option(vorm, tekst));
  c.action(async (...alles: unknown[]) => {
    const argumenten = c.args;
    void alles;
    uitslag = await actie(argumenten, c.optsWithGlobals());
  });
  return c;
}

const CONFIG: [string, string] = ['--config <bestand>', 'configuratiebestand (standaard knooppunt.yaml)'];
const DATA: [string, string] = ['--data <map>', 'gegevensmap (standaard data/)'];

opdracht(knooppunt, 'start', 'start het knooppunt', lui('start'), [CONFIG, DATA, ['--port <nummer>', 'poort; 0 = een vrije poort (standaard 8080)']]);
opdracht(knooppunt, 'send <bestand...>', 'stuur berichten naar een draaiend knooppunt', lui('send'), [['--url <url>', 'adres van het knooppunt (standaard http://127.0.0.1:8080)'], ['--token <token>', 'token van de beller, of KNOOPPUNT_TOKEN'], ['--afzender <oin>', 'afzender als het bericht die niet noemt'], ['--ontvanger <oin>', 'ontvanger als het bericht die niet noemt'], ['--als <doel>', 'bij events (.json): het bericht dat ervan gemaakt wordt, standaard:berichttype[:versie]'], ['--met-verlies', 'bij events: ook als het bericht niet alles kan zeggen']]);
opdracht(knooppunt, 'check <bestand...>', 'controleer berichten zonder ze aan te nemen', lui('check'), [CONFIG, DATA]);
opdracht(knooppunt, 'translate <bestand>', 'vertaal een bericht naar canonieke events (niveau wat)', lui('translate'), [CONFIG, DATA, ['--tijd <RFC3339>', 'waarde van time'], ['--sleutel <tekst>', 'geheim voor de HMAC-sleutels']]);
opdracht(knooppunt, 'render <bestand>', 'stel uit canonieke events een bericht op', lui('render'), [CONFIG, DATA, ['--as <doel>', 'standaard:berichttype[:versie]'], ['--met-verlies', 'ook als het bericht niet alles kan zeggen'], ['--tijd <RFC3339>', 'tijdstip van een kop die er een vraagt'], ['--aanvulling <bestand>', 'JSON: wat een vertaling naar een andere standaard vraagt, per pad'], ['--deel <n>', 'welk bericht, als een vertaling er meer maakt'], ['--vertalingen <map>', 'tabellen met vertalingen in plaats van de eigen']]);
opdracht(knooppunt, 'route <bestand>', 'leg uit wie welk event van een bericht krijgt, en waarom', lui('route'), [CONFIG, DATA]);
const mapping = knooppunt.command('mapping').description('mappingtabellen uitleggen, meten en controleren').helpOption('-h, --help', 'toon deze hulp').exitOverride();
opdracht(mapping, 'explain <bestand>', 'toon welke rij welke waarde maakte', lui('mapping', 'explain'), [CONFIG, DATA]);
opdracht(mapping, 'coverage [berichttype]', 'toon welke schemapaden geen rij leest', lui('mapping', 'coverage'), [CONFIG, DATA]);
opdracht(mapping, 'check', 'controleer alle tabellen tegen schema en informatiemodel', lui('mapping', 'check'), [CONFIG, DATA]);
const schemas = knooppunt.command('schemas').description('officiële schemasets beheren').helpOption('-h, --help', 'toon deze hulp').exitOverride();
opdracht(schemas, 'install <map>', 'neem een officiële schemaset in gebruik', lui('schemas', 'install'), [DATA, ['--for <standaard>', 'alleen voor deze standaard']]);
opdracht(schemas, 'list', 'toon welke schemas gelden', lui('schemas', 'list'), [DATA]);
const adapter = knooppunt.command('adapter').description('adapters toetsen').helpOption('-h, --help', 'toon deze hulp').exitOverride();
opdracht(adapter, 'test <map>', 'toets een adapter met de contracttoets', lui('adapter', 'test'));
const audit = knooppunt.command('audit').description('verantwoording').helpOption('-h, --help', 'toon deze hulp').exitOverride();
opdracht(audit, 'verify', 'controleer de keten en de ondertekende koppen', lui('audit', 'verify'), [CONFIG, DATA, ['--publieke-sleutel <bestand>', 'vertrouw alleen deze publieke sleutel (PEM)']]);
opdracht(audit, 'inzage', 'wie kreeg of las wat over deze persoon', lui('audit', 'inzage'), [CONFIG, DATA, ['--bsn-bestand <bestand>', 'bestand met het BSN (nooit op de opdrachtregel)']]);
opdracht(knooppunt, 'balans', 'toon de balans: berichten en afleveringen moeten sluiten', lui('balans'), [CONFIG, DATA]);
const geparkeerd = knooppunt.command('geparkeerd').description('afleveringen die zijn opgegeven: bekijken en opnieuw aanbieden').helpOption('-h, --help', 'toon deze hulp').exitOverride();
const FILTER: [string, string] = ['--filter <sleutel=waarde...>', 'alleen wat hieraan voldoet; zie hieronder'];
opdracht(geparkeerd, 'list', 'toon wat is geparkeerd', lui('geparkeerd', 'list'), [CONFIG, DATA, FILTER, ['--max <aantal>', 'niet meer dan zoveel (standaard 100)'], ['--totalen', 'alleen aantallen per abonnement, oorzaak en stadium']]).addHelpText('after', FILTERHULP);
opdracht(geparkeerd, 'show <id>', 'toon één aflevering: staat, oorzaak, pogingen en waar de bytes staan', lui('geparkeerd', 'show'), [CONFIG, DATA]);
opdracht(geparkeerd, 'redrive', 'bied geparkeerde afleveringen opnieuw aan', lui('geparkeerd', 'redrive'), [FILTER, ['--alles', 'alles wat geparkeerd is'], ['--dry-run', 'zeg alleen hoeveel het er zouden zijn'], ['--reason <tekst>', 'reden, voor de verantwoording'], ['--rate <aantal>', 'per seconde, ten hoogste (standaard 10)'], ['--max <aantal>', 'niet meer dan zoveel'], ['--url <url>', 'adres van het knooppunt (standaard http://127.0.0.1:8080)'], ['--token <token>', 'token van de operator, of KNOOPPUNT_TOKEN']]).addHelpText('after', REDRIVEHULP);
opdracht(knooppunt, 'backup <map>', 'maak een kopie van de opslag', lui('backup'), [CONFIG, DATA]);
const herstel = knooppunt.command('herstel').description('herstellen na een storing').helpOption('-h, --help', 'toon deze hulp').exitOverride();
opdracht(herstel, 'backup <map>', 'zet een kopie terug in een lege gegevensmap', lui('backup', 'terugzetten'), [CONFIG, DATA]);
opdracht(herstel, 'positie', 'beslis over de positie van een relay', lui('herstel', 'positie'), [CONFIG, DATA, ['--shard <nummer>', 'shard (alle als weggelaten)'], ['--naar <positie>', '`begin`, `eind` of een aanvaardingsnummer'], ['--reden <tekst>', 'reden, voor de verantwoording']]);
opdracht(knooppunt, 'plan', 'toon wat een wijziging van de configuratie zou doen', lui('plan'), [CONFIG, ['--tegen <bestand>', 'vergelijk met deze configuratie'], DATA]);
opdracht(knooppunt, 'simulate <naam>', 'speel de andere kant: suwinet, corv, ggk, zorgaanbieder of gemeente', lui('simulate'), [
  ['--port <nummer>', 'poort; 0 = een vrije poort (standaard 0)'],
  ['--hub <url>', 'adres van het knooppunt dat berichten krijgt'],
  ['--token <token>', 'token van de partij die wordt gespeeld, of KNOOPPUNT_TOKEN'],
  ['--zaad <getal>', 'zelfde zaad, zelfde antwoorden (standaard 1)'],
  ['--traag <ms>', 'wachttijd voor elk antwoord'],
  ['--na <ms>', 'wachttijd voor het bericht dat volgt op een bericht (standaard 200)'],
  ['--fout <fout>', 'wat er misgaat; `lijst` toont wat kan'],
  ['--code <code>', 'wie wordt gespeeld: gemeentecode, AGB of UZOVI'],
  ['--naar <code>', 'aan wie eigen berichten gaan'],
  ['--geheim <bestand>', 'bestand met het geheim waarmee webhooks getekend zijn'],
  ['--canoniek', 'stuur events in plaats van berichten'],
  ['--ggk', 'stuur berichten in een GGK-envelop'],
  ['--stuur <wat>', 'stuur dit zodra het knooppunt er is; meer keer met komma’s'],
]);

try {
  await knooppunt.parseAsync(process.argv);
  process.exitCode = uitslag;
} catch (e) {
  if (e instanceof CommanderError) process.exitCode = e.exitCode === 0 ? 0 : 2;
  else {
    // A cause for people; a stack only when asked for.
    process.stderr.write(`fout: ${e instanceof Error ? oorzaakVan(e) : 'onbekende oorzaak'}\n`);
    if (process.env.KNOOPPUNT_DEBUG && e instanceof Error) process.stderr.write(`${e.stack ?? ''}\n`);
    process.exitCode = 2;
  }
}
