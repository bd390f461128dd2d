import { isDeepStrictEqual } from 'node:util';
import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import type { Run } from '#shared/domain/run.ts';
import type { RetrainingPatch } from '#runs/tracking/retrainings.ts';
import type { CoreContext } from '../context.ts';
import { checkGates } from '../model-gates.ts';
import { registerRun } from '../register-run.ts';
import type { RunLifecycle } from '../run-lifecycle.ts';
import { newestData } from './newest-data.ts';
import { retrainRequest } from './retrain-request.ts';
import { verdictOf } from './verdict.ts';

export type RetrainParts = {
  context: CoreContext;
  lifecycle: RunLifecycle;
  datasets: Pick<Handlers['datasets'], 'refresh' | 'create'>;
  setAlias: Handlers['models']['setAlias'];
};

/** Told of each thing that is known. */
export type Note = (found: RetrainingPatch) => Promise<void>;

/** How much worse a group of users may be on the same data, as promotion has it unless said. */
const groupLimit = 0.02;

/**
 * Trains what is live again on the newest data, as it was trained; evaluates it, asks the gates, and makes it the candidate where they say yes.
 * @throws KindredError where a step fails; what was made until then stays
 */
export async function retrain(
  parts: RetrainParts,
  name: string,
  maxDrop: number,
  note: Note,
): Promise<Pick<RetrainingPatch, 'outcome' | 'detail'>> {
  const { context, lifecycle, datasets, setAlias } = parts;
  const { store } = context;
  const model = await store.models.find(name);
  const live = liveOf(model);
  const before = await store.runs.find(live.run.id);
  const dataset = await newestData(datasets, await store.datasets.find(before.dataset.name));
  await note({ dataset: { id: dataset.id, name: dataset.name, version: dataset.version } });
  const same = trainedOn(model, live, dataset);
  if (same) {
    const detail = `${same.model_version} was trained on ${dataset.name} version ${dataset.version}, the newest there is.`;
    return { outcome: 'unchanged', detail };
  }
  const run = await trained(lifecycle, before, dataset, live);
  await note({ run: { id: run.id, number: run.number, name: run.name } });
  const why = `Retraining on ${dataset.name} version ${dataset.version}`;
  const version = await registerRun(context, { run: run.id, model: name, note: why, candidate: false });
  await note({ version: version.version });
  const checked = await checkGates(context, version, { group_limit: groupLimit });
  const { ok, gates, detail } = verdictOf(live, version, checked, maxDrop);
  await note({ gates });
  // Without an alias the version is only listed; its event tells pages of it all the same.
  await (ok
    ? setAlias({ model: name, alias: 'candidate', version: version.version, note: why })
    : announceVersion(context, name));
  return { outcome: ok ? 'candidate' : 'kept_back', detail };
}

function liveOf(model: RegisteredModel): ModelVersion {
  const live = model.versions.find(({ status }) => status === 'live');
  if (live?.imported) {
    throw new KindredError(
      'conflict',
      `${live.model_version} was imported, and the data it was trained on are not on this computer. Train it here once, and promote that.`,
    );
  }
  if (live) return live;
  throw new KindredError('conflict', `Nothing of ${model.name} is live, so nothing can be trained again. Promote a version first.`); // prettier-ignore
}

/** The version that has learned the same from the same. */
function trainedOn(
  { versions }: RegisteredModel,
  live: ModelVersion,
  { fingerprint }: Dataset,
): ModelVersion | undefined {
  return versions.find(
    ({ dataset, algorithm, config, seed, split }) =>
      dataset.fingerprint === fingerprint &&
      algorithm === live.algorithm &&
      seed === live.seed &&
      split.kind === live.split.kind &&
      isDeepStrictEqual(config, live.config),
  );
}

async function trained(lifecycle: RunLifecycle, before: Run, dataset: Dataset, live: ModelVersion): Promise<Run> {
  const [started] = await lifecycle.start(retrainRequest(before, dataset, live));
  const run = await lifecycle.ended(started!.id);
  if (run.status === 'FINISHED') return run;
  const code = run.status === 'FAILED' ? 'internal' : 'cancelled';
  throw new KindredError(code, `Run ${run.number} is ${run.status}: ${run.error ?? 'no reason is known'}`);
}

async function announceVersion({ store, emit }: CoreContext, model: string): Promise<void> {
  const [event] = await store.models.history(model);
  if (event) emit({ type: 'model.changed', model, event });
}
