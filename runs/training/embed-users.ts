import type { Embedding } from '#shared/domain/embedding.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { sampleOf, sampleSize } from '#runs/artifacts/windows/sample-rows.ts';
import { readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { rowNorms } from '#runs/matrix/csr.ts';
import { planeOfDense, planeOfSparse, type Plane } from '#runs/matrix/principal-plane.ts';
import { align } from '#runs/matrix/procrustes.ts';
import { pickRows, unitRows } from '#runs/matrix/rows.ts';
import { loadModel, type TrainedRun, type TrainedRunSource } from './trained-run.ts';

/** A run, and the one that it is turned to. */
export type EmbeddingTask = { source: TrainedRunSource; against: TrainedRunSource | null };

/** The users with history of a run in their plane, and the index of each. */
type Embedded = { plane: Plane; users: Int32Array; vectors: string; leftOut: number };
type Loaded = Pick<TrainedRun, 'train' | 'saved'>;

/** Users in the plane of greatest variance; of more than 2,000 a sample is returned, found over all of them. */
export async function embedUsers({ source, against }: EmbeddingTask): Promise<Embedding> {
  const snapshot = readSnapshot(source.snapshotFolder);
  const run = await loadModel(source, snapshot);
  const own = embed(run);
  const sample =
    own.users.length > sampleSize ? sampleOf(pickRows(run.train, own.users), groupsOf(snapshot, own), 'user') : null;
  const shown = sample?.rows ?? Int32Array.from(own.users.keys());
  const other = against && (await otherRun(against));
  const aligned = other && alignTo(own, snapshot, other.embedded, other.snapshot);
  const { groups } = snapshot;
  return {
    vectors: own.vectors,
    variance: own.plane.variance,
    groups: groups && { names: groups.names, letters: groups.letters },
    points: pointsOf(snapshot, own, aligned ?? own.plane, shown),
    left_out: own.leftOut,
    sampled: sample?.said ?? null,
    aligned_to: other &&
      aligned && {
        run: against.id,
        users: aligned.shared,
        disparity: aligned.disparity,
        vectors: other.embedded.vectors,
        points: pointsOf(other.snapshot, other.embedded, other.embedded.plane, aligned.placesOf(shown)),
      },
  };
}

async function otherRun(source: TrainedRunSource): Promise<{ snapshot: Snapshot; embedded: Embedded }> {
  const snapshot = readSnapshot(source.snapshotFolder);
  return { snapshot, embedded: embed(await loadModel(source, snapshot)) };
}

/** Factors of users where the model has them, else their rows of the training matrix at length 1. */
function embed({ train, saved }: Loaded): Embedded {
  const norms = rowNorms(train);
  const users = Int32Array.from({ length: train.rows }, (_, user) => user).filter((user) => norms[user]! > 0);
  const leftOut = train.rows - users.length;
  const { users: factors } = saved.arrays;
  const width = saved.meta['factors'];
  if (factors && typeof width === 'number' && factors.length === train.rows * width) {
    const rows = new Float64Array(users.length * width);
    users.forEach((user, place) => rows.set(factors.subarray(user * width, (user + 1) * width), place * width));
    const vectors = `the ${formatCount(width)} factors that the model learned for each user`;
    return { plane: planeOfDense(rows, width), users, vectors, leftOut };
  }
  const vectors = 'each user’s training interactions, scaled to length 1; this model learns no factors of users';
  return { plane: planeOfSparse(unitRows(pickRows(train, users))), users, vectors, leftOut };
}

/** Users are the same where their ids are. */
function alignTo(own: Embedded, { interactions }: Snapshot, other: Embedded, otherSnapshot: Snapshot) {
  const placeOf = new Map(
    Array.from(other.users, (user, place) => [otherSnapshot.interactions.userIds.id(user), place]),
  );
  const partner = Array.from(own.users, (user) => placeOf.get(interactions.userIds.id(user)) ?? -1);
  const pairs = partner.flatMap((place, at) => (place < 0 ? [] : [[at, place] as const]));
  return {
    ...align(own.plane, other.plane, pairs),
    shared: pairs.length,
    /** Places in the other run of the users at some places of this one. */
    placesOf: (places: Int32Array) => Int32Array.from(places, (at) => partner[at]!).filter((place) => place >= 0),
  };
}

function groupsOf({ groups }: Snapshot, { users }: Embedded): Int32Array | null {
  return groups && users.map((user) => groups.ofUser[user]!);
}

function pointsOf(
  { interactions, groups }: Snapshot,
  { users }: Embedded,
  { x, y }: Pick<Plane, 'x' | 'y'>,
  places: Int32Array,
): Embedding['points'] {
  return Array.from(places, (place) => {
    const user = users[place]!;
    const group = groups?.ofUser[user] ?? -1;
    return { user: interactions.userIds.id(user), group: group < 0 ? null : group, x: x[place]!, y: y[place]! };
  });
}
