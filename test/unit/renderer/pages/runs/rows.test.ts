import { describe, expect, it } from 'vitest';
import { deltaOf, measuredOf } from '../../../../../renderer/parts/delta-of.ts';
import { placeAt } from '../../../../../renderer/pages/runs/runs-row.ts';
import { spreadOf } from '../../../../../renderer/pages/runs/spread-of.ts';
import { sampleRun } from '../../sample-run.ts';

describe('positions of a table of groups', () => {
  it('are groups, and behind an open one its runs', () => {
    const open = [
      { key: 'b', index: 1, count: 2 },
      { key: 'd', index: 3, count: 1 },
    ];
    const places = Array.from({ length: 8 }, (_, position) => placeAt(position, open));
    expect(places.map(({ group, member }) => (member === null ? group : `${group}.${member}`))).toEqual([
      0,
      1,
      '1.0',
      '1.1',
      2,
      3,
      '3.0',
      4,
    ]);
  });
});

describe('a difference from the baseline', () => {
  const measured = measuredOf(sampleRun());
  const baseline = { value: 0.25, measured };

  it('is the value minus the baseline, also of zero', () => {
    expect(deltaOf(0.75, measured, baseline)).toEqual({ kind: 'delta', value: 0.5 });
    expect(deltaOf(0, measured, baseline)).toEqual({ kind: 'delta', value: -0.25 });
  });

  it('is none where either is missing or not a number', () => {
    expect(deltaOf(undefined, measured, baseline)).toEqual({ kind: 'none' });
    expect(deltaOf('NaN', measured, baseline)).toEqual({ kind: 'none' });
    expect(deltaOf(1, measured, { value: 'NaN', measured })).toEqual({ kind: 'none' });
  });

  it('says what else was measured on, data before split', () => {
    expect(deltaOf(1, { ...measured, data: 'x', split: 'y' }, baseline)).toEqual({ kind: 'other', what: 'data' });
    expect(deltaOf(1, { ...measured, split: 'y' }, baseline)).toEqual({ kind: 'other', what: 'split' });
    expect(deltaOf(1, { ...measured, candidates: 'sampled:100' }, baseline)).toEqual({
      kind: 'other',
      what: 'candidates',
    });
    expect(deltaOf(1, null, baseline)).toEqual({ kind: 'other', what: 'data' });
  });
});

it('the spread of a group is what was asked for, and none of a single value', () => {
  const summary = { n: 4, mean: 0.5, sd: 0.2, ci: [0.2, 0.8] as [number, number] };
  expect([spreadOf(summary, 'sd'), spreadOf(summary, 'se')]).toEqual([0.2, 0.1]);
  expect(spreadOf(summary, 'ci')).toBeCloseTo(0.3, 12);
  expect(spreadOf({ n: 1, mean: 0.5, sd: null, ci: null }, 'sd')).toBeNull();
});
