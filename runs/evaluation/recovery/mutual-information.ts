import { contingency } from './contingency.ts';

/** Mutual information divided by the mean of both entropies (Strehl & Ghosh 2002, arithmetic mean); 1 where both have one label only. */
export function normalisedMutualInformation(a: Int32Array, b: Int32Array): number {
  const { cells, rows, columns, total } = contingency(a, b);
  const [joint, entropyA, entropyB] = [cells, rows, columns].map((counts) => entropy(counts, total)) as [
    number,
    number,
    number,
  ];
  const mean = (entropyA + entropyB) / 2;
  return mean === 0 ? 1 : Math.max(0, entropyA + entropyB - joint) / mean;
}

const entropy = (counts: Float64Array, total: number): number =>
  counts.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum), 0);
