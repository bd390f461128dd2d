import { expect, it } from 'vitest';
import type { ServingPoint } from '#shared/domain/serving.ts';
import { trafficFigure, trafficWords } from '../../../../renderer/plots/traffic.ts';
import { light } from '../../../../renderer/theme/tokens.ts';

const point = (at: number, part: Partial<ServingPoint> = {}): ServingPoint => ({
  at,
  requests: 0,
  errors: 0,
  p50_ms: null,
  p95_ms: null,
  p99_ms: null,
  ...part,
});
const points = [point(1000), point(2000, { requests: 20, errors: 3, p50_ms: 0.4, p95_ms: 250 }), point(3000)];

it('stacks errors on answers, and draws no latency where nobody asked', () => {
  const { data } = trafficFigure(points, light);
  expect(data.map((trace) => (trace as { y: unknown }).y)).toEqual([
    [0, 17, 0],
    [0, 3, 0],
    [null, 0.4, null],
    [null, 250, null],
  ]);
  expect((data[0] as { x: unknown }).x).toEqual([-2, -1, 0]);
});

it('has room for the slowest answer', () => {
  expect(trafficFigure(points, light).layout.yaxis2).toMatchObject({ type: 'log', range: [-1, 3] });
  expect(trafficFigure([], light).layout.yaxis2).toMatchObject({ range: [-1, 1], ticktext: ['0.1', '1', '10'] });
});

it('says in words what it shows', () => {
  expect(trafficWords(points)).toBe(
    'The last two minutes: 20 requests, 3 errors; the slowest second had a p95 of 250.0 ms.',
  );
  expect(trafficWords([])).toBe('The last two minutes: 0 requests, 0 errors.');
});
