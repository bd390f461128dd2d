import type { ReactNode } from 'react';
import { IconBox, IconDatabase, IconUser } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import type { Run } from '#shared/domain/run.ts';
import type { NamedItem, UserRow } from '#shared/domain/user-lens.ts';
import { Keys } from '../components/keys.tsx';
import { RunGlyph } from '../parts/run-glyph.tsx';
import { plural } from '../text/plural.ts';
import type { Command } from './command.ts';
import type { Offer } from './palette-filter.ts';

/** An offer as the palette draws it. */
export type Action = Offer & { description?: string; left?: ReactNode; right?: ReactNode; run(): void };

export const fromCommand = ({ id, title, group, keys, keywords = '', icon, run }: Command): Action => ({
  id,
  group,
  label: title,
  words: keywords,
  left: icon,
  run,
  ...(keys ? { right: <Keys of={keys} /> } : {}),
});

export const fromRun = (run: Run, open: (run: Run) => void): Action => ({
  id: run.id,
  group: 'Runs on record',
  label: `${run.number} ${run.name}`,
  words: `${run.id} ${run.algorithm} ${run.dataset.name} ${Object.keys(run.tags).join(' ')}`,
  description: `${run.algorithm} on ${run.dataset.name} v${run.dataset.version}`,
  left: <RunGlyph number={run.number} />,
  run: () => open(run),
});

export const fromUser = ({ user, group, items }: UserRow, run: Run, open: () => void): Action => ({
  id: `user ${user}`,
  group: 'Users',
  label: user,
  words: group?.name ?? '',
  description: `${group ? `${group.name}, ` : ''}${plural(items, 'item')} in run ${run.number} ${run.name}`,
  left: <IconUser size={16} aria-hidden />,
  run: open,
});

export const fromItem = ({ item, name }: NamedItem, run: Run, open: () => void): Action => ({
  id: `item ${item}`,
  group: 'Items',
  label: item,
  words: name ?? '',
  description: `${name === null ? '' : `${name}, `}similar items in run ${run.number} ${run.name}`,
  left: <IconBox size={16} aria-hidden />,
  run: open,
});

export const fromDataset = (dataset: Dataset | QueryDataset, open: () => void): Action => ({
  id: dataset.id,
  group: 'Datasets',
  label: `${dataset.name} v${dataset.version}`,
  words: dataset.fingerprint,
  description: sizeOf(dataset),
  left: <IconDatabase size={16} aria-hidden />,
  run: open,
});

const sizeOf = (dataset: Dataset | QueryDataset): string =>
  dataset.kind === 'recommender'
    ? `${plural(dataset.users, 'user')} × ${plural(dataset.items, 'item')}`
    : `${plural(dataset.queries, 'query', 'queries')}, ${plural(dataset.samples, 'sample')}`;
