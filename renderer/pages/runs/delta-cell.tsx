import { deltaOf, measuredOf } from '../../parts/delta-of.ts';
import { DeltaText } from '../../parts/delta-text.tsx';
import { formatSpread } from '../../text/number.ts';
import { useBaselineRun } from './baseline-context.ts';
import type { RunsRow } from './runs-row.ts';
import type { Spread } from './runs-search.ts';
import { spreadNames, spreadOf } from './spread-of.ts';

/** By how much a run, or the mean of a group, differs from the baseline. */
export function DeltaCell({ row, metric, spread }: { row: RunsRow; metric: string; spread: Spread }) {
  const { run: baseline } = useBaselineRun();
  if (!baseline) return <span className="muted">–</span>;
  if (row.kind === 'run' && row.run.id === baseline.id)
    return <DeltaText metric={metric} delta={{ kind: 'baseline' }} />;
  const summary = row.kind === 'group' ? row.group.metrics[metric] : undefined;
  const value = row.kind === 'run' ? row.run.metrics[metric] : summary?.mean;
  const measured = row.kind === 'run' ? measuredOf(row.run) : row.group.measured;
  const of = { value: baseline.metrics[metric], measured: measuredOf(baseline) };
  const delta = deltaOf(value, measured, of);
  // The baseline is one number, so the difference of a mean from it has the spread of the mean.
  const half = summary ? spreadOf(summary, spread) : null;
  return (
    <>
      <DeltaText metric={metric} delta={delta} />
      {delta.kind === 'delta' && half !== null && (
        <span className="muted" title={`${spreadNames[spread]} ± ${half}`}>
          {' '}
          ±{formatSpread(metric, half, delta.value)}
        </span>
      )}
    </>
  );
}
