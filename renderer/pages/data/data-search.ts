import { defined, textOf } from '../../core/search-text.ts';

/**
 * `create` is the making of a new dataset from one source, such as `file`, and `from` the file's address or the connection's id;
 * `connection=new` opens the dialog for a new connection; `show` unfolds one version, `with` holds another against it.
 */
export type DataSearch = { create?: string; from?: string; show?: string; with?: string; connection?: 'new' };

export function readDataSearch(search: Record<string, unknown>): DataSearch {
  return defined({
    create: textOf(search['create']),
    from: textOf(search['from']),
    show: textOf(search['show']),
    with: textOf(search['with']),
    connection: search['connection'] === 'new' ? 'new' : undefined,
  });
}
