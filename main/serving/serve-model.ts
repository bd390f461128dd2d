import type { Core } from '#runs/core.ts';
import { serve, connect, type Client } from '#shared/api/rpc.ts';
import type { Served, ServedFile, ServedSlots } from '#runs/serving/serving-host.ts';
import { createServingApi, type ServingApi, type ServingApiOptions } from './serving-api.ts';

/** How often the registry is asked what is live, in milliseconds. */
const lookEveryMs = 2000;

/**
 * The API over a registered model. Promotions and roll-backs, by whichever program, change what it serves without a restart.
 * @param ref  `NAME`, `NAME@ALIAS` or `NAME@VERSION`; null for no recommender: the model of query performance that was activated last, if any
 * @throws KindredError not_found where the model, or that of it, is not there
 */
export async function serveModel(core: Core, ref: string | null, options: ServingApiOptions): Promise<ServingApi> {
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const first = await servedBy(core, client, ref);
  const { performance: port } = core;
  const api = await createServingApi({
    ...options,
    // What was activated answers at once, and not with the next look.
    performance: {
      ...port,
      async activate(ask) {
        await port.activate(ask);
        await assign(await servedBy(core, client, ref));
        return null;
      },
    },
  });
  let timer: NodeJS.Timeout | undefined;

  async function assign({ slots, performance }: Served): Promise<void> {
    if (slots) await api.slots.assign(slots);
    await api.performance.active.assign(performance);
  }

  async function look(): Promise<void> {
    try {
      await assign(await servedBy(core, client, ref));
    } catch (error) {
      options.log.error(error, 'What was served stays');
    }
    timer = setTimeout(() => void look(), lookEveryMs).unref();
  }

  try {
    await assign(first);
  } catch (error) {
    await api.close();
    throw error;
  }
  timer = setTimeout(() => void look(), lookEveryMs).unref();
  const stopListening = core.listen((event) => {
    if (event.type === 'retraining.changed' && event.retraining.ended_at !== null) {
      api.metrics.retrained(event.retraining.outcome);
    }
  });
  return {
    ...api,
    async close() {
      clearTimeout(timer);
      stopListening();
      await api.close();
    },
  };
}

/** A model of query performance is served by itself; beside a recommender the one that answers is served as well. */
async function servedBy(core: Core, client: Client, ref: string | null): Promise<Served> {
  if (ref === null) return { slots: null, performance: await core.performance.active() };
  const { kind, model_version: version, id } = await client.models.version({ version: ref });
  if (kind === 'recommender')
    return { slots: await slotsOf(client, ref), performance: await core.performance.active() };
  const { path: file, sha256 } = await client.models.exportBundle({ version: id });
  return { slots: null, performance: { version, file, sha256 } };
}

/** What is named is live; beside the model's live version its candidate and the one before are loaded as well. */
async function slotsOf(client: Client, ref: string): Promise<ServedSlots> {
  const named = await client.models.version({ version: ref });
  const { name, aliases, versions } = await client.models.show({ model: named.model });
  const fileOf = async (version: string): Promise<ServedFile> => {
    const { path: file, sha256, model_version } = await client.models.exportBundle({ version });
    return { version: model_version, file, sha256 };
  };
  const aside = async (alias: 'candidate' | 'previous'): Promise<ServedFile | null> => {
    const version = named.aliases.includes('live')
      ? versions.find((entry) => entry.version === aliases[alias])
      : undefined;
    return version && version.id !== named.id ? fileOf(version.id) : null;
  };
  return {
    model: name,
    live: await fileOf(named.id),
    candidate: await aside('candidate'),
    previous: await aside('previous'),
  };
}
