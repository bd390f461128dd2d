import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import { databaseError } from '#runs/data/postgres/database-error.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import { configure } from '#runs/data/postgres/snapshot.ts';
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
    const plan = await planOf(session, text);
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

async function planOf(session: Session, text: string): Promise<PlanNode> {
  const explained = (what: string) => session.ask(Explained, phase, `explain (format json, verbose) ${what}`);
  const [answer] = await (hasParameters(text) ? asPrepared(session, text, explained) : explained(text));
  return answer!['QUERY PLAN'][0]!.Plan;
}

/** In statements of pg_stat_statements $1 stands for a value that was taken out. */
const hasParameters = (text: string): boolean => /\$\d/.test(text);

/**
 * A statement with parameters is prepared, which does not run it either, and planned for values that are not known.
 * @param use with `execute …`, which stands for the statement behind EXPLAIN
 */
async function asPrepared<T>(session: Session, text: string, use: (what: string) => Promise<T>): Promise<T> {
  // Each name once: what failed half-way stays prepared until the session ends.
  const name = `kindred_${randomBytes(6).toString('hex')}`;
  const say = (statement: string) => session.ask(z.unknown(), phase, statement);
  await configure(session, { plan_cache_mode: 'force_generic_plan' });
  await say(`prepare ${name} as ${text}`);
  const [prepared] = await session.ask(
    z.object({ parameters: z.number() }),
    phase,
    'select pg_catalog.cardinality(s.parameter_types) as parameters from pg_catalog.pg_prepared_statements as s where s.name = $1',
    [name],
  );
  const values = Array.from({ length: prepared?.parameters ?? 0 }, () => 'null').join(', ');
  const result = await use(`execute ${name}${values === '' ? '' : `(${values})`}`);
  await say(`deallocate ${name}`);
  return result;
}

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
  const explained = (what: string) =>
    session.ask(z.object({ 'QUERY PLAN': z.string() }), phase, `explain (verbose, costs off) ${what}`);
  const lines = await (hasParameters(text) ? asPrepared(session, text, explained) : explained(text));
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
