import type { AlsSettings } from '#runs/matrix/als-system.ts';
import { dotAt } from '#runs/matrix/als-system.ts';
import { rowLength } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { gramOfRows } from '#runs/matrix/outer-sums.ts';
import { padded } from '#runs/matrix/tile.ts';

/**
 * What ALS minimises: squaredError + α₀·Σ_all (x·y)² + λ·Σ (n + α₀·other side)^ν·|factors|² over users and items.
 * @param squaredError Σ_S w·(x·y − 1)² + pull·(1 − 2·x·y)
 */
export function alsLoss(
  ratings: Csr,
  byItem: Csr,
  { users, items }: { users: Float64Array; items: Float64Array },
  settings: AlsSettings,
  squaredError: number,
): number {
  const all = settings.unobserved * sumOfSquaredProducts(users, items, settings.factors);
  return squaredError + all + penalty(ratings, users, settings) + penalty(byItem, items, settings);
}

/** Σ over all pairs of (x·y)² = ⟨XᵀX, YᵀY⟩, so that no pair has to be looked at. */
function sumOfSquaredProducts(users: Float64Array, items: Float64Array, factors: number): number {
  const size = padded(factors);
  const ofUsers = gramOfRows(users, factors, size);
  const ofItems = gramOfRows(items, factors, size);
  let sum = 0;
  for (let i = 0; i < factors; i++) {
    for (let j = 0; j <= i; j++) sum += (i === j ? 1 : 2) * ofUsers[j * size + i]! * ofItems[j * size + i]!;
  }
  return sum;
}

function penalty(
  rows: Csr,
  factorsOf: Float64Array,
  { factors, unobserved, regularization, frequency }: AlsSettings,
): number {
  let sum = 0;
  for (let row = 0; row < rows.rows; row++) {
    const square = dotAt(factorsOf, row * factors, factorsOf, row * factors, factors);
    if (square > 0) sum += (rowLength(rows, row) + unobserved * rows.cols) ** frequency * square;
  }
  return regularization * sum;
}
