import { GroupsRecipe } from './groups-recipe.ts';

const users = { size: 120, activity: { mean: 18, spread: 4 }, noise: 0.05 };

/** Three groups with nothing in common: what every model should find. */
export const disjointGroups: GroupsRecipe = GroupsRecipe.parse({
  user_ids: { prefix: 'u', digits: 3 },
  pools: [
    { name: 'north', size: 60 },
    { name: 'east', size: 60 },
    { name: 'south', size: 60 },
  ],
  groups: [
    { name: 'north', letter: 'N', pools: { north: 1 }, ...users },
    { name: 'east', letter: 'E', pools: { east: 1 }, ...users },
    { name: 'south', letter: 'S', pools: { south: 1 }, ...users },
  ],
});

/** Three groups, each a part of the one before: the narrow one likes the wide one's things and some of its own. */
export const nestedGroups: GroupsRecipe = GroupsRecipe.parse({
  user_ids: { prefix: 'u', digits: 3 },
  pools: [
    { name: 'science', size: 80 },
    { name: 'physics', size: 60 },
    { name: 'optics', size: 40 },
  ],
  groups: [
    { name: 'science', letter: 'S', pools: { science: 1 }, ...users },
    { name: 'physics', letter: 'P', pools: { science: 1, physics: 1 }, ...users },
    { name: 'optics', letter: 'O', pools: { science: 1, physics: 1, optics: 1 }, ...users },
  ],
});
