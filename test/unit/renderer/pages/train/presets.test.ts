import { describe, expect, it } from 'vitest';
import { isPreset, presetOf, presetView } from '../../../../../renderer/pages/train/presets.ts';
import { SavedView } from '#shared/domain/saved-view.ts';

describe('a preset of parameters', () => {
  it.each([
    { algorithm: 'als', config: { factors: 32, regularization: 0.01 } },
    { algorithm: 'user_knn', config: {} },
    { algorithm: 'hybrid', config: { parts: [{ name: 'als', weight: 0.5 }], normalize: true, note: '5 & = ü' } },
  ])('of $algorithm is found again in what is kept', (preset) => {
    const view = presetView('recommender', 'mine', preset);
    expect(SavedView.pick({ page: true, name: true, search: true }).parse(view)).toEqual(view);
    expect(presetOf(view)).toEqual(preset);
  });

  it('is none where what is kept is something else', () => {
    expect(presetOf({ search: 'filter=knn' })).toBeNull();
    expect(presetOf({ search: 'algorithm=als&config=%7B' })).toBeNull();
    expect(presetOf({ search: 'algorithm=als&config=5' })).toBeNull();
  });

  it('is the one that the form holds, whatever the order of its parameters', () => {
    const preset = { algorithm: 'als', config: { factors: 32, iterations: 5 } };
    expect(isPreset(preset, { algorithm: 'als', config: { iterations: 5, factors: 32 } })).toBe(true);
    expect(isPreset(preset, { algorithm: 'als', config: { factors: 32 } })).toBe(false);
    expect(isPreset(preset, { ...preset, algorithm: 'bpr' })).toBe(false);
  });
});
