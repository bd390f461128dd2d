import { defined, textOf } from '../../core/search-text.ts';

/** `create` opens the form for a new dataset on one source, such as `file`; `show` unfolds one version, `with` holds another against it. */
export type DataSearch = { create?: string; show?: string; with?: string };

export function readDataSearch(search: Record<string, unknown>): DataSearch {
  return defined({ create: textOf(search['create']), show: textOf(search['show']), with: textOf(search['with']) });
}
