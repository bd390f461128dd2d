import type { ReactNode } from 'react';
import type { AxisBin, MatrixInfo, WindowAggregation } from '#shared/domain/matrix.ts';
import { Facts } from '../../../components/facts.tsx';
import { formatCount, formatFigure, formatPercent } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { binText, cellOf, legendTitle, sides, valueName, type Cell } from './cell-text.ts';
import { binSize } from './choices.ts';
import type { Colours } from './colours.ts';
import type { Position } from './cursor-keys.ts';
import { GroupLegend } from './group-legend.tsx';
import { Legend } from './legend.tsx';
import { PairFacts } from './pair-facts.tsx';
import { cellAt } from './place-in-view.ts';
import { useCellFigures } from './use-cell-figures.ts';
import type { DrawnWindow } from './window-query.ts';

type Props = {
  drawn: DrawnWindow;
  info: MatrixInfo;
  colours: Colours;
  cursor: Position | null;
  above: number | null;
  selection: ReactNode;
  minimap: ReactNode;
  /** What the marks on the cells mean. */
  marks: ReactNode;
  controls: ReactNode;
  /** More about this matrix, after the legends. */
  more: ReactNode;
};

/** Beside the cells: the chosen one in full, what is on screen and selected, and the legends. */
export function HeatmapSide({ drawn, info, colours, cursor, above, selection, minimap, marks, controls, more }: Props) {
  const { asked, axes, window } = drawn;
  const at = cursor && cellAt(axes, cursor);
  const cell = at && cellOf(window, axes, at);
  const side = sides(info.kind);
  const perCell = binSize(drawn);
  const isAggregated = perCell.rows > 1 || perCell.cols > 1;
  const { rows: empty } = info.without_history;
  return (
    <aside className="heatmap-side" aria-label="Chosen cell and legend">
      <div className="side-column">
        <section aria-label="Cell">
          <h3>Cell</h3>
          {cell ? (
            <CellFacts cell={cell} drawn={drawn} info={info} />
          ) : (
            <p className="small muted">Click a cell, or move there with the arrow keys, to read it here.</p>
          )}
        </section>
        {selection}
        <section aria-label="On screen" className="on-screen">
          <div>
            <h3>On screen</h3>
            <p className="small num">
              {side.row}s {formatCount(asked.r0)}–{formatCount(asked.r1 - 1)}
              <br />× {side.col}s {formatCount(asked.c0)}–{formatCount(asked.c1 - 1)}
            </p>
            <p className="small muted">
              {isAggregated
                ? `${plural(perCell.rows, side.row)} × ${plural(perCell.cols, side.col)} in a cell`
                : 'one cell for each pair'}
            </p>
            {empty > 0 && <p className="small muted">{plural(empty, side.row)} without history</p>}
          </div>
          {minimap}
        </section>
        {marks}
      </div>
      <div className="side-column">
        <Legend
          colours={colours}
          title={legendTitle(info.kind, isAggregated, asked.agg)}
          noData={info.kind === 'user_item_matrix' ? 'no interaction' : 'no history, or the diagonal'}
          above={above}
        >
          {controls}
        </Legend>
        {info.groups && <GroupLegend groups={info.groups} />}
      </div>
      {more && <div className="side-column">{more}</div>}
    </aside>
  );
}

type CellProps = { cell: Cell; drawn: DrawnWindow; info: MatrixInfo };

function CellFacts({ cell, drawn, info }: CellProps) {
  const { kind, groups } = info;
  const side = sides(kind);
  const figures = useCellFigures(drawn.asked, cell);
  const { row, col } = cell;
  const isOne = row.to - row.from === 1 && col.to - col.from === 1;
  const name = valueName(kind, cell, drawn.asked.agg);
  const value = Number.isNaN(cell.value) ? 'no data' : formatFigure(cell.value);
  return (
    <>
      <p className="cell-where">{binText(row, side.row, groups)}</p>
      <p className="cell-where">× {binText(col, side.col, groups)}</p>
      <p className="cell-value num">
        {value} <span className="small muted">{name}</span>
      </p>
      <Facts
        facts={[
          ...(isOne || !figures ? [] : aggregateFacts(figures, drawn.asked.agg)),
          [row.id ?? 'rows', activityText(row)],
          // On the diagonal it is the same one.
          ...(row.id !== null && row.id === col.id ? [] : [[col.id ?? 'columns', activityText(col)] as const]),
        ]}
      />
      {row.id !== null && col.id !== null && <PairFacts run={drawn.asked.run} info={info} row={row.id} col={col.id} />}
    </>
  );
}

/** What the large figure does not say. */
const aggregateFacts = (
  figures: NonNullable<ReturnType<typeof useCellFigures>>,
  agg: WindowAggregation,
): [string, string][] => [
  ...(agg === 'mean' ? [] : [['mean', formatOrNone(figures.mean)] as [string, string]]),
  ...(agg === 'max' ? [] : [['greatest', formatOrNone(figures.max)] as [string, string]]),
  ['density', Number.isNaN(figures.density) ? '0 %' : formatPercent(figures.density)],
  ['with data', plural(figures.count, 'pair')],
];

const formatOrNone = (value: number) => (Number.isNaN(value) ? 'no data' : formatFigure(value));

const activityText = ({ id, activity }: AxisBin) =>
  `${id === null ? 'on average ' : ''}${plural(Math.round(activity * 10) / 10, 'interaction')}`;
