import { LRUCache } from 'lru-cache';
import { never } from '#shared/api/errors.ts';
import type {
  DifferenceInfo,
  DifferenceRequest,
  DifferenceSource,
  ListComparison,
} from '#shared/domain/list-comparison.ts';
import type { WindowAxes } from '#shared/domain/matrix.ts';
import type { UserRow } from '#shared/domain/user-lens.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { Lens, LensSource } from '../lens/lens.ts';
import { sampleChanged } from './sample-changed.ts';
import { compareLists } from './compare-lists.ts';
import { createDifference, type SimilarityDifference } from './similarity-difference.ts';
import { listUsers, requireSameData, runLists, type RunLists } from './run-lists.ts';

type Asked = Omit<DifferenceRequest, 'a' | 'b'>;

/** What can be asked about the lists of two runs. */
export type ListsQuery =
  | { ask: 'compare'; k: number }
  | { ask: 'sample'; k: number; users: number }
  | { ask: 'info'; k: number; source: DifferenceSource }
  | { ask: 'axes'; request: Asked }
  | { ask: 'window'; request: Asked };

export type ListsAnswers = {
  compare: ListComparison;
  sample: UserRow[];
  info: DifferenceInfo;
  axes: WindowAxes;
  window: MatrixWindow;
};

export type ListsTask = { a: LensSource; b: LensSource; query: ListsQuery };

/** Lists take 200 bytes a user, a difference some times as much. */
const lists = new LRUCache<string, RunLists>({ max: 8 });
const differences = new LRUCache<string, SimilarityDifference>({ max: 4 });

/** @throws KindredError conflict where the runs are on other data */
export async function answerLists(
  { a, b, query }: ListsTask,
  lensOf: (source: LensSource) => Promise<Lens>,
): Promise<ListsAnswers[ListsQuery['ask']]> {
  const [lensA, lensB] = [await lensOf(a), await lensOf(b)];
  requireSameData(lensA, lensB);
  switch (query.ask) {
    case 'compare': {
      const [ofA, ofB] = bothLists(lensA, lensB);
      return compareLists(lensA, ofA, ofB, query.k);
    }
    case 'sample': {
      const [ofA, ofB] = bothLists(lensA, lensB);
      return sampleChanged(lensA, ofA, ofB, query.k, query.users);
    }
    case 'info':
      return differenceOf(lensA, lensB, query).info();
    case 'axes':
      return differenceOf(lensA, lensB, query.request).axes(query.request);
    case 'window':
      return differenceOf(lensA, lensB, query.request).window(query.request);
    default:
      return never(query);
  }
}

/** The same users for both. */
function bothLists(a: Lens, b: Lens): [RunLists, RunLists] {
  const who = listUsers(a);
  const of = (lens: Lens) => {
    const key = `${lens.source.id} ${who.sampled === null ? '' : a.source.id}`;
    const kept = lists.get(key) ?? runLists(lens, who);
    lists.set(key, kept);
    return kept;
  };
  return [of(a), of(b)];
}

function differenceOf(a: Lens, b: Lens, { k, source }: Pick<Asked, 'k' | 'source'>): SimilarityDifference {
  const key = `${a.source.id} ${b.source.id} ${k} ${source}`;
  const kept = differences.get(key);
  if (kept) return kept;
  const [ofA, ofB] = bothLists(a, b);
  const made = createDifference({ lens: a, lists: ofA }, { lens: b, lists: ofB }, k, source);
  differences.set(key, made);
  return made;
}
