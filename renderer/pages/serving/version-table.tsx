import { Button, Tooltip } from '@mantine/core';
import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { AliasBadge } from '../../parts/alias-badge.tsx';
import { evidenceWords } from '../../parts/evidence-words.ts';
import { GateMarks } from '../../parts/gate-list.tsx';
import { headline } from '../../parts/headline.ts';
import { MetricName } from '../../parts/metric-name.tsx';
import { openPromote } from '../../parts/promote/promote-store.ts';
import { VersionRun } from './version-run.tsx';
import { versionOf } from '../../parts/use-models.ts';
import { formatDelta, formatMetric } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';
import { BundleButton } from './bundle-button.tsx';
import { VersionMenu } from './version-menu.tsx';

/** Every version of a model, the newest first, with what it was promoted on. */
export function VersionTable({ model }: { model: RegisteredModel }) {
  const metric = headline(model.versions) ?? 'ndcg@10';
  const live = versionOf(model, 'live');
  return (
    <Panel title="Versions" flush>
      <section className="serving-scroll" {...scrollable('Versions')}>
        <table className="plain-table">
          <PlainHead
            of={['Version', 'Run', { end: <MetricName metric={metric} /> }, 'Evidence', { hidden: 'What to do' }]}
          />
          <tbody>
            {model.versions.map((version) => (
              <Version key={version.id} version={version} metric={metric} live={live} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

type Props = { version: ModelVersion; metric: string; live: ModelVersion | undefined };

function Version({ version, metric, live }: Props) {
  return (
    <tr>
      <th scope="row">
        <span className="version-name">
          <strong className="num">v{version.version}</strong>
          {version.aliases.map((alias) => (
            <AliasBadge key={alias} alias={alias} />
          ))}
        </span>
      </th>
      <td className="version-run">
        <VersionRun version={version} />
        <p className="muted small" title={formatTime(version.created_at)}>
          {version.by}, {formatShortTime(version.created_at)}
        </p>
      </td>
      <td className="num end">{formatMetric(metric, version.metrics[metric])}</td>
      <td>
        <Evidence version={version} />
      </td>
      <td className="end">
        <span className="version-actions">
          {version.id !== live?.id && (
            <Button size="compact-xs" variant="default" onClick={() => openPromote({ version: version.id })}>
              Promote…<span className="hidden-text"> v{version.version} to live</span>
            </Button>
          )}
          <span className="version-bundle">
            <BundleButton version={version} />
          </span>
          <VersionMenu version={version} live={live} />
        </span>
      </td>
    </tr>
  );
}

/** Of its last promotion: the metric that decided, against what. */
function Evidence({ version }: { version: ModelVersion }) {
  const { comparison, gates } = version;
  if (gates.length === 0) return <span className="muted">–</span>;
  const found = comparison?.metrics.find(({ name }) => name === comparison.metric);
  return (
    <span className="num version-evidence">
      <GateMarks gates={gates} />
      {comparison && found?.delta != null ? (
        <Tooltip label={evidenceWords(comparison, version)}>
          <span>
            {formatDelta(found.name, found.delta)} <span className="muted small">vs v{comparison.against.version}</span>
          </span>
        </Tooltip>
      ) : (
        <span className="muted small">{comparison ? 'other data' : 'the first'}</span>
      )}
    </span>
  );
}
