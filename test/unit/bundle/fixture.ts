import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Weighting } from '#shared/domain/weighting.ts';
import type { BundleContents } from '#runs/bundle/bundle.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm } from '#runs/models/model.ts';
import { createRecommender, type ColdStart, type Recommender } from '#runs/models/recommender.ts';
import { userKnn } from '#runs/models/user-knn.ts';
import { topLists } from '#runs/training/top-lists.ts';
import { randomCsr } from '../../support/matrices.ts';
import { sideOf } from '../../suites/side-of.ts';

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A trained model and the bundle that it goes into; the last user has no interactions. */
export async function trained(
  algorithm: Algorithm = userKnn as unknown as Algorithm,
  { users = 12, items = 10, config = {} as Record<string, unknown> } = {},
): Promise<{ contents: BundleContents; recommender: Recommender }> {
  const train = randomCsr(createRandom(3, 'bundle'), users - 1, items, 0.4);
  train.rows = users;
  train.indptr = Int32Array.of(...train.indptr, train.values.length);
  const parsed = parseConfig(algorithm, config);
  const model = await algorithm.train(train, parsed, {
    seed: 7,
    side: sideOf(train),
    compute: localCompute(() => false),
    onStep: () => undefined,
    shouldStop: () => false,
  });
  const coldStart = parsed['cold_start'] as ColdStart;
  const recommender = createRecommender({ model, train, coldStart, seed: 7 });
  const contents: BundleContents = {
    name: 'shop-knn',
    version: 3,
    algorithm: algorithm.name,
    config: parsed,
    seed: 7,
    weighting: Weighting.parse({}),
    saved: model.save(),
    train,
    userIds: Array.from({ length: users }, (_, user) => `user ${String(user).padStart(4, '0')}`),
    itemIds: Array.from({ length: items }, (_, item) => String(item * 3)),
    itemNames: null,
    itemCategories: null,
    lists: topLists(recommender, train),
    metrics: { 'ndcg@10': 0.4, 'novelty@10': 'NaN', coverage: 1 },
    lineage: {
      run: { id: 'r'.repeat(16), number: 4, name: 'user_knn' },
      trained_at: Date.UTC(2026, 10, 20),
      trained_on: 'training part',
      dataset: { name: 'shop', version: 2, fingerprint: 'f'.repeat(64), source: 'file', interactions: 70 },
      split: { kind: 'temporal', fingerprint: 's'.repeat(64), candidates: 'all' },
      registered: { at: Date.UTC(2026, 10, 21), by: 'ada', note: 'for the spring' },
    },
    createdBy: 'kindred 0.1.0',
  };
  return { contents, recommender };
}
