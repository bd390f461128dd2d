import type { CatalogueTable, RecognisedPreset } from '#shared/domain/connection.ts';

/** A schema that is known by its table of interactions. */
export type Preset = {
  name: RecognisedPreset['preset'];
  /** Spellings that occur. */
  tables: readonly string[];
  /** Columns by role, all of which must be there. */
  columns: Readonly<Record<string, string>>;
  about: string;
};

export const presets: readonly Preset[] = [
  {
    name: 'feed',
    tables: ['user_interaction', 'user_interactions'],
    columns: { user: 'user_id', item: 'post_id', type: 'interaction_type', weight: '', time: 'created_at' },
    about: 'views, clicks, likes and shares of posts',
  },
  {
    name: 'media',
    tables: ['interaction', 'interactions'],
    columns: { user: 'user_id', item: 'media_id', type: 'type', weight: 'interaction_value', time: 'timestamp' },
    about: 'LIKE, DISLIKE and WATCH of media, without titles that were deleted',
  },
];

type Table = Pick<CatalogueTable, 'schema' | 'name' | 'columns'>;

/** The preset that a table belongs to. */
export function presetOf({ name, columns }: Pick<Table, 'name' | 'columns'>): Preset | undefined {
  const names = new Set(columns.map((column) => column.name));
  return presets.find(
    (preset) =>
      preset.tables.includes(name) &&
      Object.values(preset.columns).every((column) => column === '' || names.has(column)),
  );
}

/** Every known schema among some tables, with the options that read it. */
export function recognise(tables: readonly (Table & { readable: boolean })[]): RecognisedPreset[] {
  return tables.flatMap((table) => {
    const preset = presetOf(table);
    if (!preset || !table.readable) return [];
    const { schema, name } = table;
    const options = { preset: preset.name, schema, table: name, ...preset.columns };
    return [{ preset: preset.name, sentence: `${schema}.${name} has ${preset.about}.`, options }];
  });
}
