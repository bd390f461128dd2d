import type { Dataset } from '#shared/domain/dataset.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { changeDraft } from './draft-store.ts';

/** Puts the recipe of a version into the draft. @returns whether it has one */
export function openVersion({ id, name, version, recipe: { options } }: Dataset): boolean {
  const { data: recipe } = GroupsRecipe.safeParse(options['recipe']);
  if (!recipe) return false;
  changeDraft(`open ${name} v${version}`, () => ({ name, recipe, origin: { id, name, version, fork: false } }));
  return true;
}
