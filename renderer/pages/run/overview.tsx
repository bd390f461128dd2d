import { useParams } from '@tanstack/react-router';
import type { Run } from '#shared/domain/run.ts';
import { Facts } from '../../components/facts.tsx';
import { LongText } from '../../components/long-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { contextParams } from '../../parts/context-params.ts';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { plural } from '../../text/plural.ts';
import { formatTime } from '../../text/time.ts';
import { paramText } from '../../parts/param-text.ts';
import { MetricTable } from './metric-table.tsx';
import { NoteEditor } from '../../parts/note-editor.tsx';
import { RunNews } from './run-news.tsx';
import { TagEditor } from '../../parts/tag-editor.tsx';

/** Metrics, parameters, where it all came from, and what people wrote about it. */
export function Overview() {
  const { run: ref } = useParams({ from: '/runs/$run' });
  const run = useCall('runs.show', { run: ref }).data;
  if (!run) return null;
  return (
    <div className="overview">
      <div className="overview-column">
        <RunNews run={run} />
        <MetricTable metrics={run.metrics} />
      </div>
      <div className="overview-column">
        <Panel title="Parameters">
          <Params run={run} wanted={(key) => !contextParams.has(key)} />
        </Panel>
        <Panel title="Provenance">
          <Facts facts={provenanceOf(run)} />
        </Panel>
        <Panel title="Tags and note">
          <TagEditor key={`tags-${run.id}`} run={run} />
          <NoteEditor key={`note-${run.id}`} run={run} />
        </Panel>
        <Panel title="Logged about data and measurement">
          <Params run={run} wanted={(key) => contextParams.has(key)} />
        </Panel>
      </div>
    </div>
  );
}

function Params({ run, wanted }: { run: Run; wanted(key: string): boolean }) {
  const shown = Object.entries(run.params).filter(([key]) => wanted(key));
  if (shown.length === 0) return <p className="muted">None.</p>;
  return (
    <Facts
      facts={shown.map(([key, value]) => [
        <code key={key}>{key}</code>,
        <LongText key={key} text={paramText(value)} />,
      ])}
    />
  );
}

function provenanceOf(run: Run): [string, React.ReactNode][] {
  const { dataset, split } = run;
  return [
    ['Dataset', `${dataset.name} v${dataset.version}`],
    ['Data fingerprint', <Fingerprint key="data" value={dataset.fingerprint} what="data fingerprint" />],
    ['Split', split.kind],
    ['Split fingerprint', <Fingerprint key="split" value={split.fingerprint} what="split fingerprint" />],
    ...(run.kind === 'recommender'
      ? ([
          ['Ranked against', candidatesText(split.candidates)],
          ['List lengths K', run.ks.join(', ')],
        ] as [string, string][])
      : []),
    ['Seed', run.seed],
    ['Experiment', run.experiment],
    ['Started', run.started_at === null ? 'not yet' : formatTime(run.started_at)],
    ['Ended', run.finished_at === null ? 'not yet' : formatTime(run.finished_at)],
    ['Run id', <Fingerprint key="id" value={run.id} what="run id" />],
  ];
}

function candidatesText(candidates: string): string {
  if (candidates === 'all') return 'the whole catalogue';
  if (candidates === 'given') return 'negatives that came with the data';
  return `${plural(Number(candidates.split(':')[1]), 'sampled negative')} a user`;
}
