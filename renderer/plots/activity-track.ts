import type { AxisBin } from '#shared/domain/matrix.ts';

/** Pixels along an axis that a stretch of positions takes, cut to what is on screen; null beside it. */
export function pixelsOf(
  { from, to }: { from: number; to: number },
  view: { from: number; to: number; pixels: number },
): { start: number; end: number } | null {
  const perPosition = view.pixels / (view.to - view.from);
  const start = Math.max(0, (from - view.from) * perPosition);
  const end = Math.min(view.pixels, (to - view.from) * perPosition);
  return end > start ? { start, end } : null;
}

/** The greatest activity of some bins; at least 1. */
export const mostActivity = (bins: readonly AxisBin[]): number =>
  bins.reduce((most, { activity }) => Math.max(most, activity), 1);

/**
 * Activity along an axis as bars, an SVG path: along x with bars that grow upwards from `thickness`, or along y growing leftwards.
 * @param most  the activity of a bar as high as the track
 */
export function activityPath(
  bins: readonly AxisBin[],
  view: { from: number; to: number; pixels: number },
  thickness: number,
  most: number,
  along: 'x' | 'y',
): string {
  return bins
    .flatMap((bin) => {
      const at = pixelsOf(bin, view);
      if (!at || bin.activity <= 0) return [];
      const [start, size] = [round(at.start), round(at.end - at.start)];
      const height = round(Math.max(1, (bin.activity / most) * thickness));
      const edge = round(thickness - height);
      return along === 'x'
        ? `M${start} ${thickness}V${edge}h${size}V${thickness}z`
        : `M${thickness} ${start}H${edge}v${size}H${thickness}z`;
    })
    .join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
