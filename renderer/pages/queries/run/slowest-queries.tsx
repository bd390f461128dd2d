import { UnstyledButton } from '@mantine/core';
import type { PredictedSample } from '#shared/domain/query-report.ts';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { SqlText } from '../../../components/sql-text.tsx';
import { isInside } from '../../../plots/queries/predicted-actual.ts';
import { formatDuration } from '../../../text/duration.ts';
import { slowestQueries } from './slowest.ts';

type Props = {
  predictions: readonly PredictedSample[];
  chosen: string | undefined;
  onChoose(query: string | undefined): void;
};

const shown = 50;

/** Queries that the model expects to take longest; a chosen one is ringed in the figures. */
export function SlowestQueries({ predictions, chosen, onChoose }: Props) {
  const slowest = slowestQueries(predictions, shown);
  return (
    <Panel
      title="Slowest predicted queries"
      aside={`of ${new Set(predictions.map((each) => each.query_id)).size}`}
      flush
    >
      <section className="query-scroll" {...scrollable('List of the slowest predicted queries')}>
        <table className="plain-table" aria-label="Slowest predicted queries">
          <PlainHead
            of={['Query', { end: 'Predicted' }, '90 % interval', { end: 'Actual' }, 'Inside', { end: 'Samples' }]}
          />
          <tbody>
            {slowest.map(({ sample, samples }) => (
              <tr key={sample.query_id} className={sample.query_id === chosen ? 'query-chosen' : ''}>
                <th scope="row">
                  <UnstyledButton
                    className="query-button"
                    aria-pressed={sample.query_id === chosen}
                    onClick={() => onChoose(sample.query_id === chosen ? undefined : sample.query_id)}
                  >
                    <SqlText text={sample.query} />
                  </UnstyledButton>
                </th>
                <td className="num end" title={String(sample.predicted_ms)}>
                  {formatDuration(sample.predicted_ms)}
                </td>
                <td className="num muted">
                  {formatDuration(sample.lower_ms)} – {formatDuration(sample.upper_ms)}
                </td>
                <td className="num end" title={String(sample.actual_ms)}>
                  {formatDuration(sample.actual_ms)}
                </td>
                <td>{isInside(sample) ? '✓ inside' : '✕ outside'}</td>
                <td className="num end">{samples}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
