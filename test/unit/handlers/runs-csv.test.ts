import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCore, type Core } from '#runs/core.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { foldersOf } from '#runs/core.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { coreConfig } from '../../../main/core-config.ts';
import { tempHome } from '../../support/temp-home.ts';
import { facts, newRun } from '../tracking/samples.ts';

let core: Core;
let client: Client;
let remove: () => void;

beforeAll(async () => {
  const temp = tempHome();
  remove = temp.remove;
  const { database, backups } = foldersOf(temp.home);
  const store = await openStore({ file: database, backups, clock: systemClock });
  const dataset = await store.datasets.insert('shop', facts());
  for (let number = 0; number < 40; number++) {
    const params = { n_neighbors: number % 4, note: '=1+1' };
    const run = await store.runs.create(newRun(dataset, { name: `knn ${number}`, params }));
    await store.runs.logMetrics(run.id, [{ name: 'ndcg@10', step: 0, value: (number % 4) / 4 }]);
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
  }
  await store.close();
  core = await createCore({ ...coreConfig(temp.home), threads: 2 });
  client = connect({ call: serve(core.handlers), listen: core.listen });
});
afterAll(async () => {
  await core.close();
  remove();
});

async function csv(query: Record<string, string>): Promise<string[]> {
  const { body, contentType } = await core.bytes('runs', query);
  expect(contentType).toContain('text/csv');
  if (!(body instanceof Uint8Array)) throw new Error('The runs are a body that is there at once.');
  return new TextDecoder().decode(body).trim().split('\r\n');
}

it('the filtered runs are a file, in the order and with the columns of the table', async () => {
  const all = await csv({});
  expect(all).toHaveLength(41);
  expect(all[0]).toContain('param.n_neighbors');
  expect(all[1]).toContain("'=1+1");
  const some = await csv({ filter: 'n_neighbors = 3', order_by: 'number', columns: 'metrics.ndcg@10\nparams.none' });
  expect(some).toHaveLength(11);
  expect(some[0]!.endsWith('note,ndcg@10')).toBe(true);
  expect(some[1]).toMatch(/^4,.*,0\.75$/);
  await expect(csv({ filter: 'nothing = 5' })).rejects.toMatchObject({ code: 'invalid_input' });
});

it('importance is asked of all runs that a search finds', async () => {
  const answer = await client.runs.importance({ metric: 'ndcg@10' });
  expect(answer).toMatchObject({ found: 40, used: 40, refusal: null, constant: ['algorithm', 'note'] });
  expect(answer.params.map(({ param }) => param)).toEqual(['n_neighbors']);
  expect(answer.params[0]!.interval[0]).toBeGreaterThan(0.5);
  const few = await client.runs.importance({ metric: 'ndcg@10', filter: 'n_neighbors = 3' });
  expect(few.refusal).toContain('10 comparable runs');
});
