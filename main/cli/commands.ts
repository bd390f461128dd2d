import type { Command } from 'commander';
import type { Cli } from './cli.ts';

/** Adds its arguments, flags, examples and action to a command. */
export type Define = (command: Command, cli: Cli) => void;

/** One line of the list of commands; the code behind it is loaded when it is used. */
export type Entry =
  | { name: string; summary: string; load: () => Promise<Define> }
  | { name: string; summary: string; commands: readonly Entry[] };

const datasets: readonly Entry[] = [
  {
    name: 'create',
    summary: 'read interactions from a source into a new version of a dataset',
    load: async () => (await import('./datasets/create.ts')).createDatasetCommand,
  },
  {
    name: 'refresh',
    summary: 'read what came into a database since a version, and store both as a new one',
    load: async () => (await import('./datasets/refresh.ts')).refreshDatasetCommand,
  },
  {
    name: 'seed',
    summary: 'write a dataset into the tables of a feed in a Postgres',
    load: async () => (await import('./datasets/seed.ts')).seedDatasetCommand,
  },
  {
    name: 'list',
    summary: 'list every version of every dataset',
    load: async () => (await import('./datasets/list.ts')).listDatasetsCommand,
  },
  {
    name: 'show',
    summary: 'show a dataset: size, fingerprint, recipe',
    load: async () => (await import('./datasets/show.ts')).showDatasetCommand,
  },
  {
    name: 'profile',
    summary: 'show what a dataset looks like: types, activity, popularity, what was dropped',
    load: async () => (await import('./datasets/profile.ts')).profileDatasetCommand,
  },
  {
    name: 'export',
    summary: 'write the interactions of a dataset as CSV or Parquet',
    load: async () => (await import('./datasets/export.ts')).exportDatasetCommand,
  },
  {
    name: 'delete',
    summary: 'delete a dataset version that no run uses',
    load: async () => (await import('./datasets/delete.ts')).deleteDatasetCommand,
  },
  {
    name: 'restore',
    summary: 'bring a deleted dataset version back, within 30 days',
    load: async () => (await import('./datasets/restore.ts')).restoreDatasetCommand,
  },
];

const connections: readonly Entry[] = [
  {
    name: 'list',
    summary: 'list saved connections to databases',
    load: async () => (await import('./connections/list.ts')).listConnectionsCommand,
  },
  {
    name: 'save',
    summary: 'save a connection under a name, its password apart from it',
    load: async () => (await import('./connections/save.ts')).saveConnectionCommand,
  },
  {
    name: 'test',
    summary: 'go the way to a database stage by stage, and say which one fails',
    load: async () => (await import('./connections/test.ts')).testConnectionCommand,
  },
  {
    name: 'tables',
    summary: 'list the tables, views and columns that can be read',
    load: async () => (await import('./connections/tables.ts')).tablesCommand,
  },
  {
    name: 'delete',
    summary: 'delete a saved connection and its password',
    load: async () => (await import('./connections/delete.ts')).deleteConnectionCommand,
  },
];

const runs: readonly Entry[] = [
  {
    name: 'list',
    summary: 'list, filter and sort runs',
    load: async () => (await import('./runs/list.ts')).listRunsCommand,
  },
  {
    name: 'show',
    summary: 'show a run: params, metrics, files',
    load: async () => (await import('./runs/show.ts')).showRunCommand,
  },
  {
    name: 'compare',
    summary: 'compare two to six runs, user by user where they are comparable',
    load: async () => (await import('./runs/compare.ts')).compareRunsCommand,
  },
  {
    name: 'agreement',
    summary: 'show how alike two runs recommend, user by user',
    load: async () => (await import('./runs/agreement.ts')).agreementCommand,
  },
  {
    name: 'slices',
    summary: 'show a metric of a run by group and by activity of the users',
    load: async () => (await import('./runs/slices.ts')).slicesCommand,
  },
  {
    name: 'delete',
    summary: 'archive runs',
    load: async () => (await import('./runs/delete.ts')).deleteRunsCommand,
  },
  {
    name: 'restore',
    summary: 'bring archived runs back',
    load: async () => (await import('./runs/restore.ts')).restoreRunsCommand,
  },
  {
    name: 'export',
    summary: 'write the list of runs as CSV or JSON',
    load: async () => (await import('./runs/export.ts')).exportRunsCommand,
  },
];

