import { KindredError } from '#shared/api/errors.ts';
import type { ManyComparison, Slices } from '#shared/domain/comparison.ts';
import type { GroupTruth } from '#shared/domain/dataset.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';
import type { UserGroup } from '#shared/domain/user-group.ts';
import { openArtifacts } from '#runs/artifacts/artifact-store.ts';
import { compareMany } from '#runs/evaluation/compare-many.ts';
import { decodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { queryColumns } from './query-columns.ts';
import { partitionOf, sliceMeans, slicingsOf } from '#runs/evaluation/slices.ts';

/** A run and the hash of the file with its values a user or a query; null where it kept none. */
export type RunFile = { run: Run; perUser: string | null };

/** What users are parted by: the hash of `user_facts.bin`, and the true groups of the data. */
export type SlicedUsers = { userFacts: string | null; groups: Pick<GroupTruth, 'names' | 'letters'> | null };

export type CompareTask = {
  artifactsRoot: string;
  a: RunFile;
  b: RunFile;
  /** All where absent. */
  metrics?: readonly string[] | undefined;
  /** `metric` null for the leading one. No slices where absent. */
  slices?: SlicedUsers & { metric: string | null };
};

export type CompareManyTask = {
  artifactsRoot: string;
  runs: readonly RunFile[];
  /** Index of the run that the others are compared with; null for each with every other. */
  baseline: number | null;
  metrics: readonly string[] | undefined;
};

export type SliceTask = SlicedUsers & {
  artifactsRoot: string;
  run: Pick<Run, 'number'>;
  perUser: string | null;
  metric: string;
  snapshotFolder: string;
  /** Groups of users that somebody made. */
  saved: readonly Pick<UserGroup, 'id' | 'name' | 'users'>[];
  /** Users who are chosen now. */
  chosen: readonly string[] | null;
};

export type PerUser = Record<string, Float32Array>;

/** Reads columns of values a user by the hash of their file; none where there is no file. Of a run about queries they are values a query. */
export function columnReader(artifactsRoot: string): (sha256: string | null, kind?: Kind) => Promise<PerUser> {
  const artifacts = openArtifacts(artifactsRoot);
  return async (sha256, kind = 'recommender') => {
    if (sha256 === null) return {};
    const bytes = await artifacts.read(sha256);
    return kind === 'recommender' ? decodePerUser(bytes) : queryColumns(bytes);
  };
}

/** Whether a metric is among those asked for; all are where none is named. */
export function wantedOf(metrics: readonly string[] | undefined): (metric: string) => boolean {
  const wanted = metrics && new Set(metrics);
  return (metric) => wanted?.has(metric) ?? true;
}

export async function compareAll({ artifactsRoot, runs, baseline, metrics }: CompareManyTask): Promise<ManyComparison> {
  const read = columnReader(artifactsRoot);
  const values = await Promise.all(
    runs.map(async ({ run, perUser }) => ({ run, perUser: await read(perUser, run.kind) })),
  );
  return compareMany(values, baseline, wantedOf(metrics));
}

/** @throws KindredError conflict where the run kept no values of this metric */
export async function slicesOf(task: SliceTask): Promise<Slices> {
  const { artifactsRoot, run, perUser, userFacts, groups, metric } = task;
  const read = columnReader(artifactsRoot);
  const [columns, facts] = await Promise.all([read(perUser), read(userFacts)]);
  const values = columns[metric];
  if (!values || !userFacts) {
    const known = userFacts ? Object.keys(columns) : [];
    const way = known.length > 0 ? `It has ${known.join(', ')}.` : 'Train it again, then it has.';
    throw new KindredError(
      'conflict',
      `Run ${run.number} has no "${metric}" for single users, so it cannot be sliced. ${way}`,
    );
  }
  const letterOf = (by: string, index: number) => (by === 'group' ? (groups?.letters[index] ?? null) : null);
  const sliced = slicingsOf(facts, groups && groups.names).map((slicing) => sliceMeans(values, slicing));
  return {
    metric,
    by: [
      ...sliced.map((part) => ({
        ...part,
        slices: part.slices.map((slice, index) => ({ ...slice, letter: letterOf(part.by, index) })),
      })),
      ...partitions(task, values),
    ],
  };
}

/** Users by name need the ids of the data, which are read only where there are any. */
function partitions({ snapshotFolder, saved, chosen }: SliceTask, values: Float32Array): Slices['by'] {
  if (saved.length === 0 && !chosen) return [];
  const { ids } = readSnapshot(snapshotFolder).interactions.userIds;
  return [
    ...(chosen ? [sliceMeans(values, partitionOf('chosen', 'chosen users', chosen, ids))] : []),
    ...saved.map(({ id, name, users }) => ({
      ...sliceMeans(values, partitionOf('saved', name, users, ids)),
      group_id: id,
    })),
  ];
}
