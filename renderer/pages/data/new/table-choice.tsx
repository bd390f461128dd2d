import { Select } from '@mantine/core';
import type { Catalogue, CatalogueTable } from '#shared/domain/connection.ts';
import { formatCount } from '../../../text/number.ts';

/** The options of the source that say what is read: a known schema, a table, or a statement. */
export type Relation = Record<string, string>;

type Props = { catalogue: Catalogue; relation: Relation | null; onChange(relation: Relation | null): void };

const keyOf = ({ schema, name }: CatalogueTable): string => JSON.stringify([schema, name]);

/** Any table or view of the database that this role may read. */
export function TableChoice({ catalogue: { tables, truncated }, relation, onChange }: Props) {
  const chosen = tables.find(({ schema, name }) => schema === relation?.['schema'] && name === relation['table']);
  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  return (
    <Select
      label="Table or view"
      description={truncated ? 'There are more than can be listed; a statement can name them' : undefined}
      placeholder="Choose, or type to search"
      searchable
      limit={200}
      nothingFoundMessage="Nothing is called that"
      data={schemas.map((schema) => ({
        group: schema,
        items: tables
          .filter((table) => table.schema === schema)
          .map((table) => ({ value: keyOf(table), label: labelOf(table), disabled: !table.readable })),
      }))}
      value={chosen ? keyOf(chosen) : null}
      onChange={(key) => {
        const table = tables.find((candidate) => keyOf(candidate) === key);
        onChange(table ? { schema: table.schema, table: table.name } : null);
      }}
    />
  );
}

function labelOf({ name, kind, rows, readable }: CatalogueTable): string {
  const facts = [
    ...(kind === 'table' ? [] : [kind]),
    ...(rows === null ? [] : [`about ${formatCount(rows)} rows`]),
    ...(readable ? [] : ['this role may not read it']),
  ];
  return facts.length === 0 ? name : `${name} — ${facts.join(', ')}`;
}
