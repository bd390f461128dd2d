import { useMemo, useState } from 'react';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { Bones } from '../../../components/bones.tsx';
import { Failure } from '../../../components/failure.tsx';
import { clampView, isWhole, wholeView, zoomView, type View } from '../../../plots/view.ts';
import type { HeatmapChange, HeatmapSearch } from '../heatmap-search.ts';
import { choicesOf } from './choices.ts';
import { coloursFor } from './colours.ts';
import type { Position } from './cursor-keys.ts';
import { useHeatmapCommands } from './heatmap-commands.tsx';
import { HeatmapPlot } from './heatmap-plot.tsx';
import { HeatmapSide } from './heatmap-side.tsx';
import { HeatmapTable } from './heatmap-table.tsx';
import { HeatmapToolbar } from './heatmap-toolbar.tsx';
import { plotSize } from './plot-size.ts';
import { useWindow } from './use-window.ts';

/** Milliseconds of rest before a window is asked for: ten turns of a wheel are one question. */
const rest = 60;

type Props = { run: string; info: MatrixInfo; search: HeatmapSearch; onChange(change: HeatmapChange): void };

/** One matrix: what is chosen stands in the address, what is drawn comes by windows. */
export function Heatmap({ run, info, search, onChange }: Props) {
  const size = useMemo(() => ({ rows: info.rows, cols: info.cols }), [info.rows, info.cols]);
  const whole = wholeView(size);
  const { r0, r1, c0, c1 } = clampView({ ...whole, ...search }, size);
  const view = useMemo(() => ({ r0, r1, c0, c1 }), [r0, r1, c0, c1]);
  const { order, agg, scale, full } = choicesOf(info, search, view);

  const [asked] = useDebouncedValue(view, rest);
  const ask = { run, kind: info.kind, order, agg };
  const drawn = useWindow({ ...ask, ...asked });
  const overview = useWindow({ ...ask, ...whole }, !isWhole(view, size));
  const everything = isWhole(view, size) ? drawn.data : overview.data;

  const [cursor, setCursor] = useState<Position | null>(null);
  const { ref: body, width, height } = useElementSize();
  const pixels = plotSize(info.kind, width - sideWidth, height);
  const setView = (next: View) => onChange(isWhole(next, size) ? nowhere : next);

  const zoom = (factor: number) => setView(zoomView(view, factor, size, isInView(cursor, view) ? cursor : undefined));
  useHeatmapCommands({
    zoom,
    fit: () => setView(whole),
    toggleTable: () => onChange({ table: search.table ? undefined : true }),
  });

  const data = drawn.data;
  const colours = useMemo(
    () => data && coloursFor(info, data.asked.agg, scale, full, everything?.window.values, data.window.values),
    [info, data, scale, full, everything],
  );
  return (
    <>
      <HeatmapToolbar
        info={info}
        order={order}
        agg={agg}
        isTable={search.table ?? false}
        view={view}
        size={size}
        onZoom={zoom}
        onChange={onChange}
        onView={setView}
      />
      {info.sampled && <p className="heatmap-sampled small">{info.sampled}</p>}
      {drawn.error && (
        <Failure error={drawn.error} context="a window of the matrix" onRetry={() => void drawn.refetch()} compact />
      )}
      <div className="heatmap-body" ref={body}>
        {!data || !colours || width === 0 ? (
          !drawn.error && <Bones rows={10} />
        ) : (
          <>
            {search.table ? (
              <HeatmapTable drawn={data} info={info} />
            ) : (
              <HeatmapPlot
                drawn={data}
                info={info}
                view={view}
                size={size}
                colours={colours}
                pixels={pixels}
                cursor={cursor}
                onCursor={setCursor}
                onView={setView}
              />
            )}
            <HeatmapSide
              run={run}
              drawn={data}
              info={info}
              colours={colours}
              cursor={cursor}
              scale={scale}
              full={full}
              onChange={onChange}
            />
          </>
        )}
      </div>
    </>
  );
}

/** Pixels beside the picture for the cell, the legend and the gap before them. */
const sideWidth = 264;
const nowhere: HeatmapChange = { r0: undefined, r1: undefined, c0: undefined, c1: undefined };

/** Zoom keeps the chosen cell in place for as long as it is on screen. */
const isInView = (at: Position | null, { r0, r1, c0, c1 }: View): at is Position =>
  at !== null && at.row >= r0 && at.row < r1 && at.col >= c0 && at.col < c1;
