import { formatDelta } from '../text/number.ts';

/** A difference of a metric, its sign as a glyph and as a character, because colour alone says nothing to some. */
export function SignedDelta({ metric, delta }: { metric: string; delta: number }) {
  return (
    <>
      <span aria-hidden>{delta > 0 ? '▲ ' : delta < 0 ? '▼ ' : ''}</span>
      {formatDelta(metric, delta)}
    </>
  );
}
