import { KindredError } from '#shared/api/errors.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { appendRows } from '../append-rows.ts';
import { hiddenFault } from '../row-fault.ts';
import { noAttributes, type BaseVersion, type BothAttributes, type ReadContext, type SourceData } from '../source.ts';
import { fittingWeighting } from '../weigh.ts';
import { withoutItems } from '../without-items.ts';
import { findAttributes, type AttributePlan } from './attribute-plan.ts';
import { chooseRelation, type Choice } from './choose-relation.ts';
import { isTransient } from './database-error.ts';
import { mediaDatabases, readHidden, withCatalogue, withUserGenres, type MediaDatabases } from './media.ts';
import { openSession } from './open-session.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { readAttributes } from './read-attributes.ts';
import { detailPlan, namesOf, planReading, type ReadPlan } from './read-plan.ts';
import { readRows } from './read-rows.ts';
import { roleWarnings } from './role-warnings.ts';
import type { Session } from './session.ts';
import { inSnapshot } from './snapshot.ts';
import { watchStop } from './stop-signal.ts';
import type { ConnectionTarget } from './target.ts';
import { microsText, newestOf, type Bounds } from './watermark.ts';

/** Conflicts on a replica and deadlocks pass; reading begins again from a new snapshot. */
const attempts = 3;

/**
 * Reads a dataset out of a database: all rows from one state of it, over one connection.
 * @throws KindredError that names the database, what was going on and the way out; nothing is kept then
 */
export async function readPostgres(
  target: ConnectionTarget,
  options: PostgresOptions,
  context: ReadContext,
): Promise<SourceData> {
  const stop = watchStop(context.shouldStop);
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await readOnce(target, options, context, stop.signal);
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
        context.onWarning?.(`${error instanceof Error ? error.message : String(error)} Reading begins again.`);
      }
    }
  } finally {
    stop.end();
  }
}

async function readOnce(
  target: ConnectionTarget,
  options: PostgresOptions,
  context: ReadContext,
  signal: AbortSignal,
): Promise<SourceData> {
  context.onProgress(`Connecting to ${target.address}`, 0, 1);
  const session = await openSession({ ...target, read_only: true }, undefined, signal);
  try {
    return await inSnapshot(session, options.timeout * 1000, () => readAll(session, options, context, signal));
  } finally {
    await session.close();
  }
}

async function readAll(
  session: Session,
  options: PostgresOptions,
  context: ReadContext,
  signal: AbortSignal,
): Promise<SourceData> {
  const choice = await chooseRelation(session, options);
  const media = choice.preset?.name === 'media' ? await mediaDatabases(session, options, context) : null;
  const plan = { ...planOf(choice, options), hidden: media && (await readHidden(media, session, signal)) };
  const weighting = weightingOf(context.weighting, choice, plan);
  for (const sentence of await roleWarnings(session, choice.relation)) context.onWarning?.(sentence);

  if (context.base && plan.time && !context.base.snapshot.interactions.times) throw withoutTimes(choice);
  const timeoutMs = options.timeout * 1000;
  const bounds = boundsOf(options, plan);
  const { newestMicros, ...decoded } = await readRows(session, plan, weighting, { bounds, timeoutMs }, context);
  const rows = withTimes(context.base ? refreshed(context.base, decoded, plan) : decoded);
  const attributes = options.attributes
    ? await attributesOf({ session, choice, plan, media, signal, timeoutMs }, rows.interactions, context)
    : noAttributes;
  const until = await untilOf({ session, plan, bounds, timeoutMs }, newestMicros);
  return {
    ...rows,
    attributes,
    weighting,
    address: `postgres:${session.target.address}`,
    options: recipeOf(choice, plan, media, options, until),
    given: null,
    groups: null,
  };
}

/** The rows of before may name what was deleted since. */
function refreshed(base: BaseVersion, newer: Parameters<typeof appendRows>[1], { hidden }: ReadPlan) {
  const rows = appendRows(base, newer);
  return hidden ? withoutItems(rows, hidden.ids, hiddenFault(hidden)) : rows;
}

/** Times that are all equal say nothing of an order. */
function withTimes<R extends Pick<SourceData, 'interactions'>>(rows: R): R {
  const { times } = rows.interactions;
  const isOne = times?.every((time) => time === times[0]) ?? true;
  return isOne ? { ...rows, interactions: { ...rows.interactions, times: null } } : rows;
}

