import { useMemo } from 'react';
import { useViewportSize } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import type { Embedding } from '#shared/domain/embedding.ts';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../../components/answer.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import { useBaseline } from '../../../parts/use-baseline.ts';
import { embeddingFigure } from '../../../plots/embedding.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatFigure } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { ComputeGate } from '../compute-gate.tsx';
import { useHeatmapSelection } from '../use-heatmap-selection.ts';
import { useRun } from '../use-run.ts';

/** Users in the plane of greatest variance, beside those of the baseline. */
export function EmbeddingTab() {
  const run = useRun();
  if (!run) return null;
  return (
    <ComputeGate
      run={run}
      title="Embedding"
      what="The users’ vectors are projected onto their two principal components."
    >
      <EmbeddingOf run={run} />
    </ComputeGate>
  );
}

function EmbeddingOf({ run }: { run: Run }) {
  const search = useSearch({ from: '/runs/$run/embedding' });
  const { id: baseline, isLive } = useBaseline();
  const against = baseline !== null && baseline !== run.id ? baseline : undefined;
  const found = useCall('runs.embedding', { run: run.id, ...(against && { against }) }, { staleTime: Infinity });
  const users = useHeatmapSelection(run.id, search);
  const selected = useMemo(() => new Set(users ?? []), [users]);
  return (
    <Answer query={found} what={`the embedding of run ${run.number}`}>
      {(embedding) => (
        <Planes
          embedding={embedding}
          selected={selected}
          number={run.number}
          otherName={isLive ? 'the live run' : 'the baseline'}
        />
      )}
    </Answer>
  );
}

type Props = { embedding: Embedding; selected: ReadonlySet<string>; number: number; otherName: string };

function Planes({ embedding, selected, number, otherName }: Props) {
  const { aligned_to: other, groups, points, variance } = embedding;
  const shown = points.filter(({ user }) => selected.has(user)).length;
  return (
    <div className="run-tab">
      <p className="small muted">
        {plural(points.length, 'user')} by their two principal components, of {embedding.vectors}.
        {embedding.left_out > 0 && ` ${plural(embedding.left_out, 'user')} without history left out.`}
        {embedding.sampled && ` Shown is a ${embedding.sampled}.`}
        {selected.size > 0 && ` ${plural(shown, 'user')} selected in the heatmap.`}
      </p>
      <div className="chart-grid">
        <Plane title={`Run ${number}`} points={points} groups={groups} variance={variance} selected={selected} />
        {other && (
          <Plane
            title={`Run of comparison: ${otherName}`}
            points={other.points}
            groups={groups}
            variance={null}
            selected={selected}
          />
        )}
      </div>
      <p className="small muted">
        {other
          ? `Aligned to ${otherName} over ${plural(other.users, 'shared user')}: turned, mirrored and scaled (Procrustes); ${formatFigure(other.disparity < negligible ? 0 : other.disparity)} of its spread is left unexplained, where 0 is the same shape and 1 none. Its vectors: ${other.vectors}.`
          : 'Not aligned to another run: there is no baseline, or this run is the baseline.'}
      </p>
    </div>
  );
}

type PlaneProps = Pick<Embedding, 'points' | 'groups'> & {
  title: string;
  variance: Embedding['variance'] | null;
  selected: ReadonlySet<string>;
};

/** A smaller share is rounding of 64-bit floats: the shapes are the same. */
const negligible = 1e-9;

const [lowest, highest] = [360, 760];
/** Pixels that the page has above and below the planes. */
const around = 390;

function Plane({ title, points, groups, variance, selected }: PlaneProps) {
  const tokens = useTokens();
  const { height: ofWindow } = useViewportSize();
  const height = Math.max(lowest, Math.min(highest, ofWindow - around));
  const figure = useMemo(
    () => embeddingFigure({ points, groups, variance, selected }, tokens),
    [points, groups, variance, selected, tokens],
  );
  return (
    <Panel title={title}>
      <WidePlot
        figure={figure}
        height={height}
        label={`${plural(points.length, 'user')} in the plane of their first two principal components; the tab Users lists them.`}
      />
    </Panel>
  );
}
