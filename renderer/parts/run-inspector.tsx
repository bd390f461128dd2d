import { Button, Group } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import type { Comparison, MetricDelta } from '#shared/domain/comparison.ts';
import { countedOf, type Counted } from './counted.ts';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../components/answer.tsx';
import { Facts } from '../components/facts.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { ShareBar } from '../components/share-bar.tsx';
import { useCall } from '../core/use-call.ts';
import { formatDelta, formatMetric } from '../text/number.ts';
import { pageWords } from '../text/page-words.ts';
import { contextParams } from './context-params.ts';
import { DeltaText } from './delta-text.tsx';
import { headline } from './headline.ts';
import { LiveBadge } from './live-badge.tsx';
import { metricTitle } from './metric-text.ts';
import { paramText } from './param-text.ts';
import { openPromote } from './promote/promote-store.ts';
import { RunName } from './run-name.tsx';
import { RunState } from './run-state.tsx';
import { useBaseline } from './use-baseline.ts';
import './run-inspector.css';

/** What must be known of one run at a glance: how it stands to the baseline, for how many users, and what was done differently. */
export function RunInspector({ run: id }: { run: string }) {
  const run = useCall('runs.show', { run: id });
  const baseline = useBaseline();
  return (
    <Answer query={run} what="the run">
      {(found) => (
        <section className="run-inspector" aria-label={`Run ${found.number}`}>
          <h3 className="run-inspector-name">
            <RunName run={found} />
            <LiveBadge run={found.id} />
          </h3>
          <RunState run={found} />
          <Standing run={found} baseline={baseline} />
          <Group gap="xs">
            <LinkButton to="/runs/$run" params={{ run: found.id }} variant="default" size="xs">
              Open
            </LinkButton>
            {found.status === 'FINISHED' && (
              <Button
                size="xs"
                leftSection={<IconBroadcast size={14} aria-hidden />}
                onClick={() => openPromote({ run: found })}
              >
                Promote…
              </Button>
            )}
          </Group>
        </section>
      )}
    </Answer>
  );
}

function Standing({ run, baseline }: { run: Run; baseline: { id: string | null; isLive: boolean } }) {
  if (run.status !== 'FINISHED') return <p className="muted small">It is compared once it has finished.</p>;
  if (baseline.id === null) return <OwnNumbers run={run} why="No run is live and none was made the baseline (b)." />;
  if (baseline.id === run.id) return <OwnNumbers run={run} why="This is the baseline." />;
  return <Against run={run} baseline={baseline.id} isLive={baseline.isLive} />;
}

function OwnNumbers({ run, why }: { run: Run; why: string }) {
  const metric = headline([run]);
  return (
    <>
      {metric && <Facts facts={[[metricTitle(metric), formatMetric(metric, run.metrics[metric])]]} />}
      <p className="muted small">{why}</p>
    </>
  );
}

function Against({ run, baseline, isLive }: { run: Run; baseline: string; isLive: boolean }) {
  const comparison = useCall('runs.compare', { a: baseline, b: run.id });
  return (
    <Answer query={comparison} what="the comparison with the baseline">
      {(found) => (
        <>
          <h4 className="muted small">
            Against {isLive ? 'the live run' : 'run'} {found.a.number}
          </h4>
          <HeadlineChange comparison={found} />
          <ParamsThatDiffer comparison={found} />
          <Alike comparison={found} />
        </>
      )}
    </Answer>
  );
}

function HeadlineChange({ comparison }: { comparison: Comparison }) {
  const name = headline([comparison.b]);
  const metric = comparison.metrics.find((entry) => entry.name === name);
  if (!metric || metric.delta === null)
    return <p className="warn small">{pageWords(comparison.reasons.join(' ')) || 'Nothing to compare.'}</p>;
  return <Change metric={metric} delta={metric.delta} of={countedOf(comparison.b.kind)} />;
}

type ChangeProps = { metric: MetricDelta; delta: number; of: Counted };

function Change({ metric: { name, ci, better, same, worse }, delta, of }: ChangeProps) {
  return (
    <div className="run-inspector-change">
      <p className="num">
        {metricTitle(name)} <DeltaText metric={name} delta={{ kind: 'delta', value: delta }} />
      </p>
      {ci && (
        <p className="num muted small" title={`Paired bootstrap 95 % interval of the difference over ${of}`}>
          [{formatDelta(name, ci[0])}, {formatDelta(name, ci[1])}]
        </p>
      )}
      {better !== null && same !== null && worse !== null && (
        <>
          <ShareBar
            label={of === 'users' ? 'Users' : 'Queries'}
            parts={[
              { name: 'better', count: better, tone: 'good' },
              { name: 'same', count: same, tone: 'none' },
              { name: 'worse', count: worse, tone: 'bad' },
            ]}
          />
          <p className="num muted small">
            better {better} · same {same} · worse {worse} {of}
          </p>
        </>
      )}
    </div>
  );
}

function ParamsThatDiffer({ comparison: { params } }: { comparison: Comparison }) {
  const differing = params.filter(({ key, differs }) => differs && !contextParams.has(key));
  if (differing.length === 0) return <p className="muted small">No parameter differs.</p>;
  return (
    <Facts
      facts={differing.map(({ key, a, b }) => [
        <code key={key}>{key}</code>,
        `${b === null ? '–' : paramText(b)} ≠ ${a === null ? '–' : paramText(a)}`,
      ])}
    />
  );
}

function Alike({ comparison: { a, b } }: { comparison: Comparison }) {
  const rows: [string, boolean][] = [
    ['Data', a.dataset.fingerprint === b.dataset.fingerprint],
    ['Split', a.split.fingerprint === b.split.fingerprint && a.split.candidates === b.split.candidates],
    ...(a.kind === 'recommender' ? [['K', a.ks.join() === b.ks.join()] as [string, boolean]] : []),
  ];
  return (
    <Facts
      facts={rows.map(([what, isSame]) => [
        what,
        <span key={what} className={isSame ? 'good' : 'warn'}>
          {isSame ? 'same ✓' : 'other ⚠'}
        </span>,
      ])}
    />
  );
}
