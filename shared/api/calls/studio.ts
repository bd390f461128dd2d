import { z } from 'zod';
import { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { call } from './call.ts';

export const studio = {
  /** What a recipe of synthetic groups would give; nothing is stored. */
  preview: call(z.strictObject({ recipe: GroupsRecipe, weighting: Weighting.prefault({}) }), GroupsPreview),
};
