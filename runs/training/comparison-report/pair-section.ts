import type { MetricDelta } from '#shared/domain/comparison.ts';
import { withLetter } from '#shared/domain/with-letter.ts';
import { listsSection } from './lists-section.ts';
import { queriesSection } from './queries-section.ts';
import type { ReportPair } from './report-data.ts';
import { intervalFigure } from './report-figures.ts';
import { element, figure, isShownMetric, metricTitle, paramText, pValue, signed, table, words } from './report-text.ts';

/** Everything about A and one other run. */
export function pairSection(pair: ReportPair): string {
  const { letter, comparison } = pair;
  const { summary, comparable, reasons, params, metrics, tests, slices } = comparison;
  const differing = params.filter(({ differs }) => differs);
  const isOfQueries = 'queries' in pair;
  return element(
    'section',
    '',
    element('h2', '', `A and ${letter}`),
    element('p', 'class="sentence"', words(withLetter(summary, letter))),
    comparable
      ? element(
          'p',
          'class="muted"',
          isOfQueries
            ? 'Same samples, same held-out queries.'
            : 'Same data, same held-out part, same candidates, same K.',
        )
      : element('ul', 'class="warn"', ...reasons.map((reason) => element('li', '', words(withLetter(reason, letter))))),
    element('h3', '', `Parameters that differ (${differing.length} of ${params.length})`),
    table(
      ['Parameter', 'A', letter],
      differing.map(({ key, a, b }) => [words(key), paramText(a), paramText(b)]),
    ),
    element('h3', '', 'Metrics'),
    metricTable(isOfQueries ? metrics.filter(({ name }) => isShownMetric(name)) : metrics, letter),
    comparable ? element('p', 'class="muted"', howSure(isOfQueries ? 'queries' : 'users', tests)) : '',
    isOfQueries ? queriesSection(pair.queries, letter) : listsSection(slices, pair.lists, letter),
  );
}

const howSure = (things: string, tests: number) =>
  `Intervals are paired bootstrap 95 % intervals over ${things}; p is of Wilcoxon’s signed-rank test, corrected by Holm over ${tests} tests.`;

/** Metrics are on scales of their own, so each has an axis of its own, at all list lengths the same. */
function metricTable(metrics: readonly MetricDelta[], letter: string): string {
  const axes = Map.groupBy(metrics, baseOf);
  return table(
    ['Metric', 'A', letter, 'Δ', '95 % interval', '', 'Better / same / worse', 'p (Holm)'],
    metrics.map((metric) => {
      const { name, a, b, delta, ci, better, same, worse, p_corrected: p } = metric;
      return [
        metricTitle(name),
        figure(a),
        figure(b),
        delta === null ? '–' : signed(delta),
        ci ? `[${signed(ci[0])}, ${signed(ci[1])}]` : '–',
        intervalFigure(metric, greatestEnd(axes.get(baseOf(metric)) ?? [])),
        better === null ? '–' : `${better} / ${same} / ${worse}`,
        pValue(p),
      ];
    }),
  );
}

/** The metric without its list length. */
const baseOf = ({ name }: MetricDelta): string => name.split('@')[0]!;

/** The end of an interval that is farthest from 0. */
const greatestEnd = (metrics: readonly MetricDelta[]): number =>
  Math.max(0, ...metrics.flatMap(({ ci }) => ci?.map(Math.abs) ?? []));
