import { ZipFile } from 'yazl';
import { KindredError } from '#shared/api/errors.ts';
import { complaintAboutName, sameButForCase } from './file-names.ts';
import { bundleLimits } from './limits.ts';
import { manifestName } from './manifest.ts';
import { draftSeal, sealArchive } from './seal.ts';

/** Zips hold the local time without saying where: midnight here is midnight everywhere. */
const fixedTime = () => new Date(2000, 0, 1);

/**
 * Files as a sealed zip: sorted by name, stored as they are, of one fixed time, so that equal files give equal bytes on every machine.
 * @param files  by name, the manifest among them
 * @throws KindredError too_large where it would exceed what `readBundle` reads
 */
export async function encodeArchive(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const names = [...files.keys()].sort();
  refuseUnreadable(files, names);
  const zip = new ZipFile();
  const chunks: Buffer[] = [];
  zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = Promise.withResolvers<void>();
  zip.outputStream.once('end', written.resolve);
  zip.once('error', written.reject);
  for (const name of names) {
    const { buffer, byteOffset, byteLength } = files.get(name)!;
    zip.addBuffer(Buffer.from(buffer, byteOffset, byteLength), name, {
      compress: false,
      mtime: fixedTime(),
      forceDosTimestamp: true,
      mode: 0o100644,
    });
  }
  zip.end({ forceZip64Format: false, comment: draftSeal(files.get(manifestName)!) });
  await written.promise;
  const archive = Buffer.concat(chunks);
  sealArchive(archive);
  return archive;
}

/** Whatever is written can be read: the same rules on both sides. */
function refuseUnreadable(files: ReadonlyMap<string, Uint8Array>, names: readonly string[]): void {
  for (const name of names) {
    const complaint = complaintAboutName(name);
    if (complaint)
      throw new KindredError('internal', `A bundle cannot hold the file "${name}": its name ${complaint}.`);
  }
  const clash = sameButForCase(names);
  if (clash) throw new KindredError('internal', `A bundle cannot hold both "${clash[0]}" and "${clash[1]}".`);
  const sizes = [...files.values()].map(({ byteLength }) => byteLength);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  // Headers take less than 500 bytes a file.
  if (total + names.length * 500 > bundleLimits.archiveBytes || Math.max(...sizes) > bundleLimits.fileBytes) {
    throw new KindredError(
      'too_large',
      `The bundle would have ${total.toLocaleString('en-US')} bytes, more than a bundle can hold (2 GB, 1 GB in one file). Use a model with fewer neighbours or factors, or less data.`,
    );
  }
}
