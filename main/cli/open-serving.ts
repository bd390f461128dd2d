import { join } from 'node:path';
import type { Core } from '#runs/core.ts';
import type { ServingApi, ServingApiOptions } from '../serving/serving-api.ts';

/** The flags of `kindred serve`. */
export type ServeOptions = {
  bundle?: string;
  model?: string;
  /** Models of query performance alone. */
  queries?: true;
  port?: number;
  host?: string;
  allowHost?: string[];
  rate?: number;
  fallback?: ServingApiOptions['fallbacks'];
  precomputed?: 'first' | 'fallback';
  forward?: boolean;
  database: string;
  schema: string;
  /** A schedule, or true for the one that is planned. */
  retrain?: string | true;
  logRequests?: boolean;
};

export type OpenServing = { api: ServingApi; close(): Promise<void> };

/** The API with its database, where one is used, over a bundle or a registered model. @throws KindredError */
export async function openServing(options: ServeOptions): Promise<OpenServing> {
  const [{ coreConfig, dataFolder }, { servingWorkers }, { openApiLog }, { usePostgres }] = await Promise.all([
    import('../core-config.ts'),
    import('../workers.ts'),
    import('../serving/api-log.ts'),
    import('../serving/with-postgres.ts'),
  ]);
  const home = dataFolder();
  const log = openApiLog(2);
  const { database: address, schema, precomputed = null, forward: forwards = false } = options;
  const usesPostgres = precomputed !== null || forwards;
  const postgres = usesPostgres
    ? await usePostgres({ address, schema, precomputed, forwards }, process.env, log)
    : null;
  const common: ServingApiOptions = {
    port: options.port,
    host: options.host,
    names: options.allowHost,
    rate: options.rate ?? null,
    fallbacks: options.fallback,
    logsRequests: options.logRequests,
    folder: join(home, 'serving'),
    bundles: join(home, 'bundles'),
    helper: servingWorkers.helper,
    version: coreConfig(home).version,
    log,
    ...postgres?.options,
  };
  try {
    const { api, close } = await (options.bundle === undefined
      ? overModel(options, common)
      : overBundle(options.bundle, common));
    const whole = postgres?.attach(api) ?? api;
    return { api: whole, close: () => whole.close().then(close) };
  } catch (error) {
    await postgres?.close();
    throw error;
  }
}

async function overBundle(bundle: string, options: ServingApiOptions): Promise<OpenServing> {
  const { serveBundle } = await import('../serving/serve-bundle.ts');
  return { api: await serveBundle({ ...options, bundle }), close: async () => {} };
}

async function overModel({ model, retrain }: ServeOptions, options: ServingApiOptions): Promise<OpenServing> {
  const [{ openSchedulingCore, openCore }, { serveModel }] = await Promise.all([
    import('./session.ts'),
    import('../serving/serve-model.ts'),
  ]);
  const core = await (retrain === undefined ? openCore() : openSchedulingCore());
  try {
    const name = model?.split('@')[0];
    if (retrain !== undefined && name !== undefined)
      await planRetraining(core, name, retrain === true ? undefined : retrain);
    return { api: await serveModel(core, model ?? null, options), close: () => core.close() };
  } catch (error) {
    await core.close();
    throw error;
  }
}

/** The plan that there is, with another schedule where one is given. @throws KindredError invalid_input where it is none */
async function planRetraining(core: Core, model: string, cron: string | undefined): Promise<void> {
  const { connect, serve } = await import('#shared/api/rpc.ts');
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const planned = (await client.retraining.plans({})).find((plan) => plan.model === model);
  const { by: _by, changed_at: _at, next_at: _next, ...settings } = planned ?? { model };
  await client.retraining.save({ ...settings, enabled: true, ...(cron !== undefined && { cron }) });
}
