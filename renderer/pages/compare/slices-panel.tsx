import { IconAlertTriangle } from '@tabler/icons-react';
import type { SliceComparison } from '#shared/domain/comparison.ts';
import { directionOf } from '#shared/domain/metric.ts';
import { Panel } from '../../components/panel.tsx';
import { GroupMark } from '../../parts/group-mark.tsx';
import { metricTitle } from '../../parts/metric-text.ts';
import { dumbbellDomain, dumbbells, type Dumbbell } from '../../plots/dumbbell.ts';
import { formatDelta, formatMetric } from '../../text/number.ts';

type Props = {
  slices: readonly SliceComparison[];
  /** Letters of the true groups, in the data's order. */
  groupLetters: readonly string[];
  letter: string;
};

const titles = { group: 'By group', activity: 'By items in training' } as const;

/** Whom the second run serves better and whom worse, the worst first. */
export function SlicesPanel({ slices, groupLetters, letter }: Props) {
  const metric = slices[0]?.metric;
  return (
    <Panel title={metric ? `${metricTitle(metric)} for parts of the users` : 'Parts of the users'}>
      {slices.length === 0 ? (
        <p className="muted">These runs kept no values of single users that could be parted.</p>
      ) : (
        <div className="slices">
          {slices.map((slice) => (
            <Slices key={slice.by} slice={slice} groupLetters={groupLetters} letter={letter} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Slices({ slice, groupLetters, letter }: Omit<Props, 'slices'> & { slice: SliceComparison }) {
  const rows = dumbbells(slice.slices, directionOf(slice.metric));
  const domain = dumbbellDomain(rows);
  return (
    <section aria-label={titles[slice.by]}>
      <h3>{titles[slice.by]}, worst first</h3>
      {slice.simpson && (
        <p className="simpson small" role="alert">
          <IconAlertTriangle size={14} aria-hidden className="warn" /> Simpson’s paradox: all users together say the
          opposite of every part. Look at the parts.
        </p>
      )}
      <table className="dumbbells">
        <thead className="hidden-text">
          <tr>
            <th scope="col">Users</th>
            <th scope="col">A and {letter}</th>
            <th scope="col">Difference</th>
            <th scope="col">95 % interval of the difference</th>
            <th scope="col">Count</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-slice={row.name}>
              <th scope="row">
                {slice.by === 'group' ? (
                  <GroupMark
                    group={{
                      index: row.index,
                      letter: groupLetters[row.index] ?? row.name.slice(0, 1),
                      name: row.name,
                    }}
                    isNamed
                  />
                ) : (
                  `${row.name} items`
                )}
              </th>
              <td>
                <DumbbellPicture row={row} metric={slice.metric} domain={domain} letter={letter} />
              </td>
              <td className="num end" data-delta={row.delta}>
                {row.isUncertain && (
                  <>
                    <abbr className="muted small" title="Not significant: the 95 % interval holds 0">
                      n.s.
                    </abbr>{' '}
                  </>
                )}
                {formatDelta(slice.metric, row.delta)}
              </td>
              <td className="num end muted small dumbbell-interval">
                {row.ci && `[${formatDelta(slice.metric, row.ci[0])}, ${formatDelta(slice.metric, row.ci[1])}]`}
              </td>
              <td className="num end muted small">n={row.users}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const width = 200;
const edge = 10;

type PictureProps = { row: Dumbbell; metric: string; domain: readonly [number, number]; letter: string };

/** A hollow, the other filled: where they were and where they are. */
function DumbbellPicture({ row: { a, b, delta }, metric, domain: [low, high], letter }: PictureProps) {
  const x = (value: number) => edge + ((value - low) / (high - low)) * (width - 2 * edge);
  return (
    <>
      <span className="hidden-text">
        A {formatMetric(metric, a)}, {letter} {formatMetric(metric, b)}
      </span>
      <svg
        viewBox={`0 0 ${width} 20`}
        className="dumbbell"
        data-tone={delta > 0 ? 'up' : delta < 0 ? 'down' : 'same'}
        aria-hidden
      >
        <line x1={edge} x2={width - edge} y1={10} y2={10} className="dumbbell-axis" />
        <line x1={x(a)} x2={x(b)} y1={10} y2={10} className="dumbbell-bar" />
        <circle cx={x(a)} cy={10} r={4.5} className="dumbbell-a" />
        <circle cx={x(b)} cy={10} r={4.5} className="dumbbell-b" />
      </svg>
    </>
  );
}
