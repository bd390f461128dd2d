import { KindredError } from '#shared/api/errors.ts';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import type { ParamValue, Run, RunSplitKind } from '#shared/domain/run.ts';
import { write, type StoreContext, type Writer } from './context.ts';
import { forgetDeletion } from './deleted-datasets.ts';
import { experimentNamed } from './experiments.ts';
import { groupKey } from './group-key.ts';
import { takeLease } from './lease.ts';
import { insertParams } from './log-params.ts';
import { newId } from './new-id.ts';
import { runsOf } from './run-rows.ts';
import { seal } from './seal.ts';
import { setTags } from './tags.ts';

/** All that is known of a run before it starts. */
export type NewRun = {
  name: string;
  experiment: string;
  /** Of the experiment, which is made where there is none. */
  kind: Kind;
  algorithm: string;
  dataset: Pick<DatasetIdentity, 'id' | 'fingerprint'>;
  split: { kind: RunSplitKind; fingerprint: string; candidates: string };
  ks: readonly number[];
  seed: number;
  params: Readonly<Record<string, ParamValue>>;
  tags: Readonly<Record<string, string>>;
  note: string;
  parent_id: string | null;
};

/**
 * A queued run with the next number, owned by this process.
 * @throws KindredError conflict where the experiment or the dataset is of another kind
 */
export function createRun(context: StoreContext, run: NewRun): Promise<Run> {
  return write(context, async (writer) => {
    await requireDatasetOf(writer, run);
    const experiment = await experimentNamed(writer, { name: run.experiment, kind: run.kind }, context.clock.now());
    const number = await nextNumber(writer);
    await writer
      .insertInto('runs')
      .values(seal('runs', rowOf(run, number, experiment.id, context.clock.now())))
      .execute();
    // Another process may have deleted it since it was found: what a run uses stays.
    await forgetDeletion(writer, run.dataset.id);
    await insertParams(writer, number, run.params);
    await setTags(writer, number, run.tags);
    await takeLease(writer, context, number);
    const [created] = await runsOf(writer, [number]);
    return created!;
  });
}

async function requireDatasetOf(writer: Writer, { dataset, kind }: NewRun): Promise<void> {
  const row = await writer
    .selectFrom('datasets')
    .select(['name', 'kind'])
    .where('id', '=', dataset.id)
    .executeTakeFirst();
  if (!row || row.kind === kind) return;
  throw new KindredError(
    'conflict',
    `A run about ${kindText[kind]} cannot use dataset "${row.name}", which is about ${kindText[row.kind]}.`,
  );
}

/** Runs are archived, never removed, so the greatest number is the last one given. */
async function nextNumber(writer: Writer): Promise<number> {
  const { last } = await writer
    .selectFrom('runs')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

function rowOf(run: NewRun, number: number, experimentId: string, now: number) {
  const { dataset, split, algorithm, ks, params } = run;
  const repeated = {
    algorithm,
    dataset: dataset.fingerprint,
    split_kind: split.kind,
    candidates: split.candidates,
    ks,
    params,
  };
  return {
    number,
    id: newId(),
    name: run.name,
    experiment_id: experimentId,
    dataset_id: dataset.id,
    algorithm,
    status: 'QUEUED' as const,
    split_kind: split.kind,
    split_fingerprint: split.fingerprint,
    candidates: split.candidates,
    ks: JSON.stringify(ks),
    seed: run.seed,
    note: run.note,
    parent_id: run.parent_id,
    created_at: Math.round(now),
    started_at: null,
    finished_at: null,
    duration_ms: null,
    error: null,
    deleted_at: null,
    group_key: groupKey(repeated),
  };
}
