import { useState, type RefObject } from 'react';
import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import { useKind } from '../../core/kind.ts';
import type { Field } from './fields.ts';
import { FilterHelp } from './filter-help.tsx';

type Props = {
  value: string;
  onChange(filter: string): void;
  /** The core's sentence about a filter that it cannot read. */
  error: string | null;
  fields: readonly Field[];
  field: RefObject<HTMLInputElement | null>;
};

const examples: Record<Kind, string> = {
  recommender: 'algo:userknn /shrink/ ndcg@10 > 0.3',
  query_performance: 'algo:ridge /log/ mae_ms < 5',
};

/** Milliseconds of rest after which what was typed is asked for. */
const rest = 150;

/** One line of the search language; asked for as one types, told what is wrong where one types. */
export function FilterBox({ value, onChange, error, fields, field }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    // What comes back from the address may lack the space that was typed just now.
    if (value !== text.trim()) setText(value);
  }
  const commit = useDebouncedCallback(onChange, rest);
  const change = (next: string) => {
    setText(next);
    commit(next.trim());
  };
  return (
    <TextInput
      ref={field}
      className="filter-box"
      aria-label="Filter runs"
      placeholder={`Filter:  ${examples[useKind()]}`}
      leftSection={<IconFilter size={15} aria-hidden />}
      rightSectionWidth={text ? 58 : 32}
      rightSection={
        <>
          {text && (
            <ActionIcon size={24} aria-label="Clear the filter" onClick={() => change('')}>
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
          <FilterHelp fields={fields} onTry={change} />
        </>
      }
      value={text}
      error={error}
      errorProps={{ role: 'alert' }}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) change('');
        else if (event.key === 'Enter') onChange(text.trim());
      }}
    />
  );
}
