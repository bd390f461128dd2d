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
  return trueMinus(Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4))));
}

export const signed = (value: number): string => (value > 0 ? `+${figure(value)}` : figure(value));

export const pValue = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '&lt; 0.001' : p.toFixed(3));

export const paramText = (value: ParamValue): string =>
  value === null ? '–' : words(typeof value === 'number' ? trueMinus(String(value)) : String(value));

/** nDCG@10 */
export function metricTitle(metric: string): string {
  const [name = metric, k] = metric.split('@');
  const title = metricDefinition(metric)?.title ?? name;
  return words(k === undefined ? title : `${title}@${k}`);
}

/** A table; cells are markup, and numbers stand at the end of their column. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], name: 'th' | 'td') =>
    element(
      'tr',
      '',
      ...cells.map((cell, place) => element(place === 0 ? 'th' : name, place === 0 ? 'scope="row"' : '', cell)),
    );
  return element(
    'table',
    '',
    element('thead', '', element('tr', '', ...head.map((cell) => element('th', 'scope="col"', cell)))),
    element('tbody', '', ...rows.map((cells) => line(cells, 'td'))),
  );
}
