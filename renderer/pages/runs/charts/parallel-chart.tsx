import { useMemo } from 'react';
import { MultiSelect } from '@mantine/core';
import { Answer } from '../../../components/answer.tsx';
import { useSame } from '../../../core/use-same.ts';
import { contextParams } from '../../../parts/context-params.ts';
import { drawable, titleOf } from './axis-choice.tsx';
import { ChartNotes } from './chart-notes.tsx';
import type { ChartProps } from './chart-panel.tsx';
import { ParallelCoordinates } from './parallel.tsx';
import { useChartRuns } from './use-chart-runs.ts';

/** Axes that are drawn unasked. */
const usualAxes = 6;

/** Params that vary on the left, the metric that says most on the right, unless the reader chose. */
export function ParallelChart({ query, fields, search, main, onChange }: ChartProps) {
  const axes = useSame(search.axes ?? usual(fields, main));
  const chart = useChartRuns(query, axes);
  const columns = useMemo(() => axes.map((id) => ({ id, title: titleOf(fields, id) })), [axes, fields]);
  return (
    <>
      <div className="chart-bar">
        <MultiSelect
          className="chart-axes"
          size="xs"
          aria-label="Axes"
          placeholder={axes.length === 0 ? 'Choose the axes' : ''}
          data={drawable(fields).map(({ id, title, kind }) => ({
            value: id,
            label: kind === 'tag' ? `tag ${title}` : title,
          }))}
          value={axes}
          maxValues={12}
          searchable
          onChange={(chosen) => onChange('axes', { axes: chosen.length > 0 ? chosen : undefined })}
        />
        <ChartNotes drawn={chart.drawn} total={chart.total} hidden={chart.hidden} notes={[]} />
      </div>
      <Answer query={chart} what="the runs of the chart">
        {() => <ParallelCoordinates key={axes.join('\n')} runs={chart.runs} columns={columns} />}
      </Answer>
    </>
  );
}

function usual(fields: ChartProps['fields'], main: string): string[] {
  const params = fields.filter(
    ({ kind, title, differs, range }) => kind === 'param' && differs && range !== null && !contextParams.has(title),
  );
  const usualParams = params.filter(({ range }) => range![0] !== range![1]).slice(0, usualAxes - 2);
  return ['algorithm', ...usualParams.map(({ id }) => id), main];
}
