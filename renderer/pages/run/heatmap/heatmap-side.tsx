import type { AxisBin, MatrixInfo } from '#shared/domain/matrix.ts';
import { Facts } from '../../../components/facts.tsx';
import { formatCount, formatFigure, formatPercent } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { binText, cellOf, legendTitle, sides, valueName, type Cell } from './cell-text.ts';
import type { ColourScaleName, HeatmapChange } from '../heatmap-search.ts';
import { binSize } from './choices.ts';
import type { Colours } from './colours.ts';
import type { Position } from './cursor-keys.ts';
import { GroupLegend } from './group-legend.tsx';
import { Legend } from './legend.tsx';
import { cellAt } from './place-in-view.ts';
import { useCellFigures } from './use-cell-figures.ts';
import type { DrawnWindow } from './use-window.ts';

type Props = {
  run: string;
  drawn: DrawnWindow;
  info: MatrixInfo;
  colours: Colours;
  cursor: Position | null;
  scale: ColourScaleName;
  full: boolean;
  onChange(change: HeatmapChange): void;
};

/** Beside the cells: the chosen one in full, what is on screen, and the legends. */
export function HeatmapSide({ run, drawn, info, colours, cursor, scale, full, onChange }: Props) {
  const { asked, axes, window } = drawn;
  const at = cursor && cellAt(axes, cursor);
  const cell = at && cellOf(window, axes, at);
  const side = sides(info.kind);
  const perCell = binSize(drawn);
  const isAggregated = perCell.rows > 1 || perCell.cols > 1;
  return (
    <aside className="heatmap-side" aria-label="Chosen cell and legend">
      <section>
        <h3>Cell</h3>
        {cell ? (
          <CellFacts run={run} cell={cell} drawn={drawn} info={info} />
        ) : (
          <p className="small muted">Click a cell, or move there with the arrow keys, to read it here.</p>
        )}
      </section>
      <section>
        <h3>On screen</h3>
        <p className="small num">
          {side.row}s {formatCount(asked.r0)}–{formatCount(asked.r1 - 1)} × {side.col}s {formatCount(asked.c0)}–
          {formatCount(asked.c1 - 1)}
        </p>
        <p className="small muted">
          {isAggregated
            ? `${plural(perCell.rows, side.row)} × ${plural(perCell.cols, side.col)} in a cell`
            : 'one cell for each pair'}
        </p>
      </section>
      <Legend
        colours={colours}
        title={legendTitle(info.kind, isAggregated, asked.agg)}
        chosen={scale}
        full={full}
        onChange={onChange}
      />
      {info.groups && <GroupLegend groups={info.groups} />}
    </aside>
  );
}

type CellProps = { run: string; cell: Cell; drawn: DrawnWindow; info: MatrixInfo };

function CellFacts({ run, cell, drawn, info }: CellProps) {
  const { kind, groups } = info;
  const side = sides(kind);
  const figures = useCellFigures(run, drawn.asked, cell);
  const isOne = cell.row.to - cell.row.from === 1 && cell.col.to - cell.col.from === 1;
  const name = valueName(kind, cell, drawn.asked.agg);
  const value = Number.isNaN(cell.value) ? 'no data' : formatFigure(cell.value);
  return (
    <>
      <p className="cell-where">{binText(cell.row, side.row, groups)}</p>
      <p className="cell-where">× {binText(cell.col, side.col, groups)}</p>
      <p className="cell-value num">
        {value} <span className="small muted">{name}</span>
      </p>
      <Facts
        facts={[
          ...(isOne || !figures ? [] : aggregateFacts(figures)),
          [`${side.row} has`, activityText(cell.row, isOne)],
          [`${side.col} has`, activityText(cell.col, isOne)],
        ]}
      />
    </>
  );
}

const aggregateFacts = (figures: NonNullable<ReturnType<typeof useCellFigures>>): [string, string][] => [
  ['mean', formatOrNone(figures.mean)],
  ['greatest', formatOrNone(figures.max)],
  ['density', Number.isNaN(figures.density) ? '0 %' : formatPercent(figures.density)],
  ['with data', plural(figures.count, 'pair')],
];

const formatOrNone = (value: number) => (Number.isNaN(value) ? 'no data' : formatFigure(value));

const activityText = ({ activity }: AxisBin, isOne: boolean) =>
  `${isOne ? '' : 'on average '}${plural(Math.round(activity * 10) / 10, 'interaction')}`;