function planOf({ relation, preset, names }: Choice, options: PostgresOptions): ReadPlan {
  const plan = planReading(relation, names);
  const needsPlace = options.since !== undefined || options.until !== undefined;
  if (needsPlace && !plan.watermark) {
    throw new KindredError(
      'invalid_input',
      `${relation.label} has no column by which newer rows are told, so since and until say nothing. Name one with --set watermark=COLUMN.`,
    );
  }
  return { ...plan, detail: preset?.name === 'feed' ? detailPlan(relation) : null };
}

/** The media schema has types that only its own weighting knows. */
function weightingOf(weighting: Weighting, { preset }: Choice, plan: ReadPlan): Weighting {
  const isDefault = weighting.preset === 'feed' && Object.keys(weighting.weights).length === 0;
  const chosen = preset?.name === 'media' && isDefault ? { ...weighting, preset: 'media' as const } : weighting;
  return fittingWeighting(chosen, { types: plan.type !== null, values: plan.weight !== null });
}

const boundsOf = ({ since, until }: PostgresOptions, { watermark }: ReadPlan): Bounds =>
  watermark ? { since, until } : {};

/** The bound that makes the recipe read the same rows again, however many come later. */
async function untilOf(
  { session, plan, bounds, timeoutMs }: Pick<Around, 'session' | 'plan' | 'timeoutMs'> & { bounds: Bounds },
  newestMicros: number,
): Promise<string | null> {
  const { watermark, time, relation } = plan;
  if (!watermark || bounds.until !== undefined) return bounds.until ?? null;
  const isTime = watermark.name === time?.name && time.decode === 'timestamp';
  if (isTime) return Number.isFinite(newestMicros) ? microsText(newestMicros) : (bounds.since ?? null);
  return (await newestOf(session, relation, watermark, bounds, timeoutMs)) ?? bounds.since ?? null;
}

type Around = {
  session: Session;
  choice: Choice;
  plan: ReadPlan;
  media: MediaDatabases | null;
  signal: AbortSignal;
  timeoutMs: number;
};

async function attributesOf(
  { session, choice, plan, media, signal, timeoutMs }: Around,
  { userIds, itemIds }: SourceData['interactions'],
  context: ReadContext,
): Promise<BothAttributes> {
  if (media) {
    return {
      users: await withUserGenres(media, session, signal, (from, plans) =>
        readAttributes(from, plans, userIds, timeoutMs, context),
      ),
      items: await withCatalogue(media, session, signal, (from, plans) =>
        readAttributes(from, plans, itemIds, timeoutMs, context),
      ),
    };
  }
  const isFeed = choice.preset?.name === 'feed';
  const find = (side: 'user' | 'item', table: string) =>
    findAttributes(session, plan.relation, plan[side].name, side, isFeed ? table : null);
  const read = async (found: AttributePlan | null, ids: typeof userIds) =>
    found && readAttributes(session, [found], ids, timeoutMs, context);
  return {
    users: await read(await find('user', 'users'), userIds),
    items: await read(await find('item', 'posts'), itemIds),
  };
}

/** The options as they were understood, without what is so anyway. */
function recipeOf(
  { relation, preset }: Choice,
  plan: ReadPlan,
  media: MediaDatabases | null,
  { sql, schema, since, attributes, timeout }: PostgresOptions,
  until: string | null,
): SourceData['options'] {
  return {
    preset: preset?.name ?? 'none',
    ...(relation.table
      ? { schema: relation.table.schema, table: relation.table.name }
      : { sql: sql ?? '', ...(schema !== undefined && { schema }) }),
    ...namesOf(plan),
    ...(since !== undefined && { since }),
    ...(until !== null && { until }),
    ...(media && { catalog: media.catalog?.address ?? 'none', user_db: media.userDb?.address ?? 'none' }),
    ...(!attributes && { attributes }),
    ...(timeout !== 3600 && { timeout }),
  };
}

const withoutTimes = ({ relation }: Choice) =>
  new KindredError(
    'conflict',
    `The version before has no times, because all of them were equal, and ${relation.label} has some now. Create a new version of the whole instead.`,
  );
