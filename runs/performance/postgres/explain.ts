import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import { databaseError } from '#runs/data/postgres/database-error.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import { codeOf } from '#runs/data/postgres/stage-error.ts';
import { oneSelect } from './one-select.ts';
import { PlanNode, planFeatures, planRelations, planSteps, type PlanFeatures } from './plan-features.ts';

const phase = 'explaining the statement';

const Explained = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode })).min(1) });

/** What the planner says of a statement that was not run. */
export type Explanation = {
  /** `relation_bytes` too: those of the tables that the plan reads. */
  features: PlanFeatures & { relation_bytes: number };
  steps: QueryPlan['steps'];
  relations: QueryPlan['relations'];
  /** Schemas of the tables. */
  schemas: string[];
};

/** The memory of sorts and of hashes at this server, in bytes. */
export type PlannerMemory = { work: number; hash: number };

/**
 * EXPLAIN of one SELECT, never of anything else and never with ANALYZE: nothing of it is executed. In a `readOnly` transaction only.
 * @throws KindredError invalid_input where it is no single SELECT or cannot be planned
 */
export async function explainSelect(session: Session, sql: string, memory: PlannerMemory): Promise<Explanation> {
  const text = await oneSelect(sql);
  try {
    const [answer] = await session.ask(Explained, phase, `explain (format json, verbose${generic(text)}) ${text}`);
    const plan = answer!['QUERY PLAN'][0]!.Plan;
    const names = planRelations(plan);
    const relations = await sizesOf(session, names);
    return {
      features: {
        ...planFeatures(plan, memory.work, memory.hash),
        relation_bytes: relations.reduce((sum, { bytes }) => sum + bytes, 0),
      },
      steps: planSteps(plan),
      relations,
      schemas: [...new Set(names.map(({ schema }) => schema))],
    };
  } catch (error) {
    throw sentenceFor(error, session);
  }
}

/** In statements of pg_stat_statements $1 stands for a value, which is planned for as one that is not known (PostgreSQL 16 and newer). */
const generic = (text: string): string => (/\$\d/.test(text) ? ', generic_plan' : '');

const MemoryRow = z.object({ work: z.number(), hash: z.number() });

export async function plannerMemory(session: Session): Promise<PlannerMemory> {
  const [row] = await session.ask(
    MemoryRow,
    'reading work_mem',
    `select s.setting::float8 * 1024 as work,
            s.setting::float8 * 1024 * coalesce((select m.setting::float8 from pg_catalog.pg_settings as m where m.name = 'hash_mem_multiplier'), 1) as hash
       from pg_catalog.pg_settings as s where s.name = 'work_mem'`,
  );
  return row!;
}

/**
 * The id that the server counts a statement under, which does not depend on the values in it; null where it computes none.
 * @param sql one SELECT, as `explainSelect` took it
 */
export async function queryIdOf(session: Session, sql: string): Promise<string | null> {
  const text = await oneSelect(sql);
  const lines = await session.ask(
    z.object({ 'QUERY PLAN': z.string() }),
    phase,
    `explain (verbose, costs off${generic(text)}) ${text}`,
  );
  const found = /^Query Identifier: (-?\d+)$/.exec(lines.at(-1)?.['QUERY PLAN'] ?? '');
  return found?.[1] ?? null;
}

async function sizesOf(
  session: Session,
  names: readonly { schema: string; name: string }[],
): Promise<QueryPlan['relations']> {
  if (names.length === 0) return [];
  return session.ask(
    z.object({ name: z.string(), bytes: z.number() }),
    'measuring tables',
    `select n.nspname || '.' || c.relname as name, coalesce(pg_catalog.pg_relation_size(c.oid), 0)::float8 as bytes
       from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) as w(schema, name)
       join pg_catalog.pg_namespace as n on n.nspname = w.schema
       join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = w.name
      order by 1`,
    [names.map(({ schema }) => schema), names.map(({ name }) => name)],
  );
}

function sentenceFor(error: unknown, session: Session): Error {
  const cause = error instanceof KindredError ? (error.cause ?? error) : error;
  if (cause instanceof KindredError) return cause;
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  // Syntax, names, values, what is not supported, what would write: faults of the statement and not of the server.
  if (/^(42|22|0A|25006)/.test(codeOf(cause)) && codeOf(cause) !== '42501') {
    return new KindredError('invalid_input', `The statement cannot be planned: ${reason}.`, { cause });
  }
  return databaseError(cause, session.target, phase);
}
