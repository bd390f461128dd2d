import type { PreparationReport, QueryRunReport } from '#shared/domain/query-report.ts';
import { csvCell } from '#shared/domain/csv-cell.ts';

/** Files of a run beside its model. */
export type RunFiles = { name: string; bytes: Uint8Array; contentType: string }[];

/** The file that pages read. */
export const queryReportFile = 'query_report.json';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (name: string, value: unknown) => ({
  name,
  bytes: encode(`${JSON.stringify(value, null, 2)}\n`),
  contentType: 'application/json',
});

export const reportFile = (report: QueryRunReport): RunFiles[number] => json(queryReportFile, report);

/** The samples of the test part as a table. */
export function predictionsCsv(predictions: QueryRunReport['predictions']): RunFiles[number] {
  const names = ['query_id', 'fold', 'sampled_at', 'actual_ms', 'predicted_ms', 'lower_ms', 'upper_ms', 'residual', 'query'] as const; // prettier-ignore
  const rows = predictions.map((sample) => names.map((name) => csvCell(sample[name])).join(','));
  return {
    name: 'predictions.csv',
    bytes: encode([names.join(','), ...rows, ''].join('\r\n')),
    contentType: 'text/csv',
  };
}

/** What the features look like and how they were prepared: for programs, and for people. */
export const statisticalReport = (report: PreparationReport): RunFiles => [
  json('statistical_report.json', report),
  { name: 'statistical_report.md', bytes: encode(markdown(report)), contentType: 'text/markdown; charset=utf-8' },
];

function markdown({ samples, features, target_scale, columns, problems }: PreparationReport): string {
  const figure = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(4))));
  const statistics = columns.map(({ name, unit, raw }) =>
    [
      name,
      unit,
      raw.known,
      raw.missing,
      raw.infinite,
      ...[raw.min, raw.median, raw.mean, raw.max, raw.sd].map(figure),
    ].join(' | '),
  );
  const prepared = columns.map(({ name, scale, imputed_with, clip, mean, sd, constant }) =>
    [
      name,
      scale === 'log' ? 'log(1 + value)' : 'value',
      figure(imputed_with),
      `${figure(clip.lower)} … ${figure(clip.upper)}`,
      clip.clipped,
      figure(mean),
      constant ? 'constant, left out' : figure(sd),
    ].join(' | '),
  );
  const row = (text: string) => `| ${text} |`;
  return [
    '# Statistical report',
    '',
    `${samples} samples of the training part × ${features} features. Execution times are modelled as ${target_scale === 'log1p' ? 'log(1 + ms)' : 'log(ms)'}.`,
    '',
    '## What was found',
    '',
    ...(problems.length === 0
      ? ['Nothing: every value is known and finite.']
      : problems.map((problem) => `- ${problem}`)),
    '',
    '## Features as they came',
    '',
    row('feature | unit | known | unknown | infinite | min | median | mean | max | sd'),
    row(Array.from({ length: 10 }, () => '---').join(' | ')),
    ...statistics.map(row),
    '',
    '## How they were prepared',
    '',
    row('feature | scale | unknown becomes | clipped to | clipped | mean | sd'),
    row(Array.from({ length: 7 }, () => '---').join(' | ')),
    ...prepared.map(row),
    '',
    '## What they are',
    '',
    ...columns.map(({ name, unit, source, description }) => `- **${name}** (${unit}; ${source}): ${description}`),
    '',
  ].join('\n');
}
