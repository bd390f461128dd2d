import { basename, dirname, join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { AttributeColumns } from './attribute-columns.ts';
import type { Delimiter } from './delimited-table.ts';
import { items100k, items1m, ratingColumns, users100k, users1m } from './movielens.ts';
import { namesIn, plainOrPacked, unpackedName } from './packed-name.ts';

/** How a file is read that has no header of its own. */
export type Headerless = { header: readonly string[]; delimiter: Delimiter };

export type AttributeFile = {
  path: string;
  headerless?: Headerless;
  columns?: AttributeColumns;
  categoryNames?: readonly string[];
  yearInName?: boolean;
};

/** The files of a dataset that belong together, told by their names. */
export type Layout = {
  name: 'table' | 'recbole' | 'movielens-100k' | 'movielens-1m' | 'movielens';
  path: string;
  headerless?: Headerless;
  users: AttributeFile | null;
  items: AttributeFile | null;
};

/** Names that a dataset's file of interactions has, in a folder. */
const known = ['u.data', 'ratings.dat', 'ratings.csv'];

/** The layout of a file of interactions; a plain table where its name says nothing. */
export async function layoutOf(path: string): Promise<Layout> {
  const folder = dirname(path);
  const name = unpackedName(basename(path));
  const beside = async (sibling: string, rest: Omit<AttributeFile, 'path'> = {}): Promise<AttributeFile | null> => {
    const found = await plainOrPacked(join(folder, sibling));
    return found === null ? null : { path: found, ...rest };
  };
  const separated = (delimiter: Delimiter) => (header: readonly string[]) => ({ headerless: { header, delimiter } });
  const [tabs, pipes, colons] = [separated('tab'), separated('pipe'), separated('colons')];

  if (name === 'u.data') {
    const items = await beside('u.item', { ...pipes(items100k.header), columns: items100k.columns });
    const users = await beside('u.user', pipes(users100k.header));
    return { name: 'movielens-100k', path, ...tabs(ratingColumns), users, items };
  }
  if (name === 'ratings.dat') {
    const items = await beside('movies.dat', { ...colons(items1m.header), yearInName: true });
    const users = await beside('users.dat', { ...colons(users1m.header), categoryNames: users1m.categoryNames });
    return { name: 'movielens-1m', path, ...colons(ratingColumns), users, items };
  }
  if (name === 'ratings.csv') {
    const items = await beside('movies.csv', { yearInName: true });
    return { name: items ? 'movielens' : 'table', path, users: null, items };
  }
  if (name.endsWith('.inter')) {
    // A file of one part only, as X.train.inter, has its attributes beside it as the whole has.
    const stem = name.replace(/(\.(train|valid|test))?\.inter$/, '');
    return { name: 'recbole', path, users: await beside(`${stem}.user`), items: await beside(`${stem}.item`) };
  }
  return { name: 'table', path, users: null, items: null };
}

/**
 * The file of interactions in a folder of one of the known layouts.
 * @throws KindredError invalid_input where there is none, or more than one
 */
export async function fileInFolder(folder: string): Promise<string> {
  const names = await namesIn(folder);
  const found = names.filter((name) => {
    const plain = unpackedName(name);
    return known.includes(plain) || plain.endsWith('.inter');
  });
  if (found.length === 1) return join(folder, found[0]!);
  const which = found.length === 0 ? 'Name a file in it' : `Name one of ${found.join(', ')}`;
  throw new KindredError(
    'invalid_input',
    `"${folder}" is a folder. ${which}, or say what its files hold with --set files="view=views.csv, like=likes.csv".`,
    { details: { files: names.slice(0, 100) } },
  );
}
