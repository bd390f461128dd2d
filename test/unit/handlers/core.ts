import type { Client } from '#shared/api/rpc.ts';
import { connect, serve } from '#shared/api/rpc.ts';
import { isEnded, type Run } from '#shared/domain/run.ts';
import { createCore, type Core, type CoreConfig } from '#runs/core.ts';
import { coreConfig } from '../../../main/core-config.ts';
import { tempHome } from '../../support/temp-home.ts';
import { until } from '../../support/until.ts';

export type CoreUnderTest = {
  home: string;
  core: Core;
  client: Client;
  bytes: Core['bytes'];
  /** The run once it has ended. */
  ended(run: Run): Promise<Run>;
  close(): Promise<void>;
};

/** A core with its threads on a data folder of its own. */
export async function openCore(config: Pick<CoreConfig, 'memoryLimitBytes'> = {}): Promise<CoreUnderTest> {
  const { home, remove } = tempHome();
  const core = await createCore({ ...coreConfig(home), threads: 2, ...config });
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  return {
    home,
    core,
    client,
    bytes: core.bytes,
    ended: ({ id }) =>
      until('the run to end', async () => {
        const run = await client.runs.show({ run: id });
        return isEnded(run.status) ? run : null;
      }),
    async close() {
      await core.close();
      remove();
    },
  };
}
