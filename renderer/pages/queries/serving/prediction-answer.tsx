import { Button, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { QueryPrediction } from '#shared/domain/query-report.ts';
import { Facts } from '../../../components/facts.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { formatDuration } from '../../../text/duration.ts';
import { formatPercent } from '../../../text/number.ts';
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
          {formatDuration(interval.lower_ms)} to {formatDuration(interval.upper_ms)} in {formatPercent(interval.level)}{' '}
          of the cases
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
      {curl && (
        <div className="curl-line">
          <section className="curl-text" {...scrollable('Request to the API for a shell')}>
            <code>{curl}</code>
          </section>
          <CopyButton value={curl}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<IconCopy size={13} aria-hidden />}
                onClick={copy}
                aria-label="Copy curl of the prediction"
              >
                {copied ? 'Copied' : 'Copy curl'}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
    </section>
  );
}
