import { useMemo } from 'react';
import { IconMaximize, IconMinus, IconPlus, IconSelectAll, IconTable } from '@tabler/icons-react';
import type { Command } from '../../../commands/command.ts';
import { useCommands } from '../../../commands/registry.ts';
import { useLatest } from '../../../core/use-latest.ts';

type Actions = { zoom(factor: number): void; fit(): void; toggleTable(): void; toggleBrush(): void };

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;
const group = 'Heatmap' as const;

/** The heatmap's buttons as commands, for the palette and for keys that work anywhere on the page. */
export function useHeatmapCommands(actions: Actions): void {
  const now = useLatest(actions);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'heatmap.in',
        title: 'Zoom in',
        group,
        keys: '+',
        icon: <IconPlus {...size} />,
        run: () => now().zoom(0.5),
      },
      {
        id: 'heatmap.out',
        title: 'Zoom out',
        group,
        keys: '-',
        icon: <IconMinus {...size} />,
        run: () => now().zoom(2),
      },
      {
        id: 'heatmap.fit',
        title: 'Show the whole matrix',
        group,
        keys: '0',
        icon: <IconMaximize {...size} />,
        run: () => now().fit(),
      },
      {
        id: 'heatmap.brush',
        title: 'Drags select cells, or zoom',
        group,
        keys: 's',
        icon: <IconSelectAll {...size} />,
        run: () => now().toggleBrush(),
      },
      {
        id: 'heatmap.table',
        title: 'Picture or table of the numbers',
        group,
        keys: 't',
        icon: <IconTable {...size} />,
        run: () => now().toggleTable(),
      },
    ],
    [now],
  );
  useCommands(commands);
}
