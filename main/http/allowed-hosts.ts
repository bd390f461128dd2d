import { hostname, networkInterfaces } from 'node:os';

/** `name:port`, `1.2.3.4:port` or `[::1]:port`; anything else is not a Host header. */
const shape = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i;
const loopback = ['localhost', '127.0.0.1', '[::1]'];
const wildcards = ['0.0.0.0', '::'];

/**
 * The values of the Host header that this host answers to. Any other name may have been pointed here by someone else
 * (DNS rebinding), so it is turned away even though the connection reached us.
 * @param bound  the address that is listened on
 * @param names  further names that a person configured
 */
export function allowedHosts(bound: string, port: number, names: readonly string[]): ReadonlySet<string> {
  const own = wildcards.includes(bound) ? addressesOfThisMachine() : [bound];
  const all = [...loopback, ...[...own, ...names].map(bracketed)].map((name) => name.toLowerCase());
  // A browser leaves the port out where it is the scheme's own.
  return new Set(all.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

/** Judges the Host header of a request, read from the raw list because the parsed one hides a second header. */
export function judgeHost(
  rawHeaders: readonly string[],
  allowed: ReadonlySet<string>,
): 'allowed' | 'not allowed' | 'malformed' {
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
  const [host] = hosts;
  if (hosts.length > 1 || (host !== undefined && !shape.test(host))) return 'malformed';
  return host !== undefined && allowed.has(host.toLowerCase()) ? 'allowed' : 'not allowed';
}

/** True for addresses that only this computer reaches. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** As it stands in an address: IPv6 in brackets. */
export const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** An address of this machine that others can use, where it listens on all of them. */
export const isWildcard = (host: string): boolean => wildcards.includes(host);

export function addressesOfThisMachine(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // A zone such as fe80::1%eth0 never stands in a Host header.
  return [hostname(), ...addresses.filter(({ internal }) => !internal).map(({ address }) => address.split('%')[0]!)];
}
