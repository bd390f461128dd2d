import { useParams } from '@tanstack/react-router';
import type { Artifact } from '#shared/domain/run.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { useCall } from '../../core/use-call.ts';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { formatBytes } from '../../text/bytes.ts';
import { DownloadButton } from './download-button.tsx';
import { FilePicture } from './file-picture.tsx';
import { Log } from './log.tsx';
import { useRun } from './use-run.ts';

const isPicture = ({ content_type: type }: Artifact) => type.startsWith('image/');
/** One picture often exists as SVG and as PNG; one of them is enough to look at. */
const isPreview = ({ content_type: type }: Artifact) => type === 'image/png';

/** What the run left behind: pictures to look at, everything to keep. */
export function Files() {
  const { run } = useParams({ from: '/runs/$run' });
  const files = useCall('runs.artifacts', { run });
  const found = useRun();
  return (
    <Answer query={files} what={`the files of run ${run}`}>
      {(artifacts) => (
        <div className="files">
          {artifacts.length === 0 ? (
            <Empty title="This run has no files.">
              A finished run keeps its heatmaps as pictures and as data here, and its trained model.
            </Empty>
          ) : (
            <>
              {artifacts.some(isPicture) && <Pictures run={run} artifacts={artifacts} />}
              <Panel title="All files" flush>
                <FileTable run={run} artifacts={artifacts} />
              </Panel>
            </>
          )}
          {found && <Log run={found} />}
        </div>
      )}
    </Answer>
  );
}

type Props = { run: string; artifacts: readonly Artifact[] };

function Pictures({ run, artifacts }: Props) {
  const raster = artifacts.filter(isPreview);
  const pictures = raster.length > 0 ? raster : artifacts.filter(isPicture);
  return (
    <div className="file-pictures">
      {pictures.map((artifact) => (
        <FilePicture key={artifact.name} run={run} artifact={artifact} />
      ))}
    </div>
  );
}

function FileTable({ run, artifacts }: Props) {
  return (
    <table className="plain-table">
      <PlainHead of={['Name', 'Type', { end: 'Size' }, 'SHA-256', { hidden: 'Download' }]} />
      <tbody>
        {artifacts.map((artifact) => (
          <tr key={artifact.name}>
            <td className="mono">{artifact.name}</td>
            <td className="muted">{artifact.content_type}</td>
            <td className="num end">{formatBytes(artifact.bytes)}</td>
            <td>
              <Fingerprint value={artifact.sha256} what={`SHA-256 of ${artifact.name}`} />
            </td>
            <td className="end">
              <DownloadButton run={run} name={artifact.name} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
