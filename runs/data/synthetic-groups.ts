import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { generateGroups } from './groups/generate-groups.ts';
import type { Source } from './source.ts';

const presetNames = Object.keys(groupsPresets) as (keyof typeof groupsPresets)[];

const Options = z.strictObject({
  preset: z
    .enum(presetNames)
    .optional()
    .describe('Recipe to start from; the reference set of 20 crafted users unless a recipe is given'),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .describe('Overrides the seed of the recipe'),
  recipe: z
    .record(z.string(), z.json())
    .optional()
    .describe('Fields of the recipe, as JSON: they replace those of the preset, or stand alone without one'),
});

/** `synthetic:groups`: users in groups whose similarity structure is known (SPEC 3.5a). */
export const syntheticGroups: Source<typeof Options> = {
  scheme: 'synthetic:groups',
  title: 'Synthetic groups',
  description:
    'Users in groups with known tastes, overlap and activity. The group of every user and the expected similarity between groups are kept with the dataset. Equal recipe and seed give equal bytes.',
  options: Options,
  async read(rest, options, context) {
    if (rest !== '') {
      throw new KindredError('invalid_input', `synthetic:groups takes nothing behind it; leave out ":${rest}".`);
    }
    const recipe = recipeOf(options);
    const generated = generateGroups(recipe, context);
    const { preset } = options;
    return {
      ...generated,
      address: 'synthetic:groups',
      options: { ...(preset && { preset }), seed: recipe.seed, recipe: asJson(recipe) },
    };
  },
};

/** The recipe as plain JSON: what is undefined is absent. */
const asJson = (recipe: GroupsRecipe) => z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(recipe)));

/** The whole recipe behind some options. @throws KindredError invalid_input naming the field that is wrong */
export function recipeOf({ preset, seed, recipe }: z.infer<typeof Options>): GroupsRecipe {
  const start = preset ?? (recipe ? undefined : 'reference');
  const fields = { ...(start && groupsPresets[start]), ...recipe, ...(seed !== undefined && { seed }) };
  return parseOptions(GroupsRecipe, fields, 'The recipe of synthetic:groups');
}
