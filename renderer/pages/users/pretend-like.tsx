import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { NamedItem } from '#shared/domain/user-lens.ts';
import { useCall } from '../../core/use-call.ts';

type Props = { run: string; weight: number; onPick(item: NamedItem & { weight: number }): void };

const rest = 120;

/** Chooses an item that the user is pretended to have liked. */
export function PretendLike({ run, weight, onPick }: Props) {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, rest);
  const found = useCall('users.items', { run, text, limit: 30 }, { placeholderData: (before) => before });
  const items = found.data?.items ?? [];
  return (
    <Select
      aria-label="Pretend a like of"
      placeholder="Pretend a like of…"
      leftSection={<IconPlus size={14} aria-hidden />}
      data={items.map(({ item, name }) => ({ value: item, label: name === null ? item : `${name} (${item})` }))}
      filter={({ options }) => options}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        const item = items.find((known) => known.item === id);
        if (item) onPick({ ...item, weight });
        setTyped('');
      }}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No item is called that'}
      maxDropdownHeight={260}
    />
  );
}
