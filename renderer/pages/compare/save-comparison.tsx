import { useState } from 'react';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { Failure } from '../../components/failure.tsx';
import { kindForSearch } from '../../core/kind-of-search.ts';
import { useKind } from '../../core/kind.ts';
import { stringifySearch } from '../../core/search-text.ts';
import { useCommand } from '../../core/use-command.ts';
import { viewPage } from '../../core/view-page.ts';
import type { CompareSearch } from './compare-search.ts';

/** Keeps the comparison under a name in the data folder; Home and this page list it. */
export function SaveComparison({ search }: { search: CompareSearch }) {
  const kind = useKind();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = useCommand('views.save', ['views.']);
  const submit = () =>
    save.mutate(
      {
        page: viewPage('compare', kind),
        name: name.trim(),
        search: stringifySearch({ ...search, ...kindForSearch(kind) }).replace(/^\?/, ''),
      },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={15} aria-hidden />}
          onClick={() => setOpen((now) => !now)}
        >
          Save
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Save this comparison">
        <form
          className="save-comparison"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') submit();
          }}
        >
          <TextInput
            label="Name of the comparison"
            value={name}
            maxLength={100}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
            Save comparison
          </Button>
          {save.error && <Failure compact error={save.error} context={`saving the comparison ${name}`} />}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
