import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconDice3 } from '@tabler/icons-react';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Panel } from '../../components/panel.tsx';
import { bridgeGroup, bridgeShare, linkable, withBridgeEnd, withBridgeShare } from './bridge-edits.ts';
import { editRecipe, settleDraft } from './draft-store.ts';
import { NumberField } from './number-field.tsx';
import { itemCount, withItemCount } from './pool-sizes.ts';
import { skewOf, withSkew } from './recipe-edits.ts';
import { SliderField } from './slider-field.tsx';

/** Seeds that the die gives: short enough to be read out. */
const seeds = 10_000;

/** What holds for all groups. */
export function KnobsPanel({ recipe }: { recipe: GroupsRecipe }) {
  const percent = (share: number) => Math.round(1000 * share) / 10;
  const ends = recipe.groups[bridgeGroup(recipe)]?.bridges;
  const set = (part: Partial<GroupsRecipe>) => (now: GroupsRecipe) => ({ ...now, ...part });
  return (
    <Panel title="All groups">
      <div className="studio-knobs">
        <SliderField
          label="Popularity skew"
          value={skewOf(recipe) ?? 0.8}
          min={0}
          max={3}
          step={0.1}
          decimals={2}
          onChange={(skew) => editRecipe('popularity skew', (now) => withSkew(now, skew))}
        />
        <SliderField
          label="Bridge users"
          value={percent(bridgeShare(recipe))}
          min={0}
          max={50}
          step={1}
          decimals={1}
          suffix=" %"
          onChange={(share) => editRecipe('bridge users', (now) => withBridgeShare(now, share / 100))}
        />
        <SliderField
          label="Cold start"
          value={percent(recipe.cold_users)}
          min={0}
          max={100}
          step={1}
          decimals={1}
          suffix=" %"
          onChange={(share) => editRecipe('cold start', set({ cold_users: share / 100 }))}
        />
        <SliderField
          label="Held out"
          value={percent(recipe.held_out)}
          min={1}
          max={90}
          step={1}
          decimals={1}
          suffix=" %"
          onChange={(share) => editRecipe('held out', set({ held_out: share / 100 }))}
        />
        {ends && (
          <div className="studio-name">
            {([0, 1] as const).map((side) => (
              <NativeSelect
                key={side}
                label={side === 0 ? 'Bridge from' : 'Bridge to'}
                value={ends[side]}
                data={linkable(recipe)}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  editRecipe('ends of the bridge', (now) => withBridgeEnd(now, side, value));
                  settleDraft();
                }}
              />
            ))}
          </div>
        )}
        <div className="studio-name">
          <NumberField
            label="Items"
            value={itemCount(recipe)}
            min={recipe.pools.length}
            max={50_000}
            onChange={(count) => editRecipe('items', (now) => withItemCount(now, Math.max(now.pools.length, count)))}
          />
          <div className="studio-seed">
            <NumberField
              label="Seed"
              value={recipe.seed}
              min={0}
              max={2 ** 31 - 1}
              onChange={(seed) => editRecipe('seed', set({ seed }))}
            />
            <Tooltip label="Another seed">
              <ActionIcon
                aria-label="Another seed"
                onClick={() => {
                  editRecipe('seed', set({ seed: Math.floor(Math.random() * seeds) }));
                  settleDraft();
                }}
              >
                <IconDice3 size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      </div>
    </Panel>
  );
}
