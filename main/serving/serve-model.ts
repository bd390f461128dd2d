import type { Core } from '#runs/core.ts';
import { serve, connect, type Client } from '#shared/api/rpc.ts';
import type { ServedFile, ServedSlots } from '#runs/serving/serving-host.ts';
import { createServingApi, type ServingApi, type ServingApiOptions } from './serving-api.ts';

/** How often the registry is asked what is live, in milliseconds. */
const lookEveryMs = 2000;

/**
 * The API over a registered model. Promotions and roll-backs, by whichever program, change what it serves without a restart.
 * @param ref  `NAME`, `NAME@ALIAS` or `NAME@VERSION`
 * @throws KindredError not_found where the model, or that of it, is not there
 */
export async function serveModel(core: Core, ref: string, options: ServingApiOptions): Promise<ServingApi> {
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const first = await slotsOf(client, ref);
  const api = await createServingApi(options);
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      await api.slots.assign(await slotsOf(client, ref));
    } catch (error) {
      options.log.error(error, 'What was served stays');
    }
    timer = setTimeout(() => void look(), lookEveryMs).unref();
  }

  try {
    await api.slots.assign(first);
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
