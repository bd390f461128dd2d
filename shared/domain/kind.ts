import { z } from 'zod';

/**
 * What experiments, datasets and models are about. A run has the kind of its experiment, a model that of the runs it was made from;
 * lists show one kind, and nothing of one kind is compared with, or made from, something of another.
 */
export const Kind = z.enum(['recommender', 'query_performance']);

/** Which kind a list shows. */
export const ListedKind = Kind.default('recommender').describe('What is listed: recommender or query_performance');

export type Kind = z.infer<typeof Kind>;

/** A kind in the middle of a sentence. */
export const kindText: Readonly<Record<Kind, string>> = {
  recommender: 'recommenders',
  query_performance: 'query performance',
};
