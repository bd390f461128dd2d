import { KindredError } from '#shared/api/errors.ts';
import type { RegisteredModel } from '#shared/domain/model-version.ts';
import type { Served, ServedFile, ServedSlots } from '#runs/serving/serving-host.ts';
import { bundleOf } from './bundles.ts';
import type { CoreContext } from './context.ts';

/**
 * What a model's aliases name, as files; where no model is named, of the only one with a live version.
 * @throws KindredError not_found where nothing is live, conflict where several models are
 */
export async function servedSlots(context: CoreContext, name: string | undefined): Promise<ServedSlots> {
  const model = name === undefined ? await onlyLive(context) : await context.store.models.find(name);
  const slot = (status: 'live' | 'candidate' | 'previous'): ServedFile | null => {
    const version = model.versions.find(({ version: number }) => number === model.aliases[status]);
    if (!version) return null;
    const { path: file, sha256 } = bundleOf(context, version);
    return { version: version.model_version, file, sha256 };
  };
  const live = slot('live');
  if (!live) {
    throw new KindredError(
      'not_found',
      `No version of model "${model.name}" is live. Promote one with \`kindred models promote ${model.name}\`.`,
    );
  }
  return { model: model.name, live, candidate: slot('candidate'), previous: slot('previous') };
}

async function onlyLive({ store }: CoreContext): Promise<RegisteredModel> {
  const live = (await store.models.list('recommender')).filter(({ aliases }) => aliases['live'] !== undefined);
  const [first, ...others] = live;
  if (!first) throw new KindredError('not_found', 'No model has a live version. Promote a run first.');
  if (others.length === 0) return first;
  throw new KindredError(
    'conflict',
    `Several models have a live version: ${live.map(({ name }) => name).join(', ')}. Name the one to serve.`,
  );
}

/**
 * What an API is started with. Where no recommender is live, a model of query performance is served by itself.
 * @param name  the recommender to serve, or a model of query performance to serve without one
 * @throws KindredError as `servedSlots`
 */
export async function servedModels(
  context: CoreContext,
  name: string | undefined,
  activeModel: () => Promise<ServedFile | null>,
): Promise<Served> {
  const performance = await activeModel();
  const isAboutQueries = name !== undefined && (await context.store.models.find(name)).kind === 'query_performance';
  if (isAboutQueries && performance) return { slots: null, performance };
  try {
    return { slots: await servedSlots(context, name), performance };
  } catch (error) {
    const isNoneLive = name === undefined && error instanceof KindredError && error.code === 'not_found';
    if (isNoneLive && performance) return { slots: null, performance };
    throw error;
  }
}
