import { runMark, type MarkShape } from './run-mark.ts';

const paths: Record<MarkShape, string> = {
  circle: 'M6 1.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6z',
  diamond: 'M6 .4 11.6 6 6 11.6 .4 6z',
  triangle: 'M6 .8 11.6 10.8H.4z',
  square: 'M1.4 1.4h9.2v9.2H1.4z',
  wedge: 'M.4 1.2h11.2L6 11.2z',
  cross: 'M4.2.8h3.6v3.4h3.4v3.6H7.8v3.4H4.2V7.8H.8V4.2h3.4z',
};

/** The run's mark; its number stands beside it in words. */
export function RunGlyph({ number, size = 11 }: { number: number; size?: number }) {
  const { colour, shape } = runMark(number);
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} style={{ flex: 'none' }} aria-hidden focusable="false">
      <path d={paths[shape]} fill={colour} />
    </svg>
  );
}
