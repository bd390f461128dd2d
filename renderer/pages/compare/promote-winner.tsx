import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import type { Comparison } from '#shared/domain/comparison.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { headline } from '../../parts/headline.ts';
import { openPromote } from '../../parts/promote/promote-store.ts';
import { verdictOf } from './verdict.ts';

/** The run that the headline metric says is better, with evidence; null where it does not say. */
export function winnerOf({ a, b, comparable, metrics }: Comparison): Run | null {
  const name = headline([a, b]);
  const metric = metrics.find((found) => found.name === name);
  if (!comparable || !metric) return null;
  const { tone } = verdictOf(metric);
  return tone === 'good' ? b : tone === 'bad' ? a : null;
}

/** Promotes the better run; where nothing says which, the reader does. */
export function PromoteWinner({ comparison }: { comparison: Comparison }) {
  const winner = winnerOf(comparison);
  const { a, b } = comparison;
  const commands = useMemo<Command[]>(
    () =>
      [winner ?? b].map((run) => ({
        id: 'compare.promote',
        title: winner ? `Promote the winner, ${run.number} ${run.name}` : `Promote B, ${run.number} ${run.name}`,
        group: 'Serving',
        keys: 'p',
        icon: <IconBroadcast size={16} stroke={1.7} aria-hidden />,
        run: () => openPromote({ run }),
      })),
    [winner, b],
  );
  useCommands(commands);
  if (winner) return <PromoteButton run={winner}>Promote winner ({winner === a ? 'A' : 'B'})…</PromoteButton>;
  return (
    <span className="compare-promote">
      <span className="muted small">No evidence which is better.</span>
      <PromoteButton run={a} isQuiet>
        Promote A…
      </PromoteButton>
      <PromoteButton run={b} isQuiet>
        Promote B…
      </PromoteButton>
    </span>
  );
}

function PromoteButton({ run, isQuiet = false, children }: { run: Run; isQuiet?: boolean; children: React.ReactNode }) {
  return (
    <Button
      variant={isQuiet ? 'default' : 'filled'}
      leftSection={<IconBroadcast size={15} aria-hidden />}
      onClick={() => openPromote({ run })}
    >
      {children}
    </Button>
  );
}
