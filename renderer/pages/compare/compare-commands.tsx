import { useMemo } from 'react';
import { IconFlag } from '@tabler/icons-react';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { useLatest } from '../../core/use-latest.ts';
import { useToggleBaseline } from '../../parts/use-baseline.ts';

/** What can be done with the run that the others are measured against, by key and in the palette. */
export function useCompareCommands(a: string | undefined): void {
  const toggle = useLatest(useToggleBaseline());
  const commands = useMemo<Command[]>(
    () =>
      a === undefined
        ? []
        : [
            {
              id: 'compare.baseline',
              title: 'Make A the baseline',
              group: 'Runs',
              keys: 'b',
              icon: <IconFlag size={16} stroke={1.7} aria-hidden />,
              run: () => toggle()(a),
            },
          ],
    [a, toggle],
  );
  useCommands(commands);
}
