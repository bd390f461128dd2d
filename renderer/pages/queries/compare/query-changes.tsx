import { UnstyledButton } from '@mantine/core';
import type { QueryChange } from '#shared/domain/query-comparison.ts';
import { Answer } from '../../../components/answer.tsx';
import { Interval } from '../../../components/interval.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { SqlText } from '../../../components/sql-text.tsx';
import { useCall } from '../../../core/use-call.ts';
import { formatDuration } from '../../../text/duration.ts';
import { formatSigned } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';

type Props = {
  a: string;
  b: string;
  letter: string;
  chosen: string | undefined;
  onChoose(query: string | undefined): void;
};

const shown = 50;

/** Query by query: which model was nearer, the greatest change first. */
export function QueryChanges({ a, b, letter, chosen, onChoose }: Props) {
  const changes = useCall('performance.changes', { a, b }, { staleTime: Infinity });
  return (
    <Answer query={changes} what="the change of each query">
      {(found) => (
        <Panel title="Change of each query" aside={countText(found, letter)} flush>
          <section className="query-scroll" {...scrollable('List of the most changed queries')}>
            <table className="plain-table" aria-label="Change of each query">
              <PlainHead
                of={[
                  'Query',
                  { end: 'Actual' },
                  { end: 'A says' },
                  { end: `${letter} says` },
                  { end: 'Δ error' },
                  `${letter} is`,
                ]}
              />
              <tbody>
                {found.slice(0, shown).map((change) => (
                  <Change
                    key={change.query_id}
                    change={change}
                    most={Math.abs(found[0]!.change)}
                    isChosen={change.query_id === chosen}
                    onChoose={onChoose}
                  />
                ))}
              </tbody>
            </table>
          </section>
          <p className="compare-note muted small">
            Error: the mean of |log(1 + actual) − log(1 + predicted)| over the samples of the query, in ms.
            {found.length > shown && ` The first ${shown} of ${found.length} queries.`}
          </p>
        </Panel>
      )}
    </Answer>
  );
}

type ChangeProps = {
  change: QueryChange;
  most: number;
  isChosen: boolean;
  onChoose(query: string | undefined): void;
};

function Change({ change, most, isChosen, onChoose }: ChangeProps) {
  const { query_id: id, query, actual_ms, a_ms, b_ms, change: delta } = change;
  const [word, tone] =
    delta < 0
      ? (['nearer', 'good'] as const)
      : delta > 0
        ? (['farther', 'bad'] as const)
        : (['as near', 'none'] as const);
  return (
    <tr className={isChosen ? 'query-chosen' : ''}>
      <th scope="row">
        <UnstyledButton
          className="query-button"
          aria-pressed={isChosen}
          onClick={() => onChoose(isChosen ? undefined : id)}
        >
          <SqlText text={query} />
        </UnstyledButton>
      </th>
      <td className="num end">{formatDuration(actual_ms)}</td>
      <td className="num end">{formatDuration(a_ms)}</td>
      <td className="num end">{formatDuration(b_ms)}</td>
      <td className="num end" title={String(delta)}>
        {formatSigned(delta)}
      </td>
      <td>
        <span className="query-change">
          <Interval value={delta} interval={null} domain={[-most, most]} tone={tone} label="" />
          <span className={tone === 'none' ? 'muted' : tone}>{word}</span>
        </span>
      </td>
    </tr>
  );
}

function countText(changes: readonly QueryChange[], letter: string): string {
  const nearer = changes.filter(({ change }) => change < 0).length;
  const farther = changes.filter(({ change }) => change > 0).length;
  return `${letter} nearer for ${plural(nearer, 'query', 'queries')}, farther for ${farther}`;
}
