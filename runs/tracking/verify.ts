import { setImmediate } from 'node:timers/promises';
import type { Reader, StoreContext } from './context.ts';
import { schemaVersion } from './migrations.ts';
import { expectedSchema, schemaText } from './schema-text.ts';
import { registryProblems } from './models/registry-problems.ts';
import { damaged } from './seal.ts';
import { storeError } from './store-error.ts';

/** Runs whose rows are checked in one go; between two goes others get their turn. */
const runsAtOnce = 200;

/**
 * Checks the whole store: SQLite's structure, the schema, references between rows, and the checksum of every row.
 * @returns what is wrong, each with the run it belongs to; empty where all is well
 */
export async function verifyStore(context: StoreContext): Promise<string[]> {
  const checks = [structureProblems, schemaProblems, nounProblems, runProblems, registryProblems];
  const problems: string[] = [];
  for (const check of checks) problems.push(...(await check(context).catch(unreadable(context))));
  return problems;
}

/** A store so damaged that it cannot be read through is a finding too. */
const unreadable =
  ({ store }: StoreContext) =>
  (error: unknown): string[] => {
    const reason = storeError(error, store);
    return [reason instanceof Error ? reason.message : String(reason)];
  };

async function structureProblems({ sqlite, store }: StoreContext): Promise<string[]> {
  const answers = sqlite.prepare<[], { integrity_check: string }>('pragma integrity_check(100)').all();
  const dangling = sqlite
    .prepare<[], { table: string; parent: string }>('select "table", parent from pragma_foreign_key_check limit 100')
    .all();
  return [
    ...answers.filter((row) => row.integrity_check !== 'ok').map((row) => `${store.file}: ${row.integrity_check}`),
    ...dangling.map(
      ({ table, parent }) => `${store.file}: a row of ${table} refers to a row of ${parent} that is gone.`,
    ),
  ];
}

/** A changed letter in a column's name or a constraint is no damage to SQLite: the schema is text like any other. */
async function schemaProblems({ sqlite, store }: StoreContext): Promise<string[]> {
  const found = schemaText(sqlite);
  const expected = await expectedSchema();
  const names = [...new Set([...expected.keys(), ...found.keys()])];
  return names
    .filter((name) => found.get(name) !== expected.get(name))
    .map((name) => `${store.file}: the definition of "${name}" is not the one of schema ${schemaVersion}.`);
}

async function nounProblems({ db }: StoreContext): Promise<string[]> {
  const experiments = await db.selectFrom('experiments').selectAll().execute();
  const datasets = await db.selectFrom('datasets').selectAll().execute();
  const deleted = await db.selectFrom('deleted_datasets').selectAll().execute();
  const splits = await db.selectFrom('splits').selectAll().execute();
  const connections = await db.selectFrom('connections').selectAll().execute();
  const sweeps = await db.selectFrom('sweeps').selectAll().execute();
  const views = await db.selectFrom('views').selectAll().execute();
  const userGroups = await db.selectFrom('user_groups').selectAll().execute();
  return [
    ...damaged('experiments', experiments).map(({ name }) => `Experiment "${name}": its row is damaged.`),
    ...damaged('datasets', datasets).map((row) => `Dataset "${row.name}" version ${row.version}: its row is damaged.`),
    ...damaged('deleted_datasets', deleted).map(
      (row) => `The deletion of dataset ${row.dataset_id}: its row is damaged.`,
    ),
    ...damaged('user_groups', userGroups).map(({ name }) => `Group of users "${name}": its row is damaged.`),
    ...damaged('views', views).map(({ name }) => `Saved view "${name}": its row is damaged.`),
    ...damaged('sweeps', sweeps).map(({ name }) => `Sweep "${name}": its row is damaged.`),
    ...damaged('connections', connections).map(({ name }) => `Connection "${name}": its row is damaged.`),
    ...damaged('splits', splits).map(({ fingerprint }) => `Split ${fingerprint}: its row is damaged.`),
  ];
}

async function runProblems({ db }: StoreContext): Promise<string[]> {
  const problems: string[] = [];
  const newest = await db.selectFrom('runs').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst();
  for (let from = 0; from <= (newest?.number ?? -1); from += runsAtOnce) {
    problems.push(...(await problemsBetween(db, from, from + runsAtOnce)));
    await setImmediate();
  }
  return problems;
}

/** Runs with numbers in [from, to) and everything logged to them. */
async function problemsBetween(db: Reader, from: number, to: number): Promise<string[]> {
  const runs = await db.selectFrom('runs').selectAll().where('number', '>=', from).where('number', '<', to).execute();
  const params = await db.selectFrom('params').selectAll().where('run', '>=', from).where('run', '<', to).execute();
  const metrics = await db.selectFrom('metrics').selectAll().where('run', '>=', from).where('run', '<', to).execute();
  const steps = await db
    .selectFrom('metric_history')
    .selectAll()
    .where('run', '>=', from)
    .where('run', '<', to)
    .execute();
  const tags = await db.selectFrom('tags').selectAll().where('run', '>=', from).where('run', '<', to).execute();
  const files = await db.selectFrom('artifacts').selectAll().where('run', '>=', from).where('run', '<', to).execute();

  const found: [run: number, what: string][] = [
    ...damaged('runs', runs).map(({ number }) => finding(number, 'its row is')),
    ...damaged('params', params).map(({ run, key }) => finding(run, `param "${key}" is`)),
    ...damaged('metrics', metrics).map(({ run, name }) => finding(run, `metric "${name}" is`)),
    ...damaged('metric_history', steps).map(({ run, name, step }) =>
      finding(run, `step ${step} of metric "${name}" is`),
    ),
    ...damaged('tags', tags).map(({ run, key }) => finding(run, `tag "${key}" is`)),
    ...damaged('artifacts', files).map(({ run, name }) => finding(run, `the record of file "${name}" is`)),
  ];
  const ids = new Map(runs.map(({ number, id }) => [number, id]));
  return found
    .sort(([a], [b]) => a - b)
    .map(([run, what]) => `Run ${run} (${ids.get(run) ?? 'its row is gone'}): ${what} damaged.`);
}

const finding = (run: number, what: string): [number, string] => [run, what];
