import { dirname, join, resolve } from 'node:path';
import { kindOfBundle } from '#runs/bundle/read-bundle.ts';
import type { Log } from '../log.ts';
import { readState, writeState } from './served-state.ts';
import { createServingApi, type ServingApi, type ServingApiOptions } from './serving-api.ts';

export type ServeBundleOptions = Omit<ServingApiOptions, 'bundles'> & { bundle: string };

/**
 * The API over one bundle. It is reachable while the bundle is read, and ready after. Restarted with the same bundle, it serves what an
 * administrator promoted last.
 * @throws KindredError where the bundle is refused
 */
export async function serveBundle({ bundle, ...options }: ServeBundleOptions): Promise<ServingApi> {
  const file = resolve(bundle);
  const state = join(options.folder, 'served.json');
  const api = await createServingApi({ ...options, bundles: dirname(file) });
  try {
    if ((await kindOfBundle(file)) === 'query_performance') {
      await api.performance.active.load(file);
      return api;
    }
    const served = await api.slots.load(file);
    const { sha256, modelVersion } = served.model.facts;
    api.slots.promote(modelVersion);
    await returnToLast(api, state, sha256, options.log);
    writeState(state, sha256, api.runtime);
    api.onChange(() => writeState(state, sha256, api.runtime));
    return api;
  } catch (error) {
    await api.close();
    throw error;
  }
}

/** A version that cannot be loaded any more is no reason not to serve the one that was asked for. */
async function returnToLast(api: ServingApi, stateFile: string, startedWith: string, log: Log): Promise<void> {
  const state = readState(stateFile, startedWith);
  if (!state) return;
  try {
    await api.slots.assign({ ...state, model: api.runtime.versions.inSlot('live')!.model.facts.name });
    log.info({ live: state.live.version }, 'Serving what was live last');
  } catch (error) {
    log.error(error, `${state.live.version} was live last and cannot be loaded; the bundle that was named is served`);
  }
}
