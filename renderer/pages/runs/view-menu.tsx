import { useState } from 'react';
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconCheck, IconLink, IconTrash } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { isOfKind, kindForSearch } from '../../core/kind-of-search.ts';
import { useKind } from '../../core/kind.ts';
import { parseSearch, stringifySearch } from '../../core/search-text.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyDone, notifyFailure } from '../../parts/notify.tsx';
import { readRunsSearch, type RunsSearch } from './runs-search.ts';

type Props = { search: RunsSearch; onOpen(name: string, search: RunsSearch): void };

/** Views under names, kept in the data folder; the address of the present one to pass on. */
export function ViewMenu({ search, onOpen }: Props) {
  const kind = useKind();
  const all = useCall('views.list', { page: 'runs' }).data;
  const views = all?.filter((view) => isOfKind(view, kind));
  const [name, setName] = useState('');
  const { mutate: save } = useCommand('views.save', ['views.']);
  const { mutate: remove } = useCommand('views.delete', ['views.']);
  const text = stringifySearch({ ...search, ...kindForSearch(kind) }).replace(/^\?/, '');
  const current = views?.find((view) => view.search === text);
  const share = useShare(text);
  const keep = () => {
    const wanted = name.trim();
    if (wanted === '') return;
    save(
      { page: 'runs', name: wanted, search: text },
      {
        onSuccess: () => setName(''),
        onError: (error) => notifyFailure('The view was not saved', error),
      },
    );
  };
  return (
    <Menu position="bottom-end" width={280} withArrow shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={15} aria-hidden />}>
          {current ? current.name : 'Views'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views?.map((view) => (
          <div key={view.id} className="view-line">
            <Menu.Item
              leftSection={view === current ? <IconCheck size={14} aria-hidden /> : <span className="view-mark" />}
              closeMenuOnClick
              onClick={() => onOpen(view.name, readRunsSearch(parseSearch(view.search)))}
            >
              {view.name}
            </Menu.Item>
            <ActionIcon
              size={24}
              aria-label={`Delete the view ${view.name}`}
              onClick={() =>
                remove({ view: view.id }, { onError: (error) => notifyFailure('The view was not deleted', error) })
              }
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {views?.length === 0 && <p className="muted small view-none">No view is saved yet.</p>}
        <Menu.Divider />
        <div className="view-save">
          <TextInput
            aria-label="Name of this view"
            placeholder="Name this view"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter') keep();
            }}
          />
          <Button size="xs" disabled={name.trim() === ''} onClick={keep}>
            Save view
          </Button>
        </div>
        <Menu.Item leftSection={<IconLink size={14} aria-hidden />} closeMenuOnClick onClick={share}>
          Copy the address of this view
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The address without what signs in: whoever opens it signs in for themselves. */
function useShare(search: string): () => void {
  const router = useRouter();
  return () => {
    const address = new URL(
      router.history.createHref(search === '' ? '/runs' : `/runs?${search}`),
      window.location.href,
    ).href;
    navigator.clipboard.writeText(address).then(
      () => notifyDone('The address is copied', 'It holds the columns, the filter, the order and the selection.'),
      (error: unknown) => notifyFailure('The address was not copied', error),
    );
  };
}
