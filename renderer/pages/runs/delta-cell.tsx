import { deltaOf, measuredOf } from '../../parts/delta-of.ts';
import { DeltaText } from '../../parts/delta-text.tsx';
import { useBaselineRun } from './baseline-context.ts';
import type { RunsRow } from './runs-row.ts';

/** By how much a run, or the mean of a group, differs from the baseline. */
export function DeltaCell({ row, metric }: { row: RunsRow; metric: string }) {
  const { run: baseline } = useBaselineRun();
  if (!baseline) return <span className="muted">–</span>;
  if (row.kind === 'run' && row.run.id === baseline.id)
    return <DeltaText metric={metric} delta={{ kind: 'baseline' }} />;
  const value = row.kind === 'run' ? row.run.metrics[metric] : row.group.metrics[metric]?.mean;
  const measured = row.kind === 'run' ? measuredOf(row.run) : row.group.measured;
  const of = { value: baseline.metrics[metric], measured: measuredOf(baseline) };
  return <DeltaText metric={metric} delta={deltaOf(value, measured, of)} />;
}
