import { useState } from 'react';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { Aggregation, weightingPresets, WeightingPreset } from '#shared/domain/weighting.ts';
import type { ChosenWeighting } from './chosen-weighting.ts';

type Props = {
  /** Types that were seen in the data, in the order in which they appeared. */
  types: readonly string[];
  weighting: ChosenWeighting;
  onChange(weighting: ChosenWeighting): void;
};

const presetText: Record<NonNullable<ChosenWeighting['preset']>, string> = {
  feed: 'Feed: view 0.1, click 0.3, like 0.7, share 1, comment 0.8',
  engagement: 'Engagement: view 1, click 2, like 5, share 10',
  media: 'Media: LIKE 1, WATCH 1 or its value, DISLIKE −1',
  binary: 'Binary: 1 for any type',
  explicit: 'Explicit: the rating itself',
};
const aggregationText: Record<ChosenWeighting['aggregation'], string> = {
  sum: 'Added up',
  max: 'The greatest counts',
  last: 'The last counts',
};

/** How interactions become numbers: a preset, then single types that weigh otherwise. */
export function WeightingFields({ types, weighting, onChange }: Props) {
  const { preset, weights, aggregation } = weighting;
  const [more, setMore] = useState('');
  const named = [...new Set([...types, ...Object.keys(weights)])];
  const usual: Record<string, number> = weightingPresets[preset ?? 'feed'];
  const weigh = (type: string, value: number | undefined) => {
    const { [type]: _, ...others } = weights;
    onChange({ ...weighting, weights: value === undefined ? others : { ...others, [type]: value } });
  };
  const add = () => {
    weigh(more.trim(), usual[more.trim()] ?? 1);
    setMore('');
  };
  return (
    <>
      <div className="pair-fields">
        <NativeSelect
          label="Weighting"
          description="How a type of interaction becomes a number"
          data={[
            { value: '', label: 'Usual: feed for types, the rating for ratings, else 1' },
            ...WeightingPreset.options.map((value) => ({ value, label: presetText[value] })),
          ]}
          value={preset ?? ''}
          onChange={(event) =>
            onChange({ ...weighting, preset: WeightingPreset.nullable().catch(null).parse(event.currentTarget.value) })
          }
        />
        <NativeSelect
          label="Several of one user and item"
          description="Become one value of the matrix"
          data={Aggregation.options.map((value) => ({ value, label: aggregationText[value] }))}
          value={aggregation}
          onChange={(event) => onChange({ ...weighting, aggregation: Aggregation.parse(event.currentTarget.value) })}
        />
      </div>
      <fieldset className="type-weights">
        <legend>Weights of single types</legend>
        {named.map((type) => (
          <NumberInput
            key={type}
            label={<code>{type}</code>}
            aria-label={`Weight of ${type}`}
            placeholder={preset === 'binary' ? '1' : String(usual[type] ?? 'none')}
            step={0.1}
            value={weights[type] ?? ''}
            onChange={(value) => weigh(type, typeof value === 'number' ? value : undefined)}
          />
        ))}
        <TextInput
          label="Another type"
          placeholder="buy"
          value={more}
          onChange={(event) => setMore(event.currentTarget.value)}
          rightSectionWidth={52}
          rightSection={
            <Button size="compact-xs" variant="subtle" disabled={more.trim() === ''} onClick={add}>
              Add
            </Button>
          }
        />
      </fieldset>
    </>
  );
}
