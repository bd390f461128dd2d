import { describe, expect, it } from 'vitest';
import { comparedRuns } from '../../../../renderer/parts/use-compared-runs.ts';

describe('runs that are compared', () => {
  it('stand in the order of selection, the baseline first', () => {
    expect(comparedRuns(['c', 'a', 'b'], 'a', 6)).toEqual(['a', 'c', 'b']);
    expect(comparedRuns(['c', 'a', 'b'], null, 6)).toEqual(['c', 'a', 'b']);
  });

  it('do not get a baseline that was not selected', () => {
    expect(comparedRuns(['c', 'b'], 'a', 6)).toEqual(['c', 'b']);
  });

  it('are none where more are selected than fit: which to leave out is not ours to say', () => {
    expect(comparedRuns(['a', 'b', 'c'], 'a', 2)).toEqual([]);
    expect(comparedRuns([], 'a', 2)).toEqual([]);
  });
});
