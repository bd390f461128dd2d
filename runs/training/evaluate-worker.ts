import { createMeasure } from '#runs/evaluation/measure.ts';
import type { Problem } from '#runs/evaluation/problem.ts';
import { usersAGroup } from '#runs/evaluation/sums.ts';
import type { Tally } from '#runs/evaluation/tally.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { SavedModel } from '#runs/models/model.ts';
import { answerRequests } from './answer-requests.ts';
import { takeBlocks, type Control } from './control.ts';
import { recommenderOf } from './recommender-of.ts';

/** What a model is made of again, over the training matrix of the problem. */
export type ModelSource = {
  algorithm: string;
  config: Record<string, unknown>;
  seed: number;
  saved: SavedModel;
};

/** Everything large is in shared memory: the thread copies neither the data nor the model, and writes into the tally of all. */
export type EvaluateRequest = { source: ModelSource; problem: Problem; tally: Tally; control: Control };

/** A thread that takes groups of users until none are left, or it is told to stop. */
answerRequests(({ source, problem, tally, control }: EvaluateRequest) => {
  const { train } = problem.facts;
  const algorithm = findAlgorithm(source.algorithm);
  const config = parseConfig(algorithm, source.config);
  const ranker = recommenderOf(algorithm.load(source.saved, train, config), train, config, source.seed);
  takeBlocks(control, problem.test.rows, usersAGroup, createMeasure(ranker, problem, tally));
});
