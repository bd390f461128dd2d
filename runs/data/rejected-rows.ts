import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetProfile } from '#shared/domain/dataset.ts';
import { sha256 } from './snapshots/snapshot-manifest.ts';
import { writeFolder } from './snapshots/write-folder.ts';

const fileName = 'rows.csv';

/** Where the list of rejected rows lies, below the folder of the snapshots. */
export const rejectedPath = (root: string, sha: string): string => join(root, 'rejected', sha, fileName);

/**
 * Keeps the list beside the snapshots, under its own hash: equal data may have come from files with other rows to reject.
 * @param csv a header and one line a row, as the counter of dropped rows gives it
 */
export async function keepRejected(root: string, csv: Uint8Array | null): Promise<DatasetProfile['rejected']> {
  if (!csv) return null;
  const sha = sha256(csv);
  await writeFolder(join(root, 'rejected'), sha, new Map([[fileName, csv]]));
  return { sha256: sha, bytes: csv.byteLength };
}

/** @returns what is wrong with the list of a version as a sentence; null where nothing is, or where there is none */
export function rejectedProblem(root: string, rejected: DatasetProfile['rejected']): string | null {
  if (!rejected) return null;
  const path = rejectedPath(root, rejected.sha256);
  try {
    return sha256(readFileSync(path)) === rejected.sha256
      ? null
      : `The list of rows that were left out, ${path}, was changed.`;
  } catch {
    return `The list of rows that were left out, ${path}, cannot be read.`;
  }
}
