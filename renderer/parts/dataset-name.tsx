import type { Dataset } from '#shared/domain/dataset.ts';

type Props = { dataset: Pick<Dataset, 'name' | 'version' | 'fingerprint'> };

/** Name and version; the fingerprint on hover. */
export function DatasetName({ dataset }: Props) {
  return (
    <span title={`SHA-256 ${dataset.fingerprint}`}>
      {dataset.name} <span className="muted">v{dataset.version}</span>
    </span>
  );
}
