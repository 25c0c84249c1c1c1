// Secrets by reference: `env:NAME` or `bestand:PATH`. A secret never stands in the configuration and is never shown.
// On loopback the product's sample secrets stand in for what is missing; beyond loopback they, and what is too short to be one, are refused.
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Abonnement } from '../routing/model.ts';
import type { Bevinding } from './bevinding.ts';
import type { MetPlaats } from './partijen.ts';

/** Known to everyone who has the product: they protect nothing. */
const VOORBEELD = { sleutel: 'voorbeeld-geheim-voor-sleutels-niet-voor-productie', audit: 'voorbeeld-geheim-voor-de-audit-niet-voor-productie' } as const;
/** Bytes; HMAC-SHA-256 wants as many as its digest has. */
const MINIMUM = 32;

export type GeheimUitslag = { readonly geheim: Buffer; readonly voorbeeld: boolean; readonly fout: string | null };

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/.test(host);
}

/** Resolves one secret; `fout` is Dutch and never holds the secret itself. */
export function leesGeheim(naam: 'sleutel' | 'audit', verwijzing: string | undefined, map: string, env: NodeJS.ProcessEnv, loopback: boolean): GeheimUitslag {
  const mis = (fout: string): GeheimUitslag => ({ geheim: Buffer.alloc(0), voorbeeld: false, fout });
  if (verwijzing === undefined) {
    return loopback ? { geheim: Buffer.from(VOORBEELD[naam]), voorbeeld: true, fout: null } : mis('ontbreekt; het voorbeeldgeheim werkt alleen op loopback. Verwijs met env:NAAM of bestand:PAD');
  }
  let tekst: string;
  if (verwijzing.startsWith('env:')) {
    const waarde = env[verwijzing.slice(4)];
    if (waarde === undefined || waarde === '') return mis(`de omgevingsvariabele ${verwijzing.slice(4)} is niet gezet`);
    tekst = waarde;
  } else {
    try {
      tekst = readFileSync(path.resolve(map, verwijzing.slice('bestand:'.length)), 'utf8').replace(/\r?\n$/, '');
    } catch (e) {
      return mis(`het bestand met het geheim is niet te lezen (${(e as NodeJS.ErrnoException).code ?? 'onbekend'})`);
    }
  }
  const voorbeeld = /^(voorbeeld|geheim|changeme|secret|test)/i.test(tekst);
  if (!loopback && voorbeeld) return mis('is een voorbeeldgeheim; dat werkt alleen op loopback');
  const geheim = Buffer.from(tekst, 'utf8');
  if (!loopback && geheim.length < MINIMUM) return mis(`is te kort: ten minste ${MINIMUM} bytes`);
  if (geheim.length === 0) return mis('is leeg');
  return { geheim, voorbeeld, fout: null };
}

/** A secret that somebody else made (a broker's password), as it stands there. @throws Error in Dutch, without the secret. */
export function leesVerwijzing(verwijzing: string, map: string, env: NodeJS.ProcessEnv): string {
  if (verwijzing.startsWith('env:')) {
    const waarde = env[verwijzing.slice(4)];
    if (waarde === undefined || waarde === '') throw new Error(`de omgevingsvariabele ${verwijzing.slice(4)} is niet gezet`);
    return waarde;
  }
  return leesTekst(verwijzing.slice('bestand:'.length), map).replace(/\r?\n$/, '');
}

/** @throws Error in Dutch */
export function leesTekst(bestand: string, map: string): string {
  try {
    return readFileSync(path.resolve(map, bestand), 'utf8');
  } catch (e) {
    throw new Error(`het bestand is niet te lezen (${(e as NodeJS.ErrnoException).code ?? 'onbekend'})`);
  }
}

/** Shortest secret that signs, bytes: as many as SHA-256 blocks of a key are worth. */
const MINST_HANDTEKENING = 16;

/** What signs pushes, by subscription: a shared secret, or a private key (PEM); what is wrong stands in `bevindingen`. */
export function leesBestemmingGeheimen(abonnementen: readonly MetPlaats<Abonnement>[], map: string, env: NodeJS.ProcessEnv, bevindingen: Bevinding[]): ReadonlyMap<string, Uint8Array> {
  const uit = new Map<string, Uint8Array>();
  for (const a of abonnementen) {
    const { bestemming, id, kanaal } = a.waarde;
    if (!bestemming || kanaal !== 'webhook') continue;
    const naam = bestemming.ondertekening === 'jws' ? 'sleutel' : 'geheim';
    const verwijzing = bestemming[naam];
    if (verwijzing === undefined) continue;
    const fout = (tekst: string): void => void bevindingen.push({ ernst: 'fout', bestand: a.bestand, regel: a.regel('bestemming'), pad: `${a.pad}.bestemming.${naam}`, tekst });
    try {
      const geheim = Buffer.from(leesVerwijzing(verwijzing, map, env), 'utf8');
      if (naam === 'sleutel') toetsSleutel(geheim, fout);
      else if (geheim.length < MINST_HANDTEKENING) fout(`is te kort: ten minste ${MINST_HANDTEKENING} bytes`);
      uit.set(id, geheim);
    } catch (e) {
      fout(e instanceof Error ? e.message : 'niet te lezen');
    }
  }
  return uit;
}

/** A key for ES256 or PS256 (RFC 7518 §3.1). */
function toetsSleutel(pem: Buffer, fout: (tekst: string) => void): void {
  let sleutel: ReturnType<typeof createPrivateKey>;
  try {
    sleutel = createPrivateKey(pem);
  } catch {
    fout('is geen private sleutel in PEM');
    return;
  }
  const { asymmetricKeyType: soort, asymmetricKeyDetails: d } = sleutel;
  if (soort === 'ec' ? d?.namedCurve !== 'prime256v1' : soort !== 'rsa' || (d?.modulusLength ?? 0) < 3072) fout('is geen EC-sleutel op P-256 of RSA-sleutel van ten minste 3072 bits');
}
