import { KindredError } from '#shared/api/errors.ts';
import type { Contribution } from '#shared/domain/run.ts';
import type { ExplainedPart, Explanation } from '#shared/domain/user-lens.ts';
import { rowIndices, rowValues, valueAt, type Csr } from '#runs/matrix/csr.ts';
import { namedContribution } from '#runs/models/named-contribution.ts';
import type { Reason } from '#runs/models/model.ts';
import {
  imaginedHistory,
  isNoChange,
  itemIndex,
  whyNotImagined,
  type History,
  type HistoryChange,
} from './imagined-history.ts';
import { namedItem, type Lens } from './lens.ts';
import { isPersonalised } from './user-list.ts';

/**
 * Why an item has its score for a user: addends that sum to it, of the model or of the cold-start policy, whichever answers.
 * @param change  another history, which is folded in; nothing is stored
 * @throws KindredError not_found where the data has no such item, conflict where the model cannot take in another history
 */
export function explainRow(lens: Lens, user: string, item: string, change: HistoryChange): Explanation {
  const column = itemIndex(lens, item);
  const index = lens.userIds.indexOf(user);
  const { score, reason, parts, history } = isNoChange(change)
    ? asLearned(lens, index, column)
    : asImagined(lens, user, index, column, change);
  return {
    ...namedItem(lens, column),
    score,
    personalised: reason !== null && isPersonalised(reason),
    parts: parts.map((part) => explained(lens, history, column, part)),
  };
}

type Explained = { score: number; reason: Reason | null; parts: Contribution[]; history: History };

function asLearned({ recommender, train }: Lens, user: number, item: number): Explained {
  const scores = new Float64Array(train.cols);
  const reason = recommender.answer(user, scores)?.reason ?? null;
  const history = user < 0 ? noHistory : { items: rowIndices(train, user), values: rowValues(train, user) };
  return { score: scores[item]!, reason, parts: recommender.explain(user, item), history };
}

/** As `whatIf` has it: the model, and where it says nothing the cold-start policy. */
function asImagined(lens: Lens, id: string, user: number, item: number, change: HistoryChange): Explained {
  const { model, train } = lens;
  const why = whyNotImagined(lens, id, user);
  if (why !== null) throw new KindredError('conflict', `${why} Reset the imagined history, or choose another run.`);
  const history = imaginedHistory(lens, user, change);
  const scores = new Float64Array(train.cols);
  const reason = history.items.length === 0 ? null : model.foldIn?.(history.items, history.values, scores, user);
  if (!reason) return { ...asLearned(lens, -1, item), history };
  const parts = model.explainFoldIn?.(history.items, history.values, item, user) ?? [];
  return { score: scores[item]!, reason, parts, history };
}

const noHistory: History = { items: new Int32Array(0), values: new Float64Array(0) };

function explained(lens: Lens, { items, values }: History, item: number, part: Contribution): ExplainedPart {
  const { train, userIds, itemIds } = lens;
  const named = namedContribution(part, (kind, at) => (kind === 'user' ? userIds : itemIds).id(at));
  const other = part.id === null ? -1 : Number(part.id);
  const isItem = part.kind === 'item' && other >= 0;
  const isUser = part.kind === 'user' && other >= 0;
  return {
    ...named,
    name: isItem ? namedItem(lens, other).name : null,
    weight: isItem ? (values[items.indexOf(other)] ?? 0) : isUser ? valueAt(train, other, item) : null,
    shared: isUser ? commonOf(items, rowIndices(train, other)).length : null,
  };
}

/** Items that both users have in train, ascending. */
export const sharedItems = (train: Csr, a: number, b: number): number[] =>
  commonOf(rowIndices(train, a), rowIndices(train, b));

function commonOf(a: Int32Array, b: Int32Array): number[] {
  const own = new Set(a);
  return Array.from(b).filter((item) => own.has(item));
}
