import { LRUCache } from 'lru-cache';
import { toWire } from '#shared/api/errors.ts';
import type { MatrixKind } from '#shared/domain/matrix.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import { answerMatrix } from './answer-matrix.ts';
import type { MatrixAnswer, MatrixReply, MatrixSource, MatrixTask } from './matrix-protocol.ts';
import { createMatrixView, type MatrixView, type MatrixViewInput } from './matrix-view.ts';

/** The matrices of one source: the data once, a view of each kind when it is first asked for. */
type Matrices = { input: MatrixViewInput; views: Map<MatrixKind, MatrixView> };

const keptBytes = 2 ** 30;

/** A stored value is held by row, by column and scaled to unit rows, 12 bytes each. */
const bytesOf = ({ input }: Matrices) => Math.min(keptBytes, 1 + input.ratings.indices.length * 36);

const kept = new LRUCache<string, Matrices>({ max: 8, maxSize: keptBytes, sizeCalculation: bytesOf });

/** The thread behind `createMatrixViews`: builds matrices from snapshots, keeps the latest, and answers questions about them. */
export default function answerTask(task: MatrixTask): MatrixReply {
  try {
    return { ok: true, value: answer(task) };
  } catch (error) {
    return { ok: false, error: toWire(error) };
  }
}

function answer(task: MatrixTask): MatrixAnswer {
  const matrices = kept.get(task.source.key) ?? read(task.source);
  kept.set(task.source.key, matrices);
  return answerMatrix(viewOf(matrices, task.query.kind), task);
}

/** The training part of the split; with folds, of the first. */
function read({ snapshotFolder, weighting, split }: MatrixSource): Matrices {
  const snapshot = readSnapshot(snapshotFolder);
  const { interactions, groups, attributes } = snapshot;
  const trainRows = makeSplit(snapshot, split, weighting).folds[0]!.trainRows;
  const ratings = buildMatrix(interactions, trainRows, weighting);
  const { userIds, itemIds } = interactions;
  const input = {
    ratings,
    userIds: userIds.ids,
    itemIds: itemIds.ids,
    itemNames: attributes.items?.names ?? null,
    groups,
    userOrders: new Map(),
    userTrees: new Map(),
  };
  return { input, views: new Map() };
}

function viewOf({ input, views }: Matrices, kind: MatrixKind): MatrixView {
  const view = views.get(kind) ?? createMatrixView({ ...input, kind });
  views.set(kind, view);
  return view;
}
