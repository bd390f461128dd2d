import { useMemo } from 'react';
import { directionOf } from '#shared/domain/metric.ts';
import { Answer } from '../../../components/answer.tsx';
import { useRunSelection } from '../../../core/run-selection.ts';
import { paretoFront, scatterFigure, scatterPoints } from '../../../plots/scatter-figure.ts';
import { plural } from '../../../text/plural.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { AxisChoice, drawable, titleOf } from './axis-choice.tsx';
import { ChartNotes } from './chart-notes.tsx';
import type { ChartProps } from './chart-panel.tsx';
import { MountedFigure } from './mounted-figure.tsx';
import { RunWords } from './run-words.tsx';
import { useChartRuns } from './use-chart-runs.ts';

const directionIn = (column: string) => (column.startsWith('metrics.') ? directionOf(column.slice(8)) : 'none');

/** Two columns against each other; of two metrics the runs that no other one beats on both. */
export function ScatterChart({ query, fields, search, main, onChange }: ChartProps) {
  const tokens = useTokens();
  const y = search.y ?? main;
  const x = search.x ?? usualX(fields, y);
  const chart = useChartRuns(query, [x, y]);
  const selected = useRunSelection((selection) => selection.selected);
  const hovered = useRunSelection((selection) => selection.hovered);
  const scatter = useMemo(() => scatterPoints(chart.runs, x, y), [chart.runs, x, y]);
  const axes = useMemo(
    () =>
      [x, y].map((column) => ({ column, title: titleOf(fields, column), direction: directionIn(column) })) as [
        Axis,
        Axis,
      ],
    [x, y, fields],
  );
  const figure = useMemo(
    () => scatterFigure(scatter, ...axes, { selected: new Set(selected), hovered, tokens }),
    [scatter, axes, selected, hovered, tokens],
  );
  const front = paretoFront(scatter.points, axes[0].direction, axes[1].direction);
  const notes = [
    ...(scatter.missing > 0 ? [`${scatter.missing} ${scatter.missing === 1 ? 'lacks' : 'lack'} a value`] : []),
    ...(scatter.nan > 0 ? [`${scatter.nan} NaN`] : []),
    ...(front.length > 0 ? [`${front.length} on the Pareto front${front.length > 1 ? ' (dotted)' : ''}`] : []),
  ];
  return (
    <>
      <div className="chart-bar">
        <AxisChoice label="x" fields={drawable(fields)} value={x} onChange={(id) => onChange('x axis', { x: id })} />
        <AxisChoice label="y" fields={drawable(fields)} value={y} onChange={(id) => onChange('y axis', { y: id })} />
        <ChartNotes drawn={chart.drawn} total={chart.total} hidden={chart.hidden} notes={notes} />
      </div>
      <Answer query={chart} what="the runs of the chart">
        {() => (
          <MountedFigure
            figure={figure}
            label={`${axes[1].title} against ${axes[0].title} of ${plural(scatter.points.length, 'run')}; the table has the numbers.`}
          />
        )}
      </Answer>
      <RunWords
        run={chart.runs.find(({ id }) => id === hovered)}
        columns={axes.map(({ column, title }) => ({ id: column, title }))}
      />
    </>
  );
}

type Axis = { column: string; title: string; direction: ReturnType<typeof directionOf> };

/** Coverage beside quality says most; else the first param that varies. */
function usualX(fields: ChartProps['fields'], y: string): string {
  const k = /@\d+$/.exec(y)?.[0] ?? '';
  const coverage = fields.find(({ id }) => id === `metrics.coverage${k}`);
  const varied = fields.find(({ kind, differs }) => kind === 'param' && differs);
  return (coverage ?? varied)?.id ?? 'algorithm';
}
