import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '#shared/domain/did-you-mean.ts';

const names = ['n_neighbors', 'ndcg@10', 'ndcg@5', 'shrinkage', 'status'];

describe('did you mean', () => {
  it('finds a name with a letter wrong, swapped or missing', () => {
    expect(nearest('n_neighbours', names)).toBe('n_neighbors');
    expect(nearest('ndgc@10', names)).toBe('ndcg@10');
    expect(nearest('statu', names)).toBe('status');
  });

  it('takes no notice of case, and completes a beginning', () => {
    expect(nearest('NDCG@5', names)).toBe('ndcg@5');
    expect(nearest('shrink', names)).toBe('shrinkage');
  });

  it('says nothing where nothing is near', () => {
    expect(nearest('wavelength', names)).toBeUndefined();
    expect(didYouMean('wavelength', names)).toBe('');
    expect(didYouMean('', names)).toBe('');
    expect(didYouMean('statsu', names)).toBe(' Did you mean "status"?');
  });
});
