import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { algorithms, findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';

describe('algorithms', () => {
  it('have a config that makes a form, with defaults and a description of each field', () => {
    for (const { config } of algorithms) {
      const { properties = {} } = z.toJSONSchema(config, { io: 'input' });
      for (const field of Object.values(properties)) {
        expect(field).toMatchObject({ description: expect.any(String), default: expect.anything() });
      }
      expect(properties).toHaveProperty('cold_start');
    }
  });

  it('are found by name, and a mistyped name is answered with the nearest', () => {
    expect(findAlgorithm('item_knn').title).toBe('Item neighbours (item kNN)');
    expect(() => findAlgorithm('user_kn')).toThrow(
      'There is no algorithm "user_kn". Did you mean "user_knn"? Known: user_knn, item_knn, p3alpha, rp3beta, ease, slim, als, bpr, pure_svd, ' +
        'content, hybrid_feed, hybrid_media, popularity, trending, random.',
    );
  });
});

describe('parseConfig', () => {
  const userKnn = findAlgorithm('user_knn');

  it('fills in defaults', () => {
    const ofAll = { new_item_boost: 0, new_item_half_life_days: 7 };
    expect(parseConfig(userKnn, { n_neighbors: 50 })).toEqual({
      n_neighbors: 50,
      similarity: 'cosine',
      weighting: 'none',
      alpha: 0.5,
      beta: 0.5,
      normalize: true,
      shrinkage: 0,
      min_overlap: 1,
      weighting_documents: 'users',
      neighbourhood: 'own',
      cold_start: 'empty',
      ...ofAll,
    });
    expect(parseConfig(findAlgorithm('popularity'), {})).toEqual({ cold_start: 'popular', ...ofAll });
  });

  it.each([
    [{ n_neighbors: 0 }, 'n_neighbors: must be a whole number from 1 to 10000'],
    [{ n_neighbors: 2.5 }, 'n_neighbors: must be a whole number from 1 to 10000'],
    [{ n_neighbors: '50' }, 'n_neighbors: must be a whole number from 1 to 10000'],
    [{ n_neighbors: NaN }, 'n_neighbors: must be a whole number from 1 to 10000'],
    [{ shrinkage: -1 }, 'shrinkage: must be a number from 0 to 1000000000'],
    [{ neighbourhood: 'both' }, 'neighbourhood: must be one of own, reverse'],
    [{ similarity: 'euclid' }, 'similarity: must be one of cosine, asymmetric, jaccard, dice, tversky, pearson'],
    [{ alpha: 2.5 }, 'alpha: must be a number from 0 to 2'],
    [{ normalize: 1 }, 'normalize: must be true or false'],
    [{ new_item_boost: -1 }, 'new_item_boost: must be a number from 0 to 100'],
    [{ cold_start: null }, 'cold_start: must be one of empty, popular, trending, random'],
    [{ n_neighbours: 5 }, 'Did you mean "n_neighbors"?'],
    [{ ['__proto__x']: 5 }, 'has no option "__proto__x"'],
  ])('refuses %j', (config, sentence) => {
    expect(() => parseConfig(userKnn, config)).toThrow(sentence);
  });
});
