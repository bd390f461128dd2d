import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { Empty } from '../../components/empty.tsx';
import { statusSaid } from '../../parts/run-status.tsx';
import { formatDuration } from '../../text/duration.ts';

type Props = {
  run: Run;
  /** What will be here, as a title: "Popularity". */
  title: string;
  /** What is computed, in words. */
  what: string;
  children: ReactNode;
};

/** What takes less than this is computed at once. */
const atOnceMs = 3000;

/** What is not kept with a run is computed when it is asked for: at once where it is quick, else at the press of a button. */
export function ComputeGate({ run, title, what, children }: Props) {
  // Lists are made as for the evaluation, so that is how long it takes; reading the data adds to it.
  const evaluation = run.metrics['evaluate_ms'];
  const estimate = typeof evaluation === 'number' ? evaluation + 500 : null;
  const [asked, setAsked] = useState(false);
  if (run.status !== 'FINISHED') {
    return (
      <Empty title={`${title}: not computed.`}>
        It needs the model of a run that finished; this one {statusSaid[run.status]}.
      </Empty>
    );
  }
  if (asked || (estimate !== null && estimate < atOnceMs)) return children;
  const time = estimate === null ? '' : ` (about ${formatDuration(estimate)})`;
  return (
    <Empty
      title={`${title}: not computed yet.`}
      actions={<Button onClick={() => setAsked(true)}>Compute{time}</Button>}
    >
      {what}
    </Empty>
  );
}
