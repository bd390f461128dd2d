import type { WireError } from '#shared/api/errors.ts';
import type {
  FindQuery,
  Found,
  MatrixPair,
  MatrixTree,
  Member,
  MembersQuery,
  PairQuery,
  SimilarityDistribution,
  TreeQuery,
} from '#shared/domain/matrix-facts.ts';
import type { MatrixInfo, MatrixKind, MatrixOrder, WindowAxes, WindowRequest } from '#shared/domain/matrix.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** The data of a run's matrices. Sources of equal `key` have the same matrices. */
export type MatrixSource = { key: string; snapshotFolder: string; weighting: Weighting; split: SplitSpec };

/** Rows [from, to) of an order as lines of a table. */
export type TableQuery = { kind: MatrixKind; order: MatrixOrder; from: number; to: number };

/** What can be asked of a matrix, and what it answers. */
export type MatrixQuestions = {
  info: { query: { kind: MatrixKind }; answer: MatrixInfo };
  axes: { query: Omit<WindowRequest, 'run'>; answer: WindowAxes };
  window: { query: Omit<WindowRequest, 'run'>; answer: MatrixWindow };
  find: { query: Omit<FindQuery, 'run'>; answer: Found[] };
  members: { query: Omit<MembersQuery, 'run'>; answer: Member[] };
  pair: { query: Omit<PairQuery, 'run'>; answer: MatrixPair };
  tree: { query: Omit<TreeQuery, 'run'>; answer: MatrixTree };
  similarity: { query: { kind: MatrixKind }; answer: SimilarityDistribution };
  table: { query: TableQuery; answer: Uint8Array };
};
export type MatrixAsk = keyof MatrixQuestions;

/** What the core asks the matrix thread. */
export type MatrixTask = {
  [A in MatrixAsk]: {
    source: MatrixSource;
    ask: A;
    query: MatrixQuestions[A]['query'];
    /** Up once nobody waits for the answer. */
    stop?: SharedArrayBuffer;
  };
}[MatrixAsk];

export type MatrixAnswer = MatrixQuestions[MatrixAsk]['answer'];

/** Errors cross threads as plain data, so that their code and details survive. */
export type MatrixReply = { ok: true; value: MatrixAnswer } | { ok: false; error: WireError };
