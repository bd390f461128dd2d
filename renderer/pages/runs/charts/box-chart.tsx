import { useMemo } from 'react';
import { Answer } from '../../../components/answer.tsx';
import { useRunSelection } from '../../../core/run-selection.ts';
import { boxFigure, boxGroups } from '../../../plots/box-figure.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { AxisChoice, drawable, titleOf } from './axis-choice.tsx';
import { ChartNotes } from './chart-notes.tsx';
import type { ChartProps } from './chart-panel.tsx';
import { MountedFigure } from './mounted-figure.tsx';
import { RunWords } from './run-words.tsx';
import { useChartRuns } from './use-chart-runs.ts';

/** Boxes side by side that can still be told apart. */
const mostBoxes = 30;

/** How a metric is spread within each group of runs. */
export function BoxChart({ query, fields, search, main, onChange }: ChartProps) {
  const tokens = useTokens();
  const y = search.y ?? main;
  const x = search.x ?? (search.group === undefined || search.group === 'seed' ? 'algorithm' : search.group);
  const chart = useChartRuns(query, [x, y]);
  const hovered = useRunSelection((selection) => selection.hovered);
  const boxes = useMemo(() => boxGroups(chart.runs, x, y), [chart.runs, x, y]);
  const title = useMemo(() => ({ x: titleOf(fields, x), y: titleOf(fields, y) }), [fields, x, y]);
  const figure = useMemo(() => boxFigure(boxes, title, hovered, tokens), [boxes, title, hovered, tokens]);
  const notes = [
    ...(boxes.missing > 0 ? [`${boxes.missing} ${boxes.missing === 1 ? 'lacks' : 'lack'} ${title.y}`] : []),
    ...(boxes.nan > 0 ? [`${boxes.nan} NaN`] : []),
  ];
  const metrics = fields.filter(({ kind }) => kind === 'metric');
  return (
    <>
      <div className="chart-bar">
        <AxisChoice
          label="Group by"
          fields={drawable(fields)}
          value={x}
          onChange={(id) => onChange('groups of the chart', { x: id })}
        />
        <AxisChoice
          label="Metric"
          fields={metrics}
          value={y}
          onChange={(id) => onChange('metric of the chart', { y: id })}
        />
        <ChartNotes drawn={chart.drawn} total={chart.total} hidden={chart.hidden} notes={notes} />
      </div>
      <Answer query={chart} what="the runs of the chart">
        {() =>
          boxes.groups.length > mostBoxes ? (
            <p className="muted importance-none">
              {title.x} has {boxes.groups.length} values here; at most {mostBoxes} boxes can be told apart. Group by
              something coarser, or filter.
            </p>
          ) : (
            <MountedFigure
              figure={figure}
              label={`${title.y} by ${title.x}: ${boxes.groups.length} groups; the table has the numbers.`}
            />
          )
        }
      </Answer>
      <RunWords
        run={chart.runs.find(({ id }) => id === hovered)}
        columns={[
          { id: x, title: title.x },
          { id: y, title: title.y },
        ]}
      />
    </>
  );
}
