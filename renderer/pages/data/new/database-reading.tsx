import { NativeSelect } from '@mantine/core';
import type { Preview } from '#shared/domain/connection.ts';
import { formatCount } from '../../../text/number.ts';
import { pageWords } from '../../../text/page-words.ts';
import { MappingFields } from './mapping-fields.tsx';
import { mappingOf } from './preview-mapping.ts';
import { PreviewTable } from './preview-table.tsx';

type Props = {
  found: Preview;
  /** Null takes an option back. */
  onChange(part: Record<string, string | null>): void;
};

/** Which column is what, what newer rows are told by, and the first rows. */
export function DatabaseReading({ found, onChange }: Props) {
  const { columns, rows, problem, warnings, estimate, from } = found;
  const mapping = mappingOf(found);
  const { watermark } = found.options;
  return (
    <div className="reading">
      <MappingFields columns={columns} mapping={mapping} onChange={(role, column) => onChange({ [role]: column })} />
      <div className="pair-fields">
        <NativeSelect
          label="Newer rows are told by"
          description="For refreshing: a time, or an id that grows with every row"
          data={[
            {
              value: '',
              label: mapping.time === null ? 'Nothing: it cannot be refreshed' : `The time, ${mapping.time}`,
            },
            ...columns.map(({ name, type }) => ({ value: name, label: `${name} (${type})` })),
          ]}
          value={typeof watermark === 'string' ? watermark : ''}
          onChange={({ currentTarget: { value } }) => onChange({ watermark: value === '' ? null : value })}
        />
        <p className="muted reading-estimate">
          {estimate === null
            ? `${from}; nobody counted its rows yet.`
            : `${from}, about ${formatCount(estimate)} rows.`}
        </p>
      </div>
      <output className="warn">
        {problem !== null && mapping.user !== null && mapping.item !== null ? pageWords(problem) : ''}
      </output>
      {warnings.map((warning) => (
        <p key={warning} className="warn small">
          {warning}
        </p>
      ))}
      <PreviewTable columns={columns.map(({ name }) => name)} rows={rows} mapping={mapping} />
    </div>
  );
}
