import { useCallback, useMemo, useState } from 'react';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { Bones } from '../../../components/bones.tsx';
import { Failure } from '../../../components/failure.tsx';
import { useCall } from '../../../core/use-call.ts';
import { clampView, isWhole, revealPosition, wholeView, zoomView, type View } from '../../../plots/view.ts';
import { selectionIn, type HeatmapChange, type HeatmapSearch, type Selection } from '../heatmap-search.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { choicesOf } from './choices.ts';
import { ColourControls } from './colour-controls.tsx';
import { clippedRange, coloursFor } from './colours.ts';
import type { Position } from './cursor-keys.ts';
import { DistributionPanel } from './distribution-panel.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import { FindMember } from './find-member.tsx';
import { useHeatmapCommands } from './heatmap-commands.tsx';
import { HeatmapPlot } from './heatmap-plot.tsx';
import { HeatmapSide } from './heatmap-side.tsx';
import { HeatmapTable } from './heatmap-table.tsx';
import { HeatmapToolbar } from './heatmap-toolbar.tsx';
import { MarksLegend } from './marks-legend.tsx';
import { Minimap } from './minimap.tsx';
import { plotSize } from './plot-size.ts';
import { asSearch } from './selection/brush.ts';
import { SelectionPanel } from './selection/selection-panel.tsx';
import { useFound } from './use-found.ts';
import { useMarks } from './use-marks.ts';
import { useWindow } from './use-window.ts';
import { useWindowAhead } from './use-window-ahead.ts';
import type { WindowAsk } from './window-query.ts';

/** Milliseconds after a window was asked for in which the next views wait until the last of them rests: ten turns of a wheel are two questions. */
const rest = 60;

type Props = { run: string; info: MatrixInfo; search: HeatmapSearch; onChange(change: HeatmapChange): void };

