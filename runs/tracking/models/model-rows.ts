import { z } from 'zod';
import type { Kind } from '#shared/domain/kind.ts';
import type { Selectable } from 'kysely';
import {
  Evidence,
  Gate,
  ModelVersion,
  modelVersionName,
  type RegisteredModel,
  type VersionStatus,
} from '#shared/domain/model-version.ts';
import type { Reader } from '../context.ts';
import type { Tables } from '../schema.ts';

/** Where a version came from, as it was when it was registered. */
export const VersionFacts = ModelVersion.pick({
  run: true,
  dataset: true,
  split: true,
  algorithm: true,
  config: true,
  seed: true,
  metrics: true,
  trained_at: true,
  imported: true,
});
export type VersionFacts = z.infer<typeof VersionFacts>;

export type ModelRow = Selectable<Tables['models']>;
type VersionRow = Selectable<Tables['model_versions']>;
type Decision = Pick<ModelVersion, 'gates' | 'comparison'>;

const undecided: Decision = { gates: [], comparison: null };

/** Models by name, each with all its versions; only those of a kind where it is named. */
export async function registeredModels(
  db: Reader,
  { kind }: { kind?: Kind | undefined } = {},
): Promise<RegisteredModel[]> {
  let models = db.selectFrom('models').selectAll().orderBy('name');
  if (kind) models = models.where('kind', '=', kind);
  const found: RegisteredModel[] = [];
  for (const model of await models.execute()) found.push(await registeredModel(db, model));
  return found;
}

export async function registeredModel(db: Reader, { id, name, kind, created_at }: ModelRow): Promise<RegisteredModel> {
  const aliases = await aliasesOf(db, id);
  const decisions = await decisionsOf(db, id);
  const rows = await db
    .selectFrom('model_versions')
    .selectAll()
    .where('model_id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  const versions = rows.map((row) => toVersion(row, { name, kind }, aliases, decisions.get(row.version) ?? undecided));
  return { name, kind, created_at, aliases: Object.fromEntries(aliases), versions };
}

/** Alias → version, by alias. */
export async function aliasesOf(db: Reader, modelId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('model_aliases')
    .select(['alias', 'version'])
    .where('model_id', '=', modelId)
    .orderBy('alias')
    .execute();
  return new Map(rows.map(({ alias, version }) => [alias, version]));
}

/** Version → what was known when it was last promoted. */
async function decisionsOf(db: Reader, modelId: string): Promise<Map<number, Decision>> {
  const rows = await db
    .selectFrom('model_events')
    .select(['version', 'gates', 'comparison'])
    .where('model_id', '=', modelId)
    .where('kind', '=', 'promoted')
    .orderBy('sequence')
    .execute();
  return new Map(rows.map((row) => [row.version, decisionOf(row)]));
}

const Gates = z.array(Gate);

/** The decision that an event keeps as text. */
export const decisionOf = ({ gates, comparison }: { gates: string; comparison: string | null }): Decision => ({
  gates: Gates.parse(JSON.parse(gates)),
  comparison: comparison === null ? null : Evidence.parse(JSON.parse(comparison)),
});

function toVersion(
  row: VersionRow,
  { name: model, kind }: Pick<ModelRow, 'name' | 'kind'>,
  aliases: ReadonlyMap<string, number>,
  decision: Decision,
): ModelVersion {
  const own = [...aliases].filter(([, version]) => version === row.version).map(([alias]) => alias);
  return {
    id: row.id,
    model,
    kind,
    version: row.version,
    model_version: modelVersionName(model, row.version),
    ...VersionFacts.parse(JSON.parse(row.facts)),
    note: row.note,
    by: row.made_by,
    created_at: row.created_at,
    aliases: own,
    status: statusOf(own),
    bundle:
      row.bundle_sha256 === null || row.bundle_bytes === null
        ? null
        : { sha256: row.bundle_sha256, bytes: row.bundle_bytes },
    ...decision,
  };
}

const statusOf = (aliases: readonly string[]): VersionStatus =>
  (['live', 'candidate', 'previous'] as const).find((status) => aliases.includes(status)) ?? 'registered';
