import pg from 'pg';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { QuerySourceReport } from '#shared/domain/query-dataset.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import { placeOf } from '#runs/data/postgres/target.ts';

const phase = 'reading pg_stat_statements';

/** One statement as the server counted it since its statistics were last reset. */
export type Statement = {
  id: string;
  query: string;
  calls: number;
  /** Execution time of all calls, in milliseconds. */
  total: number;
  /** Blocks found in shared buffers, and read from elsewhere. */
  hit: number;
  read: number;
};

const Facts = z.object({
  version: z.string(),
  number: z.number(),
  preloaded: z.boolean(),
  available: z.boolean(),
  schema: z.string().nullable(),
  extension: z.string().nullable(),
  all_stats: z.boolean(),
});
type Facts = z.infer<typeof Facts>;

async function factsOf(session: Session): Promise<Facts> {
  const [facts] = await session.ask(
    Facts,
    'looking for pg_stat_statements',
    `select pg_catalog.current_setting('server_version') as version,
            pg_catalog.current_setting('server_version_num')::int as number,
            coalesce(pg_catalog.current_setting('pg_stat_statements.max', true), '') <> '' as preloaded,
            exists (select 1 from pg_catalog.pg_available_extensions as a where a.name = 'pg_stat_statements') as available,
            n.nspname::text as schema, e.extversion::text as extension,
            pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'usage') as all_stats
       from (select 1) as one
       left join pg_catalog.pg_extension as e on e.extname = 'pg_stat_statements'
       left join pg_catalog.pg_namespace as n on n.oid = e.extnamespace`,
  );
  return facts!;
}

/** What keeps pg_stat_statements from being read, as a sentence that says exactly how to enable it; null where nothing does. */
function obstacle(session: Session, { preloaded, available, schema, number }: Facts): string | null {
  const place = placeOf(session.target);
  const steps: string[] = [];
  if (!available && schema === null) {
    return `The server of ${place} does not have the extension pg_stat_statements on its disk. Install the package of additional modules of PostgreSQL there (postgresql-contrib), then enable the extension.`;
  }
  if (!preloaded) {
    steps.push(
      `as a superuser run "alter system set shared_preload_libraries = 'pg_stat_statements'" (keep the names that are there already, separated by commas) and restart the server`,
    );
  }
  if (schema === null)
    steps.push(`in the database "${session.target.database}" run "create extension pg_stat_statements"`);
  if (steps.length > 0) return `pg_stat_statements is not enabled in ${place}. To enable it: ${steps.join('; then ')}.`;
  if (number < 130_000) return `PostgreSQL 13 or newer is needed to sample pg_stat_statements, and ${place} is older.`;
  return null;
}

/** What can be sampled, without sampling it. */
export async function statementReport(session: Session): Promise<QuerySourceReport> {
  const facts = await factsOf(session);
  const why = obstacle(session, facts);
  const warnings = warningsOf(session, facts);
  const common = { server_version: facts.version, warnings };
  if (why !== null) return { ready: false, sentence: why, statements: null, ...common };
  const statements = await readStatements(session, 100_000);
  return {
    ready: true,
    sentence: `pg_stat_statements ${facts.extension} has counted ${statements.length} statements that begin with SELECT or WITH in ${placeOf(session.target)}.`,
    statements: statements.length,
    ...common,
  };
}

/** @throws KindredError conflict with the way to enable it, where it cannot be read */
export async function requireStatements(session: Session): Promise<{ warnings: string[] }> {
  const facts = await factsOf(session);
  const why = obstacle(session, facts);
  if (why !== null) throw new KindredError('conflict', why);
  return { warnings: warningsOf(session, facts) };
}

function warningsOf(session: Session, { all_stats }: Facts): string[] {
  const warnings: string[] = [];
  if (!all_stats) {
    warnings.push(
      `The role "${session.target.user}" sees the text of its own statements only. An administrator shows it those of others with: grant pg_read_all_stats to ${pg.escapeIdentifier(session.target.user)}.`,
    );
  }
  return warnings;
}

const StatementRow = z.object({
  id: z.string(),
  query: z.string(),
  calls: z.number(),
  total: z.number(),
  hit: z.number(),
  read: z.number(),
});

/** SELECTs that were counted in this database at the top level, those that took most time first. In one database only, for all roles that may be seen. */
export async function readStatements(session: Session, limit: number): Promise<Statement[]> {
  return session.ask(
    StatementRow,
    phase,
    `${await selection(session)} group by s.queryid
      order by sum(s.total_exec_time) desc, s.queryid limit $1`,
    [limit],
  );
}

/** What was counted for one statement; null where it was never seen. @param id as `queryIdOf` says it */
export async function findStatistics(session: Session, id: string): Promise<Statement | null> {
  const [found] = await session.ask(
    StatementRow,
    phase,
    `${await selection(session)} and s.queryid = $1::bigint group by s.queryid`,
    [id],
  );
  return found ?? null;
}

/** Whether pg_stat_statements can be read here. */
export const hasStatements = async (session: Session): Promise<boolean> =>
  obstacle(session, await factsOf(session)) === null;

async function selection(session: Session): Promise<string> {
  const { schema, number } = await factsOf(session);
  const view = `${pg.escapeIdentifier(schema ?? 'public')}.pg_stat_statements`;
  // Inside of functions the same work would be counted twice.
  const top = number >= 140_000 ? 'and s.toplevel' : '';
  return `select s.queryid::text as id, min(s.query) as query, sum(s.calls)::float8 as calls, sum(s.total_exec_time)::float8 as total,
            sum(s.shared_blks_hit)::float8 as hit, sum(s.shared_blks_read)::float8 as read
       from ${view} as s
      where s.dbid = (select d.oid from pg_catalog.pg_database as d where d.datname = pg_catalog.current_database())
        and s.queryid is not null and s.query ~* '^\\s*(/\\*.*?\\*/\\s*|--[^\\n]*\\n\\s*)*(select|with|\\()' ${top}`;
}

/** Other sessions that execute something now. */
export async function concurrentLoad(session: Session): Promise<number> {
  const [row] = await session.ask(
    z.object({ load: z.number() }),
    'counting active sessions',
    `select count(*)::int as load from pg_catalog.pg_stat_activity as a
      where a.state = 'active' and a.pid <> pg_catalog.pg_backend_pid() and a.backend_type = 'client backend'`,
  );
  return row!.load;
}
