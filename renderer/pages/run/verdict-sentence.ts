import { pageWords } from '../../text/page-words.ts';
import { directionOf } from '#shared/domain/metric.ts';
import type { Comparison } from '#shared/domain/comparison.ts';
import { countedOf } from '../../parts/counted.ts';
import { metricTitle } from '../../parts/metric-text.ts';
import { formatDelta, formatMetric } from '../../text/number.ts';

export type VerdictSentence = { tone: 'good' | 'bad' | 'none'; mark: string; sentence: string };

/** One sentence on run B against baseline A: by how much, how sure, for how many users; or why it cannot be said. */
export function baselineSentence(
  { b: run, comparable, reasons, metrics }: Comparison,
  metric: string | undefined,
): VerdictSentence {
  const none = (sentence: string): VerdictSentence => ({ tone: 'none', mark: '○', sentence });
  if (!comparable) return none(`Not comparable: ${namedSides(pageWords(reasons.join(' ')))}`);
  const found = metrics.find(({ name }) => name === metric);
  if (!found || found.delta === null) return none('Nothing that both runs measured says which is better.');
  const { name, a, b, delta, ci, better, same, worse } = found;
  const title = metricTitle(name);
  const isSure = ci !== null && (ci[0] > 0 || ci[1] < 0);
  const values = `${title} ${formatMetric(name, a)} → ${formatMetric(name, b)}`;
  const sure = ci ? `, 95 % interval ${formatDelta(name, ci[0])} to ${formatDelta(name, ci[1])}` : '';
  const users =
    better === null ? '' : `; better for ${better} ${countedOf(run.kind)}, the same for ${same}, worse for ${worse}`;
  if (!isSure) return none(`No difference that is sure: ${values} (${formatDelta(name, delta)}${sure})${users}.`);
  const isBetter = directionOf(name) === 'min' ? delta < 0 : delta > 0;
  return {
    tone: isBetter ? 'good' : 'bad',
    mark: delta > 0 ? '▲' : '▼',
    sentence: `${isBetter ? 'Better' : 'Worse'}: ${values} (${formatDelta(name, delta)}${sure})${users}.`,
  };
}

/** A comparison speaks of A and B, this page of a baseline and its own run; names of data stand in quotes and stay. */
const namedSides = (reasons: string): string =>
  reasons
    .split(/("[^"]*")/)
    .map((part) => (part.startsWith('"') ? part : part.replace(/\bA\b/g, 'the baseline').replace(/\bB\b/g, 'this run')))
    .join('');
