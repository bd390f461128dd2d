import { KindredError } from '#shared/api/errors.ts';
import type { Dataset, Recipe } from '#shared/domain/dataset.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { describeDropped } from './files/drop-counter.ts';
import { pairsOf } from './pairs.ts';
import { profileOf } from './profile.ts';
import { keepRejected } from './rejected-rows.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Given, ReadContext, SourceData } from './source.ts';
import { findSource } from './sources.ts';

/** All of a dataset version but what the store adds. */
export type DatasetFacts = Omit<Dataset, 'id' | 'kind' | 'name' | 'version' | 'created_at' | 'runs'>;

/** All of a reading context but what the recipe says. */
export type CreateContext = Omit<ReadContext, 'weighting'>;

/**
 * Reads a source and stores what it gave as a snapshot below `root`. The recipe that comes back says everything that was recognised or
 * chosen on the way, so that it makes the same bytes again.
 * @throws KindredError where the source, its options or its data are no good; nothing is kept then
 */
export async function createDataset(recipe: Recipe, root: string, context: CreateContext): Promise<DatasetFacts> {
  const { source, rest } = findSource(recipe.source);
  const options = parseOptions(source.options, recipe.options, `The source ${source.scheme}`);
  const data = await source.read(rest, options, { ...context, weighting: recipe.weighting });
  refuseTooLittle(data);

  const { userIds, itemIds, users, times } = data.interactions;
  context.onProgress('Storing the snapshot', 0, 1);
  const pairs = pairsOf(data.interactions, null);
  const profile = profileOf(data, pairs);
  if (context.shouldStop()) throw new KindredError('cancelled', 'The dataset was cancelled; nothing was kept.');
  const { fingerprint, groups } = await writeSnapshot(root, data, context.shouldStop);
  const rejected = await keepRejected(root, data.rejected);
  context.onProgress('Storing the snapshot', 1, 1);
  return {
    fingerprint,
    recipe: { source: data.address, options: data.options, weighting: data.weighting },
    users: userIds.size,
    items: itemIds.size,
    interactions: users.length,
    density: pairs.items.length / (userIds.size * itemIds.size),
    has_times: times !== null,
    given: givenKind(data.given),
    profile: { ...profile, rejected },
    groups,
  };
}

function givenKind(given: Given | null): Dataset['given'] {
  if (!given) return 'none';
  return given.negatives ? 'test+negatives' : 'test';
}

/** Collaborative filtering compares users: without interactions, or with one user, there is nothing to compare. */
function refuseTooLittle({ interactions, address, dropped }: SourceData): void {
  const { users, userIds } = interactions;
  if (users.length === 0) {
    const reasons = dropped.length > 0 ? ` Left out: ${describeDropped(dropped)}.` : '';
    throw new KindredError('invalid_input', `${address} has no usable interactions.${reasons}`, { details: dropped });
  }
  if (userIds.size < 2) {
    throw new KindredError(
      'invalid_input',
      `${address} has one user only ("${userIds.id(0)}"), and collaborative filtering compares users. Is the right column the user (--set user=COLUMN)?`,
    );
  }
}
