import { NativeSelect, Switch } from '@mantine/core';
import type { CatalogueTable, Connection } from '#shared/domain/connection.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import { Answer } from '../../../components/answer.tsx';
import { Bones } from '../../../components/bones.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCall } from '../../../core/use-call.ts';
import { TableChoice } from '../../data/new/table-choice.tsx';
import { withOption } from './sampling-fields.tsx';

type Options = Record<string, Json>;
type Props = { connection: Connection; options: Options; onChange(options: Options): void };

const roles = [
  { name: 'query', title: 'Text of the query', usual: 'query' },
  { name: 'query_id', title: 'Id of the query', usual: 'queryid, query_id, or a hash of the text' },
  { name: 'time_ms', title: 'Execution time in ms', usual: 'mean_exec_time, mean_time or execution_ms' },
  { name: 'at', title: 'Time of the sample', usual: 'sampled_at, collected_at or created_at' },
] as const;

/** A table that holds what was measured, and which column is what. */
export function SampledTable({ connection, options, onChange }: Props) {
  const catalogue = useCall('connections.catalogue', { target: { connection: connection.id } }, { staleTime: 0 });
  return (
    <Answer query={catalogue} what={`the tables of ${connection.name}`} waiting={<Bones rows={4} />}>
      {(found) => {
        const table = found.tables.find(
          ({ schema, name }) => schema === options['schema'] && name === options['table'],
        );
        return (
          <div className="samples-what">
            <TableChoice
              catalogue={found}
              relation={table ? { schema: table.schema, table: table.name } : null}
              onChange={(relation) => onChange({ ...relation })}
            />
            {table && <Mapping table={table} options={options} onChange={onChange} />}
          </div>
        );
      }}
    </Answer>
  );
}

type MappingProps = Omit<Props, 'connection'> & { table: CatalogueTable };

function Mapping({ table, options, onChange }: MappingProps) {
  return (
    <>
      <div className="samples-roles">
        {roles.map(({ name, title, usual }) => (
          <ColumnChoice
            key={name}
            label={title}
            none={`By name: ${usual}`}
            table={table}
            value={options[name]}
            onChange={(column) => onChange(withOption(options, name, column))}
          />
        ))}
      </div>
      <Switch
        label="EXPLAIN the text of each query for features that have no column"
        description="The plan is asked for, the query is not run"
        checked={options['explain'] !== false}
        onChange={(event) => onChange(withOption(options, 'explain', event.currentTarget.checked ? undefined : false))}
      />
      <details className="samples-features">
        <summary>Features that the table has</summary>
        <div className="samples-roles">
          {queryFeatures.map(({ name, title, unit }) => (
            <ColumnChoice
              key={name}
              label={title.endsWith(unit) ? title : `${title} (${unit})`}
              none={`${name}, if it has it`}
              table={table}
              value={options[name]}
              onChange={(column) => onChange(withOption(options, name, column))}
            />
          ))}
        </div>
      </details>
    </>
  );
}

type ColumnProps = {
  label: string;
  none: string;
  table: CatalogueTable;
  value: Json | undefined;
  onChange(column: string | undefined): void;
};

const ColumnChoice = ({ label, none, table, value, onChange }: ColumnProps) => (
  <NativeSelect
    label={label}
    data={[
      { value: '', label: none },
      ...table.columns.map(({ name, type }) => ({ value: name, label: `${name} (${type})` })),
    ]}
    value={typeof value === 'string' ? value : ''}
    onChange={(event) => onChange(event.currentTarget.value || undefined)}
  />
);
