import type { MatrixKind } from '#shared/domain/matrix.ts';
import { heatmapData } from './heatmap-data.ts';
import { axesOf } from './heatmap/axes.ts';
import { cellsImage } from './heatmap/bitmap.ts';
import { footer, headline } from './heatmap/captions.ts';
import { cellValues } from './heatmap/cell-values.ts';
import { createHeatmap, type Heatmap, type Provenance } from './heatmap/heatmap.ts';
import { layoutOf } from './heatmap/layout.ts';
import { legendOf, noDataPattern, scaleGradient } from './heatmap/legend.ts';
import { tag } from './heatmap/markup.ts';
import { groupLines, tracksOf } from './heatmap/tracks.ts';
import { createMatrixView, type MatrixViewInput } from './matrix-view.ts';
import { rasterise } from './rasterise.ts';

/** The matrices that every run keeps a picture of. */
const pictured: readonly MatrixKind[] = ['user_item_matrix', 'user_similarity_matrix'];

export type PictureFile = { name: string; bytes: Uint8Array; contentType: string };

/**
 * The heatmaps of a run: for each matrix the picture as SVG and as PNG, and its numbers as JSON. Equal input gives equal bytes.
 * @returns `heatmaps/user_item_matrix.svg`, …; nothing for a matrix without users or items
 */
export function drawHeatmaps({ provenance, ...input }: MatrixViewInput & { provenance: Provenance }): PictureFile[] {
  const shared = { ...input, userOrders: new Map(), userTrees: new Map() };
  return pictured.flatMap((kind) => {
    const heatmap = createHeatmap(createMatrixView({ ...shared, kind }), provenance);
    if (!heatmap) return [];
    const svg = heatmapSvg(heatmap);
    const file = (type: string, contentType: string, bytes: Uint8Array) => ({
      name: `heatmaps/${kind}.${type}`,
      bytes,
      contentType,
    });
    return [
      file('svg', 'image/svg+xml', Buffer.from(svg)),
      file('png', 'image/png', rasterise(svg)),
      file('json', 'application/json', Buffer.from(heatmapData(heatmap))),
    ];
  });
}

/** The picture of a matrix: cells as an embedded bitmap; tracks, axes, legend and captions as drawing and text. */
export function heatmapSvg(heatmap: Heatmap): string {
  const legend = legendOf(heatmap);
  const layout = layoutOf(heatmap, legend.height);
  const { width, height, plot } = layout;
  const page = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'Inter, Arial, sans-serif',
  };
  return tag(
    'svg',
    page,
    tag('rect', { width, height, fill: '#ffffff' }),
    tag('defs', {}, noDataPattern, scaleGradient(heatmap.scale)),
    headline(heatmap, layout),
    tracksOf(heatmap, layout),
    tag('rect', { ...plot, fill: 'url(#no-data)' }),
    cellsImage(heatmap, layout),
    cellValues(heatmap, layout),
    groupLines(heatmap, layout),
    axesOf(heatmap, layout),
    tag('g', { transform: `translate(${layout.legend.x} ${layout.legend.y})` }, legend.markup),
    footer(heatmap, layout),
  );
}
