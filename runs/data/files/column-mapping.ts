import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';

export const columnRoles = ['user', 'item', 'type', 'weight', 'time'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Column number of each role; −1 where the file has none. */
export type ColumnMapping = Record<ColumnRole, number>;

/** Names that columns usually have, without case, spaces, dots and underscores; the first that occurs (once) is taken. */
export const usualNames: Record<ColumnRole, readonly string[]> = {
  user: [
    'user',
    'userid',
    'uid',
    'username',
    'usersid',
    'reviewerid',
    'customer',
    'customerid',
    'visitorid',
    'memberid',
    'accountid',
  ],
  item: [
    'item',
    'itemid',
    'iid',
    'sid',
    'post',
    'postid',
    'movie',
    'movieid',
    'media',
    'mediaid',
    'product',
    'productid',
    'asin',
    'track',
    'trackid',
    'song',
    'songid',
    'artist',
    'artistid',
    'book',
    'bookid',
    'isbn',
    'business',
    'businessid',
    'article',
    'articleid',
    'video',
    'videoid',
  ],
  type: [
    'type',
    'interactiontype',
    'event',
    'eventtype',
    'action',
    'actiontype',
    'behavior',
    'behaviortype',
    'behaviour',
    'kind',
  ],
  weight: ['weight', 'rating', 'score', 'value', 'interactionvalue', 'stars', 'overall', 'count', 'plays', 'playcount'],
  time: ['time', 'timestamp', 'createdat', 'ts', 'datetime', 'date', 'eventtime', 'ratedat', 'unixreviewtime'],
};

/** RecBole writes the type of a column into its name: `user_id:token`. */
export const bare = (name: string): string => name.trim().replace(/:(token|token_seq|float|float_seq)$/, '');
export const plain = (name: string): string =>
  bare(name)
    .toLowerCase()
    .replaceAll(/[\s._-]/g, '');

/**
 * Which column is what: by the names given, else by usual names.
 * @param named role → column name as typed; empty for "there is none"
 * @throws KindredError invalid_input listing the columns and the option to set
 */
export function mapColumns(
  header: readonly string[],
  named: { [Role in ColumnRole]?: string | undefined },
  path: string,
): ColumnMapping {
  const mapping = { user: -1, item: -1, type: -1, weight: -1, time: -1 };
  for (const role of columnRoles) {
    const name = named[role];
    mapping[role] =
      name === undefined ? findUsual(header, role) : name === '' ? -1 : findNamed(header, role, name, path);
  }
  for (const role of ['user', 'item'] as const) {
    if (mapping[role] < 0) throw refuse(path, `has no column that is clearly the ${role}`, role, header);
  }
  const taken = columnRoles.filter((role) => mapping[role] >= 0);
  const twice = taken.find((role) => taken.some((other) => other !== role && mapping[other] === mapping[role]));
  if (twice) throw refuse(path, `has the column "${header[mapping[twice]]}" in two roles`, twice, header);
  return mapping;
}

/** Which column is what by usual names only. */
export const guessColumns = (header: readonly string[]): ColumnMapping => ({
  user: findUsual(header, 'user'),
  item: findUsual(header, 'item'),
  type: findUsual(header, 'type'),
  weight: findUsual(header, 'weight'),
  time: findUsual(header, 'time'),
});

/** The number of the one column whose name is usual for the role; −1 where none is, or two are. */
export function findUsual(header: readonly string[], role: ColumnRole): number {
  const names = header.map(plain);
  const usual = usualNames[role].find((name) => names.includes(name));
  if (usual === undefined || names.indexOf(usual) !== names.lastIndexOf(usual)) return -1;
  return names.indexOf(usual);
}

function findNamed(header: readonly string[], role: ColumnRole, name: string, path: string): number {
  const exact = header.map((column) => column.trim());
  const names = exact.includes(name.trim()) ? exact : header.map(bare);
  const found = names.indexOf(name.trim());
  if (found < 0)
    throw refuse(path, `has no column "${name}".${didYouMean(name, names)} It was named as the ${role}`, role, header);
  if (names.indexOf(name.trim(), found + 1) >= 0) throw refuse(path, `has two columns named "${name}"`, role, header);
  return found;
}

function refuse(path: string, what: string, role: ColumnRole, header: readonly string[]): KindredError {
  const listed = header
    .slice(0, 20)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ');
  const rest = header.length > 20 ? ` and ${header.length - 20} more` : '';
  const isData = header.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  const hint = isData ? ' It looks like data: put a row with the names of the columns above it.' : '';
  return new KindredError(
    'invalid_input',
    `"${path}" ${what}. Its first row, the header, has ${listed}${rest}.${hint} Name the column with --set ${role}=COLUMN.`,
    { details: { columns: header.slice(0, 100) } },
  );
}
