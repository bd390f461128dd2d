import { colourAt, type ColourScale, type Rgb } from '#shared/domain/colour-scales.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

const steps = 256;

/** The cells of a window as pixels, red, green, blue and alpha each; cells without data are clear. */
export function paintWindow(
  { values }: Pick<MatrixWindow, 'values'>,
  scale: ColourScale,
  [low, high]: readonly [number, number],
  isReversed: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const colours: Rgb[] = Array.from({ length: steps }, (_, step) => colourAt(scale, step / (steps - 1), isReversed));
  const pixels = new Uint8ClampedArray(values.length * 4);
  const perValue = (steps - 1) / (high - low || 1);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) continue;
    const step = Math.max(0, Math.min(steps - 1, Math.round((value - low) * perValue)));
    const [red, green, blue] = colours[step]!;
    pixels[at * 4] = red;
    pixels[at * 4 + 1] = green;
    pixels[at * 4 + 2] = blue;
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}
