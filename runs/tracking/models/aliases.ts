import { KindredError } from '#shared/api/errors.ts';
import type { Evidence, Gate, ModelVersion } from '#shared/domain/model-version.ts';
import { write, type StoreContext, type Writer } from '../context.ts';
import { seal } from '../seal.ts';
import { modelRow, versionOf } from './find-model.ts';
import { addEvent } from './model-events.ts';
import { aliasesOf, registeredModel, type ModelRow } from './model-rows.ts';

/** Who does something, and why. */
export type Signature = { by: string; note: string };

export type Promotion = Signature & {
  model: string;
  version: number;
  /** What was live when the gates were computed; null where nothing was. */
  live: number | null;
  gates: readonly Gate[];
  comparison: Evidence | null;
  override_reason: string | null;
};

/**
 * Makes a version live, and the one that was live previous, in one step.
 * @throws KindredError conflict where it is live already, or where another version went live since the gates were computed
 */
export function promoteVersion(context: StoreContext, promotion: Promotion): Promise<ModelVersion> {
  const { version, by, note, gates, comparison, override_reason } = promotion;
  return write(context, async (writer) => {
    const model = await modelRow(writer, promotion.model);
    const aliases = await aliasesOf(writer, model.id);
    const live = aliases.get('live') ?? null;
    if (live === version) throw new KindredError('conflict', `Version ${version} of "${model.name}" is live already.`);
    if (live !== promotion.live) {
      throw new KindredError(
        'conflict',
        `Version ${live} of "${model.name}" went live meanwhile, so the gates have to be computed anew. Promote again.`,
      );
    }
    if (live !== null) await pointAlias(writer, model.id, 'previous', live);
    await pointAlias(writer, model.id, 'live', version);
    if (aliases.get('candidate') === version) await pointAlias(writer, model.id, 'candidate', null);
    const event = { kind: 'promoted', version, alias: 'live', from_version: live } as const;
    await addEvent(writer, context, model.id, { ...event, by, note, gates, comparison, override_reason });
    return versionIn(writer, model, version);
  });
}

/** Live and previous change places. @throws KindredError conflict where there is nothing to go back to */
export function rollBack(context: StoreContext, name: string, { by, note }: Signature): Promise<ModelVersion> {
  return write(context, async (writer) => {
    const model = await modelRow(writer, name);
    const aliases = await aliasesOf(writer, model.id);
    const [live, previous] = [aliases.get('live'), aliases.get('previous')];
    if (live === undefined || previous === undefined) {
      const reason = live === undefined ? 'nothing is live' : `version ${live} is the first that went live`;
      throw new KindredError('conflict', `Model "${name}" has nothing to roll back to: ${reason}.`);
    }
    await pointAlias(writer, model.id, 'live', previous);
    await pointAlias(writer, model.id, 'previous', live);
    const event = { kind: 'rolled_back', version: previous, alias: 'live', from_version: live } as const;
    await addEvent(writer, context, model.id, { ...event, by, note });
    return versionIn(writer, model, previous);
  });
}

/**
 * Points an alias at a version, or takes it away (null). What is so already stays so, without a line in the history.
 * @throws KindredError conflict for `live` and `previous`, which follow promotion; not_found where there is no such version
 */
export function setAlias(
  context: StoreContext,
  name: string,
  alias: string,
  version: number | null,
  { by, note }: Signature,
): Promise<void> {
  if (alias === 'live' || alias === 'previous') {
    throw new KindredError(
      'conflict',
      `The alias "${alias}" follows promotion and roll-back and is not set by hand. Use \`kindred models promote\` or \`kindred models rollback\`.`,
    );
  }
  return write(context, async (writer) => {
    const model = await modelRow(writer, name);
    const before = (await aliasesOf(writer, model.id)).get(alias) ?? null;
    if (before === version) return;
    if (version !== null) versionOf(await registeredModel(writer, model), version);
    await pointAlias(writer, model.id, alias, version);
    const kind = version === null ? 'alias_removed' : 'alias_set';
    await addEvent(writer, context, model.id, {
      kind,
      version: version ?? before!,
      alias,
      from_version: before,
      by,
      note,
    });
  });
}

/** @param version  null takes the alias away */
export async function pointAlias(
  writer: Writer,
  modelId: string,
  alias: string,
  version: number | null,
): Promise<void> {
  if (version === null) {
    await writer.deleteFrom('model_aliases').where('model_id', '=', modelId).where('alias', '=', alias).execute();
    return;
  }
  const row = seal('model_aliases', { model_id: modelId, alias, version });
  await writer
    .insertInto('model_aliases')
    .values(row)
    .onConflict((conflict) => conflict.columns(['model_id', 'alias']).doUpdateSet({ version, crc: row.crc }))
    .execute();
}

const versionIn = async (writer: Writer, model: ModelRow, version: number): Promise<ModelVersion> =>
  versionOf(await registeredModel(writer, model), version);
