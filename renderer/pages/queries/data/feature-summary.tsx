import type { QueryProfile } from '#shared/domain/query-dataset.ts';
import { queryFeatures } from '#shared/domain/query-features.ts';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { formatFeature } from '../../../text/feature.ts';
import { formatCount } from '../../../text/number.ts';

/** The twelve features as the samples have them: what each is, where it comes from, how it is spread. */
export function FeatureSummary({ features }: Pick<QueryProfile, 'features'>) {
  return (
    <section>
      <h3 id="query-features">Features</h3>
      <section className="query-scroll" {...scrollable('Features of the samples')}>
        <table className="plain-table" aria-labelledby="query-features">
          <PlainHead
            of={[
              'Feature',
              'Unit',
              'Source',
              { end: 'Known' },
              { end: 'Unknown' },
              { end: 'Min' },
              { end: 'Median' },
              { end: 'Max' },
            ]}
          />
          <tbody>
            {queryFeatures.map(({ name, title, unit, source, description }) => (
              <tr key={name}>
                <th scope="row" title={description}>
                  {title}
                </th>
                <td className="muted small">{unit}</td>
                <td className="muted small">{source}</td>
                <td className="num end">{formatCount(features[name]?.known ?? 0)}</td>
                <td className="num end">{formatCount(features[name]?.missing ?? 0)}</td>
                <td className="num end">{formatFeature(name, features[name]?.min)}</td>
                <td className="num end">{formatFeature(name, features[name]?.median)}</td>
                <td className="num end">{formatFeature(name, features[name]?.max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
