import { expect, it } from 'vitest';
import {
  formatDelta,
  formatFigure,
  formatMetric,
  formatPercent,
  formatSigned,
  formatSpread,
} from '../../../../renderer/text/number.ts';

it.each([
  [0.312, '0.3120'],
  [0.1, '0.1000'],
  [1, '1.000'],
  [0, '0'],
  [12345.6, '12346'],
  [56.774, '56.77'],
  [0.02954, '0.02954'],
  [-0.0162, '−0.01620'],
  [0.0000123, '1.23e−5'],
  [NaN, 'NaN'],
])('writes %d with four significant digits and a true minus: %s', (value, text) => {
  expect(formatFigure(value)).toBe(text);
});

it('never shortens a metric by an SI prefix', () => {
  expect(formatMetric('ndcg@10', 0.1)).toBe('0.1000');
});

it('tells zero, missing and not-a-number apart', () => {
  expect([formatMetric('ndcg@10', 0), formatMetric('ndcg@10', undefined), formatMetric('ndcg@10', 'NaN')]).toEqual([
    '0',
    '–',
    'NaN',
  ]);
});

it('gives durations and sizes their units', () => {
  expect(formatMetric('train_ms', 72_400)).toBe('1 m 12 s');
  expect(formatMetric('memory_bytes', 3_100_000_000)).toBe('3.1 GB');
});

it('always signs a difference', () => {
  expect([formatSigned(0.021), formatSigned(-0.021), formatSigned(0)]).toEqual(['+0.02100', '−0.02100', '0']);
  expect(formatDelta('train_ms', -1500)).toBe('−1.5 s');
});

it('keeps two digits of small percentages', () => {
  expect([formatPercent(0.0932), formatPercent(0.612), formatPercent(0)]).toEqual(['9.32 %', '61.2 %', '0.0 %']);
});

it('a spread has the decimals of what it is the spread of, and is never nothing but zeros', () => {
  expect(formatSpread('ndcg@10', 0.017432, 0.2965)).toBe('0.0174');
  expect(formatSpread('ndcg@10', 1.0112, 0.8621)).toBe('1.0112');
  expect(formatSpread('arp@10', 3.21, 56.77)).toBe('3.21');
  expect(formatSpread('mae_ms', 3.214, 56.77)).toBe(formatMetric('mae_ms', 3.214));
  expect(formatSpread('ndcg@10', 0.00001, 0.2965)).toBe(formatFigure(0.00001));
});