const models: readonly Entry[] = [
  {
    name: 'list',
    summary: 'list models and what of them is live',
    load: async () => (await import('./models/list.ts')).listModelsCommand,
  },
  {
    name: 'show',
    summary: 'show a model and its versions, or one version',
    load: async () => (await import('./models/show.ts')).showModelCommand,
  },
  {
    name: 'register',
    summary: 'make a finished run the next version of a model, with its bundle',
    load: async () => (await import('./models/register.ts')).registerModelCommand,
  },
  {
    name: 'gates',
    summary: 'compute what promotion would be decided on',
    load: async () => (await import('./models/gates.ts')).modelGatesCommand,
  },
  {
    name: 'promote',
    summary: 'make a version live where every gate says yes',
    load: async () => (await import('./models/promote.ts')).promoteModelCommand,
  },
  {
    name: 'rollback',
    summary: 'make live again what was live before',
    load: async () => (await import('./models/rollback.ts')).rollbackModelCommand,
  },
  {
    name: 'alias',
    summary: 'give a version an alias, or take one away',
    load: async () => (await import('./models/alias.ts')).modelAliasCommand,
  },
  {
    name: 'history',
    summary: 'list every decision about a model, who made it and why',
    load: async () => (await import('./models/history.ts')).modelHistoryCommand,
  },
  {
    name: 'export',
    summary: 'write the bundle of a version, or the registry as JSON',
    load: async () => (await import('./models/export.ts')).exportModelCommand,
  },
  {
    name: 'import',
    summary: 'make a bundle from anywhere the next version of a model',
    load: async () => (await import('./models/import.ts')).importModelCommand,
  },
  {
    name: 'verify',
    summary: 'check a bundle from anywhere: every hash, every array',
    load: async () => (await import('./models/verify.ts')).verifyBundleCommand,
  },
];

const queries: readonly Entry[] = [
  {
    name: 'check',
    summary: 'say whether pg_stat_statements can be sampled, or how to enable it',
    load: async () => (await import('./queries/check.ts')).checkQueriesCommand,
  },
  {
    name: 'sample',
    summary: 'sample execution times of queries into a new version of a dataset',
    load: async () => (await import('./queries/sample.ts')).sampleQueriesCommand,
  },
  {
    name: 'list',
    summary: 'list every version of every dataset of query samples',
    load: async () => (await import('./queries/list.ts')).listQueryDatasetsCommand,
  },
  {
    name: 'show',
    summary: 'show a dataset of query samples: size, features, what was left out, its slowest queries',
    load: async () => (await import('./queries/show.ts')).showQueryDatasetCommand,
  },
  {
    name: 'delete',
    summary: 'delete a dataset version that no run uses',
    load: async () => (await import('./queries/delete.ts')).deleteQueryDatasetCommand,
  },
  {
    name: 'restore',
    summary: 'bring a deleted dataset version back, within 30 days',
    load: async () => (await import('./queries/restore.ts')).restoreQueryDatasetCommand,
  },
  {
    name: 'explain',
    summary: 'show what is known of a SELECT before it is executed; it is not run',
    load: async () => (await import('./queries/explain.ts')).explainQueryCommand,
  },
  {
    name: 'train',
    summary: 'train and measure a model of execution times',
    load: async () => (await import('./queries/train.ts')).trainQueriesCommand,
  },
  {
    name: 'sweep',
    summary: 'search over the parameters of an algorithm for execution times',
    load: async () => (await import('./queries/sweep.ts')).sweepQueriesCommand,
  },
  {
    name: 'predict',
    summary: 'predict the execution time of a SELECT, which is not run, or of features',
    load: async () => (await import('./queries/predict.ts')).predictQueryCommand,
  },
];

