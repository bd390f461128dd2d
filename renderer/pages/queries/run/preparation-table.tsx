import type { PreparationReport } from '#shared/domain/query-report.ts';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { scaleText } from '../../../parts/scale-text.ts';
import { formatFeature } from '../../../text/feature.ts';
import { formatCount, formatFigure } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';

const figure = (value: number | null): string => (value === null ? '–' : formatFigure(value));

/** What was found in the training part, and what was made of it. */
export function PreparationTable({ preparation }: { preparation: PreparationReport }) {
  const { samples, features, problems, columns, target_scale: scale } = preparation;
  return (
    <Panel
      title="Preparation"
      aside={`${plural(samples, 'sample')} of the training part × ${features} features; times as ${scaleText[scale]}`}
      flush
    >
      {problems.length > 0 && (
        <ul className="query-problems" aria-label="What was found">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <section className="query-scroll" {...scrollable('Preparation of each feature')}>
        <table className="plain-table" aria-label="Preparation of each feature">
          <PlainHead
            of={[
              'Feature',
              { end: 'Known' },
              { end: 'Unknown' },
              { end: 'Infinite' },
              { end: 'Min' },
              { end: 'Median' },
              { end: 'Max' },
              'Scale',
              { end: 'Unknown becomes' },
              { end: 'Clipped' },
              { end: 'z: mean, sd' },
            ]}
          />
          <tbody>
            {columns.map(({ name, unit, source, description, raw, clip, scale: on, ...column }) => (
              <tr key={name}>
                <th scope="row" title={`${description} In ${unit}, from ${source}.`}>
                  <code>{name}</code>
                </th>
                <td className="num end">{formatCount(raw.known)}</td>
                <td className="num end">{formatCount(raw.missing)}</td>
                <td className="num end">{formatCount(raw.infinite)}</td>
                <td className="num end">{formatFeature(name, raw.min)}</td>
                <td className="num end">{formatFeature(name, raw.median)}</td>
                <td className="num end">{formatFeature(name, raw.max)}</td>
                <td className="small query-scale">{on === 'log' ? 'log(1 + value)' : 'as it is'}</td>
                <td className="num end">{figure(column.imputed_with)}</td>
                <td className="num end" title={`to ${figure(clip.lower)} … ${figure(clip.upper)}`}>
                  {formatCount(clip.clipped)}
                </td>
                <td className="num end small">
                  {column.constant ? 'constant' : `${figure(column.mean)}, ${figure(column.sd)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
