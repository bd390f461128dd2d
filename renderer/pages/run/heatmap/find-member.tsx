import { useState } from 'react';
import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { MatrixInfo, MatrixOrder } from '#shared/domain/matrix.ts';
import { useCall } from '../../../core/use-call.ts';
import { sides } from './cell-text.ts';

type Props = {
  run: string;
  info: MatrixInfo;
  order: MatrixOrder;
  found: string | undefined;
  onFind(id: string | undefined): void;
};

/** Finds a user or an item; the cursor goes there, and stays with them in every order. */
export function FindMember({ run, info, order, found, onFind }: Props) {
  const [text, setText] = useState(found ?? '');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const matches = useCall(
    'matrix.find',
    { run, kind: info.kind, order, text: asked, limit: 8 },
    { enabled: asked !== '', placeholderData: (before) => before },
  );
  const ids = [...new Set((matches.data ?? []).map(({ id }) => id))];
  const side = sides(info.kind);
  const label = side.row !== side.col ? 'Find a user or item' : side.row === 'user' ? 'Find a user' : 'Find an item';
  return (
    <Autocomplete
      className="find-member"
      size="xs"
      aria-label={label}
      placeholder={side.row !== side.col ? 'User or item' : label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      data={ids}
      filter={({ options }) => options}
      onChange={(value) => {
        setText(value);
        if (value === '') onFind(undefined);
      }}
      onOptionSubmit={(value) => onFind(value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && text.trim() !== '') onFind(text.trim());
      }}
    />
  );
}
