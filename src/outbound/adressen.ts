// Which addresses the hub may reach by itself: public ones, unless the configuration allows the machine itself and private ranges.
// Looked at for the address that a connection really uses, so that a name cannot point elsewhere after it was checked.
import { lookup as zoekOp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA special-purpose registries: loopback, private, shared, link-local, benchmarks, documentation, multicast, reserved. */
const GESLOTEN4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Of IPv6 only global unicast is public; of that, what tunnels to IPv4 and what is for documentation is not. */
const GESLOTEN6: readonly (readonly [string, number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const gesloten = new BlockList();
for (const [net, bits] of GESLOTEN4) gesloten.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of GESLOTEN6) gesloten.addSubnet(net, bits, 'ipv6');
const wereldwijd = new BlockList();
wereldwijd.addSubnet('2000::', 3, 'ipv6');

/** True for an IP address on the public internet. Anything that is no IP address: false. */
export function isOpenbaar(adres: string): boolean {
  const soort = isIP(adres);
  if (soort === 4) return !gesloten.check(adres, 'ipv4');
  return soort === 6 && wereldwijd.check(adres, 'ipv6') && !gesloten.check(adres, 'ipv6');
}

/** The name resolves to an address that may not be reached. */
export class AdresFout extends Error {}

/** `dns.lookup` for a connection: as Node resolves, and no address at all where one of them may not be reached. @throws AdresFout, through the callback */
export const alleenOpenbaar: LookupFunction = (naam, opties, klaar) => {
  zoekOp(naam, { ...opties, all: true }, (fout, adressen) => {
    if (fout) return klaar(fout, '', 0);
    const eerste = adressen[0];
    if (!eerste || adressen.some((a) => !isOpenbaar(a.address))) return klaar(new AdresFout('geen openbaar adres'), '', 0);
    if (opties.all) return klaar(null, adressen);
    klaar(null, eerste.address, eerste.family);
  });
};

/** True where a target may not be reached whatever its name resolves to: no https, or an address (never looked up) that is not public. */
export function isVerboden(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol !== 'https:' || (isIP(host) !== 0 && !isOpenbaar(host));
}
