import type { Run } from '#shared/domain/run.ts';
import { useCall } from '../../../core/use-call.ts';
import { queryVerdict } from '../../../parts/query-verdict.ts';

/** How the run stands against its two baselines, in one sentence. */
export function QueryVerdict({ run }: { run: Run }) {
  const report = useCall('performance.report', { run: run.id }, { enabled: run.status === 'FINISHED' });
  if (run.status !== 'FINISHED') return null;
  if (report.error) return <p className="verdict muted">{report.error.message}</p>;
  if (!report.data) return <p className="verdict muted">Holding it against the baselines…</p>;
  const { tone, mark, sentence } = queryVerdict(report.data);
  return (
    <p className="verdict" data-tone={tone}>
      <span aria-hidden>{mark}</span> {sentence}
    </p>
  );
}
