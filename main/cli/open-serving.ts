import { join } from 'node:path';
import type { ServingApi, ServingApiOptions } from '../serving/serving-api.ts';

/** The flags of `kindred serve`. */
export type ServeOptions = {
  bundle?: string;
  model?: string;
  port?: number;
  host?: string;
  allowHost?: string[];
  rate?: number;
  fallback?: ServingApiOptions['fallbacks'];
  precomputed?: 'first' | 'fallback';
  forward?: boolean;
  database: string;
  schema: string;
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
      ? overModel(options.model!, common)
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

async function overModel(model: string, options: ServingApiOptions): Promise<OpenServing> {
  const [{ openCore }, { serveModel }] = await Promise.all([
    import('./session.ts'),
    import('../serving/serve-model.ts'),
  ]);
  const core = await openCore();
  try {
    return { api: await serveModel(core, model, options), close: () => core.close() };
  } catch (error) {
    await core.close();
    throw error;
  }
}
