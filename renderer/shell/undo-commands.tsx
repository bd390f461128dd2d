import { useMemo } from 'react';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { undoCommands } from '#shared/domain/workbench-command.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { redoStep, undoStep, useUndo } from '../core/undo.ts';

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;
const [undo, redo] = undoCommands;

/** Taking back the last change of a view or the last thing that was archived; only offered where there is one. */
export function useUndoCommands(): void {
  const { done, undone } = useUndo();
  const [last, next] = [done.at(-1)?.title, undone.at(-1)?.title];
  const commands = useMemo<Command[]>(
    () => [
      ...(last === undefined
        ? []
        : [
            {
              ...undo,
              title: `Undo: ${last}`,
              group: 'View' as const,
              icon: <IconArrowBackUp {...size} />,
              run: () => void undoStep(),
            },
          ]),
      ...(next === undefined
        ? []
        : [
            {
              ...redo,
              title: `Redo: ${next}`,
              group: 'View' as const,
              icon: <IconArrowForwardUp {...size} />,
              run: () => void redoStep(),
            },
          ]),
    ],
    [last, next],
  );
  useCommands(commands);
}
