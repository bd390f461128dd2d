import { KindredError } from '#shared/api/errors.ts';
import { listColumns, listTables } from './catalogue.ts';
import { findStatement } from './find-statement.ts';
import { findTable, listed, relationOf, type Relation } from './find-table.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { presetOf, presets, type Preset } from './presets.ts';
import type { RoleNames } from './read-plan.ts';
import type { Session } from './session.ts';
import { placeOf } from './target.ts';

/** What is read, and the names of its columns as far as they are known. */
export type Choice = { relation: Relation; preset: Preset | null; names: RoleNames };

const enough = 100_000;

/**
 * The table or statement that the options name, else the one table of a known schema.
 * @throws KindredError naming what there is, where nothing is clearly meant
 */
export async function chooseRelation(session: Session, options: PostgresOptions): Promise<Choice> {
  const { sql, table, schema, preset } = options;
  if (sql !== undefined) {
    if (table !== undefined)
      throw new KindredError('invalid_input', 'Name a table or write a statement (sql), not both.');
    return { relation: await findStatement(session, sql, schema), preset: null, names: options };
  }
  if (table !== undefined) return ofPreset(await findTable(session, { schema, table }), options);
  if (preset === 'none') throw new KindredError('invalid_input', 'Name the table with --set table=NAME.');
  return ofPreset(await findKnown(session, options), options);
}

/** The columns of a preset are taken where nobody named others. */
function ofPreset(relation: Relation, options: PostgresOptions): Choice {
  const known = relation.table && presetOf({ name: relation.table.name, columns: relation.columns });
  const wanted = options.preset === 'auto' || options.preset === known?.name;
  if (options.preset !== 'auto' && options.preset !== 'none' && !wanted) throw otherShape(relation, options.preset);
  const isOwn = Object.entries(known?.columns ?? {}).every(
    ([role, column]) => options[role as keyof RoleNames] === undefined || options[role as keyof RoleNames] === column,
  );
  if (!known || !wanted || !isOwn) return { relation, preset: null, names: options };
  return { relation, preset: known, names: { ...known.columns, watermark: options.watermark } };
}

async function findKnown(session: Session, { schema, preset }: PostgresOptions): Promise<Relation> {
  const wanted = presets.filter(({ name }) => preset === 'auto' || preset === name);
  const tables = await listTables(session, enough);
  const candidates = tables.filter(
    (table) =>
      table.readable &&
      (schema === undefined || table.schema === schema) &&
      wanted.some((known) => known.tables.includes(table.name)),
  );
  const columns = await listColumns(
    session,
    candidates.map(({ oid }) => oid),
  );
  const found = candidates
    .map((table) => relationOf(table, columns.get(table.oid) ?? []))
    .filter((relation) => presetOf({ name: relation.table?.name ?? '', columns: relation.columns }));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw several(session, found);
  const place = placeOf(session.target);
  const names = tables.map(({ schema: of, name }) => (of === 'public' ? name : `${of}.${name}`));
  const known =
    names.length === 0 ? 'It has no tables at all; is it the right database?' : `Its tables: ${listed(names)}.`;
  throw new KindredError(
    'not_found',
    `There is no schema that Kindred knows (user_interaction of a feed, interaction of media) in ${place}. ${known} Name the table with --set table=NAME, and its columns with --set user=, item=, type=, time=.`,
    { details: { tables: names.slice(0, 200) } },
  );
}

const several = (session: Session, found: readonly Relation[]) =>
  new KindredError(
    'conflict',
    `${placeOf(session.target)} has several tables of interactions: ${listed(found.map(({ label }) => label))}. Say which with --set schema=NAME --set table=NAME.`,
  );

const otherShape = ({ label, columns }: Relation, name: string) =>
  new KindredError(
    'invalid_input',
    `${label} is no table of the preset "${name}": its columns are ${listed(columns.map((column) => column.name))}. Leave --set preset away and name the columns.`,
  );
