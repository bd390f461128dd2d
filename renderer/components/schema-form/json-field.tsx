import { useState, type ReactNode } from 'react';
import { Textarea } from '@mantine/core';
import type { Json } from './form-fields.ts';

type Props = { label: ReactNode; help: string; value: Json | undefined; onChange(value: Json | undefined): void };

/** A value that has no control of its own, written as JSON. */
export function JsonField({ label, help, value, onChange }: Props) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const [error, setError] = useState<string | null>(null);
  const read = (typed: string) => {
    setText(typed);
    try {
      onChange(typed.trim() === '' ? undefined : (JSON.parse(typed) as Json));
      setError(null);
    } catch {
      setError('This is not valid JSON yet; the last valid value counts.');
    }
  };
  return (
    <Textarea
      label={label}
      description={help}
      error={error}
      autosize
      minRows={2}
      maxRows={12}
      classNames={{ input: 'mono' }}
      value={text}
      placeholder="{ }"
      onChange={(event) => read(event.currentTarget.value)}
    />
  );
}
