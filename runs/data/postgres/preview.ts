import pg from 'pg';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Preview } from '#shared/domain/connection.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { columnRoles, guessColumns } from '../files/column-mapping.ts';
import { chooseRelation } from './choose-relation.ts';
import { asText } from './column-plan.ts';
import { estimateRows } from './estimate-rows.ts';
import type { Relation } from './find-table.ts';
import { lookInto } from './look-into.ts';
import { PostgresOptions } from './postgres-options.ts';
import { namesOf, planReading, type ReadPlan, type RoleNames } from './read-plan.ts';
import { roleWarnings } from './role-warnings.ts';
import type { ConnectionTarget } from './target.ts';
import { conditionOf } from './watermark.ts';

const maxRows = 20;
const maxText = 200;

/**
 * The first rows of what some options would read, every column of them as text, and which of them is what. What is wrong with the
 * mapping is told, not thrown: people choose columns by the rows they see.
 * @throws KindredError as reading would for anything else, so that a mistake is told before a dataset is made
 */
export function previewRows(target: ConnectionTarget, named: Record<string, unknown>): Promise<Preview> {
  const options = parseOptions(PostgresOptions, named, 'The source postgres');
  return lookInto(target, async (session) => {
    const { relation, preset, names } = await chooseRelation(session, options);
    const { plan, problem } = tryPlan(relation, names);
    const where = plan ? conditionOf(plan.watermark, options) : '';
    const cells = relation.columns.map(
      ({ name }) => `pg_catalog.left(${asText(pg.escapeIdentifier(name))}, ${maxText})`,
    );
    const rows = await session.ask(
      z.object({ cells: z.array(z.string().nullable()) }),
      `reading ${relation.label}`,
      `select array[${cells.join(', ')}]::pg_catalog.text[] as cells from ${relation.from}${where} limit ${maxRows}`,
    );
    const { schema, table, sql } = options;
    const place = relation.table
      ? { schema: relation.table.schema, table: relation.table.name }
      : { sql, schema, table };
    return {
      from: relation.label,
      columns: relation.columns.map(({ name, type }) => ({
        name,
        type,
        role: plan ? roleOf(plan, name) : likelyRole(relation, names, name),
      })),
      rows: rows.map((row) => row.cells),
      estimate: relation.rows ?? (await estimateRows(session, relation.from)),
      warnings: await roleWarnings(session, relation),
      problem,
      options: z
        .record(z.string(), z.json())
        .parse(withoutUndefined({ ...named, preset: preset?.name ?? 'none', ...place, ...(plan && namesOf(plan)) })),
    };
  });
}

function tryPlan(relation: Relation, names: RoleNames): { plan: ReadPlan | null; problem: string | null } {
  try {
    return { plan: planReading(relation, names), problem: null };
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    return { plan: null, problem: error.message };
  }
}

/** What a column was named as, else what its name usually means. */
function likelyRole({ columns }: Relation, names: RoleNames, column: string): Preview['columns'][number]['role'] {
  const guessed = guessColumns(columns.map(({ name }) => name));
  return columnRoles.find((role) => (names[role] ?? columns[guessed[role]]?.name) === column) ?? null;
}

const roleOf = (plan: ReadPlan, name: string): Preview['columns'][number]['role'] =>
  columnRoles.find((role) => plan[role]?.name === name) ?? null;

const withoutUndefined = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
