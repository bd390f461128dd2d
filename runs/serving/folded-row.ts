import type { Weighting } from '#shared/domain/weighting.ts';
import type { ValueTransform } from '#runs/data/transform.ts';
import { rowIndices, rowValues, type Csr } from '#runs/matrix/csr.ts';

/** An interaction after training, of an item that the model knows. */
export type NewWeight = { item: number; weight: number };

/** A user's row as training would see it today; items ascend. */
export type Row = { items: Int32Array; values: Float64Array };

const emptyRow: Row = { items: new Int32Array(0), values: new Float64Array(0) };

/**
 * The row of training with what came since, aggregated and transformed as the training data was.
 * @param user  row of `train`, −1 for nobody in it
 * @param news  oldest first
 */
export function foldedRow(
  train: Csr,
  user: number,
  news: readonly NewWeight[],
  aggregation: Weighting['aggregation'],
  transform: ValueTransform,
): Row {
  const old = user < 0 ? emptyRow : { items: rowIndices(train, user), values: rowValues(train, user) };
  const raw = new Map<number, number>();
  for (const { item, weight } of news) {
    const before = raw.get(item) ?? rawValue(old, item, transform);
    raw.set(item, before === null ? weight : aggregate(before, weight, aggregation));
  }
  const values = new Map<number, number>();
  old.items.forEach((item, n) => values.set(item, old.values[n]!));
  for (const [item, x] of raw) values.set(item, Math.sign(x) * transform.apply(Math.abs(x), item));
  const items = Int32Array.from(values.keys()).sort();
  return { items, values: Float64Array.from(items, (item) => values.get(item)!) };
}

/** What the value was before it was transformed; null where the user does not have the item. */
function rawValue({ items, values }: Row, item: number, transform: ValueTransform): number | null {
  const at = items.indexOf(item);
  if (at < 0) return null;
  const value = values[at]!;
  return Math.sign(value) * transform.undo(Math.abs(value), item);
}

function aggregate(before: number, weight: number, aggregation: Weighting['aggregation']): number {
  if (aggregation === 'sum') return before + weight;
  return aggregation === 'max' ? Math.max(before, weight) : weight;
}
