import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import {
  IconBroadcast,
  IconChartDots,
  IconChartGridDots,
  IconChartLine,
  IconChevronLeft,
  IconChevronRight,
  IconCopy,
  IconFile,
  IconListDetails,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { ask } from '../../core/calls.ts';
import { useKindred } from '../../core/kindred.tsx';
import { openPromote } from '../../parts/promote/promote-store.ts';

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;
const group = 'Run' as const;

const files = ['files', 'Files and log', '/runs/$run/files', IconFile] as const;

/** The tabs of a run behind the overview, in their order, which gives them their keys. */
const partsOf = {
  recommender: [
    ['heatmaps', 'Heatmaps', '/runs/$run/heatmaps', IconChartGridDots],
    ['groups', 'Groups', '/runs/$run/groups', IconUsersGroup],
    ['popularity', 'Popularity', '/runs/$run/popularity', IconChartLine],
    ['embedding', 'Embedding', '/runs/$run/embedding', IconChartDots],
    ['users', 'Users', '/runs/$run/users', IconUser],
    files,
  ],
  query_performance: [
    ['predictions', 'Predictions', '/runs/$run/predictions', IconChartDots],
    ['features', 'Features', '/runs/$run/features', IconChartLine],
    files,
  ],
} as const;

/** What can be done on a run's page: its parts, its neighbours in time, and the same again. */
export function useRunCommands({
  id,
  kind,
  number,
  name,
  status,
}: Pick<Run, 'id' | 'kind' | 'number' | 'name' | 'status'>): void {
  const navigate = useNavigate();
  const { client } = useKindred();
  const commands = useMemo<Command[]>(() => {
    const params = { run: id };
    const neighbour = async (filter: string, order: string) => {
      const { runs } = await ask(client, 'runs.list', { kind, filter, order_by: order, limit: 1 });
      // The same part of the other run, so that one can leaf through heatmaps.
      if (runs[0]) await navigate({ to: '.', params: { run: runs[0].id } });
    };
    return [
      {
        id: 'run.overview',
        title: 'Overview of this run',
        group,
        keys: '1',
        icon: <IconListDetails {...size} />,
        run: () => void navigate({ to: '/runs/$run', params }),
      },
      ...partsOf[kind].map(([part, title, to, Glyph], at) => ({
        id: `run.${part}`,
        title: `${title} of this run`,
        group,
        keys: String(at + 2),
        icon: <Glyph {...size} />,
        run: () => void navigate({ to, params }),
      })),
      {
        id: 'run.previous',
        title: 'Previous run',
        group,
        keys: '[',
        icon: <IconChevronLeft {...size} />,
        run: () => void neighbour(`number < ${number}`, 'number desc'),
      },
      {
        id: 'run.next',
        title: 'Next run',
        group,
        keys: ']',
        icon: <IconChevronRight {...size} />,
        run: () => void neighbour(`number > ${number}`, 'number asc'),
      },
      {
        id: 'run.again',
        title: 'Train this run again',
        group,
        icon: <IconCopy {...size} />,
        run: () => void navigate({ to: '/train', search: { from: id } }),
      },
      ...(status === 'FINISHED'
        ? [
            {
              id: 'run.promote',
              title: 'Promote this run to live',
              group,
              keys: 'p',
              icon: <IconBroadcast {...size} />,
              run: () => openPromote({ run: { id, number, name } }),
            },
          ]
        : []),
    ];
  }, [client, navigate, id, kind, number, name, status]);
  useCommands(commands);
}