const keys: readonly Entry[] = [
  {
    name: 'create',
    summary: 'make a key; its secret is shown once',
    load: async () => (await import('./keys/create.ts')).createKeyCommand,
  },
  {
    name: 'list',
    summary: 'list keys, what they allow and when they were used',
    load: async () => (await import('./keys/list.ts')).listKeysCommand,
  },
  {
    name: 'revoke',
    summary: 'make a key good for nothing, at once',
    load: async () => (await import('./keys/revoke.ts')).revokeKeyCommand,
  },
];

const retraining: readonly Entry[] = [
  {
    name: 'run',
    summary: 'train what is live again on the newest data, now; where the gates say yes it becomes the candidate',
    load: async () => (await import('./retrain/run.ts')).runRetrainCommand,
  },
  {
    name: 'plan',
    summary: 'do so by schedule, every day at 02:00 UTC unless said',
    load: async () => (await import('./retrain/plan.ts')).planRetrainCommand,
  },
  {
    name: 'list',
    summary: 'list the plans',
    load: async () => (await import('./retrain/list.ts')).listPlansCommand,
  },
  {
    name: 'history',
    summary: 'list how it went',
    load: async () => (await import('./retrain/history.ts')).retrainHistoryCommand,
  },
];

/** Every command, in the order of the help. */
export const commands: readonly Entry[] = [
  {
    name: 'ui',
    summary: 'open the workbench in the browser',
    load: async () => (await import('./ui.ts')).uiCommand,
  },
  {
    name: 'demo',
    summary:
      'the whole job on the reference groups: data, two runs, comparison, promotion, bundle, one answered request',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  { name: 'datasets', summary: 'create, list, show, profile and delete datasets', commands: datasets },
  { name: 'connections', summary: 'save, test, list and delete connections to databases', commands: connections },
  {
    name: 'train',
    summary: 'train and evaluate one run, or one for each seed',
    load: async () => (await import('./train.ts')).trainCommand,
  },
  {
    name: 'sweep',
    summary: 'try many parameters of an algorithm and say which are best',
    load: async () => (await import('./sweep.ts')).sweepCommand,
  },
  {
    name: 'evaluate',
    summary: 'measure the model of a finished run on another split or against other candidates',
    load: async () => (await import('./evaluate.ts')).evaluateCommand,
  },
  {
    name: 'compare',
    summary: 'compare two to six runs, as text or with --report as a file of HTML; the same as runs compare',
    load: async () => (await import('./runs/compare.ts')).compareRunsCommand,
  },
  { name: 'runs', summary: 'list, show, compare, archive, restore and export runs', commands: runs },
  { name: 'queries', summary: 'sample queries of a Postgres, and predict how long they will take', commands: queries },
  { name: 'models', summary: 'register, promote, roll back, export, import and verify models', commands: models },
  {
    name: 'serve',
    summary: 'answer HTTP from a bundle or a registered model',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  { name: 'retrain', summary: 'train models again, by schedule or now', commands: retraining },
  {
    name: 'precompute',
    summary: 'write the recommendations of all or active users into a Postgres',
    load: async () => (await import('./precompute.ts')).precomputeCommand,
  },
  { name: 'keys', summary: 'make, list and revoke keys of the serving API', commands: keys },
  {
    name: 'recommend',
    summary: 'recommend items to a user with a finished run',
    load: async () => (await import('./recommend.ts')).recommendCommand,
  },
  {
    name: 'verify',
    summary: 'check the store, the artifacts and the datasets',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'backup',
    summary: 'write a verified copy of the store',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'put a backup back in place of the store; the store that was there is kept',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
];
