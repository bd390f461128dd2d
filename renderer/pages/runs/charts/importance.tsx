import { UnstyledButton } from '@mantine/core';
import type { Kind } from '#shared/domain/kind.ts';
import type { Importance } from '#shared/domain/importance.ts';
import { Answer } from '../../../components/answer.tsx';
import { Interval } from '../../../components/interval.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { useCall } from '../../../core/use-call.ts';
import { metricTitle } from '../../../parts/metric-text.ts';
import { formatCount, formatFigure, formatPercent } from '../../../text/number.ts';

type Props = { kind: Kind; filter: string; metric: string; onSlice(column: string): void };

/** How much the metric depends on each parameter, with its interval; or why that cannot be told. */
export function ImportanceChart({ kind, filter, metric, onSlice }: Props) {
  const answer = useCall('runs.importance', { kind, filter, metric });
  return (
    <Answer query={answer} what="the importance of parameters">
      {(found) => (found.refusal ? <Refusal found={found} /> : <Table found={found} onSlice={onSlice} />)}
    </Answer>
  );
}

function Refusal({ found }: { found: Importance }) {
  return (
    <div className="importance-none">
      <p>{found.refusal}</p>
      <p className="muted small">{leftOut(found)}</p>
    </div>
  );
}

function Table({ found, onSlice }: { found: Importance; onSlice(column: string): void }) {
  const shown = found.params.filter((param) => !isIdle(param));
  const idle = found.params.filter(isIdle).map(({ param }) => param);
  const most = Math.max(0.01, ...found.params.map(({ interval }) => interval[1]));
  const least = Math.min(0, ...found.params.map(({ interval }) => interval[0]));
  return (
    <div className="importance">
      <table className="plain-table" aria-label={`Importance of parameters for ${metricTitle(found.metric)}`}>
        <PlainHead of={['Parameter', { end: 'Values' }, { end: 'Importance' }, '95 % interval']} />
        <tbody>
          {shown.map(({ param, values, importance, interval }) => (
            <tr key={param}>
              <th scope="row">
                <UnstyledButton
                  className="importance-param"
                  aria-label={param}
                  title="Draw the metric against it"
                  onClick={() => onSlice(param === 'algorithm' ? param : `params.${param}`)}
                >
                  <code>{param}</code>
                </UnstyledButton>
              </th>
              <td className="num end">{values}</td>
              <td className="num end" title={String(importance)}>
                {formatFigure(importance)}
              </td>
              <td>
                <Interval
                  value={importance}
                  interval={interval}
                  domain={[least, most]}
                  tone="none"
                  label={`${formatFigure(interval[0])} to ${formatFigure(interval[1])}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">
        {leftOut(found)} Importance is the growth of the squared error on held-out runs when the parameter is shuffled,
        as a share of the variance of {metricTitle(found.metric)}; a forest explains{' '}
        {found.explained === null ? (
          'nothing'
        ) : (
          <span className="num">{formatPercent(Math.max(0, found.explained))}</span>
        )}{' '}
        of it. Parameters that change together share their importance. Intervals hold 95 % of bootstrap samples.
        {idle.length > 0 && ` No influence: ${namesOf(idle)}.`}
        {found.constant.length > 0 && ` One value everywhere: ${namesOf(found.constant)}.`}
      </p>
    </div>
  );
}

/** A parameter that the forest never asked in any sample. */
const isIdle = ({ importance, interval: [low, high] }: Importance['params'][number]): boolean =>
  importance === 0 && low === 0 && high === 0;

const mostNamed = 6;

/** The first few names, and how many there are besides. */
const namesOf = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;

function leftOut({ used, comparable, found, measured_on: on, left_out: out }: Importance): string {
  const reasons = [
    ...(out.unfinished > 0 ? [`${formatCount(out.unfinished)} not finished`] : []),
    ...(out.without_value > 0 ? [`${out.without_value} without a number`] : []),
    ...(out.measured_otherwise > 0 ? [`${out.measured_otherwise} measured on something else`] : []),
  ];
  const rest = reasons.length > 0 ? ` Left out: ${reasons.join(', ')}.` : '';
  const sampled = used < comparable ? ` (a sample of ${formatCount(comparable)} comparable ones)` : '';
  return `${formatCount(used)} of ${formatCount(found)} runs${sampled}${on ? `, all on ${on}` : ''}.${rest}`;
}
