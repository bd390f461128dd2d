import { useCallback } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Answer } from '../../components/answer.tsx';
import { Bones } from '../../components/bones.tsx';
import { useCall } from '../../core/use-call.ts';
import { Heatmap } from './heatmap/heatmap.tsx';
import type { HeatmapChange, HeatmapSearch } from './heatmap-search.ts';
import './heatmap/heatmap.css';

/** Both matrices of a run, at any depth. */
export function Heatmaps() {
  const { run } = useParams({ from: '/runs/$run' });
  const search = useSearch({ from: '/runs/$run/heatmaps' });
  const navigate = useNavigate({ from: '/runs/$run/heatmaps' });
  const change = useCallback(
    (part: HeatmapChange) =>
      void navigate({ search: (now) => ({ ...now, ...part }) as HeatmapSearch, replace: true, resetScroll: false }),
    [navigate],
  );
  const kind = search.kind ?? 'user_similarity_matrix';
  const info = useCall('matrix.info', { run, kind });
  return (
    <div className="heatmaps">
      <Answer query={info} what={`the matrix ${kind} of run ${run}`} waiting={<Bones rows={12} />}>
        {(matrix) => <Heatmap key={kind} run={run} info={matrix} search={search} onChange={change} />}
      </Answer>
    </div>
  );
}
