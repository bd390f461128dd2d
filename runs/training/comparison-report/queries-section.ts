import { formatDuration } from '#shared/domain/format-duration.ts';
import type { QueryChange } from '#shared/domain/query-comparison.ts';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import type { ReportQueries } from './report-data.ts';
import { predictedFigure } from './predicted-figure.ts';
import { element, figure, metricTitle, signed, table, words } from './report-text.ts';

/** Queries that are printed, those that changed most. */
const shownQueries = 50;

/** What differs between two models of query performance: against the baselines, sample by sample, query by query, feature by feature. */
export function queriesSection(found: ReportQueries, letter: string): string {
  if ('reason' in found) return element('p', 'class="muted"', words(found.reason));
  const { a, b, changes } = found;
  return [
    element('h3', '', 'Beside both baselines'),
    baselineTable(a, b, letter),
    element('h3', '', 'Predicted and actual time'),
    element(
      'div',
      'class="maps"',
      predictedFigure(a.predictions, b.predictions, 'A'),
      predictedFigure(b.predictions, a.predictions, letter),
    ),
    element('h3', '', `Change of each query: ${countText(changes, letter)}`),
    changeTable(changes.slice(0, shownQueries), letter),
    element(
      'p',
      'class="muted"',
      `Error: the mean of |log(1 + actual) − log(1 + predicted)| over the samples of the query, in ms. ${Math.min(shownQueries, changes.length)} of ${changes.length} queries, the most changed first.`,
    ),
    element('h3', '', 'Importance of the features'),
    importanceTable(a, b, letter),
    element(
      'p',
      'class="muted"',
      'Rise of the mean squared error on the modelled scale where the values of a feature are shuffled, with the 95 % interval over the shuffles.',
    ),
  ].join('');
}

function baselineTable(a: QueryRunReport, b: QueryRunReport, letter: string): string {
  const rows = [
    ['A', a.errors],
    [letter, b.errors],
    ['Last value', a.baselines.last_value],
    ['Constant mean', a.baselines.mean],
  ] as const;
  const names = ['r2', 'mae_ms', 'rmse_ms', 'mape'] as const;
  return table(
    ['On held-out queries', ...names.map(metricTitle)],
    rows.map(([title, errors]) => [title, ...names.map((name) => figure(errors[name]))]),
  );
}

function changeTable(changes: readonly QueryChange[], letter: string): string {
  return table(
    ['Query', 'Samples', 'Actual', 'A says', `${letter} says`, 'Δ error', `${letter} is`],
    changes.map(({ query, samples, actual_ms, a_ms, b_ms, change }) => [
      element('code', '', words(query)),
      String(samples),
      duration(actual_ms),
      duration(a_ms),
      duration(b_ms),
      signed(change),
      change < 0 ? 'nearer' : change > 0 ? 'farther' : 'as near',
    ]),
  );
}

/** Never on two lines. */
const duration = (ms: number): string => formatDuration(ms).replaceAll(' ', '\u00a0');

function importanceTable(a: QueryRunReport, b: QueryRunReport, letter: string): string {
  const ofB = new Map(b.importance.map((entry) => [entry.feature, entry]));
  const text = (entry: QueryRunReport['importance'][number] | undefined) =>
    entry ? `${figure(entry.mean)}${entry.ci ? ` [${figure(entry.ci[0])}, ${figure(entry.ci[1])}]` : ''}` : '–';
  const features = new Set([...a.importance, ...b.importance].map(({ feature }) => feature));
  if (features.size === 0) return element('p', '', 'Neither run measured it.');
  const ofA = new Map(a.importance.map((entry) => [entry.feature, entry]));
  return table(
    ['Feature', 'A', letter],
    [...features].map((feature) => [words(feature), text(ofA.get(feature)), text(ofB.get(feature))]),
  );
}

function countText(changes: readonly QueryChange[], letter: string): string {
  const nearer = changes.filter(({ change }) => change < 0).length;
  const farther = changes.filter(({ change }) => change > 0).length;
  return `${letter} nearer for ${nearer}, farther for ${farther}`;
}
