import { KindredError } from '#shared/api/errors.ts';
import type { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { Candidates } from '#shared/domain/split.ts';
import { readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { makeSplit, type KnownSplit } from '#runs/data/split.ts';
import { createCandidates } from '#runs/evaluation/candidates.ts';
import { createHeldOut, type HeldOut } from '#runs/evaluation/held-out.ts';
import { poseProblem, type Problem } from '#runs/evaluation/problem.ts';
import { createTopList } from '#runs/evaluation/top-list.ts';
import type { Recommender } from '#runs/models/recommender.ts';
import { recommenderOf } from './recommender-of.ts';
import { loadModel, type TrainedRunSource } from './trained-run.ts';

/** A finished run's model, and what it was measured on. */
export type MeasuredRunSource = TrainedRunSource & {
  number: number;
  measured: { split: KnownSplit; candidates: Candidates; evaluation: EvaluationOptions; ks: readonly number[] };
};

export type MeasuredRun = {
  snapshot: Snapshot;
  recommender: Recommender;
  problem: Problem;
};

/** The items that a run lists for each of some users, best first. */
export type ListsOfUsers = { users: Int32Array; indptr: Int32Array; items: Int32Array };

/**
 * Loads a run with all that its lists are made of.
 * @throws KindredError conflict for a run over folds, whose metrics are of models that were not kept
 */
export async function loadMeasuredRun(source: MeasuredRunSource): Promise<MeasuredRun> {
  const { measured, number } = source;
  if (measured.split.kind === 'folds') {
    throw new KindredError(
      'conflict',
      `Run ${number} was measured over folds, each with a model of its own that was not kept, so there are no lists to look at. Train it with another split.`,
    );
  }
  const snapshot = readSnapshot(source.snapshotFolder);
  const { model, train, config } = await loadModel(source, snapshot);
  const [fold] = makeSplit(snapshot, measured.split, source.weighting).folds;
  const problem = poseProblem(train, fold!.test, {
    ks: measured.ks,
    candidates: measured.candidates,
    negatives: snapshot.given?.negatives ?? null,
    seed: measured.split.seed,
    unknownItems: measured.evaluation.unknown_items,
    unknownUsers: measured.evaluation.unknown_users,
  });
  return { snapshot, problem, recommender: recommenderOf(model, train, config, source.seed) };
}

/** Lists of K for one user after another, exactly as the run was measured. */
export function createLister({ problem, recommender }: MeasuredRun, k: number) {
  const { facts, test, unknownItems, unknownUsers } = problem;
  const { train } = facts;
  const heldOut = createHeldOut(train, test, unknownItems);
  const candidates = createCandidates(train, test, problem);
  const top = createTopList(k, facts.items);
  return {
    heldOut: heldOut as Pick<HeldOut, 'items' | 'count' | 'gain'>,
    /** @returns whether the user was measured: has held-out items, and was not skipped */
    load(user: number): boolean {
      const isUnknown = train.indptr[user] === train.indptr[user + 1];
      return heldOut.load(user) > 0 && !(isUnknown && unknownUsers === 'skip');
    },
    /** The list of the loaded user; a view that the next one overwrites. */
    list(user: number): Int32Array {
      if (!recommender.score(user, candidates.scores)) return new Int32Array(0);
      top.select(candidates.mask(user, heldOut));
      return top.items.subarray(0, top.length);
    },
  };
}

/** The lists of K of every user who was measured. */
export function listAll(run: MeasuredRun, k: number): ListsOfUsers {
  const lister = createLister(run, k);
  const users: number[] = [];
  const lists: Int32Array[] = [];
  for (let user = 0; user < run.problem.test.rows; user++) {
    if (!lister.load(user)) continue;
    users.push(user);
    lists.push(lister.list(user).slice());
  }
  const indptr = new Int32Array(users.length + 1);
  lists.forEach((list, place) => (indptr[place + 1] = indptr[place]! + list.length));
  const items = new Int32Array(indptr.at(-1)!);
  lists.forEach((list, place) => items.set(list, indptr[place]!));
  return { users: Int32Array.from(users), indptr, items };
}
