import { useMemo } from 'react';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { Drift, ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { Answer } from '../../../components/answer.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import { driftFigure, driftWords } from '../../../plots/queries/drift.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount, formatPercent, formatSigned } from '../../../text/number.ts';
import { useTokens } from '../../../theme/use-tokens.ts';

const height = 260;
/** Milliseconds; applications tell the API, which has no event for it. */
const pace = 2000;

/** How right the predictions of a version turned out to be whose actual time was told. */
export function DriftPanel({ version, isUp }: { version: ModelVersion; isUp: boolean }) {
  const told = useCall(
    'serving.validated',
    { model_version: version.model_version },
    { refetchInterval: isUp ? pace : false },
  );
  return (
    <Panel title="Drift" aside={version.model_version}>
      <Answer query={told} what="the predictions whose actual time was told">
        {({ predictions, drift }) =>
          predictions.length === 0 ? (
            <p className="muted">
              Nothing was told yet. Applications send the actual time of a prediction to{' '}
              <code>POST /api/validate/prediction</code>.
            </p>
          ) : (
            <Drawn predictions={predictions} drift={drift} />
          )
        }
      </Answer>
    </Panel>
  );
}

function Drawn({ predictions, drift }: { predictions: readonly ValidatedPrediction[]; drift: Drift }) {
  const tokens = useTokens();
  const figure = useMemo(() => driftFigure(predictions, tokens), [predictions, tokens]);
  const { validated, mae_ms, bias_ms, mape, coverage } = drift;
  return (
    <>
      <WidePlot figure={figure} height={height} label={driftWords(predictions)} />
      <Facts
        facts={[
          ['Actual times told', formatCount(validated)],
          ['Mean absolute error', mae_ms === null ? '–' : formatDuration(mae_ms)],
          ['Actual − predicted, mean', bias_ms === null ? '–' : `${formatSigned(bias_ms)} ms`],
          ['Mean percentage error', mape === null ? '–' : formatPercent(mape)],
          ['Inside the 90 % interval', coverage === null ? '–' : formatPercent(coverage)],
        ]}
      />
    </>
  );
}
