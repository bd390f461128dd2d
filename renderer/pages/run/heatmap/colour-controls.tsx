import { useId, useState } from 'react';
import { Checkbox, NumberInput, RangeSlider } from '@mantine/core';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { Choice } from '../../../components/choice.tsx';
import type { HeatmapChange } from '../heatmap-search.ts';
import { usualClip, type Choices } from './choices.ts';
import { aggregationNames, rangeNames, scaleNames } from './names.ts';

type Props = {
  info: MatrixInfo;
  choices: Choices;
  isDiverging: boolean;
  onChange(change: HeatmapChange): void;
};

/** What a cell of several pairs shows, and how that becomes a colour: the scale, where it ends, and what is left out. */
export function ColourControls({ info, choices, isDiverging, onChange }: Props) {
  const { agg, scale, full, clip, diagonal, above } = choices;
  // The slider moves at once, the picture when it comes to rest.
  const label = useId();
  const [dragged, setDragged] = useState<[number, number] | null>(null);
  return (
    <div className="legend-choices">
      <Choice
        label="Cells show"
        value={agg}
        options={aggregationNames}
        onChange={(value) => onChange({ agg: value })}
      />
      {!isDiverging && (
        <Choice label="Colours" value={scale} options={scaleNames} onChange={(value) => onChange({ scale: value })} />
      )}
      <Choice
        label="Range"
        value={full ? 'full' : 'middle'}
        options={rangeNames}
        onChange={(value) => onChange({ full: value === 'full' ? true : undefined })}
      />
      {!full && (
        <div className="heatmap-clip">
          <span className="muted small">Clip, per cent of the values</span>
          <RangeSlider
            size="sm"
            thumbSize={24}
            min={0}
            max={100}
            minRange={1}
            step={1}
            label={(value) => `${value} %`}
            thumbFromLabel="Clip below, per cent"
            thumbToLabel="Clip above, per cent"
            value={dragged ?? [clip[0], clip[1]]}
            onChange={setDragged}
            onChangeEnd={(next) => {
              setDragged(null);
              onChange({ clip: next[0] === usualClip[0] && next[1] === usualClip[1] ? undefined : next });
            }}
          />
        </div>
      )}
      {info.kind !== 'user_item_matrix' && (
        <Checkbox
          size="xs"
          label="Mask the diagonal"
          checked={diagonal === 'masked'}
          onChange={(event) => onChange({ diagonal: event.currentTarget.checked ? undefined : true })}
        />
      )}
      <div className="choice">
        <span className="muted small" id={label}>
          Only |value| ≥
        </span>
        <NumberInput
          size="xs"
          w={84}
          min={0}
          step={0.05}
          decimalScale={4}
          placeholder="any"
          aria-labelledby={label}
          value={above ?? ''}
          onChange={(value) => onChange({ above: typeof value === 'number' && value > 0 ? value : undefined })}
        />
      </div>
    </div>
  );
}
