import type { Estimate } from '#shared/domain/estimate.ts';
import { KindredError, toWire } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { logFile } from '#shared/domain/run-log.ts';
import { isEnded, type Run, type RunProgress, type TrainRequest } from '#shared/domain/run.ts';
import { splitFingerprint, type KnownSplit } from '#runs/data/split.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import { heartbeatMs } from '#runs/tracking/lease.ts';
import { estimateRun, refuseTooLarge } from '#runs/training/estimate.ts';
import type { NewRun } from '#runs/tracking/create-run.ts';
import { shareOut, type Job, type OnMessage } from '#runs/training/trainer.ts';
import type { TaskMessage } from '#runs/training/protocol.ts';
import type { CoreContext } from './context.ts';
import { dataOf, paramsOf, resolveSplit } from './run-data.ts';
import { createRunLog, type RunLogWriter } from './run-log.ts';

const watchMs = 1_000;

type Plan = {
  request: TrainRequest;
  dataset: Dataset;
  config: Record<string, unknown>;
  split: KnownSplit;
  estimate: Estimate;
};
/** What is done in a run: `prepare` before it is queued; `start` hands it to a thread, which tells `onMessage` how it goes. */
type Work = {
  prepare?: (run: Run) => Promise<void>;
  start: (run: Run, onMessage: OnMessage) => Job<null>;
};
type Ending = 'CANCELLED' | 'INTERRUPTED';
type Active = {
  run: Run;
  job: Job<null>;
  progress: RunProgress | null;
  log: RunLogWriter;
  ending: Ending | null;
  writes: Promise<void>;
  ended: Promise<void>;
};

