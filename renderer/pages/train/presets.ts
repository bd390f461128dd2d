import { z } from 'zod';
import type { Kind } from '#shared/domain/kind.ts';
import type { SavedView } from '#shared/domain/saved-view.ts';
import type { Json } from '../../components/schema-form/form-fields.ts';
import { parseSearch, stringifySearch, textOf } from '../../core/search-text.ts';
import { viewPage } from '../../core/view-page.ts';

/** Parameters of an algorithm under a name. Only what differs from the usual is a value. */
export type Preset = { algorithm: string; config: Record<string, Json> };

const Config = z.record(z.string(), z.json());

/** As the data folder keeps it: a view of the page Train. */
export const presetView = (
  kind: Kind,
  name: string,
  { algorithm, config }: Preset,
): Pick<SavedView, 'page' | 'name' | 'search'> => ({
  page: viewPage('train', kind),
  name,
  search: stringifySearch({ algorithm, config: JSON.stringify(config) }).replace(/^\?/, ''),
});

/** Null where what is kept cannot be read. */
export function presetOf({ search }: Pick<SavedView, 'search'>): Preset | null {
  const said = parseSearch(search);
  const algorithm = textOf(said['algorithm']);
  const config = Config.safeParse(jsonOf(said['config']));
  return algorithm !== undefined && config.success ? { algorithm, config: config.data } : null;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** Whether the form holds just this preset; keys in any order. */
export const isPreset = (preset: Preset, form: Preset): boolean =>
  preset.algorithm === form.algorithm && sorted(preset.config) === sorted(form.config);

const sorted = (config: Preset['config']): string =>
  JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)));
