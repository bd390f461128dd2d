import { useMemo, useState } from 'react';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Run } from '#shared/domain/run.ts';
import { Keys } from '../components/keys.tsx';
import { useKind } from '../core/kind.ts';
import { useCall } from '../core/use-call.ts';
import { paletteGroups, type Command } from './command.ts';
import { filterOffers } from './palette-filter.ts';
import { fromCommand, fromDataset, fromItem, fromRun, fromUser, type Action } from './palette-offers.tsx';
import { paletteStore } from './palette-store.ts';
import { usePaletteDatasets } from './use-palette-datasets.ts';
import { usePaletteItems, usePaletteUsers } from './use-palette-ids.ts';
import { recentIds, rememberChoice, withRecent } from './recent.ts';
import { useAllCommands } from './registry.ts';
import './palette.css';

/** Ctrl K: every command, the newest runs and all datasets behind one field. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const actions = useActions(isOpen, query);
  const shown = useMemo(
    () => filterOffers(query === '' ? withRecent(actions, recentIds()) : actions, query),
    [actions, query],
  );
  const groups = [...new Set(shown.map((action) => action.group))];
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut={null}
      scrollable
      maxHeight={420}
      centered={false}
      yOffset={80}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        placeholder="Search commands, runs, users, items and datasets"
        aria-label="Search commands, runs, users, items and datasets"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {shown.filter((action) => action.group === group).map(drawAction)}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && <Spotlight.Empty>Nothing is called that.</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Spotlight.Footer className="palette-foot small muted">
        <span>
          <Keys of=">" /> commands
        </span>
        <span>
          <Keys of="#" /> runs
        </span>
        <span>
          <Keys of="@" /> users
        </span>
        <span>
          <Keys of=":" /> items
        </span>
        <span>
          <Keys of="/" /> datasets
        </span>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function drawAction({ id, label, description, left, right, run }: Action) {
  return (
    <Spotlight.Action
      key={id}
      label={label}
      leftSection={left}
      rightSection={right}
      dimmedSections={false}
      onClick={() => {
        rememberChoice(id.replace(/^recent /, ''));
        run();
      }}
      {...(description ? { description } : {})}
    />
  );
}

function useActions(isOpen: boolean, query: string): Action[] {
  const commands = useAllCommands();
  const navigate = useNavigate();
  const kind = useKind();
  const runs = useCall('runs.list', { kind, limit: 200 }, { enabled: isOpen }).data?.runs;
  const datasets = usePaletteDatasets(kind, isOpen);
  const users = usePaletteUsers(runs, query);
  const items = usePaletteItems(runs, query);
  return useMemo(() => {
    const openRun = (run: Run) => void navigate({ to: '/runs/$run', params: { run: run.id } });
    const openData = (dataset: string) => void navigate({ to: '/data', search: { show: dataset } });
    const openItem = (run: string, find: string) =>
      void navigate({
        to: '/runs/$run/heatmaps',
        params: { run },
        search: { kind: 'item_similarity_matrix', find },
      });
    return [
      ...inPaletteOrder(commands).map(fromCommand),
      ...(runs ?? []).map((run) => fromRun(run, openRun)),
      ...(datasets ?? []).map((dataset) => fromDataset(dataset, () => openData(dataset.id))),
      ...users.map(({ user, run }) =>
        fromUser(user, run, () => void navigate({ to: '/users', search: { user: user.user, a: run.id } })),
      ),
      ...items.map(({ item, run }) => fromItem(item, run, () => openItem(run.id, item.item))),
    ];
  }, [commands, runs, datasets, users, items, navigate]);
}

/** What belongs to the page first, then places, then the rest. */
const inPaletteOrder = (commands: readonly Command[]) =>
  commands
    .filter((command) => !command.hidden)
    .toSorted((a, b) => paletteGroups.indexOf(a.group) - paletteGroups.indexOf(b.group));
