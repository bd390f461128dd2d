import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { exportName } from '#shared/domain/matrix-export.ts';
import type { Run } from '#shared/domain/run.ts';
import { fetchBytes } from '../../../../core/bytes.ts';
import { saveBlob, saveBytes } from '../../../../core/save-bytes.ts';
import { notifyFailure } from '../../../../parts/notify.tsx';
import { markTraces } from '../../../../plots/cell-marks.ts';
import { exportImage, type ImageFormat } from '../../../../plots/export-image.ts';
import { exportMargin, heatmapExport } from '../../../../plots/heatmap-export.ts';
import type { Size } from '../../../../plots/view.ts';
import { useTokens } from '../../../../theme/use-tokens.ts';
import { legendTitle, sides } from '../cell-text.ts';
import { binSize } from '../choices.ts';
import type { Colours } from '../colours.ts';
import { kindNames, orderNames } from '../names.ts';
import type { Marks } from '../use-marks.ts';
import type { DrawnWindow } from '../window-query.ts';

/** What is saved: what is on screen, and where it comes from. */
export type Exported = {
  run: Run;
  info: MatrixInfo;
  size: Size;
  drawn: DrawnWindow;
  colours: Colours;
  marks: Marks | null;
  above: number | null;
};

/** Pixels of the cells of a saved picture, before its scale. */
const side = 1000;

/** Ways to save what is on screen; each says where it fails. */
export function useExport(exported: Exported) {
  const tokens = useTokens();
  const { run, info, drawn } = exported;
  const { asked } = drawn;
  const name = (ending: string) => `${exportName(run.number, info.kind, asked.order, Date.now())}.${ending}`;
  const orFailure = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => notifyFailure(`${what} was not saved`, error));

  const picture = (as: ImageFormat) =>
    orFailure('The picture', async () => {
      const perUnit = side / Math.max(asked.r1 - asked.r0, asked.c1 - asked.c0);
      const isSquare = info.kind !== 'user_item_matrix';
      const width = isSquare ? side : Math.max(400, Math.round((asked.c1 - asked.c0) * perUnit));
      const height = isSquare ? side : Math.max(400, Math.round((asked.r1 - asked.r0) * perUnit));
      const perCell = Math.min(width / (asked.c1 - asked.c0), height / (asked.r1 - asked.r0));
      const names = sides(info.kind);
      const figure = heatmapExport({
        window: drawn.window,
        axes: drawn.axes,
        view: asked,
        matrix: exported.size,
        rowTitle: `${names.row}s`,
        colTitle: `${names.col}s`,
        scale: exported.colours.scale,
        range: exported.colours.range,
        above: exported.above,
        over: exported.marks?.marks ? markTraces(exported.marks.marks, perCell, tokens) : [],
        tokens,
        width,
        height,
        lines: provenance(exported),
        groups: info.groups,
        scaleTitle: scaleTitle(exported),
      });
      const size = {
        width: width + exportMargin.left + exportMargin.right,
        height: height + exportMargin.top + exportMargin.bottom,
      };
      saveBlob(await exportImage(figure, size, as), name(as.format));
    });

  const table = (format: 'csv' | 'json') =>
    orFailure('The window', async () => {
      saveBytes(await fetchBytes('matrix', { ...asked, h: 400, w: 400, format }), name(format));
    });

  return { picture, table, name };
}

const labelOf = (names: readonly { value: string; label: string }[], value: string) =>
  names.find((each) => each.value === value)?.label ?? value;

const scaleTitle = ({ info, drawn }: Exported): string => {
  const { rows, cols } = binSize(drawn);
  return legendTitle(info.kind, rows > 1 || cols > 1, drawn.asked.agg);
};

/** The lines of a picture: what it is, then all that makes it again. */
export function provenance({ run, info, drawn }: Omit<Exported, 'colours' | 'marks' | 'above' | 'size'>): string[] {
  const { asked } = drawn;
  const { dataset } = run;
  return [
    `Run ${run.number} ${run.name}: ${labelOf(kindNames, info.kind)}${info.sampled ? ` (${info.sampled})` : ''}`,
    `run id ${run.id} · ${dataset.name} v${dataset.version} ${dataset.fingerprint.slice(0, 12)}`,
    `order ${asked.order} (${labelOf(orderNames, asked.order).toLowerCase()}) · aggregation ${asked.agg} · rows ${asked.r0}–${asked.r1 - 1} × columns ${asked.c0}–${asked.c1 - 1}`,
  ];
}