/** Starts, follows and ends runs: the only place that changes a run's status. */
export function createRunLifecycle(context: CoreContext) {
  const { store, artifacts, trainer, clock, emit, log, config, paths, memoryLimit } = context;
  const active = new Map<string, Active>();
  const heartbeat = setInterval(() => void beat(), heartbeatMs).unref();
  const watch = setInterval(() => void watchOthers(), watchMs).unref();

  /** Checks everything that can be checked before a run exists: data, config, split, memory. */
  async function plan(request: TrainRequest): Promise<Plan> {
    const dataset = await store.datasets.find(request.dataset);
    const algorithm = findAlgorithm(request.algorithm);
    const algorithmConfig = parseConfig(algorithm, request.config);
    const split = resolveSplit(dataset, request);
    const planned = { dataset, algorithm, config: algorithmConfig, split, ks: request.ks };
    const estimate = estimateRun(planned, shareOut(config.threads).threads, memoryLimit());
    return { request, dataset, config: algorithmConfig, split, estimate };
  }

  async function start(request: TrainRequest): Promise<Run[]> {
    const planned = await plan(request);
    refuseTooLarge(request.algorithm, planned.estimate);
    const runs: Run[] = [];
    for (let offset = 0; offset < request.seeds; offset++) runs.push(await startOne(planned, request.seed + offset));
    return runs;
  }

  async function startOne(
    { request, dataset, config: algorithmConfig, split, estimate }: Plan,
    seed: number,
  ): Promise<Run> {
    const asked: NewRun = {
      name: request.name ?? defaultName(request, algorithmConfig),
      experiment: request.experiment,
      kind: 'recommender',
      algorithm: request.algorithm,
      dataset,
      split: {
        kind: split.kind,
        fingerprint: splitFingerprint(dataset.fingerprint, split),
        candidates: request.candidates,
      },
      ks: request.ks,
      seed,
      params: paramsOf(dataset, { ...request, seed }, algorithmConfig, split),
      tags: request.tags,
      note: request.note,
      parent_id: null,
    };
    const start: Work['start'] = (run, onMessage) =>
      trainer.train(
        {
          ...dataOf(run, dataset, paths.datasets),
          algorithm: run.algorithm,
          config: algorithmConfig,
          candidates: run.split.candidates,
          ks: run.ks,
          evaluation: request.evaluation,
          seed: run.seed,
          ...(estimate.search_bytes !== null && {
            spill: { bytes: estimate.search_bytes, folder: paths.temporary },
          }),
          artifactsRoot: paths.artifacts,
          provenance: {
            run: `run ${run.number} (${run.name})`,
            dataset: `${dataset.name} v${dataset.version} ${dataset.fingerprint.slice(0, 8)}`,
            version: config.version,
          },
        },
        onMessage,
      );
    return begin(asked, estimate, { start });
  }

  /** Makes a run, and queues its work. */
  async function begin(
    asked: NewRun,
    estimate: Pick<Estimate, 'bytes'>,
    { prepare, start: startJob }: Work,
  ): Promise<Run> {
    const run = await store.runs.create({ ...asked, ks: [...new Set(asked.ks)].sort((a, b) => a - b) });
    await store.runs.logMetrics(run.id, [{ name: 'memory_bytes', step: 0, value: estimate.bytes }]);
    await prepare?.(run);
    const entry: Active = {
      run,
      job: startJob(run, (message) => receive(entry, message)),
      progress: null,
      log: createRunLog(clock, run),
      ending: null,
      writes: Promise.resolve(),
      ended: Promise.resolve(),
    };
    active.set(run.id, entry);
    entry.ended = follow(entry);
    return announce(run.id);
  }

  /** One run from its start to its end. Never rejects: whatever happens is the run's status. */
  async function follow(entry: Active): Promise<void> {
    const { id } = entry.run;
    let startedAt = clock.monotonic();
    /** How the run ended, where the store could not be told. */
    let unwritten: Partial<Run> = {};
    const end = async (status: Run['status'], error: string | null) => {
      await entry.writes.catch((failure: unknown) => log('error', `Run ${id} could not log everything`, failure));
      entry.log.note(error === null ? status : `${status}: ${error}`);
      await keepLog(entry).catch((failure: unknown) => log('error', `Run ${id} could not keep its log`, failure));
      await store.runs.finish(id, { status, error, duration_ms: clock.monotonic() - startedAt });
    };
    try {
      entry.job.done.catch(() => {});
      await entry.job.started;
      startedAt = clock.monotonic();
      if (!entry.ending) {
        await store.runs.start(id);
        await announce(id);
      }
      await entry.job.done;
      await entry.writes;
      await end('FINISHED', null);
    } catch (error) {
      // A write that failed stopped the job, and is the reason then.
      const cause: unknown = await entry.writes.then(() => error).catch((failure: unknown) => failure);
      const { code, message } = toWire(cause);
      if (!entry.ending && !(cause instanceof KindredError)) log('error', `Run ${id} failed`, cause);
      const status = entry.ending ?? (code === 'cancelled' ? 'CANCELLED' : 'FAILED');
      const reason = entry.ending ? endingSentence[entry.ending] : message;
      await end(status, reason).catch((failure: unknown) => {
        log('error', `Run ${id} could not be ended`, failure);
        unwritten = { status, error: `${reason} This could not be written down: ${toWire(failure).message}` };
      });
    }
    active.delete(id);
    await announce(id, unwritten).catch((failure: unknown) => log('error', `Run ${id} could not be read`, failure));
  }

  async function keepLog({ run, log: { text } }: Active): Promise<void> {
    const stored = await artifacts.put(new TextEncoder().encode(text()));
    await store.runs.addArtifact(run.id, { name: logFile, content_type: 'text/plain; charset=utf-8', ...stored });
  }

  /** What the thread says, written in the order in which it was said. */
  function receive(entry: Active, message: TaskMessage): void {
    const { id } = entry.run;
    entry.log.hear(message);
    if (message.type === 'started') return;
    if (message.type === 'progress') {
      const { stage, done, total } = message;
      entry.progress = { stage, done, total };
      emit({ type: 'run.progress', id, stage, done, total });
      return;
    }
    entry.writes = entry.writes.then(() => write(id, message));
    // A write that fails ends the run: `follow` awaits the same chain.
    entry.writes.catch(() => entry.job.stop());
  }

  async function write(id: string, message: Exclude<TaskMessage, { type: 'progress' | 'started' }>): Promise<void> {
    switch (message.type) {
      case 'params':
        return store.runs.logParams(id, message.params);
      case 'artifact':
        return store.runs.addArtifact(id, message.artifact);
      case 'metrics':
        await store.runs.logMetrics(id, message.entries);
        for (const { name, step, value } of message.entries) {
          emit({ type: 'run.metric', id, name, step, value: Number.isFinite(value) ? value : 'NaN' });
        }
    }
  }

  async function cancel(ref: string): Promise<Run> {
    const run = await store.runs.find(ref);
    if (isEnded(run.status)) throw new KindredError('conflict', `Run ${run.number} has ended already (${run.status}).`);
    const entry = active.get(run.id);
    if (!entry) {
      throw new KindredError(
        'conflict',
        `Run ${run.number} is trained by another Kindred process. Cancel it there, or end that process: the run becomes INTERRUPTED.`,
      );
    }
    stop(entry, 'CANCELLED');
    await entry.ended;
    return store.runs.find(run.id);
  }

  function stop(entry: Active, ending: Ending): void {
    entry.ending ??= ending;
    entry.job.stop();
  }

  async function announce(id: string, unwritten: Partial<Run> = {}): Promise<Run> {
    const run = { ...withProgress(await store.runs.find(id)), ...unwritten };
    emit({ type: 'run.changed', run });
    return run;
  }

  /** Runs of processes that died become INTERRUPTED. */
  async function reconcile(): Promise<void> {
    for (const run of await store.reconcile()) emit({ type: 'run.changed', run });
  }

  async function beat(): Promise<void> {
    try {
      if (active.size > 0) await store.runs.heartbeat([...active.keys()]);
      await reconcile();
    } catch (error) {
      log('warn', 'The heartbeat could not be written', error);
    }
  }

  /** Another process may write the same store: then whatever was read before may be old. */
  async function watchOthers(): Promise<void> {
    try {
      if (await store.changedElsewhere()) emit({ type: 'resync' });
    } catch (error) {
      log('warn', 'The store could not be watched', error);
    }
  }

  const withProgress = (run: Run): Run => ({ ...run, progress: active.get(run.id)?.progress ?? null });

  return {
    plan,
    start,
    begin,
    cancel,
    /** The run when it has ended; at once where it does not run here. */
    async ended(id: string): Promise<Run> {
      await active.get(id)?.ended;
      return store.runs.find(id);
    },
    announce,
    reconcile,
    withProgress,
    /** What an active run has logged so far. */
    liveLog: (id: string): string | null => active.get(id)?.log.text() ?? null,
    active: () => active.size,
    async close() {
      clearInterval(heartbeat);
      clearInterval(watch);
      const entries = [...active.values()];
      for (const entry of entries) stop(entry, 'INTERRUPTED');
      await Promise.all(entries.map((entry) => entry.ended));
    },
  };
}

export type RunLifecycle = ReturnType<typeof createRunLifecycle>;

const endingSentence: Record<Ending, string> = {
  CANCELLED: 'Cancelled. What was logged until then is kept.',
  INTERRUPTED:
    'Kindred was closed while this run trained. What was logged until then is kept; start it again to finish.',
};

/** `user_knn n_neighbors=50`: the algorithm and what was set on purpose. */
function defaultName({ algorithm, config }: TrainRequest, parsed: Record<string, unknown>): string {
  const set = Object.keys(config).map((key) => `${key}=${String(parsed[key])}`);
  return [algorithm, ...set].join(' ').slice(0, 100);
}
