import { KindredError } from '#shared/api/errors.ts';
import type { TableColumn } from '#shared/domain/connection.ts';
import { columnRoles, guessColumns, type ColumnRole } from '../files/column-mapping.ts';
import {
  idPlan,
  numberOfText,
  numberPlan,
  textPlan,
  timePlan,
  type ColumnPlan,
  type IdDecoder,
  type NumberDecoder,
  type TimeDecoder,
} from './column-plan.ts';
import { findColumn, listed, type Relation } from './find-table.ts';
import type { PostgresOptions } from './postgres-options.ts';

/** What is read of a relation and how. */
export type ReadPlan = {
  relation: Relation;
  user: ColumnPlan<IdDecoder>;
  item: ColumnPlan<IdDecoder>;
  type: ColumnPlan<IdDecoder> | null;
  weight: ColumnPlan<NumberDecoder> | null;
  time: ColumnPlan<TimeDecoder> | null;
  /** A number that came with the event, kept for exports: milliseconds of a view, scroll depth of a click. */
  detail: ColumnPlan<NumberDecoder> | null;
  /** Items that are left out although they have interactions. */
  hidden: { ids: ReadonlySet<string>; reason: string } | null;
  /** By which newer rows are told; null where rows have no order of coming. */
  watermark: TableColumn | null;
};

/** What is read of each row, in this order. */
const roles = ['user', 'item', 'type', 'weight', 'time', 'detail'] as const;
export type Role = (typeof roles)[number];

/** The roles that a plan has columns for. */
export const rolesOf = (plan: ReadPlan): Role[] => roles.filter((role) => plan[role] !== null);

export type RoleNames = Pick<PostgresOptions, ColumnRole | 'watermark'>;

/**
 * Which column is what: by exact names, else by usual ones.
 * @throws KindredError naming the column and the option to set
 */
export function planReading(relation: Relation, names: RoleNames): ReadPlan {
  const chosen = chooseColumns(relation, names);
  const plan = <T>(column: TableColumn | null, make: (column: TableColumn) => T): T | null => column && make(column);
  const time = plan(chosen.time, timePlan);
  return {
    relation,
    user: idPlan(chosen.user ?? unclear(relation, 'user')),
    item: idPlan(chosen.item ?? unclear(relation, 'item')),
    type: plan(chosen.type, textPlan),
    weight: plan(chosen.weight, numberPlan),
    time,
    detail: null,
    hidden: null,
    watermark: watermarkOf(relation, names, chosen.time, time),
  };
}

/** The roles by column name, empty for none: the options that make the same choice again. */
export function namesOf({ user, item, type, weight, time, watermark }: ReadPlan): Record<string, string> {
  return {
    user: user.name,
    item: item.name,
    type: type?.name ?? '',
    weight: weight?.name ?? '',
    time: time?.name ?? '',
    ...(watermark && watermark.name !== time?.name && { watermark: watermark.name }),
  };
}

/** What the metadata of a view (milliseconds) or click (scroll depth) says, in the schema of a feed. */
export function detailPlan({ columns }: Relation): ColumnPlan<NumberDecoder> | null {
  const column = columns.find(({ name, kind }) => name === 'metadata' && kind === 'json');
  if (!column) return null;
  return {
    name: 'metadata',
    sql: `coalesce(metadata ->> 'duration', metadata ->> 'scroll_depth')`,
    decode: numberOfText,
  };
}

type Chosen = Record<ColumnRole, TableColumn | null>;

function chooseColumns(relation: Relation, names: RoleNames): Chosen {
  const guessed = guessColumns(relation.columns.map(({ name }) => name));
  const choose = (role: ColumnRole): TableColumn | null => {
    const name = names[role];
    if (name === '') return null;
    return name === undefined ? (relation.columns[guessed[role]] ?? null) : findColumn(relation, name, role);
  };
  const chosen: Chosen = {
    user: choose('user'),
    item: choose('item'),
    type: choose('type'),
    weight: choose('weight'),
    time: choose('time'),
  };
  for (const role of columnRoles) dropGuess(relation, names, chosen, role);
  return chosen;
}

/** A column cannot be two things: named so it is a mistake, guessed so the guess gives way. */
function dropGuess(relation: Relation, names: RoleNames, chosen: Chosen, role: ColumnRole): void {
  const column = chosen[role];
  const other = columnRoles.find(
    (candidate) => candidate !== role && column && chosen[candidate]?.name === column.name,
  );
  if (!other) return;
  if (names[role] === undefined) chosen[role] = null;
  else if (names[other] === undefined) chosen[other] = null;
  else {
    throw new KindredError(
      'invalid_input',
      `The column "${column?.name}" of ${relation.label} is named as the ${role} and as the ${other}. Name another for one of them (--set ${other}=COLUMN).`,
    );
  }
}

function watermarkOf(
  relation: Relation,
  { watermark }: RoleNames,
  timeColumn: TableColumn | null,
  time: ColumnPlan<TimeDecoder> | null,
): TableColumn | null {
  if (watermark === undefined) return time?.decode === 'timestamp' ? timeColumn : null;
  if (watermark === '') return null;
  const column = findColumn(relation, watermark, 'watermark');
  if (['integer', 'number', 'time', 'date', 'uuid', 'text'].includes(column.kind)) return column;
  throw new KindredError(
    'invalid_input',
    `The column "${column.name}" is of type ${column.type}, which has no order that newer rows could be told by. Choose another (--set watermark=COLUMN).`,
  );
}

function unclear({ label, columns }: Relation, role: 'user' | 'item'): never {
  throw new KindredError(
    'invalid_input',
    `${label} has no column that is clearly the ${role}. It has ${listed(columns.map(({ name }) => name))}. Name the column with --set ${role}=COLUMN.`,
    { details: { columns: columns.map(({ name }) => name) } },
  );
}
