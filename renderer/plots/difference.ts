import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** The same window with differences below the threshold as 0, which the scale draws neutral; no data stays no data. */
export function onlyGreat(window: MatrixWindow, least: number): MatrixWindow {
  if (least <= 0) return window;
  return { ...window, values: window.values.map((value) => (Math.abs(value) < least ? 0 : value)) };
}

/** Limits of one scale for both: from 0 to the greatest of either, at least a hundredth wide. */
export function sharedRange(windows: readonly MatrixWindow[]): [number, number] {
  return [0, Math.max(0.01, ...windows.map(greatest))];
}

/** Limits of equal size on both sides of 0. */
export function differenceRange(window: MatrixWindow): [number, number] {
  const most = Math.max(0.01, greatest(window));
  return [-most, most];
}

function greatest({ values }: MatrixWindow): number {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}
