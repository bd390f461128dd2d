import { createHash, hash } from 'node:crypto';

export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** Hexadecimal digits at the end of every bundle. */
const digits = 64;

/** What the archive's comment says: the SHA-256 of the manifest, and of every byte of the archive before the last 64. */
export type Seal = { manifest: string; archive: string };

const text = ({ manifest, archive }: Seal): string => `kindred-bundle manifest=${manifest} archive=${archive}`;

/** The comment of an archive that is being made; `sealArchive` fills in its end. */
export const draftSeal = (manifest: Uint8Array): string =>
  text({ manifest: sha256(manifest), archive: '0'.repeat(digits) });

/** Writes the hash of all bytes before the last 64 into the last 64. */
export function sealArchive(archive: Buffer): void {
  archive.write(archiveHashes(archive).sealed, archive.length - digits, 'latin1');
}

/** What the seal's second hash must be, and the hash of the whole archive; the bytes are gone through once. */
export function archiveHashes(archive: Uint8Array): { sealed: string; whole: string } {
  const hash = createHash('sha256').update(archive.subarray(0, -digits));
  const sealed = hash.copy().digest('hex');
  return { sealed, whole: hash.update(archive.subarray(-digits)).digest('hex') };
}

/** The seal in an archive's comment; null where it is something else. */
export function readSeal(comment: Uint8Array): Seal | null {
  const match = /^kindred-bundle manifest=([0-9a-f]{64}) archive=([0-9a-f]{64})$/.exec(
    Buffer.from(comment).toString('latin1'),
  );
  return match ? { manifest: match[1]!, archive: match[2]! } : null;
}
