// `knooppunt translate FILE`: the canonical events of a message at level wat, as CloudEvents. With --tijd and --sleutel byte-stable.
import { bouwAttributen } from '../../canonical/cloudevent.ts';
import { onderwerpSleutel } from '../../canonical/sleutels.ts';
import { eventId } from '../../canonical/uuid.ts';
import { delenVan } from '../../intake/doorgang.ts';
import { doorloop, idVanInhoud } from '../../intake/controle.ts';
import type { VertaaldEvent } from '../../intake/port.ts';
import { STANDAARD_XML_LIMIETEN } from '../../xml/port.ts';
import { bankVoor } from '../bank.ts';
import { leesBestand } from '../bestand.ts';

const PROEF_OIN = '00000099000000001000';

export default async function translate([bestand]: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const bank = await bankVoor(opties);
  const inhoud = await leesBestand(bestand!);
  const uit = await doorloop(inhoud, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort === 'gezakt') {
    process.stderr.write(`${JSON.stringify({ bestand, ...uit.herkend, uitkomst: uit.uitkomst, meldingen: uit.meldingen }, null, 2)}\n`);
    return uit.uitkomst === 'ongeldig' ? 1 : 2;
  }
  const tijd = typeof opties.tijd === 'string' ? opties.tijd : new Date().toISOString();
  if (Number.isNaN(Date.parse(tijd))) throw new Error('--tijd is geen RFC 3339-tijdstip');
  const geheim = Buffer.from(typeof opties.sleutel === 'string' ? opties.sleutel : 'knooppunt-translate', 'utf8');
  const id = idVanInhoud(inhoud);
  const alsEvent = (e: VertaaldEvent): string => {
    const zaak = e.sleutel.startsWith('zaak:');
    const onderwerp = onderwerpSleutel(geheim, '', 'wat', zaak ? 'zaak' : 'persoon', zaak ? e.sleutel : (e.persoonsleutel ?? e.sleutel));
    const a = bouwAttributen({ hubOin: PROEF_OIN, id: eventId(id, e.ordinaal, ''), type: e.type, tijd, onderwerp, bericht: id, abonnement: '', basisUrl: 'http://localhost', ...(uit.groot ? { correlatie: id } : {}) });
    return JSON.stringify({ ...a, data: e.data }, null, 2);
  };
  process.stdout.write('[\n');
  let eerste = true;
  const schrijf = (e: VertaaldEvent): void => {
    process.stdout.write(`${eerste ? '' : ',\n'}${alsEvent(e)}`);
    eerste = false;
  };
  for (const e of uit.events) schrijf(e);
  if (uit.groot) for await (const deel of delenVan(inhoud, id, bank, STANDAARD_XML_LIMIETEN)) schrijf(deel);
  process.stdout.write('\n]\n');
  return 0;
}
