import { isNan, valueOfRun, type PlottedRun } from '../../../plots/run-values.ts';
import { formatMetric } from '../../../text/number.ts';

type Props = { run: PlottedRun | undefined; columns: readonly { id: string; title: string }[] };

/** What is pointed at, in words; said aloud as it changes. */
export function RunWords({ run, columns }: Props) {
  return (
    <p className="run-words num small" aria-live="polite">
      {run &&
        `Run ${run.number} ${run.name}: ${columns.map(({ id, title }) => `${title} ${textOf(run, id)}`).join(', ')}`}
    </p>
  );
}

function textOf(run: PlottedRun, column: string): string {
  const value = valueOfRun(run, column);
  if (value === undefined || value === null) return 'n/a';
  if (isNan(value, column)) return 'NaN';
  return typeof value === 'number' ? formatMetric(column.replace(/^metrics\./, ''), value) : String(value);
}
