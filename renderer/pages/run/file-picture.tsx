import { Skeleton } from '@mantine/core';
import type { Artifact } from '#shared/domain/run.ts';
import { Failure } from '../../components/failure.tsx';
import { BytesImage } from '../../components/bytes-image.tsx';
import { useBytes } from '../../core/use-bytes.ts';
import { formatBytes } from '../../text/bytes.ts';
import { capital } from '../../text/capital.ts';
import { DownloadButton } from './download-button.tsx';

/** "heatmaps/user_similarity_matrix.png" as words, with those of its own title. */
const wordsOf = (name: string) =>
  capital((name.split('/').at(-1) ?? name).replace(/\.\w+$/, '').replaceAll('_', ' ')).replace(
    'User item',
    'User × item',
  );

/** One picture of a run as it was drawn when the run ended. */
export function FilePicture({ run, artifact }: { run: string; artifact: Artifact }) {
  const { data, error, refetch } = useBytes('artifact', { run, name: artifact.name });
  const words = wordsOf(artifact.name);
  return (
    <figure className="file-picture" style={{ margin: 0 }}>
      {error ? (
        <Failure error={error} context={`the picture ${artifact.name}`} onRetry={() => void refetch()} compact />
      ) : data ? (
        <BytesImage bytes={data.body} contentType={data.contentType} alt={`${words} of the run, as a heatmap`} />
      ) : (
        <Skeleton height={280} />
      )}
      <figcaption className="job-line">
        <span className="job-name">
          {words} <span className="muted small num">{formatBytes(artifact.bytes)}</span>
        </span>
        <DownloadButton run={run} name={artifact.name} />
      </figcaption>
    </figure>
  );
}
