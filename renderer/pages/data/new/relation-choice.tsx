import { useState } from 'react';
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import type { Catalogue } from '#shared/domain/connection.ts';
import { TableChoice, type Relation } from './table-choice.tsx';

export type { Relation } from './table-choice.tsx';

type Way = 'known' | 'table' | 'sql';
type Props = { catalogue: Catalogue; relation: Relation | null; onChange(relation: Relation | null): void };

/** What a dataset is called unless somebody says otherwise. */
export const relationName = ({ table }: Relation): string | undefined => table;

/** A schema that Kindred knows, any table or view, or one statement. */
export function RelationChoice({ catalogue, relation, onChange }: Props) {
  const { recognised } = catalogue;
  const [way, setWay] = useState<Way>(recognised.length > 0 ? 'known' : 'table');
  const turn = (next: Way) => {
    setWay(next);
    onChange(next === 'known' ? (recognised[0]?.options ?? null) : null);
  };
  return (
    <div className="relation">
      <SegmentedControl
        aria-label="What is read"
        value={way}
        onChange={(value) => turn(value === 'known' || value === 'sql' ? value : 'table')}
        data={[
          ...(recognised.length > 0 ? [{ value: 'known', label: 'Recognised' }] : []),
          { value: 'table', label: 'Table or view' },
          { value: 'sql', label: 'Statement' },
        ]}
      />
      {way === 'known' && (
        <Select
          label="Recognised"
          data={recognised.map(({ sentence }, index) => ({ value: String(index), label: sentence }))}
          value={String(
            Math.max(
              0,
              recognised.findIndex(({ options }) => options === relation),
            ),
          )}
          allowDeselect={false}
          onChange={(index) => onChange(recognised[Number(index)]?.options ?? null)}
        />
      )}
      {way === 'table' && <TableChoice catalogue={catalogue} relation={relation} onChange={onChange} />}
      {way === 'sql' && <Statement onChange={onChange} />}
    </div>
  );
}

function Statement({ onChange }: Pick<Props, 'onChange'>) {
  const [sql, setSql] = useState('');
  const run = () => sql.trim() !== '' && onChange({ sql });
  return (
    <div className="statement">
      <Textarea
        label="One SELECT"
        description="Read in a read-only transaction; write tables with their schema. Ctrl+Enter shows its first rows."
        placeholder="select who, what, at from public.clicks where at > now() - interval '90 days'"
        classNames={{ input: 'mono' }}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={100_000}
        spellCheck={false}
        value={sql}
        onChange={(event) => setSql(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && run()}
      />
      <Button variant="default" disabled={sql.trim() === ''} onClick={run}>
        Show its first rows
      </Button>
    </div>
  );
}
