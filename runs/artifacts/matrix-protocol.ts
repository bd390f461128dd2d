import type { WireError } from '#shared/api/errors.ts';
import type { MatrixInfo, MatrixKind, WindowAxes, WindowRequest } from '#shared/domain/matrix.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** The data of a run's matrices. Sources of equal `key` have the same matrices. */
export type MatrixSource = { key: string; snapshotFolder: string; weighting: Weighting; split: SplitSpec };

/** What the core asks the matrix thread. */
export type MatrixTask = { source: MatrixSource } & (
  | { ask: 'info'; kind: MatrixKind }
  | { ask: 'axes'; request: WindowRequest }
  | { ask: 'window'; request: WindowRequest }
);

export type MatrixAnswers = { info: MatrixInfo; axes: WindowAxes; window: MatrixWindow };

/** Errors cross threads as plain data, so that their code and details survive. */
export type MatrixReply = { ok: true; value: MatrixAnswers[keyof MatrixAnswers] } | { ok: false; error: WireError };
