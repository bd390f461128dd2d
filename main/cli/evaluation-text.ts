import type { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { compareMetrics, type MetricValue } from '#shared/domain/metric.ts';
import { number, valueInterval } from './numbers.ts';
import { paragraphs, table, type Column } from './text.ts';

/** What must be said beside the numbers of a run: who was counted, what ties leave open, how far folds differ. */
export function evaluationText(report: EvaluationReport): string {
  return paragraphs(
    [countsText(report), ...unknownTexts(report), ...seenText(report)].join('\n'),
    tiesText(report),
    intervalsText(report),
    validationText(report),
  );
}

/** The definition of every metric that a run has, and which end is better. */
export function definitionsText({ definitions }: Pick<EvaluationReport, 'definitions'>): string {
  const better = { max: 'higher is better', min: 'lower is better', none: 'neither end is better' };
  return Object.entries(definitions)
    .sort(([a], [b]) => compareMetrics(a, b))
    .map(([name, { title, direction, definition }]) => `${name}  ${title}, ${better[direction]}\n  ${definition}`)
    .join('\n');
}

function countsText({ counts, ranked, folds }: EvaluationReport): string {
  const { evaluated, without_test } = counts;
  const over = folds > 1 ? ` over ${folds} folds` : '';
  const without = without_test > 0 ? `; ${people(without_test)} without held-out items that count, in no mean` : '';
  return `Means are over ${people(evaluated)}${over}, ranking ${ranked}${without}.`;
}

function unknownTexts({ counts, unknown_items, unknown_users }: EvaluationReport): string[] {
  const { unknown_test_items: items, unknown_test_users: users } = counts;
  const treated = {
    keep: 'kept in the denominators',
    drop: 'dropped',
    skip: 'skipped',
    cold_start: 'answered by the cold-start policy',
  };
  return [
    ...(items > 0
      ? [`${formatCount(items)} held-out interactions with items that nobody has in train: ${treated[unknown_items]}.`]
      : []),
    ...(users > 0 ? [`${people(users)} without training interactions: ${treated[unknown_users]}.`] : []),
  ];
}

const seenText = ({ seen_left_out: seen }: EvaluationReport): string[] =>
  seen > 0
    ? [
        `${seen === 1 ? '1 held-out pair' : `${formatCount(seen)} held-out pairs`} that the model has learned from: left out.`,
      ]
    : [];

type Tie = { name: string; value: MetricValue } & NonNullable<EvaluationReport['tie_bounds']>[string];

const tieColumns: Column<Tie>[] = [
  { title: 'metric', value: (tie) => tie.name },
  { title: 'reported', value: (tie) => number(tie.value), align: 'right' },
  { title: 'worst order', value: (tie) => number(tie.pessimistic), align: 'right' },
  { title: 'mean of orders', value: (tie) => number(tie.expected), align: 'right' },
  { title: 'best order', value: (tie) => number(tie.optimistic), align: 'right' },
];

function tiesText({ tie_bounds: bounds, metrics, counts, candidates }: EvaluationReport): string {
  if (!bounds) return '';
  const ties = byName(bounds).map(([name, bound]) => ({ name, value: metrics[name] ?? 'NaN', ...bound }));
  const reported = candidates === 'all' ? 'the order by id' : 'the mean of orders';
  const sentence =
    `Equal scores matter: ${people(counts.tied_at_cutoff)} tie at the cut-off, ${people(counts.tied_held_out)} ` +
    `with a held-out item. Reported is ${reported}; other orders of equal scores give:`;
  return `${sentence}\n${table(tieColumns, ties)}`;
}

type Interval = { name: string } & NonNullable<EvaluationReport['intervals']>[string];

const intervalColumns: Column<Interval>[] = [
  { title: 'metric', value: (row) => row.name },
  { title: 'folds', value: (row) => String(row.n), align: 'right' },
  { title: 'mean', value: (row) => number(row.mean), align: 'right' },
  { title: 'sd', value: (row) => number(row.sd), align: 'right' },
  { title: '95 % interval', value: ({ ci }) => valueInterval(ci), align: 'right' },
];

function intervalsText({ intervals }: EvaluationReport): string {
  if (!intervals) return '';
  const rows = byName(intervals).map(([name, interval]) => ({ name, ...interval }));
  return `Means over folds, with Student's t:\n${table(intervalColumns, rows)}`;
}

function validationText({ validation }: EvaluationReport): string {
  if (!validation) return '';
  return `Metrics named val_… are of a validation part of ${number(100 * validation.share)} % of the training part, by the model trained without it; all others of the test part, by the model trained again on both.`;
}

const byName = <V>(values: Record<string, V>): [string, V][] =>
  Object.entries(values).sort(([a], [b]) => compareMetrics(a, b));

const people = (count: number): string => (count === 1 ? '1 user' : `${formatCount(count)} users`);
