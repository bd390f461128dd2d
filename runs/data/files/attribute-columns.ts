import { bare, plain, usualNames } from './column-mapping.ts';

/** Which columns say what of a user or an item; −1 for none. */
export type AttributeColumns = {
  id: number;
  name: number;
  created: number;
  /** The categories of a row, from one column with a list or several with a mark each. */
  categories: CategoryColumns | null;
};

export type CategoryColumns =
  | { kind: 'list'; column: number; split: (text: string) => string[] }
  | { kind: 'marks'; columns: ReadonlyMap<number, string> };

const usual = {
  name: ['title', 'movietitle', 'itemname', 'productname', 'name', 'username', 'displayname', 'fullname', 'content'],
  created: ['createdat', 'created', 'releasedate', 'releaseyear', 'year', 'publishedat', 'published', 'publishdate'],
  categories: ['genres', 'genre', 'class', 'categories', 'category', 'topics', 'tags', 'preferences', 'occupation'],
};

/** By their usual names; the columns of a table of users or items. `id` is −1 where none is clear. */
export function findAttributeColumns(header: readonly string[], side: 'user' | 'item'): AttributeColumns {
  const names = header.map(plain);
  const find = (candidates: readonly string[]) => {
    const name = candidates.find((candidate) => names.includes(candidate));
    return name === undefined ? -1 : names.indexOf(name);
  };
  const id = find([...usualNames[side], 'id']);
  const column = find(usual.categories);
  return {
    id,
    name: find(usual.name),
    created: find(usual.created),
    categories: column < 0 ? null : { kind: 'list', column, split: splitterOf(header[column]!) },
  };
}

/** RecBole's `:token_seq` separates by blanks; elsewhere a list is JSON, or separated by the first of | ; , that occurs. */
function splitterOf(header: string): (text: string) => string[] {
  const isSequence = bare(header) !== header.trim() && header.trim().endsWith(':token_seq');
  return (text) => {
    const parts = isSequence ? text.split(/\s+/) : (listOf(text) ?? text.split(separatorOf(text)));
    return parts.map((part) => part.trim()).filter((part) => part !== '' && part !== '(no genres listed)');
  };
}

const separatorOf = (text: string): string => ['|', ';', ','].find((mark) => text.includes(mark)) ?? '|';

function listOf(text: string): string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map(String) : null;
  } catch {
    return null;
  }
}
