import { useMemo } from 'react';
import { NumberInput } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useKindred } from '../../../core/kindred.tsx';
import { useRunSelection } from '../../../core/run-selection.ts';
import { callOptions } from '../../../core/use-call.ts';
import { useSame } from '../../../core/use-same.ts';
import { directionOf } from '#shared/domain/metric.ts';
import { RunGlyph } from '../../../parts/run-glyph.tsx';
import { historyFigure } from '../../../plots/history-figure.ts';
import { pickStep } from '../../../plots/pick-step.ts';
import { formatMetric } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { AxisChoice, titleOf } from './axis-choice.tsx';
import { ChartNotes } from './chart-notes.tsx';
import type { ChartProps } from './chart-panel.tsx';
import { MountedFigure } from './mounted-figure.tsx';
import { StepField } from './step-field.tsx';
import { useChartRuns } from './use-chart-runs.ts';

/** Runs that are drawn where none is selected. */
const mostUnasked = 8;
const widest = 200;

/** A metric over the steps at which it was logged: of the selected runs, else of the first ones. */
export function HistoryChart({ query, fields, search, main, onChange }: ChartProps) {
  const tokens = useTokens();
  const { client } = useKindred();
  const y = search.y ?? main;
  const metric = y.replace(/^metrics\./, '');
  const window = Math.min(widest, Math.max(1, Math.round(search.smooth ?? 1)));
  const chart = useChartRuns(query, [y]);
  const selected = useRunSelection((selection) => selection.selected);
  const hovered = useRunSelection((selection) => selection.hovered);
  const chosen = chart.runs.filter(({ id }) => selected.includes(id));
  const runs = chosen.length > 0 ? chosen : chart.runs.slice(0, mostUnasked);
  const answers = useQueries({
    queries: runs.map(({ id }) => callOptions(client, 'runs.history', { run: id, metric })),
  });
  const histories = useSame(
    runs.map(({ id, number, name }, at) => ({ id, number, name, steps: answers[at]?.data ?? [] })),
  );
  const step = search.step ?? 'last';
  const { figure, picked } = useMemo(() => {
    const found = histories.map(({ steps }) => pickStep(steps, search.step ?? 'last', directionOf(metric)));
    const drawing = { metric: titleOf(fields, y), window, hovered, picked: found, tokens };
    return { picked: found, figure: historyFigure(histories, drawing) };
  }, [histories, fields, y, window, hovered, search.step, metric, tokens]);
  const longest = Math.max(0, ...histories.map(({ steps }) => steps.length));
  const notes = [
    ...(chosen.length > 0 ? [`${chosen.length} selected drawn`] : []),
    ...(chosen.length === 0 && runs.length < chart.total
      ? [`the first ${runs.length} drawn; select runs to draw those`]
      : []),
    ...(longest === 1 ? [`${titleOf(fields, y)} was logged once a run: a point each`] : []),
  ];
  return (
    <>
      <div className="chart-bar">
        <AxisChoice
          label="Metric"
          fields={fields.filter(({ kind }) => kind === 'metric')}
          value={y}
          onChange={(id) => onChange('metric of the chart', { y: id })}
        />
        <span className="choice">
          <span className="muted small">Mean of the last</span>
          <NumberInput
            size="xs"
            aria-label="Steps that are averaged"
            w={70}
            min={1}
            max={widest}
            value={window}
            onChange={(typed) => onChange('smoothing', { smooth: Number(typed) > 1 ? Number(typed) : undefined })}
          />
          <span className="muted small">steps</span>
        </span>
        <StepField
          step={step}
          direction={directionOf(metric)}
          last={Math.max(0, ...histories.flatMap(({ steps }) => steps.map((logged) => logged.step)))}
          onChange={(next) => onChange('step of the chart', { step: next === 'last' ? undefined : next })}
        />
        <ChartNotes drawn={chart.drawn} total={chart.total} hidden={chart.hidden} notes={notes} />
      </div>
      <MountedFigure
        figure={figure}
        label={`${titleOf(fields, y)} of ${plural(histories.length, 'run')} over their steps.`}
      />
      <ul className="history-values small num" aria-label="Values at the chosen step">
        {histories.map(({ id, number, name }, at) => (
          <li key={id} data-run={id}>
            <RunGlyph number={number} /> <span className="muted">{number}</span> {name}{' '}
            {picked[at] ? (
              <>
                <strong title={String(picked[at].value)}>{formatMetric(metric, picked[at].value)}</strong>{' '}
                <span className="muted">step {picked[at].step}</span>
              </>
            ) : (
              <span className="muted">–</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
