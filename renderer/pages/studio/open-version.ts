import type { Dataset } from '#shared/domain/dataset.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { changeDraft } from './draft-store.ts';

/** Puts the recipe of a version into the draft. @returns whether it has one */
export function openVersion(dataset: Dataset): boolean {
  const { id, name, version } = dataset;
  const recipe = recipeOf(dataset);
  if (!recipe) return false;
  changeDraft(`open ${name} v${version}`, () => ({ name, recipe, origin: { id, name, version, fork: false } }));
  return true;
}

/** The recipe that a version was generated from; null where it came from elsewhere. */
export const recipeOf = ({ recipe: { options } }: Dataset): GroupsRecipe | null =>
  GroupsRecipe.safeParse(options['recipe']).data ?? null;
