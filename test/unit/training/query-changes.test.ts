import { describe, expect, it } from 'vitest';
import type { PredictedSample, QueryRunReport } from '#shared/domain/query-report.ts';
import { queryChanges } from '#runs/training/query-changes.ts';

type Given = { id: string; actual: number; predicted: number };

/** Of which only the predictions are read. */
function reportOf(given: readonly Given[]): QueryRunReport {
  const predictions = given.map(({ id, actual, predicted }): PredictedSample => ({
    query_id: id,
    query: `select ${id}`,
    sampled_at: null,
    fold: 0,
    actual_ms: actual,
    predicted_ms: predicted,
    lower_ms: predicted / 2,
    upper_ms: predicted * 2,
    residual: Math.log1p(actual) - Math.log1p(predicted),
  }));
  return { predictions } as QueryRunReport;
}

describe('the change of each query', () => {
  it('is refused where the two were tested on other queries', () => {
    const one = [{ id: 'a', actual: 1, predicted: 1 }];
    expect(() => queryChanges(reportOf(one), reportOf([{ id: 'b', actual: 1, predicted: 1 }]))).toThrow(
      /tested on other queries/,
    );
    expect(() => queryChanges(reportOf(one), reportOf([]))).toThrow(/tested on other queries/);
  });

  it('is of the mean error of its samples, the greatest first', () => {
    const changes = queryChanges(
      reportOf([
        { id: 'a', actual: 10, predicted: 10 },
        { id: 'a', actual: 20, predicted: 10 },
        { id: 'b', actual: 5, predicted: 5 },
        { id: 'c', actual: 1, predicted: 9 },
      ]),
      reportOf([
        { id: 'a', actual: 10, predicted: 10 },
        { id: 'a', actual: 20, predicted: 20 },
        { id: 'b', actual: 5, predicted: 5 },
        { id: 'c', actual: 1, predicted: 1 },
      ]),
    );
    expect(changes.map(({ query_id: id }) => id)).toEqual(['c', 'a', 'b']);
    expect(changes[0]!.change).toBeCloseTo(-Math.log(10 / 2), 12);
    expect(changes[1]).toMatchObject({ samples: 2, actual_ms: 15, a_ms: 10, b_ms: 15, b_error: 0 });
    expect(changes[1]!.a_error).toBeCloseTo(Math.log(21 / 11) / 2, 12);
    expect(changes[2]).toMatchObject({ change: 0 });
  });
});
