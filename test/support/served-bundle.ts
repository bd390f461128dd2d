import { join } from 'node:path';
import { Weighting } from '#shared/domain/weighting.ts';
import type { BundleContents } from '#runs/bundle/bundle.ts';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import { sideOf } from '../suites/side-of.ts';
import { randomCsr } from './matrices.ts';

export type BundleWish = {
  name?: string;
  version?: number;
  algorithm?: string;
  config?: Record<string, unknown>;
  weighting?: Record<string, unknown>;
  train?: Csr;
};

/** 30 users and 40 items, about 8 items a user. */
export const smallTrain = (seed = 1): Csr => randomCsr(createRandom(seed, 'served-bundle'), 30, 40, 0.2);

/** Ids as they are in the small bundles: `u00`… and `p00`…, which sort as their numbers do. */
export const userId = (user: number): string => `u${String(user).padStart(2, '0')}`;
export const postId = (item: number): string => `p${String(item).padStart(2, '0')}`;

/** A trained model with all that its bundle holds. */
export async function bundleContents(wish: BundleWish = {}): Promise<BundleContents> {
  const { name = 'cf', version = 1, train = smallTrain() } = wish;
  const algorithm = findAlgorithm(wish.algorithm ?? 'item_knn');
  const config = parseConfig(algorithm, wish.config ?? {});
  const model = await algorithm.train(train, config, {
    seed: 7,
    side: sideOf(train),
    compute: localCompute(() => false),
    onStep: () => undefined,
    shouldStop: () => false,
  });
  return {
    name,
    version,
    algorithm: algorithm.name,
    config,
    seed: 7,
    weighting: Weighting.parse(wish.weighting ?? {}),
    saved: model.save(),
    train,
    userIds: Array.from({ length: train.rows }, (_, user) => userId(user)),
    itemIds: Array.from({ length: train.cols }, (_, item) => postId(item)),
    itemNames: null,
    itemCategories: null,
    lists: null,
    metrics: { 'ndcg@10': 0.4 },
    lineage: {
      run: { id: 'r'.repeat(16), number: version, name: algorithm.name },
      trained_at: Date.UTC(2026, 0, 1),
      trained_on: 'training part',
      dataset: {
        name: 'shop',
        version: 1,
        fingerprint: 'f'.repeat(64),
        source: 'file',
        interactions: train.values.length,
      },
      split: { kind: 'temporal', fingerprint: 's'.repeat(64), candidates: 'all' },
      registered: { at: Date.UTC(2026, 0, 2), by: 'ada', note: '' },
    },
    createdBy: 'kindred 0.1.0',
  };
}

/** Writes the bundle into the folder, as `NAME_vN.kindred`. */
export async function writeServedBundle(
  folder: string,
  wish: BundleWish = {},
): Promise<{ file: string; version: string; sha256: string; contents: BundleContents }> {
  const contents = await bundleContents(wish);
  const version = `${contents.name}_v${contents.version}`;
  const file = join(folder, `${version}.kindred`);
  const { sha256 } = await writeBundle(file, contents);
  return { file, version, sha256, contents };
}
