import type { QueryPrediction } from '#shared/domain/query-report.ts';
import { Facts } from '../../../components/facts.tsx';
import { formatDuration } from '../../../text/duration.ts';
import { formatShare } from '../../../text/number.ts';
import { CurlLine } from '../../serving/curl-line.tsx';
import { predictCurl } from './predict-curl.ts';

type Props = { answer: QueryPrediction; address: string | null };

/** What the model says, how sure it is, and the same question to the API. */
export function PredictionAnswer({ answer, address }: Props) {
  const { predicted_ms: predicted, interval, confidence, features } = answer;
  const curl = address === null ? null : predictCurl(address, features);
  return (
    <section className="ask-answer" aria-label="Prediction">
      <p className="ask-figure num">
        <output data-predicted={predicted} title={`${predicted} ms`}>
          {formatDuration(predicted)}
        </output>
        <span className="muted small">
          {formatDuration(interval.lower_ms)} to {formatDuration(interval.upper_ms)} in {formatShare(interval.level)} of
          cases
        </span>
      </p>
      <Facts
        facts={[
          [
            'Like what training saw',
            `${Math.round(confidence * Object.keys(features).length)} of ${Object.keys(features).length} features`,
          ],
        ]}
      />
      {curl && <CurlLine curl={curl} of="the prediction" />}
    </section>
  );
}
