import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useCall } from '../../core/use-call.ts';
import { plural } from '../../text/plural.ts';

type Props = { run: string; value: string | undefined; onChange(user: string): void };

/** Milliseconds of rest in typing before the core is asked. */
const rest = 120;
const shown = 50;

/** Finds a user by a part of the id; the core searches, so that a hundred thousand of them need not be here. */
export function UserPicker({ run, value, onChange }: Props) {
  const [typed, setTyped] = useState(value ?? '');
  const [text] = useDebouncedValue(typed === value ? '' : typed, rest);
  const found = useCall('users.search', { run, text, limit: shown }, { placeholderData: (before) => before });
  const users = found.data?.users ?? [];
  const names = users.map(({ user }) => user);
  const data = value === undefined || names.includes(value) ? names : [value, ...names];
  const total = found.data?.total ?? 0;
  return (
    <Select
      aria-label="User"
      placeholder={total > 0 ? `Search ${plural(total, 'user')}` : 'Search a user'}
      leftSection={<IconSearch size={14} aria-hidden />}
      data={data}
      filter={({ options }) => options}
      searchable
      allowDeselect={false}
      value={value ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(user) => user && onChange(user)}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No user is called that'}
      maxDropdownHeight={320}
      w={190}
    />
  );
}
