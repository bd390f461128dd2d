import { Button } from '@mantine/core';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import type { Kind } from '#shared/domain/kind.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { useCall } from '../../core/use-call.ts';
import { useRestoreDataset } from '../../parts/use-dataset-actions.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

/** Versions that can be brought back; nothing where there are none. */
export function DeletedPanel({ kind }: { kind: Kind }) {
  const interactions = useCall('datasets.deleted', {}, { enabled: kind === 'recommender' }).data;
  const samples = useCall('performance.deletedDatasets', {}, { enabled: kind === 'query_performance' }).data;
  const deleted: readonly (DatasetIdentity & { deleted_at: number })[] =
    (kind === 'recommender' ? interactions : samples) ?? [];
  const restore = useRestoreDataset();
  if (deleted.length === 0) return null;
  return (
    <Panel title="Deleted versions" aside="kept for 30 days" flush>
      <table className="plain-table data-deleted" aria-label="Deleted versions">
        <PlainHead of={['Dataset', { end: 'Deleted' }, { hidden: 'What to do' }]} />
        <tbody>
          {deleted.map((dataset) => (
            <tr key={dataset.id}>
              <th scope="row">
                {dataset.name} <span className="muted">v{dataset.version}</span>
              </th>
              <td className="num end muted" title={formatTime(dataset.deleted_at)}>
                {formatShortTime(dataset.deleted_at)}
              </td>
              <td className="end">
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`Bring back ${dataset.name} v${dataset.version}`}
                  onClick={() => void restore(dataset)}
                >
                  Bring back
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
