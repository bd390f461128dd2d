import { metricDefinition, type MetricValue } from '#shared/domain/metric.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { escape } from '#runs/artifacts/heatmap/markup.ts';

/** An element of HTML around markup that is already safe. */
export const element = (name: string, attributes: string, ...children: string[]): string =>
  `<${name}${attributes && ` ${attributes}`}>${children.join('')}</${name}>`;

/** Text of data as markup. */
export const words = (text: string): string => escape(text);

const trueMinus = (text: string) => text.replace('-', '−');

export function figure(value: MetricValue | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value === 'NaN') return 'NaN';
  if (Number.isInteger(value) && Math.abs(value) !== 1) return trueMinus(String(value));
  // Four digits as on the pages, zeros at the end too, so that a column reads as measured alike.
  return trueMinus(Math.abs(value) < 1000 ? value.toPrecision(4) : String(Math.round(value)));
}

export const signed = (value: number): string => (value > 0 ? `+${figure(value)}` : figure(value));

export const pValue = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '&lt; 0.001' : p.toFixed(3));

export const paramText = (value: ParamValue): string =>
  value === null ? '–' : words(typeof value === 'number' ? trueMinus(String(value)) : String(value));

/** `nDCG@10`, `Mean absolute error (ms)` */
export function metricTitle(metric: string): string {
  const [name = metric, k] = metric.split('@');
  const { title = name, unit } = metricDefinition(metric) ?? {};
  return words(`${title}${k === undefined ? '' : `@${k}`}${unit === 'ms' ? ' (ms)' : ''}`);
}

/** What a column of figures holds: signed or not, with an exponent or without, or a word for none. */
const isFigure = (cell: string): boolean => /^(?:[+−]?\d[\d.]*(?:e[+−-]?\d+)?|–|NaN|&lt; 0\.001)$/.test(cell);

/** Baselines of a model of query performance stand in a table of their own. */
export const isShownMetric = (metric: string): boolean => !metric.startsWith('baseline_');

/** A table; cells are markup, and numbers stand at the end of their column. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const ends = head.map((_, place) => place > 0 && rows.every((cells) => isFigure(cells[place] ?? '–')));
  const cellOf = (cell: string, place: number) =>
    place === 0 ? element('th', 'scope="row"', cell) : element('td', ends[place] ? 'class="end"' : '', cell);
  return element(
    'table',
    '',
    element(
      'thead',
      '',
      element(
        'tr',
        '',
        ...head.map((cell, place) => element('th', ends[place] ? 'scope="col" class="end"' : 'scope="col"', cell)),
      ),
    ),
    element('tbody', '', ...rows.map((cells) => element('tr', '', ...cells.map(cellOf)))),
  );
}
