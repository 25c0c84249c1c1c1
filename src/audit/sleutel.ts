// The Ed25519 key that signs heads of the audit chain. The private part lies where the configuration says, outside the store and outside backups;
// every public part ever used stays in the data folder, named by its fingerprint, so that old heads can still be verified.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Folder of heads and public keys, inside the data folder. */
export const AUDITMAP = 'audit';

export interface Tekensleutel {
  /** First 16 hex of SHA-256 over the public key (DER, SPKI). */
  readonly id: string;
  readonly prive: KeyObject;
  readonly publiek: KeyObject;
}

/**
 * Reads the private key (PEM, PKCS 8), or makes one where there is none (only its owner may read it), and leaves the public part in the data folder.
 * @throws Error when the file holds something else than an Ed25519 private key.
 */
export function openTekensleutel(dataDir: string, sleutelPad: string): Tekensleutel {
  if (!existsSync(sleutelPad)) {
    mkdirSync(path.dirname(sleutelPad), { recursive: true, mode: 0o700 });
    schrijf(sleutelPad, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  }
  const prive = createPrivateKey(readFileSync(sleutelPad));
  if (prive.asymmetricKeyType !== 'ed25519') throw new Error(`${sleutelPad} is geen Ed25519-sleutel.`);
  const publiek = createPublicKey(prive);
  const id = idVanSleutel(publiek);
  const pubPad = path.join(dataDir, AUDITMAP, `${id}.pub.pem`);
  mkdirSync(path.dirname(pubPad), { recursive: true, mode: 0o700 });
  if (!existsSync(pubPad)) schrijf(pubPad, publiek.export({ type: 'spki', format: 'pem' }).toString(), 0o644);
  return { id, prive, publiek };
}

/** The public keys in a data folder, by fingerprint; a file whose name is not its key's fingerprint is left out. */
export function leesPubliekeSleutels(dataDir: string): ReadonlyMap<string, KeyObject> {
  const map = path.join(dataDir, AUDITMAP);
  const uit = new Map<string, KeyObject>();
  for (const naam of existsSync(map) ? readdirSync(map) : []) {
    if (!naam.endsWith('.pub.pem')) continue;
    const sleutel = createPublicKey(readFileSync(path.join(map, naam)));
    if (`${idVanSleutel(sleutel)}.pub.pem` === naam) uit.set(idVanSleutel(sleutel), sleutel);
  }
  return uit;
}

export function idVanSleutel(publiek: KeyObject): string {
  return createHash('sha256').update(publiek.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16);
}

function schrijf(pad: string, tekst: string, mode: number): void {
  const fd = openSync(pad, 'wx', mode);
  try {
    writeSync(fd, tekst);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
