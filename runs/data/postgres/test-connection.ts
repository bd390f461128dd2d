import type { ConnectionReport, ConnectionStage } from '#shared/domain/connection.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { listColumns, listTables, type KnownTable } from './catalogue.ts';
import { relationOf } from './find-table.ts';
import { openSession, stage, type OnStage } from './open-session.ts';
import { recognise } from './presets.ts';
import { roleWarnings } from './role-warnings.ts';
import type { Session } from './session.ts';
import { inSnapshot } from './snapshot.ts';
import { faultOf, stageError, stageLimitMs } from './stage-error.ts';
import { placeOf, type ConnectionTarget } from './target.ts';

const enough = 100_000;

/**
 * Goes the way to the data stage by stage and tells of each, up to the first that fails.
 * @throws KindredError cancelled by the signal; what fails is in the report
 */
export async function testConnection(
  target: ConnectionTarget,
  onStage: OnStage,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const stages: ConnectionStage[] = [];
  const report = (done: ConnectionStage): void => {
    stages.push(done);
    onStage(done);
  };
  try {
    const session = await openSession(target, report, signal);
    try {
      return await inSnapshot(session, stageLimitMs, async () => {
        const tables = await stage(
          'read',
          report,
          () => readableTables(session),
          (found) => readText(session, found),
        );
        await stage('rows', report, () => largest(session, tables), rowsText);
        return { ok: true, stages, warnings: await roleWarnings(session, null) };
      });
    } finally {
      await session.close();
    }
  } catch (error) {
    if (faultOf(error) && stages.at(-1)?.ok === false) return { ok: false, stages, warnings: [] };
    throw error;
  }
}

async function readableTables(session: Session): Promise<KnownTable[]> {
  const tables = await listTables(session, enough);
  const readable = tables.filter((table) => table.readable);
  if (readable.length > 0) return readable;
  const { target } = session;
  const there =
    tables.length === 0 ? 'There are no tables' : `None of ${formatCount(tables.length)} tables may be read`;
  throw stageError(
    'read',
    tables.length === 0 ? 'not_found' : 'forbidden',
    `${there} in ${placeOf(target)} by "${target.user}".`,
    tables.length === 0
      ? 'Is it the right database?'
      : `An administrator allows it with: grant select on all tables in schema public to "${target.user}".`,
  );
}

const readText = (session: Session, tables: readonly KnownTable[]): string =>
  `"${session.target.user}" may read ${formatCount(tables.length)} ${tables.length === 1 ? 'table' : 'tables'}.`;

type Largest = { label: string; rows: number | null };

/** The table of interactions where one is known, else that with the most rows. */
async function largest(session: Session, tables: readonly KnownTable[]): Promise<Largest> {
  const known = tables.filter(({ name }) => /^(user_)?interactions?$/.test(name));
  const columns = await listColumns(
    session,
    known.map(({ oid }) => oid),
  );
  const [found] = recognise(known.map((table) => ({ ...table, columns: columns.get(table.oid) ?? [] })));
  const table =
    tables.find(({ schema, name }) => found?.options['schema'] === schema && found.options['table'] === name) ??
    tables.reduce((most, next) => ((next.rows ?? -1) > (most.rows ?? -1) ? next : most));
  return { label: relationOf(table, []).label, rows: table.rows };
}

const rowsText = ({ label, rows }: Largest): string =>
  rows === null
    ? `${label} was never counted by the server (ANALYZE does it).`
    : `About ${formatCount(Math.round(rows))} rows in ${label}.`;
