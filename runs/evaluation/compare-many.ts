import type { ManyComparison } from '#shared/domain/comparison.ts';
import type { Run } from '#shared/domain/run.ts';
import { comparePair, correctTogether } from './compare-runs.ts';
import { summarise } from './comparison-summary.ts';

/** A run and the values of its users, by metric. */
export type RunValues = { run: Run; perUser: Record<string, Float32Array> };

/**
 * Several runs in pairs: each with the baseline, or each with every later one. All p-values are corrected together,
 * since whoever looks through many pairs finds a difference by chance.
 * @param baseline index of the run that the others are compared with; null for none
 */
export function compareMany(
  values: readonly RunValues[],
  baseline: number | null,
  wanted: (metric: string) => boolean,
): ManyComparison {
  const pairs = pairsOf(values.length, baseline).map(([a, b]) => {
    const [ofA, ofB] = [values[a]!, values[b]!];
    const perUser = (side: 'a' | 'b', metric: string) => (side === 'a' ? ofA : ofB).perUser[metric] ?? null;
    const { comparable, reasons, metrics } = comparePair(ofA.run, ofB.run, perUser, wanted);
    return { a: ofA.run, b: ofB.run, comparable, reasons, metrics };
  });
  const { corrected, tests } = correctTogether(pairs.map((pair) => pair.metrics));
  return {
    runs: values.map(({ run }) => run),
    baseline: baseline === null ? null : values[baseline]!.run.id,
    comparable: pairs.every((pair) => pair.comparable),
    reasons: [...new Set(pairs.flatMap((pair) => pair.reasons))],
    tests,
    pairs: pairs.map(({ a, b, comparable, reasons }, index) => {
      const metrics = corrected[index]!;
      return { a: a.id, b: b.id, comparable, reasons, metrics, summary: summarise(a, b, reasons, metrics) };
    }),
  };
}

function pairsOf(runs: number, baseline: number | null): [number, number][] {
  const all = Array.from({ length: runs }, (_, index) => index);
  if (baseline !== null) return all.filter((run) => run !== baseline).map((run) => [baseline, run]);
  return all.flatMap((a) => all.slice(a + 1).map((b): [number, number] => [a, b]));
}
