import { useMemo, useState, type ReactNode } from 'react';
import { Spotlight } from '@mantine/spotlight';
import { IconDatabase, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { Run } from '#shared/domain/run.ts';
import { Keys } from '../components/keys.tsx';
import { useCall } from '../core/use-call.ts';
import { RunGlyph } from '../parts/run-glyph.tsx';
import { plural } from '../text/plural.ts';
import { paletteGroups, type Command } from './command.ts';
import { filterOffers, type Offer } from './palette-filter.ts';
import { paletteStore } from './palette-store.ts';
import { recentIds, rememberChoice, withRecent } from './recent.ts';
import { useAllCommands } from './registry.ts';
import './palette.css';

type Action = Offer & { description?: string; left?: ReactNode; right?: ReactNode; run(): void };

/** Ctrl K: every command, the newest runs and all datasets behind one field. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const actions = useActions(isOpen);
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
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        placeholder="Search commands, runs and datasets"
        aria-label="Search commands, runs and datasets"
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
          <Keys of=":" /> datasets
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

function useActions(isOpen: boolean): Action[] {
  const commands = useAllCommands();
  const navigate = useNavigate();
  const runs = useCall('runs.list', { limit: 200 }, { enabled: isOpen }).data?.runs;
  const datasets = useCall('datasets.list', {}, { enabled: isOpen }).data;
  return useMemo(() => {
    const openRun = (run: Run) => void navigate({ to: '/runs/$run', params: { run: run.id } });
    const openData = () => void navigate({ to: '/data' });
    return [
      ...inPaletteOrder(commands).map(fromCommand),
      ...(runs ?? []).map((run) => fromRun(run, openRun)),
      ...(datasets ?? []).map((dataset) => fromDataset(dataset, openData)),
    ];
  }, [commands, runs, datasets, navigate]);
}

/** What belongs to the page first, then places, then the rest. */
const inPaletteOrder = (commands: readonly Command[]) =>
  commands
    .filter((command) => !command.hidden)
    .toSorted((a, b) => paletteGroups.indexOf(a.group) - paletteGroups.indexOf(b.group));

const fromCommand = ({ id, title, group, keys, keywords = '', icon, run }: Command): Action => ({
  id,
  group,
  label: title,
  words: keywords,
  left: icon,
  run,
  ...(keys ? { right: <Keys of={keys} /> } : {}),
});

const fromRun = (run: Run, open: (run: Run) => void): Action => ({
  id: run.id,
  group: 'Runs on record',
  label: `${run.number} ${run.name}`,
  words: `${run.id} ${run.algorithm} ${run.dataset.name} ${Object.keys(run.tags).join(' ')}`,
  description: `${run.algorithm} on ${run.dataset.name} v${run.dataset.version}`,
  left: <RunGlyph number={run.number} />,
  run: () => open(run),
});

const fromDataset = (dataset: Dataset, open: () => void): Action => ({
  id: dataset.id,
  group: 'Datasets',
  label: `${dataset.name} v${dataset.version}`,
  words: dataset.fingerprint,
  description: `${plural(dataset.users, 'user')} × ${plural(dataset.items, 'item')}`,
  left: <IconDatabase size={16} aria-hidden />,
  run: open,
});
