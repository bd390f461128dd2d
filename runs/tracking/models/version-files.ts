import type { Reader, StoreContext } from '../context.ts';

/** The bundle of each version. */
export async function bundlesOfVersions({
  db,
}: StoreContext): Promise<{ model: string; version: number; sha256: string; bytes: number }[]> {
  const rows = await db
    .selectFrom('model_versions as v')
    .innerJoin('models as m', 'm.id', 'v.model_id')
    .select(['m.name as model', 'v.version', 'v.bundle_sha256 as sha256', 'v.bundle_bytes as bytes'])
    .orderBy('m.name')
    .orderBy('v.version')
    .execute();
  return rows.flatMap(({ sha256, bytes, ...row }) =>
    sha256 === null || bytes === null ? [] : [{ ...row, sha256, bytes }],
  );
}

/** The first version that was made from a run, as people name it; null where there is none. */
export async function versionMadeFrom(db: Reader, run: number): Promise<string | null> {
  const row = await db
    .selectFrom('model_versions as v')
    .innerJoin('models as m', 'm.id', 'v.model_id')
    .select(['m.name', 'v.version'])
    .where('v.run', '=', run)
    .orderBy('v.created_at')
    .limit(1)
    .executeTakeFirst();
  return row ? `version ${row.version} of model "${row.name}"` : null;
}
