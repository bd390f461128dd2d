import type { ReactNode } from 'react';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { Answer } from '../../../components/answer.tsx';
import { Empty } from '../../../components/empty.tsx';
import { useCall } from '../../../core/use-call.ts';
import { statusSaid } from '../../../parts/run-status.tsx';
import { useRun } from '../../run/use-run.ts';

type Props = {
  /** What will be here, as a title: "Predictions". */
  title: string;
  children(report: QueryRunReport): ReactNode;
};

/** The report of the run in view, once it has finished. */
export function WithReport({ title, children }: Props) {
  const run = useRun();
  const isFinished = run?.status === 'FINISHED';
  const report = useCall('performance.report', { run: run?.id ?? '' }, { enabled: isFinished, staleTime: Infinity });
  if (!run) return null;
  if (!isFinished) {
    return (
      <Empty title={`${title}: not there yet.`}>A run that finished has them; this one {statusSaid[run.status]}.</Empty>
    );
  }
  return (
    <Answer query={report} what={`the report of run ${run.number}`}>
      {children}
    </Answer>
  );
}
