// The text of a request → CloudEvents (JSON format 1.0): one, or all events of one message. Says what is wrong by JSON path, never with a value.
// Pure. What the events mean is looked at later; here only that they are events, of a size and depth that the rest can carry.
import { kortType } from '../canonical/cloudevent.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import { hashVanDelen } from './inhoudshash.ts';

export interface AangebodenEvent {
  readonly id: string;
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
  /** Short name: `toewijzing-beoordeeld`. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Extension `bericht`, as events that the hub publishes carry it: the message that this one answers. */
  readonly bericht?: string;
}

export interface Aangeboden {
  readonly events: readonly AangebodenEvent[];
  /** SHA-256 over what the events say; order of members and white space do not count. */
  readonly inhoud: string;
}

/** Nesting that no event of the model comes near. */
const DIEPTE = 64;
const HOOGSTENS = 1000;
const TIJD = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/;

const fout = (pad: string, tekst: string, code: FoutCode = 'KP_EVENT'): Melding => ({ code, regel: 0, pad, tekst });

const isObject = (w: unknown): w is Record<string, unknown> => typeof w === 'object' && w !== null && !Array.isArray(w);

/** Reads all of it, or gives every finding. @param reeks a batch; else one event. */
export function leesCloudEvents(bytes: Uint8Array, reeks: boolean): Aangeboden | { readonly meldingen: readonly Melding[] } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (e) {
    return { meldingen: [e instanceof TypeError ? fout('/', 'dit is geen UTF-8', 'KP_TEKENSET') : fout('/', 'dit is geen JSON')] };
  }
  if (reeks !== Array.isArray(json)) return { meldingen: [fout('/', reeks ? 'een batch is een lijst van events' : 'dit is een lijst; zend die als application/cloudevents-batch+json')] };
  const lijst = reeks ? (json as unknown[]) : [json];
  if (lijst.length === 0) return { meldingen: [fout('/', 'er is geen event')] };
  if (lijst.length > HOOGSTENS) return { meldingen: [fout('/', `meer dan ${HOOGSTENS} events`)] };
  if (teDiep(json)) return { meldingen: [fout('/', `dieper genest dan ${DIEPTE}`)] };
  const meldingen: Melding[] = [];
  const events = lijst.flatMap((e, i) => leesEvent(e, reeks ? `/${i}` : '', meldingen));
  const [eerste] = events;
  if (events.some((e) => e.source !== eerste?.source)) meldingen.push(fout('/', 'alle events van een bericht hebben dezelfde source'));
  if (events.some((e) => e.time !== eerste?.time)) meldingen.push(fout('/', 'alle events van een bericht hebben dezelfde time'));
  if (new Set(events.map((e) => e.id)).size < events.length) meldingen.push(fout('/', 'twee events hebben hetzelfde id'));
  if (meldingen.length > 0) return { meldingen };
  return { events, inhoud: hashVanDelen(events.map((e) => vast([e.id, e.source, e.time, e.type, e.data, e.bericht ?? null]))) };
}

function leesEvent(e: unknown, pad: string, meldingen: Melding[]): AangebodenEvent[] {
  const mis = (naam: string, tekst: string): void => void meldingen.push(fout(`${pad}/${naam}`, tekst));
  if (!isObject(e)) {
    meldingen.push(fout(pad === '' ? '/' : pad, 'een event is een object'));
    return [];
  }
  const voor = meldingen.length;
  const { specversion, id, source, type, time, data, bericht } = e;
  if (specversion !== '1.0') mis('specversion', 'moet 1.0 zijn');
  for (const [naam, w, max] of [['id', id, 200], ['source', source, 500], ['type', type, 200]] as const) {
    if (typeof w !== 'string' || w === '') mis(naam, 'ontbreekt');
    else if (w.length > max) mis(naam, `te lang: hoogstens ${max} tekens`);
  }
  if (typeof time !== 'string') mis('time', 'ontbreekt: hieruit volgt het moment van het bericht, zodat een herhaling een herhaling is');
  else if (!TIJD.test(time) || Number.isNaN(Date.parse(time))) mis('time', 'moet een bestaand tijdstip zijn met een zone (RFC 3339)');
  if ('data_base64' in e) mis('data_base64', 'wordt niet gelezen; zet de gegevens als JSON in data');
  if (e.datacontenttype !== undefined && e.datacontenttype !== 'application/json') mis('datacontenttype', 'moet application/json zijn');
  if (!isObject(data)) mis('data', 'ontbreekt of is geen object');
  if (bericht !== undefined && (typeof bericht !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(bericht))) mis('bericht', 'moet het id van een bericht zijn');
  if (meldingen.length > voor) return [];
  return [{
    id: id as string, source: source as string, time: time as string, type: kortType(type as string), data: data as Record<string, unknown>,
    ...(bericht === undefined ? {} : { bericht: (bericht as string).toLowerCase() }),
  }];
}

function teDiep(json: unknown): boolean {
  let laag: unknown[] = [json];
  for (let d = 0; d <= DIEPTE; d++) {
    laag = laag.flatMap((w) => (typeof w === 'object' && w !== null ? Object.values(w) : []));
    if (laag.length === 0) return false;
  }
  return true;
}

/** JSON with sorted members, so that the same event is the same text. */
function vast(w: unknown): string {
  if (Array.isArray(w)) return `[${w.map(vast).join(',')}]`;
  if (isObject(w)) return `{${Object.keys(w).sort().map((k) => `${JSON.stringify(k)}:${vast(w[k])}`).join(',')}}`;
  return JSON.stringify(w) ?? 'null';
}

/**
 * A path of the model or of ajv as a JSON path below an event's `data`. Names that are no attribute of any model are left out: a sender may write
 * anything as a name, and no value leaves in a finding.
 */
export function veiligPad(voorvoegsel: string, pad: string): string {
  const delen = pad.replace(/\[(\d+)\]/g, '/$1').split(/[/.]/).filter((d) => d !== '');
  return [voorvoegsel, ...delen.map((d) => (/^([A-Za-z][A-Za-z0-9]{0,49}|[0-9]{1,6})$/.test(d) ? d : '…'))].join('/');
}
