import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { TextLink } from '../../components/text-link.tsx';

type Props<T> = { dataset: T; known: readonly T[]; sizeOf(dataset: T): string };

/** The other versions of the same name, the newest first. */
export function VersionLinks<T extends DatasetIdentity>({ dataset, known, sizeOf }: Props<T>) {
  const others = known
    .filter(({ id, name }) => name === dataset.name && id !== dataset.id)
    .toSorted((a, b) => b.version - a.version);
  if (others.length === 0) return <p className="muted">It is the only version of {dataset.name}.</p>;
  return (
    <p>
      Other versions of {dataset.name}:{' '}
      {others.map((other, index) => (
        <span key={other.id}>
          {index > 0 && ', '}
          <TextLink to="/data" search={{ show: other.id }}>
            v{other.version}
          </TextLink>{' '}
          <span className="muted">({sizeOf(other)})</span>
        </span>
      ))}
      .
    </p>
  );
}
