import { beforeEach, expect, it } from 'vitest';
import type { Client } from '#shared/api/rpc.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { followRegistry } from '../../../../renderer/parts/follow-registry.ts';

const wanted = { kind: 'recommender', model: 'shop', model_version: 'shop_v2' } as const;
const queries = { kind: 'query_performance', model: 'queries', model_version: 'queries_v2' } as const;
let asked: unknown[];

beforeEach(() => {
  asked = [];
});

/** A core whose API is in this state. */
const core = (status: { state: string; model: string | null; live?: string; queries?: string }): Client => {
  const versions = status.live === undefined ? [] : [{ slot: 'live', model_version: status.live }];
  const performance = status.queries === undefined ? null : { model_version: status.queries };
  return {
    serving: {
      status: async () => ({ ...status, versions, performance }) as unknown as ServingStatus,
      start: async (input: unknown) => {
        asked.push(input);
        return { state: 'running' } as ServingStatus;
      },
    },
  } as unknown as Client;
};

it('lets the API alone that serves the version already', async () => {
  await followRegistry(core({ state: 'running', model: 'shop', live: 'shop_v2' }), wanted, true);
  expect(asked).toEqual([]);
});

it('changes what the API serves where it does not follow by itself', async () => {
  await followRegistry(core({ state: 'running', model: 'shop', live: 'shop_v1' }), wanted, false);
  expect(asked).toEqual([{ model: 'shop' }]);
});

it('starts a stopped API, or takes it from another model, only when asked to', async () => {
  const states = [core({ state: 'stopped', model: null }), core({ state: 'running', model: 'blog', live: 'blog_v1' })];
  for (const state of states) {
    asked = [];
    await followRegistry(state, wanted, false);
    expect(asked).toEqual([]);
    await followRegistry(state, wanted, true);
    expect(asked).toEqual([{ model: 'shop' }]);
  }
});

it('lets a running API answer for queries beside the recommender that it serves', async () => {
  const running = { state: 'running', model: 'shop', live: 'shop_v1' };
  await followRegistry(core({ ...running, queries: 'queries_v2' }), queries, true);
  expect(asked).toEqual([]);
  await followRegistry(core({ ...running, queries: 'queries_v1' }), queries, false);
  expect(asked).toEqual([{ model: 'queries' }]);
});
