import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { writeDurably } from '#runs/artifacts/write-durably.ts';
import { decide } from '#runs/registry/decide.ts';
import { registryJson } from '#runs/registry/registry-json.ts';
import { bundleBytes, bundleOf } from './bundles.ts';
import type { CoreContext } from './context.ts';
import { importVersion } from './import-version.ts';
import { checkGates } from './model-gates.ts';
import { registerRun } from './register-run.ts';

export function modelHandlers(context: CoreContext): Pick<Handlers, 'models'> {
  const { store, config } = context;
  const by = config.who;

  /** Tells everyone of the newest line of the history. */
  async function announce(model: string): Promise<void> {
    const [event] = await store.models.history(model);
    if (event) context.emit({ type: 'model.changed', model, event });
    await context.served();
  }

  async function announced(version: ModelVersion): Promise<ModelVersion> {
    await announce(version.model);
    return version;
  }

  return {
    models: {
      list: ({ kind }) => store.models.list(kind),
      show: ({ model }) => store.models.find(model),
      version: ({ version }) => store.models.version(version),
      import: async (request) => announced(await importVersion(context, request)),
      register: async (request) => announced(await registerRun(context, request)),
      gates: async ({ version, ...how }) => {
        const { gates, comparison } = await checkGates(context, await candidateOf(context, version), how);
        return { gates, comparison };
      },
      async promote({ version: ref, note, override_reason: reason, ...how }) {
        const version = await candidateOf(context, ref);
        const found = await checkGates(context, version, how);
        const override_reason = decide(version, found.gates, reason);
        const { model, version: number } = version;
        return announced(await store.models.promote({ model, version: number, ...found, override_reason, by, note }));
      },
      rollback: async ({ model, note }) => announced(await store.models.rollBack(model, { by, note })),
      async setAlias({ model, alias, version, note }) {
        const before = await store.models.find(model);
        await store.models.setAlias(before.name, alias, version, { by, note });
        if ((before.aliases[alias] ?? null) !== version) await announce(before.name);
        return store.models.find(before.name);
      },
      history: ({ model }) => store.models.history(model),
      async exportBundle({ version: ref, to }) {
        const version = await store.models.version(ref);
        const { path, ...stored } = bundleOf(context, version);
        const bytes = await bundleBytes(context, version);
        const target = to === undefined ? path : resolve(to);
        if (to !== undefined) await writeNew(target, bytes);
        return { path: target, ...stored, model_version: version.model_version };
      },
      registryJson: async ({ kind }) => registryJson(await store.models.list(kind)),
    },
  };
}

/** What a name alone means where something shall be promoted. */
const candidateOf = ({ store }: CoreContext, ref: string): Promise<ModelVersion> =>
  store.models.version(ref, ['candidate', 'newest']);

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new KindredError('conflict', `${file} exists already. Choose another name for the bundle.`);
  await writeDurably(file, bytes);
}
