import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate and its key, both PEM. */
export type Issued = { certificate: string; key: string };
export type Authority = Issued & { issue(host: string, days?: number): Issued };

/** A certificate authority of its own, for servers that a test starts: X.509 by hand, because Node signs none. */
export function createAuthority(name: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = certificateOf({
    issuer: name,
    subject: name,
    publicKey,
    signer: privateKey,
    isAuthority: true,
    days: 30,
  });
  return {
    ...own,
    key: pemOf(privateKey),
    issue(host, days = 30) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { certificate } = certificateOf({
        issuer: name,
        subject: host,
        publicKey: pair.publicKey,
        signer: privateKey,
        isAuthority: false,
        days,
      });
      return { certificate, key: pemOf(pair.privateKey) };
    },
  };
}

type Request = {
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signer: KeyObject;
  isAuthority: boolean;
  /** Validity from a day ago; negative for one that is over. */
  days: number;
};

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function certificateOf({ issuer, subject, publicKey, signer, isAuthority, days }: Request): Issued {
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const now = Date.now();
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(issuer),
    sequence(utcTime(now - 40 * day), utcTime(now + days * day)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(isAuthority ? authorityExtension : hostExtension(subject))),
  );
  const signature = sign('sha256', body, signer);
  const whole = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
    .trimEnd();
  return { certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: '' };
}

const day = 86_400_000;

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const integer = (bytes: Buffer) => der(0x02, bytes);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
const nameOf = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x04, value));
/** basicConstraints: cA. */
const authorityExtension = extension('551d13', sequence(der(0x01, Buffer.from([0xff]))));
/** subjectAltName: an address where it is one, else a name. */
const hostExtension = (host: string) =>
  extension(
    '551d11',
    sequence(
      /^[\d.]+$/.test(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
    ),
  );
