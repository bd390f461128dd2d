import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { editRecipe } from './draft-store.ts';
import { withTaste } from './recipe-edits.ts';
import { SliderField } from './slider-field.tsx';

/** How much of each pool of items is in a group's taste: shares, of which only the proportions count. */
export function TasteFields({ recipe, index }: { recipe: GroupsRecipe; index: number }) {
  const { name, pools, bridges } = recipe.groups[index]!;
  return (
    <fieldset className="studio-tastes">
      <legend>
        Taste{' '}
        <span className="muted small">
          {bridges ? `beside the tastes of ${bridges[0]} and ${bridges[1]}` : 'shares of the item pools'}
        </span>
      </legend>
      {recipe.pools.map((pool) => (
        <SliderField
          key={pool.name}
          label={pool.name}
          value={pools[pool.name] ?? 0}
          min={0}
          max={10}
          step={0.5}
          decimals={1}
          onChange={(share) =>
            editRecipe(`taste of ${name} for ${pool.name}`, (now) => withTaste(now, index, pool.name, share))
          }
        />
      ))}
    </fieldset>
  );
}
