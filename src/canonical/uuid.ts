// UUIDs of the hub: version 5 where the same thing must get the same id on every repeat, version 7 for new messages.
// Follows RFC 9562; never random where a name is given, never predictable where none is.
import { createHash, randomBytes } from 'node:crypto';

/** Namespace of everything that Knooppunt names by UUIDv5. Never changes: ids of events stand on it. */
export const NAAMRUIMTE = '6f1f3c52-0d0a-5b7e-9c43-2a3f7d1c8e10';

function opmaak(b: Buffer): string {
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20, 32)}`;
}

/** UUIDv5 (SHA-1) of a name in a namespace. */
export function uuidv5(naam: string, naamruimte: string = NAAMRUIMTE): string {
  const b = createHash('sha1').update(Buffer.from(naamruimte.replaceAll('-', ''), 'hex')).update(naam, 'utf8').digest().subarray(0, 16);
  b.writeUInt8((b.readUInt8(6) & 0x0f) | 0x50, 6);
  b.writeUInt8((b.readUInt8(8) & 0x3f) | 0x80, 8);
  return opmaak(b);
}

/**
 * UUIDv7: 48 bits of Unix milliseconds, then 74 random bits. `nu` and `toeval` are passed in by tests.
 * Not monotonic within a millisecond: nothing in the hub orders by message id.
 */
export function uuidv7(nu: number = Date.now(), toeval: Uint8Array = randomBytes(10)): string {
  const b = Buffer.alloc(16);
  b.writeUIntBE(nu, 0, 6);
  b.set(toeval.subarray(0, 10), 6);
  b.writeUInt8((b.readUInt8(6) & 0x0f) | 0x70, 6);
  b.writeUInt8((b.readUInt8(8) & 0x3f) | 0x80, 8);
  return opmaak(b);
}

/** Id of an event for a subscription: the same on every repeat (canonical model, Event). Names no type and no level. */
export function eventId(berichtId: string, ordinaal: number, abonnement: string): string {
  return uuidv5(JSON.stringify([berichtId, ordinaal, abonnement]));
}