/** One matrix: what is chosen stands in the address, what is drawn comes by windows. */
export function Heatmap({ run, info, search, onChange }: Props) {
  const size = useMemo(() => ({ rows: info.rows, cols: info.cols }), [info.rows, info.cols]);
  const whole = wholeView(size);
  const { r0, r1, c0, c1 } = clampView({ ...whole, ...search }, size);
  const view = useMemo(() => ({ r0, r1, c0, c1 }), [r0, r1, c0, c1]);
  const choices = choicesOf(info, search, view);
  const { order, agg, scale, full, clip, diagonal, above } = choices;

  const [asked] = useDebouncedValue(view, rest, { leading: true });
  const ask = { run, kind: info.kind, order, agg, diagonal };
  const drawn = useWindow({ ...ask, ...asked });
  const everything = useWindow({ ...ask, ...whole }).data;
  const takeStep = useWindowAhead({ ...ask, ...asked }, !drawn.isPlaceholderData, (at) => {
    const then = choicesOf(info, search, at);
    return cheapWindow({ ...ask, agg: then.agg, ...at });
  });
  const hasTree = order === 'cluster' || order === 'optimal';
  const tree = useCall('matrix.tree', { run, kind: info.kind, order, side: 'cols' }, { enabled: hasTree }).data;
  const data = drawn.data;
  const marks = useMarks(data, search.misses ?? false);
  const runFacts = useCall('runs.show', { run }).data;

  const [cursor, setCursor] = useState<Position | null>(null);
  const [isBrushing, setBrushing] = useState(false);
  const { ref: body, width, height } = useElementSize();
  const pixels = useMemo(
    () => plotSize(info.kind, width - sideWidth, height, { hasGroups: info.groups !== null, hasTree }),
    [info.kind, info.groups, hasTree, width, height],
  );
  const setView = useCallback((next: View) => onChange(isWhole(next, size) ? nowhere : next), [onChange, size]);
  const selection = useMemo(() => selectionIn(search.sel, size), [search.sel, size]);
  const select = (next: Selection | null) => onChange({ sel: next ? asSearch(next) : undefined });
  const reveal = useCallback(
    (place: (before: Position | null) => Position) =>
      setCursor((before) => {
        const next = place(before);
        const shown = revealPosition(view, next, size);
        if (shown !== view) setTimeout(() => setView(shown));
        return next;
      }),
    [view, size, setView],
  );
  const { scheme } = useTokens();
  const unfound = useFound(run, info, order, search.find, reveal);

  const move = (to: View, next: View) => {
    takeStep({ to, next });
    setView(to);
  };
  const zoom = (factor: number) => {
    const centre = isInView(cursor, view) ? cursor : undefined;
    const to = zoomView(view, factor, size, centre);
    move(to, zoomView(to, factor, size, centre));
  };
  useHeatmapCommands({
    zoom,
    fit: () => setView(whole),
    toggleTable: () => onChange({ table: search.table ? undefined : true }),
    toggleBrush: () => setBrushing((before) => !before),
  });

  const ofWhole = useMemo(() => clippedRange(everything?.window.values, clip), [everything, clip]);
  const onScreen = useMemo(() => clippedRange(data?.window.values, clip), [data, clip]);
  const shownAgg = data?.asked.agg;
  const colours = useMemo(
    () => shownAgg && coloursFor(info, shownAgg, { scale, scheme, full, clip }, ofWhole, onScreen),
    [info, shownAgg, scale, scheme, full, clip, ofWhole, onScreen],
  );
  const exported = data && colours && runFacts && { run: runFacts, info, size, drawn: data, colours, marks, above };
  return (
    <>
      <HeatmapToolbar
        info={info}
        order={order}
        isTable={search.table ?? false}
        isBrushing={isBrushing}
        view={view}
        size={size}
        onZoom={zoom}
        onChange={onChange}
        onBrushing={setBrushing}
        onView={setView}
        onMove={move}
        find={
          <FindMember
            key={search.find ?? ''}
            run={run}
            info={info}
            order={order}
            found={search.find}
            onFind={(find) => onChange({ find })}
          />
        }
        exports={exported && <ExportMenu exported={exported} />}
      />
      {unfound && (
        <p className="small warn" role="alert">
          {unfound}
        </p>
      )}
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
                tree={tree}
                marks={marks}
                above={above}
                cursor={cursor}
                selection={selection}
                isBrushing={isBrushing}
                onCursor={setCursor}
                onSelect={select}
                onView={setView}
              />
            )}
            <HeatmapSide
              drawn={data}
              info={info}
              colours={colours}
              cursor={cursor}
              above={above}
              selection={
                selection && <SelectionPanel ask={ask} info={info} selection={selection} onClear={() => select(null)} />
              }
              minimap={
                everything && (
                  <Minimap everything={everything} colours={colours} view={view} size={size} onView={setView} />
                )
              }
              controls={
                <ColourControls
                  info={info}
                  choices={choices}
                  isDiverging={colours.scale.diverging}
                  onChange={onChange}
                />
              }
              marks={
                marks && (
                  <MarksLegend
                    marks={marks}
                    onlyMisses={search.misses ?? false}
                    onChange={(only) => onChange({ misses: only ? true : undefined })}
                  />
                )
              }
              more={info.kind !== 'user_item_matrix' && <DistributionPanel run={run} info={info} />}
            />
          </>
        )}
      </div>
    </>
  );
}

/** Pixels beside the picture for the cell, the legend and the gap before them. */
const sideWidth = 288;
const nowhere: HeatmapChange = { r0: undefined, r1: undefined, c0: undefined, c1: undefined };

/** Sums cost milliseconds; greatest values of similarities look at each pair, which is too much for what may never be seen. */
const cheapWindow = (ask: WindowAsk): WindowAsk | null =>
  ask.kind === 'user_item_matrix' || ask.agg === 'mean' ? ask : null;

/** Zoom keeps the chosen cell in place for as long as it is on screen. */
const isInView = (at: Position | null, { r0, r1, c0, c1 }: View): at is Position =>
  at !== null && at.row >= r0 && at.row < r1 && at.col >= c0 && at.col < c1;
