import type { QueryClient } from '@tanstack/react-query';
import type { AppEvent } from '#shared/api/api.ts';
import type { DatasetProgress } from '#shared/domain/dataset-progress.ts';
import { never } from '#shared/api/errors.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Sweep } from '#shared/domain/sweep.ts';
import type { OutputOf } from './calls.ts';

type RunPage = OutputOf<'runs.list'>;
type Entry = { queryKey: readonly unknown[] };
/** Says that cached answers are old; the caller may gather several before asking again. */
export type Outdate = (key: string, matches: (entry: Entry) => boolean) => void;

const lists = [
  'runs.list',
  'runs.grouped',
  'runs.columns',
  'runs.importance',
  'experiments.list',
  'datasets.list',
  'performance.datasets',
];
/** Corrected by what finished runs took. */
const estimates = ['algorithms.estimate', 'performance.estimate', 'sweeps.plan'];
/** The run itself too: an answer that was on its way when the event came may be older than the event. */
const ofOneRun = ['runs.show', 'runs.artifacts', 'runs.history', 'runs.compare', 'matrix.info'];
const underWay = ['datasets.underWay', {}];
const named = (names: readonly string[]) => (entry: Entry) => names.includes(String(entry.queryKey[0]));

/** Whether the entry was asked for this run, by id or by number. */
function isAbout(run: Run): (entry: Entry) => boolean {
  const refs = new Set<unknown>([run.id, String(run.number)]);
  return ({ queryKey: [, input] }) => Object.values((input ?? {}) as object).some((value) => refs.has(value));
}

/** Applies `change` to every cached copy of the run, in pages of runs and by itself. */
function changeRun(cache: QueryClient, id: string, change: (run: Run) => Run): void {
  changeAnswers<Run>(cache, 'runs.show', (run) => (run.id === id ? change(run) : undefined));
  changeAnswers<RunPage>(cache, 'runs.list', (page) =>
    page.runs.some((run) => run.id === id)
      ? { ...page, runs: page.runs.map((run) => (run.id === id ? change(run) : run)) }
      : undefined,
  );
}

/**
 * Changes the answers to a call for which `change` gives a new one. The cache takes what is set for fresh, so one that was old is said
 * to be old again: progress does not bring the runs that a list lacks.
 */
function changeAnswers<T>(cache: QueryClient, call: string, change: (answer: T) => T | undefined): void {
  for (const query of cache.getQueryCache().findAll({ queryKey: [call] })) {
    const { isInvalidated } = query.state;
    cache.setQueryData<T>(query.queryKey, (answer) => answer && change(answer));
    if (isInvalidated) query.invalidate();
  }
}

/** The list with a sweep as it is now; one that is new comes first. */
const withSweep = (sweeps: readonly Sweep[] | undefined, changed: Sweep): Sweep[] | undefined =>
  sweeps?.some(({ id }) => id === changed.id)
    ? sweeps.map((sweep) => (sweep.id === changed.id ? changed : sweep))
    : sweeps && [changed, ...sweeps];

/** Keeps the query cache true to the events of the core, so that no page asks by a timer. */
export function applyEvent(cache: QueryClient, outdate: Outdate, event: AppEvent): void {
  switch (event.type) {
    case 'run.changed': {
      const about = isAbout(event.run);
      changeRun(cache, event.run.id, () => event.run);
      outdate('lists', named(lists));
      if (event.run.status === 'FINISHED') outdate('estimates', named(estimates));
      return outdate(event.run.id, (entry) => named(ofOneRun)(entry) && about(entry));
    }
    case 'run.progress': {
      const { id, stage, done, total } = event;
      return changeRun(cache, id, (run) => ({ ...run, progress: { stage, done, total } }));
    }
    case 'run.metric':
      return changeRun(cache, event.id, (run) => ({ ...run, metrics: { ...run.metrics, [event.name]: event.value } }));
    case 'dataset.changed':
    case 'queryDataset.changed':
    case 'dataset.deleted':
      return outdate(
        'datasets',
        named([
          'datasets.list',
          'datasets.show',
          'datasets.deleted',
          'performance.datasets',
          'performance.dataset',
          'performance.deletedDatasets',
        ]),
      );
    case 'sweep.changed':
      return void cache.setQueriesData<OutputOf<'sweeps.list'>>(
        { queryKey: ['sweeps.list', { kind: event.sweep.kind }] },
        (sweeps) => withSweep(sweeps, event.sweep),
      );
    case 'connections.changed':
      return outdate('connections', named(['connections.list']));
    case 'dataset.progress': {
      const { type: _, ...reached } = event;
      return void cache.setQueryData<DatasetProgress[]>(underWay, (jobs = []) => [
        ...jobs.filter(({ name }) => name !== event.name),
        reached,
      ]);
    }
    case 'dataset.ended':
      return void cache.setQueryData<DatasetProgress[]>(underWay, (jobs = []) =>
        jobs.filter(({ name }) => name !== event.name),
      );
    case 'dataset.warning':
    case 'connection.stage':
    case 'command.asked':
      return;
    case 'model.changed':
      return outdate('models', ({ queryKey: [call] }) => String(call).startsWith('models.'));
    case 'retraining.changed':
      return outdate('retraining', ({ queryKey: [call] }) => String(call).startsWith('retraining.'));
    case 'serving.changed':
      return void cache.setQueriesData({ queryKey: ['serving.status'] }, () => event.status);
    case 'resync':
      return outdate('all', () => true);
    default:
      return never(event);
  }
}
