import Database from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import { storeError } from './store-error.ts';
import type { StoreFiles } from './store-files.ts';

/** Kysely's SQLite with our transactions, prepared statements kept, and errors in our words. */
export function storeDialect(sqlite: Database.Database, store: StoreFiles): Dialect {
  return {
    createDriver: () => new StoreDriver(sqlite, store),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/**
 * How often the turn to write is waited for, 5 seconds each time (`busyTimeoutMs`). SQLite keeps no queue: who waits asks ever more
 * rarely, so processes that write without a pause can keep it out; a fresh attempt asks often again.
 */
const beginAttempts = 3;

const isBusy = (error: unknown): boolean =>
  error instanceof KindredError &&
  error.cause instanceof Database.SqliteError &&
  error.cause.code.startsWith('SQLITE_BUSY');

class StoreDriver extends SqliteDriver {
  readonly #sqlite: Database.Database;

  constructor(sqlite: Database.Database, store: StoreFiles) {
    super({ database: keepingStatements(sqlite, store) });
    this.#sqlite = sqlite;
  }

  /** A plain BEGIN that reads and then writes gets SQLITE_BUSY_SNAPSHOT at once, whatever the timeout; IMMEDIATE waits its turn. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate');
    for (let attempt = 1; ; attempt++) {
      try {
        await connection.executeQuery(begin);
        return;
      } catch (error) {
        if (attempt === beginAttempts || !isBusy(error)) throw error;
      }
    }
  }

  /** SQLite rolls back by itself on a full or failing disk; a second rollback would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Above this many, or this long, a statement is prepared each time: lists of ids give ever new texts. */
const keptStatements = 300;
const keptLength = 2000;

function keepingStatements(sqlite: Database.Database, store: StoreFiles): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();

  function prepare(sql: string): SqliteStatement {
    const statement = guarded(store, () => sqlite.prepare<unknown[]>(sql));
    return {
      reader: statement.reader,
      all: (parameters) => guarded(store, () => statement.all(...parameters)),
      run: (parameters) => guarded(store, () => statement.run(...parameters)),
      iterate: (parameters) => guarded(store, () => statement.iterate(...parameters)),
    };
  }

  return {
    close: () => sqlite.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      if (kept.size < keptStatements && sql.length <= keptLength) kept.set(sql, statement);
      return statement;
    },
  };
}

function guarded<T>(store: StoreFiles, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw storeError(error, store);
  }
}
