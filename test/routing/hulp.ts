// What the routing tests share: a small register, subscriptions and events, all of test persons.
import type { Abonnement, PartijRegel, RoutingInvoer } from '../../src/routing/model.ts';
import type { RouteerbaarEvent } from '../../src/routing/port.ts';

export const HUB = { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT', naam: 'Knooppunt' };
export const DAG = '2026-11-24';

export function partij(p: Partial<PartijRegel> & Pick<PartijRegel, 'id' | 'soort'>): PartijRegel {
  const mandaatregels = p.mandaatregels ?? [];
  return { naam: p.id, aliassen: [], mandaatregels, mandaten: mandaatregels.map((m) => m.gemeentecode), ...p };
}

export function gemeente(code: string, naam: string, rest: Partial<PartijRegel> = {}): PartijRegel {
  return partij({ id: `gemeente-${code}`, soort: 'gemeente', naam, gemeentecode: code, ...rest });
}

export const PARTIJEN: readonly PartijRegel[] = [
  gemeente('0197', 'Aalten'), gemeente('0363', 'Amsterdam', { oin: '00000099000000020363' }), gemeente('0384', 'Diemen'), gemeente('0141', 'Almelo'),
  gemeente('0457', 'Weesp', { geldigTot: '2022-03-24', opvolger: 'gemeente-0363' }),
  gemeente('0373', 'Bergen (NH.)', { aliassen: [{ organisatie: 'Gemeente Bergen' }] }), gemeente('0893', 'Bergen (L.)', { aliassen: [{ organisatie: 'Gemeente Bergen' }] }),
  partij({ id: 'amstelland', soort: 'samenwerkingsverband', oin: '00000004000000003000', mandaatregels: [{ gemeentecode: '0384', geldigVanaf: '2020-01-01', geldigTot: '2027-01-01' }] }),
  partij({ id: 'aanbieder', soort: 'aanbieder', agb: '42420001', oin: '00000003000000424200' }),
  partij({ id: 'zorgkantoor', soort: 'zorgkantoor', uzovi: '5521', oin: '00000003000000552100' }),
  partij({ id: 'vt', soort: 'veilig-thuis', oin: '00000004000000004000', aliassen: [{ organisatie: 'Veilig Thuis Amsterdam' }] }),
  partij({ id: 'rvdk', soort: 'justitie', oin: '00000004000000005000', aliassen: [{ organisatie: 'RvdK', applicatie: 'KBPS' }, { organisatie: 'RvdK', applicatie: 'KBPS', administratie: 'Noord' }] }),
  partij({ id: 'rvdk-zuid', soort: 'justitie', aliassen: [{ organisatie: 'RvdK', administratie: 'Zuid' }] }),
  partij({ id: 'politie', soort: 'politie', aliassen: [{ organisatie: 'Politie' }] }),
];

export function abonnement(a: Partial<Abonnement> & Pick<Abonnement, 'id' | 'partij'>): Abonnement {
  return { events: ['*'], filter: null, doel: 'proefdoel', grondslag: 'Wet art. 1', niveau: 'wat', persoonsgegevens: a.niveau === 'dat' ? ['bsn'] : [], proef: false, volgorde: 'vrij', kanaal: 'topic', ...a };
}

export function invoer(abonnementen: readonly Abonnement[], partijen: readonly PartijRegel[] = PARTIJEN): RoutingInvoer {
  return { versie: 'v1', hub: HUB, partijen, abonnementen, geheim: Buffer.from('een-geheim-voor-deze-test-van-32-bytes'), basisUrl: 'https://knooppunt.example' };
}

export function event(e: Partial<RouteerbaarEvent> = {}): RouteerbaarEvent {
  return {
    berichtId: '01939f3e-0000-7000-8000-000000000000', ordinaal: 1, type: 'toewijzing-afgegeven', sleutel: 'persoon:999900006', persoonsleutel: '999900006',
    tijd: '2026-11-24T09:12:44.318Z', proef: false,
    data: {
      bericht: { standaard: 'iwmo', berichttype: 'WMO301', afzender: { soort: 'gemeente', gemeentecode: '0384' } },
      personen: [
        { id: 'p1', rollen: ['client'], bsn: '999900006', geslachtsnaam: 'Wit', adressen: [{ soort: 'woon', gemeentecode: '0384', postcode: '1110AA' }] },
        { id: 'p2', rollen: ['relatie'], bsn: '999993653', geslachtsnaam: 'Zwart', adressen: [{ soort: 'woon', gemeentecode: '0363' }] },
      ],
      toewijzingen: [{ toewijzingnummer: '101', product: { categorie: { code: '01', codelijst: 'WMO020' }, code: '01A01' } }],
    },
    ...e,
  };
}
