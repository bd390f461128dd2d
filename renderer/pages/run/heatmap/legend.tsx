import type { ReactNode } from 'react';
import { useTokens } from '../../../theme/use-tokens.ts';
import { formatFigure } from '../../../text/number.ts';
import type { Colours } from './colours.ts';

type Props = { colours: Colours; title: string; noData: string; above: number | null; children: ReactNode };

/** What the colours mean: least, middle and greatest value, how far they were clipped, and the look of what has no value. */
export function Legend({ colours, title, noData, above, children }: Props) {
  const { scheme } = useTokens();
  const { scale, range, note } = colours;
  const isReversed = scheme === 'light' && !scale.diverging;
  const stops = isReversed ? scale.stops.toReversed() : scale.stops;
  const [low, high] = range;
  return (
    <section className="legend" aria-label="Legend">
      <h3>{title}</h3>
      <div
        className="legend-bar"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
        aria-hidden
      />
      <div className="legend-ends num small">
        <span>{formatFigure(low)}</span>
        <span>{formatFigure((low + high) / 2)}</span>
        <span>{formatFigure(high)}</span>
      </div>
      <p className="small muted">{note}</p>
      <p className="legend-gap small">
        <span className="no-data legend-swatch" aria-hidden /> no data: {noData}
      </p>
      {above !== null && (
        <p className="legend-gap small">
          <span className="below legend-swatch" aria-hidden /> |value| below {formatFigure(above)}
        </p>
      )}
      {children}
    </section>
  );
}
