import type { Heatmap } from './heatmap.ts';
import type { HeatmapLayout } from './layout.ts';
import { tag } from './markup.ts';
import { encodePng } from './png.ts';
import { colourOf, placeOf } from './value-scale.ts';

/** Palette places 1 to 255 are the scale; 0 is no data, where the ground shows through. */
const shades = 255;

/** Pixels of the bitmap for one of the SVG, so that it prints without being stretched. */
const density = 2;

/** The cells as one embedded picture, in the colours of the scale. */
export function cellsImage({ window, scale }: Heatmap, { plot, cell }: HeatmapLayout): string {
  const places = Uint8Array.from(window.values, (value) =>
    Number.isNaN(value) ? 0 : 1 + Math.round(placeOf(scale, value) * (shades - 1)),
  );
  const step = (scale.high - scale.low) / (shades - 1);
  const palette = Array.from({ length: shades + 1 }, (_, place) => colourOf(scale, scale.low + (place - 1) * step));
  const png = encodePng({ ...enlarge(places, window.rows, window.cols, cell), palette });
  return tag('image', {
    ...plot,
    href: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    preserveAspectRatio: 'none',
    style: 'image-rendering:pixelated',
  });
}

/** Every cell as a rectangle of equal pixels. */
function enlarge(places: Uint8Array, rows: number, cols: number, cell: HeatmapLayout['cell']) {
  const across = cell.width * density;
  const down = cell.height * density;
  const width = cols * across;
  const pixels = new Uint8Array(width * rows * down);
  for (let row = 0; row < rows; row++) {
    const line = row * down * width;
    for (let col = 0; col < cols; col++) {
      pixels.fill(places[row * cols + col]!, line + col * across, line + (col + 1) * across);
    }
    for (let copy = 1; copy < down; copy++) pixels.copyWithin(line + copy * width, line, line + width);
  }
  return { width, height: rows * down, pixels };
}
