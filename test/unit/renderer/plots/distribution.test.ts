import { expect, it } from 'vitest';
import { distributionFigure, distributionWords } from '../../../../renderer/plots/distribution.ts';
import { light } from '../../../../renderer/theme/tokens.ts';

const histogram = { edges: [1, 2, 4, 8, 16], counts: [100, 7, 0, 1] };
const names = ['1', '2–3', '4–7', '8–16'];
const barsOf = (...input: Parameters<typeof distributionFigure>) =>
  distributionFigure(...input).data[0] as unknown as { x: number[]; y: number[]; width: number[] };

/** From where to where bars reach, in halvings: what is seen on a logarithmic axis. */
const reachOf = (...input: Parameters<typeof distributionFigure>) => {
  const { x, width } = barsOf(...input);
  return x.map((middle, index) => [-1, 1].map((side) => Math.log2(middle + (side * width[index]!) / 2).toFixed(2)));
};

it('draws each bar over what it stands for, equally wide on the logarithmic axis, and no empty one', () => {
  expect(reachOf(histogram, names, 'user', light)).toEqual([
    ['0.04', '0.96'],
    ['1.04', '1.96'],
    ['3.04', '3.96'],
  ]);
  expect(barsOf(histogram, names, 'user', light).y).toEqual([100, 7, 1]);
});

it('gives those without an interaction a place left of 1', () => {
  const [first] = reachOf({ edges: [0, 1, 2], counts: [3, 4] }, ['0', '1–2'], 'item', light);
  expect(first).toEqual(['-0.96', '-0.04']);
});

it('has logarithmic axes on which a single one has a height and the most has room', () => {
  const { xaxis, yaxis } = distributionFigure(histogram, names, 'user', light).layout;
  expect(xaxis).toMatchObject({ type: 'log', ticktext: names, range: [0, Math.log10(16)] });
  expect(yaxis).toMatchObject({ type: 'log', range: [Math.log10(0.5), 2.1] });
});

it('names every second bar where there are many', () => {
  const many = Array.from({ length: 10 }, (_, index) => index);
  const { xaxis } = distributionFigure(
    { edges: [...many, 10].map((power) => 2 ** power), counts: many },
    many.map(String),
    'item',
    light,
  ).layout;
  expect(xaxis?.ticktext).toEqual(['0', '2', '4', '6', '8']);
});

it('says in words what it shows', () => {
  expect(distributionWords(histogram, names, 'user')).toBe(
    'Interactions of each user. 1: 100 users; 2–3: 7 users; 8–16: 1 user.',
  );
  expect(distributionWords({ edges: [1, 2], counts: [0] }, ['1–2'], 'item')).toBe('Interactions of each item. None.');
});
