import type { Artifact, RunSplitKind } from '#shared/domain/run.ts';
import { write, type StoreContext } from './context.ts';
import { changeRunRow, runRow } from './run-row.ts';
import { seal } from './seal.ts';

/** How the data of a run was divided. */
export type SplitFacts = { kind: RunSplitKind; fingerprint: string; facts?: Record<string, unknown> };

/** Notes that a run has a file, whose bytes are stored already; a file of the same name is replaced. */
export function addArtifact(context: StoreContext, id: string, artifact: Artifact): Promise<void> {
  return write(context, async (writer) => {
    const { number: run } = await runRow(writer, id);
    const { name, sha256, bytes, content_type } = artifact;
    const { crc, ...row } = seal('artifacts', { run, name, sha256, bytes, content_type });
    await writer
      .insertInto('artifacts')
      .values({ ...row, crc })
      .onConflict((conflict) => conflict.columns(['run', 'name']).doUpdateSet({ sha256, bytes, content_type, crc }))
      .execute();
  });
}

/** The files of a run, by name. */
export function artifactsOf({ db }: StoreContext, id: string): Promise<Artifact[]> {
  return db
    .selectFrom('artifacts as a')
    .innerJoin('runs as r', 'r.number', 'a.run')
    .select(['a.name', 'a.sha256', 'a.bytes', 'a.content_type'])
    .where('r.id', '=', id)
    .orderBy('a.name')
    .execute();
}

/** What the store refers to outside itself: the hash of every artifact, and how many runs there are. */
export async function contents({ db }: StoreContext): Promise<{ hashes: string[]; runs: number }> {
  const artifacts = await db.selectFrom('artifacts').select('sha256').distinct().orderBy('sha256').execute();
  const { runs } = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('runs'))
    .executeTakeFirstOrThrow();
  return { hashes: artifacts.map(({ sha256 }) => sha256), runs };
}

/** Notes how the data of a run was divided; runs of one split share its row. */
export function addSplit(
  context: StoreContext,
  id: string,
  { kind, fingerprint, facts = {} }: SplitFacts,
): Promise<void> {
  return write(context, async (writer) => {
    const run = await runRow(writer, id);
    const row = seal('splits', { fingerprint, dataset_id: run.dataset_id, kind, facts: JSON.stringify(facts) });
    await writer
      .insertInto('splits')
      .values(row)
      .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet({ facts: row.facts, crc: row.crc }))
      .execute();
    await changeRunRow(writer, run, { split_kind: kind, split_fingerprint: fingerprint });
  });
}
