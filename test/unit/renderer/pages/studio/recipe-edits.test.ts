import { describe, expect, it } from 'vitest';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { bridgeShare, withBridgeEnd, withBridgeShare } from '../../../../../renderer/pages/studio/bridge-edits.ts';
import { itemCount, withItemCount } from '../../../../../renderer/pages/studio/pool-sizes.ts';
import {
  addGroup,
  overlapOf,
  removeGroup,
  skewOf,
  withGroup,
  withOverlap,
  withSkew,
  withTaste,
} from '../../../../../renderer/pages/studio/recipe-edits.ts';

const six = groupsPresets['six-groups'];
/** Every edit leaves a recipe that can be used. */
const checked = (recipe: GroupsRecipe): GroupsRecipe => GroupsRecipe.parse(recipe);

describe('edits of a recipe', () => {
  it('keep the overlap symmetric, also where there was none', () => {
    const edited = checked(withOverlap(six, 0, 5, 0.9));
    expect([edited.overlap[0]![5], edited.overlap[5]![0]]).toEqual([0.9, 0.9]);
    expect(edited.overlap[0]!.slice(0, 5)).toEqual(six.overlap[0]!.slice(0, 5));
    const none = { ...six, overlap: [] };
    expect(overlapOf(none)[2]).toEqual([0, 0, 1, 0, 0, 0]);
    expect(checked(withOverlap(none, 1, 2, 0.3)).overlap[2]).toEqual([0, 0.3, 1, 0, 0, 0]);
  });

  it('rename a group for the bridges that link it too, and remove it with them', () => {
    const renamed = checked(withGroup(six, 0, { name: 'engineers' }));
    expect(renamed.groups[5]!.bridges).toEqual(['engineers', 'sports']);
    const less = checked(removeGroup(renamed, 0));
    expect(less.groups.map(({ name }) => name)).toEqual(['sports', 'mixed', 'casual', 'power']);
    expect(less.overlap).toEqual([
      [1, 0.4, 0.2, 0.3],
      [0.4, 1, 0.2, 0.3],
      [0.2, 0.2, 1, 0.3],
      [0.3, 0.3, 0.3, 1],
    ]);
  });

  it('add groups with a name and a letter of their own', () => {
    const more = checked(addGroup(addGroup(addGroup(six))));
    expect(more.groups.slice(6).map(({ name, letter }) => [name, letter])).toEqual([
      ['group', 'G'],
      ['group 2', 'A'],
      ['group 3', 'D'],
    ]);
    expect(more.overlap.map((row) => row.length)).toEqual([9, 9, 9, 9, 9, 9, 9, 9, 9]);
  });

  it('change tastes and skew', () => {
    expect(withTaste(six, 0, 'sports', 2).groups[0]!.pools).toEqual({ tech: 1, sports: 2 });
    expect(withTaste(six, 5, 'tech', 0).groups[5]!.pools).toEqual({});
    expect(skewOf(checked(withSkew(six, 1.2)))).toBe(1.2);
    expect(skewOf({ ...six, pools: [{ ...six.pools[0]!, skew: 0 }, ...six.pools.slice(1)] })).toBeNull();
  });
});

describe('the share of bridges', () => {
  it('is that of all users, whatever it was before', () => {
    for (const share of [0.05, 0.1, 0.25, 0.5]) {
      expect(bridgeShare(checked(withBridgeShare(six, share)))).toBeCloseTo(share, 2);
    }
    const none = checked(withBridgeShare(six, 0));
    expect(none.groups).toHaveLength(5);
    expect(bridgeShare(none)).toBe(0);
    const again = checked(withBridgeShare(none, 0.1));
    expect(again.groups[5]).toMatchObject({ name: 'bridge', letter: 'B', role: 'bridge', bridges: ['tech', 'sports'] });
  });

  it('links two different groups', () => {
    expect(withBridgeEnd(six, 1, 'mixed').groups[5]!.bridges).toEqual(['tech', 'mixed']);
    expect(withBridgeEnd(six, 1, 'tech').groups[5]!.bridges).toEqual(['sports', 'tech']);
  });
});

describe('the number of items', () => {
  it.each([5, 37, 240, 241, 1000])('is %d in all, shared out as before', (total) => {
    const resized = checked(withItemCount(six, total));
    expect(itemCount(resized)).toBe(total);
    resized.pools.forEach((pool, index) => {
      const share = (six.pools[index]!.items!.length * total) / 240;
      expect(Math.abs(pool.items!.length - share)).toBeLessThanOrEqual(1);
    });
  });

  it('keeps names, and gives them back when it grows again', () => {
    expect(withItemCount(withItemCount(six, 120), 240)).toEqual(six);
    expect(withItemCount(six, 480).pools[0]!.items!.slice(60, 62)).toEqual(['tech-61', 'tech-62']);
    const numbered = groupsPresets.disjoint;
    expect(withItemCount(numbered, 90).pools.map(({ size }) => size)).toEqual([30, 30, 30]);
  });
});
