// Proves what the head of an iStandaarden message says: reference, real sender and addressee (turned round in a retour), key of a repeat, variant.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import adapter from '../../../adapters/istandaarden/index.ts';
import type { Kop, XmlLezing } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';

const wortel = path.resolve(import.meta.dirname, '../../..');

function lezing(xml: Buffer): XmlLezing {
  const r = leesXml(xml);
  if (r.soort !== 'gelezen') throw new Error('niet gelezen');
  const ns = r.bron.wortel.ns;
  const soort = adapter.spec.berichten.find((b) => b.wortel?.namespace === ns && b.wortel.naam === r.bron.wortel.naam);
  if (!soort) throw new Error('geen soort');
  return { soort, bron: r.bron, omgeving: { kanaal: 'rest' } };
}
const bytes = (naam: string): Buffer => readFileSync(path.join(wortel, 'samples/istandaarden', `${naam}.xml`));
const kop = (naam: string): Kop => adapter.kop(lezing(bytes(naam)));

describe('kop van een iStandaarden-bericht', () => {
  test('heenbericht: van de afzender, sleutel met namespace, berichttype, afzender en identificatie', () => {
    expect(kop('wmo301-toewijzing')).toEqual({
      referentie: 'AMS26110201',
      verzondenOp: '2026-11-02',
      adressering: { afzender: { gemeentecode: '0363' }, ontvanger: { agb: '42420001' }, soort: 'geadresseerd' },
      herhaalsleutel: ['http://www.istandaarden.nl/iwmo/3_2/wmo301/schema', 'WMO301', '0363', 'AMS26110201'],
    });
    expect(kop('wmo305-start').adressering).toEqual({ afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0344' }, soort: 'geadresseerd' });
  });

  test('retour: de echte afzender is de ontvanger van het heenbericht; sleutel op zijn eigen identificatie', () => {
    expect(kop('wmo302-retour')).toEqual({
      referentie: 'A-302-000417',
      kruisreferentie: 'AMS26110201',
      verzondenOp: '2026-11-03',
      adressering: { afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0363' }, soort: 'geadresseerd' },
      herhaalsleutel: ['http://www.istandaarden.nl/iwmo/3_2/wmo302/schema', 'WMO302', '42420001', 'A-302-000417'],
    });
  });

  test('319 en 325 zijn heenberichten met een eigen kop', () => {
    expect(kop('jw319-antwoord')).toMatchObject({
      referentie: 'ANTW-000077',
      adressering: { afzender: { gemeentecode: '0518' }, ontvanger: { agb: '75750003' } },
      herhaalsleutel: ['http://www.istandaarden.nl/ijw/3_2/jw319/schema', 'JW319', '0518', 'ANTW-000077'],
    });
    expect(kop('jw325-declaratieantwoord')).toMatchObject({
      referentie: 'ANTW325-0012',
      kruisreferentie: 'DECL-2610-JB',
      adressering: { afzender: { gemeentecode: '0363' }, ontvanger: { agb: '75750003' } },
      herhaalsleutel: ['http://www.istandaarden.nl/ijw/3_2/jw325/schema', 'JW325', '0363', 'ANTW325-0012'],
    });
  });

  test('303 gaat naar de gemeente, 304 naar de aanbieder; beide sleutels op het factuurnummer', () => {
    expect(kop('wmo303-factuur')).toEqual({
      referentie: 'F202003117',
      verzondenOp: '2020-04-06',
      adressering: { afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0197' }, soort: 'geadresseerd' },
      herhaalsleutel: ['WMO303', '0197', '42420001', 'F202003117'],
    });
    expect(kop('wmo304-retour')).toEqual({
      referentie: 'AALTEN-2020-0311',
      kruisreferentie: 'F202003117',
      verzondenOp: '2020-04-14',
      adressering: { afzender: { gemeentecode: '0197' }, ontvanger: { agb: '42420001' }, soort: 'geadresseerd' },
      herhaalsleutel: ['WMO304', '0197', '42420001', 'F202003117'],
    });
  });

  test('een bericht met hetzelfde nummer in een ander type, andere wet of andere release heeft een andere sleutel', () => {
    const sleutels = ['wmo301-toewijzing', 'jw301-toewijzing-release-2'].map((n) => kop(n).herhaalsleutel?.slice(0, 2).join(' '));
    expect(new Set(sleutels).size).toBe(2);
    const iwmo = bytes('wmo305-start').toString('utf8');
    const ijw = iwmo.replaceAll('/iwmo/', '/ijw/').replaceAll('/wmo305/', '/jw305/');
    expect(adapter.kop(lezing(Buffer.from(ijw))).herhaalsleutel).not.toEqual(adapter.kop(lezing(Buffer.from(iwmo))).herhaalsleutel);
  });

  test('alleen een retour met 0001 en zonder inhoud is technisch afgekeurd', () => {
    const retour = bytes('wmo302-retour').toString('utf8');
    const zonder = retour.replace(/<Client>[\s\S]*<\/Client>/, '');
    const met0001 = (x: string): string => x.replace('<RetourCode>9332</RetourCode>', '<RetourCode>9332</RetourCode><RetourCode>0001</RetourCode>');
    expect(adapter.kop(lezing(Buffer.from(zonder))).variant).toBeUndefined();
    expect(adapter.kop(lezing(Buffer.from(met0001(retour)))).variant).toBeUndefined();
    expect(adapter.kop(lezing(Buffer.from(met0001(zonder)))).variant).toBe('afgekeurd');
  });
});
