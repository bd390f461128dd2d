import { Choice } from '../../../components/choice.tsx';
import { useTokens } from '../../../theme/use-tokens.ts';
import { formatFigure } from '../../../text/number.ts';
import type { ColourScaleName, HeatmapChange } from '../heatmap-search.ts';
import type { Colours } from './colours.ts';
import { rangeNames, scaleNames } from './names.ts';

type Props = {
  colours: Colours;
  title: string;
  chosen: ColourScaleName;
  full: boolean;
  onChange(change: HeatmapChange): void;
};

/** What the colours mean: least, middle and greatest value, how far they were clipped, and the look of "no data". */
export function Legend({ colours, title, chosen, full, onChange }: Props) {
  const { scheme } = useTokens();
  const { scale, range, note } = colours;
  const isReversed = scheme === 'light' && !scale.diverging;
  const stops = isReversed ? scale.stops.toReversed() : scale.stops;
  const [low, high] = range;
  return (
    <div className="legend">
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
        <span className="no-data legend-swatch" aria-hidden /> no data
      </p>
      <div className="legend-choices">
        {!scale.diverging && (
          <Choice
            label="Colours"
            value={chosen}
            options={scaleNames}
            onChange={(value) => onChange({ scale: value })}
          />
        )}
        <Choice
          label="Range"
          value={full ? 'full' : 'middle'}
          options={rangeNames}
          onChange={(value) => onChange({ full: value === 'full' ? true : undefined })}
        />
      </div>
    </div>
  );
}
