/** Σ of f(p) over the items shown, p their share of all recommendations; NaN where nothing was shown. */
export function sumOverShares(shown: Int32Array, f: (share: number) => number): number {
  const total = shown.reduce((sum, lists) => sum + lists, 0);
  if (total === 0) return NaN;
  return shown.reduce((sum, lists) => (lists === 0 ? sum : sum + f(lists / total)), 0);
}
