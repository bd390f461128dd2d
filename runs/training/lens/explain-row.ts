import { KindredError } from '#shared/api/errors.ts';
import type { Contribution } from '#shared/domain/run.ts';
import type { ExplainedPart, Explanation } from '#shared/domain/user-lens.ts';
import { rowIndices, valueAt, type Csr } from '#runs/matrix/csr.ts';
import { namedContribution } from '#runs/models/named-contribution.ts';
import { namedItem, type Lens } from './lens.ts';
import { isPersonalised } from './user-list.ts';

/**
 * Why an item has its score for a user: addends that sum to it, of the model or of the cold-start policy, whichever answers.
 * @throws KindredError not_found where the data has no such item
 */
export function explainRow(lens: Lens, user: string, item: string): Explanation {
  const { recommender, train, userIds, itemIds } = lens;
  const column = itemIds.indexOf(item);
  if (column < 0) throw new KindredError('not_found', `There is no item "${item}" in the data of this run.`);
  const index = userIds.indexOf(user);
  const scores = new Float64Array(train.cols);
  const answered = recommender.answer(index, scores);
  return {
    ...namedItem(lens, column),
    score: scores[column]!,
    personalised: answered !== null && isPersonalised(answered.reason),
    parts: recommender.explain(index, column).map((part) => explained(lens, index, column, part)),
  };
}

function explained(lens: Lens, user: number, item: number, part: Contribution): ExplainedPart {
  const { train, userIds, itemIds } = lens;
  const named = namedContribution(part, (kind, at) => (kind === 'user' ? userIds : itemIds).id(at));
  const other = part.id === null ? -1 : Number(part.id);
  const isItem = part.kind === 'item' && other >= 0;
  const isUser = part.kind === 'user' && other >= 0;
  return {
    ...named,
    name: isItem ? namedItem(lens, other).name : null,
    weight: isItem && user >= 0 ? valueAt(train, user, other) : isUser ? valueAt(train, other, item) : null,
    shared: isUser && user >= 0 ? sharedItems(train, user, other).length : null,
  };
}

/** Items that both users have in train, ascending. */
export function sharedItems(train: Csr, a: number, b: number): number[] {
  const own = new Set(rowIndices(train, a));
  return Array.from(rowIndices(train, b)).filter((item) => own.has(item));
}
