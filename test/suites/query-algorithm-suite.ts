import { describe, expect, it } from 'vitest';
import type { FitContext, QueryAlgorithm, Table } from '#runs/performance/algorithms/algorithm.ts';
import { parseQueryConfig } from '#runs/performance/algorithms/algorithms.ts';
import { createRandom } from '#runs/matrix/random.ts';
import type { SavedModel } from '#runs/models/model.ts';

const context: FitContext = { seed: 1, onStep() {}, shouldStop: () => false };

/** Rows of a line with a step: y = 2·x₀ + [x₁ > 0], the other columns noise. */
function lineWithStep(rows: number, columns = 5): Table {
  const random = createRandom(7, 'line with step');
  const x = Float64Array.from({ length: rows * columns }, () => random.normal());
  const y = Float64Array.from(
    { length: rows },
    (_, row) => 2 * x[row * columns]! + (x[row * columns + 1]! > 0 ? 1 : 0),
  );
  return { x, y, columns };
}

const rowsOf = ({ x, columns }: Table): Float64Array[] =>
  Array.from({ length: x.length / columns }, (_, row) => x.subarray(row * columns, (row + 1) * columns));

/** What every algorithm for query performance must do. */
export function describeQueryAlgorithm(algorithm: QueryAlgorithm): void {
  const config = parseQueryConfig(algorithm, {});
  const fit = (table: Table, more: Partial<FitContext> = {}) => algorithm.fit(table, config, { ...context, ...more });
  const valuesOf = (table: Table, more: Partial<FitContext> = {}) => {
    const estimator = fit(table, more);
    return rowsOf(table).map((row) => estimator.predict(row));
  };

  describe(`the algorithm ${algorithm.name}`, () => {
    it('learns what is there to learn', () => {
      const table = lineWithStep(240);
      const unseen = lineWithStep(480);
      const estimator = fit(table);
      const rows = rowsOf(unseen).slice(240);
      const actual = unseen.y.subarray(240);
      const mean = actual.reduce((sum, value) => sum + value / actual.length, 0);
      const error = rows.reduce((sum, row, at) => sum + (estimator.predict(row) - actual[at]!) ** 2, 0);
      const spread = actual.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(1 - error / spread).toBeGreaterThan(0.75);
    });

    it('gives the same bits for the same seed', () => {
      const table = lineWithStep(60);
      expect(valuesOf(table)).toEqual(valuesOf(table));
      expect(JSON.stringify(fit(table).save())).toBe(JSON.stringify(fit(table).save()));
    });

    it('answers the same when it is loaded, from numbers that went through JSON', () => {
      const table = lineWithStep(80);
      const estimator = fit(table);
      const saved = estimator.save();
      const copied = Object.entries(saved.arrays).map(([name, array]) => {
        const numbers = JSON.parse(JSON.stringify([...array])) as number[];
        return [name, array instanceof Int32Array ? Int32Array.from(numbers) : Float64Array.from(numbers)] as const;
      });
      const loaded = algorithm.load({ arrays: Object.fromEntries(copied), meta: saved.meta }, table.columns);
      for (const row of rowsOf(table)) expect(loaded.predict(row)).toBe(estimator.predict(row));
    });

    it.each<[string, Table]>([
      ['one row', { x: Float64Array.of(1, 2, 3), y: Float64Array.of(4), columns: 3 }],
      ['two rows', { x: Float64Array.of(1, 2, 3, 4), y: Float64Array.of(4, 5), columns: 2 }],
      [
        'constant columns',
        { x: new Float64Array(60).fill(3), y: Float64Array.from({ length: 20 }, (_, at) => at), columns: 3 },
      ],
      ['more columns than rows', { x: lineWithStep(4, 12).x, y: lineWithStep(4, 12).y, columns: 12 }],
      [
        'columns that are all zero',
        { x: new Float64Array(100), y: Float64Array.from({ length: 50 }, (_, at) => at % 3), columns: 2 },
      ],
    ])('answers with a finite number after %s', (_what, table) => {
      const values = valuesOf(table);
      const [least, most] = [Math.min(...table.y), Math.max(...table.y)];
      expect(values.every((value) => Number.isFinite(value))).toBe(true);
      // Nothing can be told from columns that are all equal: then it is the mean, or near it.
      expect(values.every((value) => value >= least - (most - least) && value <= most + (most - least))).toBe(true);
    });

    it('says the one time that there was where all are equal', () => {
      const table = { ...lineWithStep(30), y: new Float64Array(30).fill(1.25) };
      for (const value of valuesOf(table)) expect(value).toBeCloseTo(1.25, 12);
    });

    it('tells how far it is, and counts to the end', () => {
      const steps: [number, number][] = [];
      fit(lineWithStep(30), { onStep: (done, total) => steps.push([done, total]) });
      expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
    });

    const saved = (): SavedModel => fit(lineWithStep(40)).save();
    const names = Object.keys(saved().arrays);
    const numbers = Object.entries(saved().meta).filter(([, value]) => typeof value === 'number');

    it.each(names)('refuses a saved model without its array %s, or with another one', (name) => {
      const { arrays, meta } = saved();
      const { [name]: array, ...others } = arrays;
      const damaged: SavedModel['arrays'][] = [
        others,
        { ...others, [name]: Float32Array.from(array!) },
        { ...others, [name]: array!.slice(0, -1) },
        { ...others, [name]: array instanceof Int32Array ? array.map(() => 1_000_000) : array!.map(() => NaN) },
        { ...others, [name]: array instanceof Int32Array ? array.map(() => -2) : array!.map(() => Infinity) },
      ];
      // One tree less is a forest too: that only its hash in a bundle can tell.
      for (const changed of name === 'tree_roots' ? damaged.filter((_, at) => at !== 2) : damaged) {
        expect(() => algorithm.load({ arrays: changed, meta }, 5)).toThrow(/The saved model cannot be used/);
      }
    });

    it.each(numbers)('refuses a saved model whose %s is no number', (name) => {
      const { arrays, meta } = saved();
      for (const value of [NaN, Infinity, '1', null]) {
        expect(() => algorithm.load({ arrays, meta: { ...meta, [name]: value } }, 5)).toThrow(/has no number/);
      }
    });

    it('refuses parameters that it does not have', () => {
      expect(() => parseQueryConfig(algorithm, { nothing: 1 })).toThrow(/has no option "nothing"/);
      for (const name of Object.keys(config)) {
        for (const value of [-1, 'many', null, NaN]) {
          expect(() => parseQueryConfig(algorithm, { [name]: value })).toThrow(new RegExp(name));
        }
      }
    });
  });
}
