import { stat } from 'node:fs/promises';
import { KindredError } from '#shared/api/errors.ts';

/** The files of the leave-one-out layout; held-out part and negatives may be absent. */
export type LeaveOneOutFiles = { train: string; test: string | null; negative: string | null };

const parts = /^(.*)\.(?:train\.rating|test\.rating|test\.negative)(?:\.gz)?$/;

/**
 * The layout that a path belongs to: any of its files, or their common prefix.
 * @returns null where the path is none of this layout
 * @throws KindredError not_found where the training file is missing, or the held-out part of negatives
 */
export async function findLeaveOneOut(path: string): Promise<LeaveOneOutFiles | null> {
  const named = parts.exec(path)?.[1];
  if (named === undefined && (await exists(path))) return null;
  const prefix = named ?? path;
  const train = await plainOrGzip(`${prefix}.train.rating`);
  const test = await plainOrGzip(`${prefix}.test.rating`);
  const negative = await plainOrGzip(`${prefix}.test.negative`);
  if (!train && named === undefined) return null;
  if (!train) throw missing(`"${path}" belongs to the leave-one-out layout`, `${prefix}.train.rating`);
  if (negative && !test) throw missing(`"${negative}" has negatives of a held-out part`, `${prefix}.test.rating`);
  return { train, test, negative };
}

const missing = (why: string, path: string) =>
  new KindredError('not_found', `${why}, but there is no "${path}" (or "${path}.gz").`);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function plainOrGzip(path: string): Promise<string | null> {
  for (const candidate of [path, `${path}.gz`]) if (await exists(candidate)) return candidate;
  return null;
}
