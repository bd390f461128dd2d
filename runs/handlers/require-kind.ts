import { KindredError } from '#shared/api/errors.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';

/** @throws KindredError conflict where the run is about something else */
export function requireKind(run: Run, kind: Kind): Run {
  if (run.kind === kind) return run;
  throw new KindredError(
    'conflict',
    `Run ${run.number} is about ${kindText[run.kind]}, and this is for runs about ${kindText[kind]}. Choose another run.`,
  );
}

/** @returns the kind that all runs have @throws KindredError invalid_input where they differ in it */
export function requireOneKind(runs: readonly Run[]): Kind {
  const [first] = runs;
  const other = runs.find(({ kind }) => kind !== first?.kind);
  if (!first) throw new KindredError('invalid_input', 'No run is named. Choose two.');
  if (!other) return first.kind;
  throw new KindredError(
    'invalid_input',
    `Runs of different kinds cannot be compared: run ${first.number} is about ${kindText[first.kind]}, run ${other.number} about ${kindText[other.kind]}. Choose runs of one kind.`,
  );
}
