import { NumberInput } from '@mantine/core';
import { queryFeatures, type QueryFeatures } from '#shared/domain/query-features.ts';

type Props = { features: QueryFeatures; onChange(features: QueryFeatures): void };

/** The twelve features as numbers; an empty one is unknown, and filled in as it was for training. */
export function FeatureFields({ features, onChange }: Props) {
  return (
    <div className="ask-features">
      {queryFeatures.map(({ name, title, unit, description }) => (
        <NumberInput
          key={name}
          label={title}
          description={unit}
          title={description}
          placeholder="unknown"
          min={0}
          clampBehavior="none"
          value={features[name] ?? ''}
          onChange={(value) => onChange({ ...features, [name]: typeof value === 'number' ? value : null })}
        />
      ))}
    </div>
  );
}
