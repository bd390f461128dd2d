import type { Dataset } from '#shared/domain/dataset.ts';
import { TextLink } from '../../components/text-link.tsx';
import { formatCount } from '../../text/number.ts';

/** The other versions of the same name, the newest first. */
export function VersionLinks({ dataset, known }: { dataset: Dataset; known: readonly Dataset[] }) {
  const others = known
    .filter(({ id, name }) => name === dataset.name && id !== dataset.id)
    .toSorted((a, b) => b.version - a.version);
  if (others.length === 0) return <p className="muted">It is the only version of {dataset.name}.</p>;
  return (
    <p>
      Other versions of {dataset.name}:{' '}
      {others.map(({ id, version, interactions }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink to="/data" search={{ show: id }}>
            v{version}
          </TextLink>{' '}
          <span className="muted">({formatCount(interactions)} interactions)</span>
        </span>
      ))}
      .
    </p>
  );
}
