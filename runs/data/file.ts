import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { FileOptions } from './files/file-options.ts';
import { importFiles } from './files/import-files.ts';
import { findLeaveOneOut } from './files/leave-one-out-files.ts';
import { readLeaveOneOut } from './files/read-leave-one-out.ts';
import type { Source, SourceData } from './source.ts';

/** `file:PATH`: tables in text, JSON Lines, Parquet and Arrow, and the layouts of public data sets; plain, gzip or zstd. */
export const fileSource: Source<typeof FileOptions> = {
  scheme: 'file',
  title: 'File',
  description:
    'A table: comma-, tab-, semicolon- or pipe-separated with a header, JSON Lines, Parquet or Arrow IPC; plain, gzip or zstd. ' +
    'MovieLens (u.data, ratings.dat, ratings.csv), RecBole (X.inter) and the leave-one-out layout (X.train.rating with X.test.rating and X.test.negative) ' +
    'are known by their names, with what stands beside them of users and items.',
  options: FileOptions,
  async read(rest, options, context): Promise<SourceData> {
    const path = pathOf(rest);
    const layout = options.files === undefined ? await findLeaveOneOut(path) : null;
    if (!layout) return importFiles(path, options, context);
    refuseOptions(path, options);
    return readLeaveOneOut(layout, context);
  },
};

/** The path of an address, absolute: `~/` is the home folder, and `file:///x` is `/x`. */
export function pathOf(rest: string): string {
  if (rest.trim() === '') throw new KindredError('invalid_input', 'Name the file: file:PATH, as in file:ratings.csv.');
  if (rest.includes('\0')) throw new KindredError('invalid_input', 'A path has no zero characters.');
  const path = rest.startsWith('///') ? rest.slice(2) : rest;
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(path);
}

/** The leave-one-out layout says all by itself; columns could not even be named, for it has no header. */
function refuseOptions(path: string, options: FileOptions): void {
  const usual: FileOptions = FileOptions.parse({});
  const same = (key: keyof FileOptions) =>
    options[key] === usual[key] || (key === 'delimiter' && options[key] === 'tab');
  const named = (Object.keys(options) as (keyof FileOptions)[]).find((key) => !same(key));
  if (named === undefined) return;
  throw new KindredError(
    'invalid_input',
    `"${path}" is in the leave-one-out layout (user, item, rating, time; no header), where --set ${named} has no meaning. Leave it out.`,
  );
}
