import { textOn } from '#shared/domain/group-colours.ts';
import type { Heatmap } from './heatmap.ts';
import type { HeatmapLayout } from './layout.ts';
import { baseline, text, textWidth } from './markup.ts';
import { colourOf } from './value-scale.ts';

const size = 9.5;

/** Each cell's value in it, where cells are large enough for the longest one; otherwise nothing. */
export function cellValues({ window, scale }: Heatmap, { plot, cell }: HeatmapLayout): string {
  if (Math.min(cell.width, cell.height) < 2 * size) return '';
  const decimals = Math.max(...Array.from(window.values, decimalsOf));
  const labels = Array.from(window.values, (value) =>
    Number.isNaN(value) ? '' : value === 0 ? '0' : value.toFixed(decimals),
  );
  if (Math.max(...labels.map((label) => textWidth(label, size))) > cell.width - 4) return '';
  return labels
    .map((label, index) => {
      if (label === '') return '';
      const x = plot.x + ((index % window.cols) + 0.5) * cell.width;
      const y = plot.y + (Math.floor(index / window.cols) + 0.5) * cell.height + baseline(size);
      const fill = textOn(colourOf(scale, window.values[index]!));
      return text(x, y, size, label.replace('-', '−'), { 'text-anchor': 'middle', fill, 'fill-opacity': 0.85 });
    })
    .join('');
}

/** Decimals of a value when it is rounded to two; the picture uses as many for all, so that numbers compare by eye. */
const decimalsOf = (value: number) => String(Number(value.toFixed(2))).split('.')[1]?.length ?? 0;
