import { useMemo } from 'react';
import type { PredictedSample } from '#shared/domain/query-report.ts';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../../components/answer.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import {
  predictedActualFigure,
  predictedActualRange,
  predictedActualWords,
} from '../../../plots/queries/predicted-actual.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { useTokens } from '../../../theme/use-tokens.ts';

type Props = {
  a: Run;
  b: Run;
  letter: string;
  chosen: string | undefined;
  onChoose(query: string | undefined): void;
};

/** Predicted and actual time of both models on the same axes. */
export function SideBySide({ a, b, letter, chosen, onChoose }: Props) {
  const ofA = useCall('performance.report', { run: a.id }, { staleTime: Infinity });
  const ofB = useCall('performance.report', { run: b.id }, { staleTime: Infinity });
  const range = useMemo(
    () => predictedActualRange([...(ofA.data?.predictions ?? []), ...(ofB.data?.predictions ?? [])]),
    [ofA.data, ofB.data],
  );
  return (
    <div className="query-grid">
      {(
        [
          ['A', a, ofA],
          [letter, b, ofB],
        ] as const
      ).map(([side, run, report]) => (
        <Panel key={side} title={`${side}: ${run.number} ${run.name}`} aside="predicted and actual time">
          <Answer query={report} what={`the report of run ${run.number}`}>
            {({ predictions }) => <Drawn predictions={predictions} range={range} chosen={chosen} onChoose={onChoose} />}
          </Answer>
        </Panel>
      ))}
    </div>
  );
}

const height = 360;

type DrawnProps = Pick<Props, 'chosen' | 'onChoose'> & {
  predictions: readonly PredictedSample[];
  range: readonly [number, number];
};

function Drawn({ predictions, range, chosen, onChoose }: DrawnProps) {
  const tokens = useTokens();
  const figure = useMemo(
    () => predictedActualFigure(predictions, { tokens, range, chosen }),
    [predictions, tokens, range, chosen],
  );
  return (
    <WidePlot
      figure={figure}
      height={height}
      label={predictedActualWords(predictions)}
      onMarkPress={(query) => onChoose(query === chosen ? undefined : query)}
    />
  );
}
