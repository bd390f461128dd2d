import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { useCall } from '../../../core/use-call.ts';

/** How far groups would be apart by the recipe of a run's dataset alone; undefined for data without one, and for other matrices than users × users. */
export function usePredictedSeparation(
  run: string,
  info: Pick<MatrixInfo, 'kind' | 'groups'>,
): Pick<GroupsPreview, 'separation' | 'pairs'> | undefined {
  const isWanted = info.kind === 'user_similarity_matrix' && info.groups !== null;
  const facts = useCall('runs.show', { run }, { enabled: isWanted }).data;
  const datasets = useCall('datasets.list', {}, { enabled: isWanted }).data;
  const source = datasets?.find(({ id }) => id === facts?.dataset.id)?.recipe;
  const recipe = GroupsRecipe.safeParse(source?.options['recipe']).data;
  const isKnown = isWanted && recipe !== undefined && source !== undefined;
  return useCall(
    'studio.preview',
    { recipe: recipe as GroupsRecipe, ...(source && { weighting: source.weighting }) },
    { enabled: isKnown },
  ).data;
}
