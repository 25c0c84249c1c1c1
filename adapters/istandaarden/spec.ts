// The declared messages of the iStandaarden adapter, one row per message, law and release.
// Recognised by namespace alone: each message of each release has its own.
import type { AdapterSpec, BerichtSoort } from '../../src/sdk/index.ts';

/** Numbers of both laws with their Dutch titles (stuf-en-istandaarden §7). */
const TITELS: Readonly<Record<string, string>> = {
  '301': 'Toewijzing',
  '302': 'Retour op een toewijzing',
  '303': 'Declaratie of factuur',
  '304': 'Retour op een declaratie of factuur',
  '305': 'Start van de levering',
  '306': 'Retour op een start van de levering',
  '307': 'Einde van de levering',
  '308': 'Retour op een einde van de levering',
  '315': 'Verzoek om toewijzing',
  '316': 'Retour op een verzoek om toewijzing',
  '317': 'Verzoek om wijziging',
  '318': 'Retour op een verzoek om wijziging',
  '319': 'Antwoord op een verzoek',
  '320': 'Retour op een antwoord',
  '323': 'Declaratie',
  '325': 'Antwoord op een declaratie',
};

const RELEASES: Readonly<Record<string, readonly string[]>> = {
  '3.2': ['301', '302', '305', '306', '307', '308', '315', '316', '317', '318', '319', '320', '323', '325'],
  '2.3': ['301', '302', '303', '304', '305', '306', '307', '308', '315', '316'],
};

/** Messages of iWmo 3.2 without a published schema: derived from the iJw message of the same number, not normative. */
const AFGELEID: ReadonlySet<string> = new Set(['302', '306', '308', '316', '318', '320', '325']);

/** Message → the retour that must come back (stuf-en-istandaarden §7). A 319 answers 315 and 317 as a matter of policy, beside their retour. */
const RETOUR: Readonly<Record<string, string>> = { '301': '302', '303': '304', '305': '306', '307': '308', '315': '316', '317': '318', '319': '320', '323': '325' };

function rij(standaard: 'iwmo' | 'ijw', versie: string, nummer: string): BerichtSoort {
  const naam = `${standaard === 'iwmo' ? 'WMO' : 'JW'}${nummer}`;
  return {
    standaard,
    versie,
    berichttype: naam,
    titel: TITELS[nummer] ?? nummer,
    verloop: 'asynchroon',
    ...(RETOUR[nummer] === undefined ? {} : { antwoorden: [`${naam.slice(0, -3)}${RETOUR[nummer]}`] }),
    herkomst: standaard === 'iwmo' && versie === '3.2' && AFGELEID.has(nummer) ? 'afgeleid' : 'normatief',
    wortel: { namespace: `http://www.istandaarden.nl/${standaard}/${versie.replace('.', '_')}/${naam.toLowerCase()}/schema`, naam: 'Bericht' },
    schema: `${standaard}-${versie}/${naam.toLowerCase()}.xsd`,
    mapping: versie === '3.2' ? `${nummer}.yaml` : `${nummer}-release-2.yaml`,
  };
}

export const SPEC: AdapterSpec & { readonly soort: 'xml' } = {
  naam: 'istandaarden',
  titel: 'iWmo en iJw',
  versie: '1',
  soort: 'xml',
  schemas: new URL('../../schemas/istandaarden/', import.meta.url),
  mappings: new URL('../../mappings/istandaarden/', import.meta.url),
  berichten: (['iwmo', 'ijw'] as const).flatMap((standaard) =>
    Object.entries(RELEASES).flatMap(([versie, nummers]) => nummers.map((nummer) => rij(standaard, versie, nummer))),
  ),
};
