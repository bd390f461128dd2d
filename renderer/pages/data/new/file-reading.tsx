import { NativeSelect, Switch } from '@mantine/core';
import type { FilePreview } from '#shared/domain/file-preview.ts';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { Facts } from '../../../components/facts.tsx';
import { pageWords } from '../../../text/page-words.ts';
import { baseName } from './file-names.ts';
import { MappingFields } from './mapping-fields.tsx';
import { PreviewTable } from './preview-table.tsx';

type Props = {
  found: FilePreview;
  /** What was chosen so far; the rest was found out. */
  options: Record<string, Json>;
  onChange(part: Record<string, Json>): void;
};

const delimiterText: Record<string, string> = {
  comma: 'Comma',
  tab: 'Tab',
  semicolon: 'Semicolon',
  pipe: 'Pipe |',
  colons: 'Colons ::',
  space: 'Space',
};
const encodingText: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little end first',
  'utf-16be': 'UTF-16, big end first',
  latin1: 'Older text (Windows-1252)',
};

const layoutText: Record<FilePreview['layout'], string> = {
  table: 'A table',
  recbole: 'RecBole',
  'movielens-100k': 'MovieLens 100k',
  'movielens-1m': 'MovieLens 1M or 10M',
  movielens: 'MovieLens latest or 25M',
  'leave-one-out': 'Leave-one-out; it says by itself what is what',
};

/** How a file is understood, which column is what, and its first rows. */
export function FileReading({ found, options, onChange }: Props) {
  const { layout, files, columns, mapping, rows, problem } = found;
  const isFixed = layout === 'leave-one-out';
  const isText = typeof found.options['delimiter'] === 'string' && !isFixed;
  return (
    <div className="reading">
      <Facts
        facts={[
          ['Layout', layoutText[layout]],
          ['Files', files.map(({ path, role }) => `${baseName(path)} (${role})`).join(', ')],
        ]}
      />
      {isText && <TextOptions found={found} options={options} onChange={onChange} />}
      <MappingFields
        columns={columns.map((name) => ({ name }))}
        mapping={mapping}
        disabled={isFixed}
        onChange={(role, column) => onChange({ [role]: column })}
      />
      <output className="warn">
        {problem !== null && mapping.user !== null && mapping.item !== null ? pageWords(problem) : ''}
      </output>
      <PreviewTable columns={columns} rows={rows} mapping={mapping} />
    </div>
  );
}

function TextOptions({ found, options, onChange }: Props) {
  const choice = (option: 'delimiter' | 'encoding', label: string, value: unknown, texts: Record<string, string>) => (
    <NativeSelect
      label={label}
      description={options[option] === undefined ? 'Found in the file' : 'Chosen by you'}
      data={Object.entries(texts).map(([name, text]) => ({ value: name, label: text }))}
      value={String(value)}
      onChange={(event) => onChange({ [option]: event.currentTarget.value })}
    />
  );
  return (
    <div className="mapping">
      {choice('delimiter', 'Separator', found.options['delimiter'], delimiterText)}
      {choice('encoding', 'Encoding', found.encoding, encodingText)}
      <Switch
        label="The first row has the names"
        description="Else columns are 1, 2, 3, …"
        checked={found.options['header'] !== false}
        onChange={(event) => onChange({ header: event.currentTarget.checked })}
      />
    </div>
  );
}
