import { connect, serve, type Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import { createCore, type Core } from '#runs/core.ts';
import { coreConfig } from '../../main/core-config.ts';
import { tempHome } from '../support/temp-home.ts';
import { test as base } from './fixture.ts';
import { trainedFolder, trainedRuns } from './train-sample.ts';

/** Runs of the sample that a page is opened on, and a core on a copy of them that says what the page must show. */
export type Trained = { runs: Run[]; client: Client; bytes: Core['bytes'] };

/** As `test`, on a data folder with the sample and finished runs. */
export const test = base.extend<object, { trained: Trained }>({
  trained: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { home, remove } = tempHome(trainedFolder());
      const core = await createCore({ ...coreConfig(home), threads: 1 });
      const client = connect({ call: serve(core.handlers), listen: core.listen });
      const runs = await Promise.all(trainedRuns.map((_, n) => client.runs.show({ run: String(n + 1) })));
      await use({ runs, client, bytes: core.bytes });
      await core.close();
      remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern
  home: async ({}, use) => {
    const { home, remove } = tempHome(trainedFolder());
    await use(home);
    remove();
  },
});

export { expect } from './fixture.ts';
