import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../main/log.ts';
import { createServingApi, type ServingApi, type ServingApiOptions } from '../../main/serving/serving-api.ts';
import { writeServedBundle, type BundleWish } from './served-bundle.ts';

export const helper = new URL('../../runs/serving/helper-worker.ts', import.meta.url);

export type ServedForTest = {
  api: ServingApi;
  folder: string;
  port: number;
  /** Makes, loads and names a version. */
  load(wish?: BundleWish): Promise<string>;
  ask(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
};

/** An API on a folder of its own, with one small version live unless `bundle` is null. @param create  how it is made, where that is not as usual */
export async function startServing(
  options: Partial<ServingApiOptions> = {},
  bundle: BundleWish | null = {},
  create: (options: ServingApiOptions) => Promise<ServingApi> = createServingApi,
): Promise<ServedForTest> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'kindred-serving-'));
  const api = await create({
    port: 0,
    folder,
    bundles: folder,
    helper,
    version: '0.0.0',
    log: silentLog,
    ...options,
  });
  const ask = (path: string, init?: RequestInit) => fetch(api.address + path, init);
  const load = async (wish: BundleWish = {}) => {
    const { file, sha256, version } = await writeServedBundle(folder, wish);
    await api.slots.load(file, { sha256 });
    return version;
  };
  if (bundle) api.slots.promote(await load(bundle));
  return {
    api,
    folder,
    load,
    ask,
    port: Number(new URL(api.address).port),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async close() {
      await api.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
