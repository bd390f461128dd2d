import type { Field } from '../fields.ts';
import type { RunsSearch } from '../runs-search.ts';
import { BoxChart } from './box-chart.tsx';
import { HistoryChart } from './history-chart.tsx';
import { ImportanceChart } from './importance.tsx';
import { AxisChoice } from './axis-choice.tsx';
import { ParallelChart } from './parallel-chart.tsx';
import { ScatterChart } from './scatter-chart.tsx';
import type { ChartQuery } from './use-chart-runs.ts';

export type ChartProps = {
  query: ChartQuery;
  fields: readonly Field[];
  search: RunsSearch;
  /** The metric that says most about the filtered runs, as a column. */
  main: string;
  onChange(title: string, part: Partial<Record<keyof RunsSearch, unknown>>): void;
};

/** The chart beside the table: the same runs, the same selection. */
export function ChartPanel(props: ChartProps & { chart: NonNullable<RunsSearch['chart']> }) {
  const { chart, ...rest } = props;
  return (
    <section className="chart-panel" aria-label="Chart">
      {chartOf(chart, rest)}
    </section>
  );
}

function chartOf(chart: NonNullable<RunsSearch['chart']>, props: ChartProps) {
  switch (chart) {
    case 'parallel':
      return <ParallelChart {...props} />;
    case 'scatter':
      return <ScatterChart {...props} />;
    case 'box':
      return <BoxChart {...props} />;
    case 'history':
      return <HistoryChart {...props} />;
    case 'importance': {
      const { query, fields, search, main, onChange } = props;
      const metric = search.y ?? main;
      return (
        <>
          <div className="chart-bar">
            <AxisChoice
              label="Metric"
              fields={fields.filter(({ kind }) => kind === 'metric')}
              value={metric}
              onChange={(y) => onChange('metric of the chart', { y })}
            />
          </div>
          <ImportanceChart
            kind={query.kind}
            filter={query.filter}
            metric={metric.replace(/^metrics\./, '')}
            onSlice={(x) => onChange('chart', { chart: 'scatter', x, y: metric })}
          />
        </>
      );
    }
  }
}
