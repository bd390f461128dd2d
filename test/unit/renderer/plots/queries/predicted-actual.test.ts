import { expect, it } from 'vitest';
import {
  predictedActualFigure,
  predictedActualRange,
  predictedActualWords,
} from '../../../../../renderer/plots/queries/predicted-actual.ts';
import { light } from '../../../../../renderer/theme/tokens.ts';
import { sample } from './samples.ts';

const predictions = [
  sample('a', 1, 10, [5, 20]),
  sample('b', 100, 50, [25, 100]),
  sample('c', 0, 0.5, [0, 1]),
  sample('d', 8, 4, [1, 16], 1),
];
type Drawn = {
  name: string;
  x: number[];
  y: number[];
  customdata?: string[];
  marker?: { size: number[]; symbol: string };
};
const drawn = (chosen?: string) =>
  predictedActualFigure(predictions, { tokens: light, range: predictedActualRange(predictions), chosen })
    .data as unknown as Drawn[];

it('puts every sample at its predicted and actual time, apart by whether the interval holds it', () => {
  const [inside, outside] = drawn().slice(-2);
  expect([inside!.name, inside!.customdata]).toEqual(['inside', ['b', 'c', 'd']]);
  expect([inside!.x, inside!.y]).toEqual([
    [50, 0.5, 4],
    [100, 0.001, 8],
  ]);
  expect([outside!.name, outside!.customdata, outside!.x, outside!.y]).toEqual(['outside', ['a'], [10], [1]]);
  expect(inside!.marker!.symbol).not.toBe(outside!.marker!.symbol);
});

it('draws the interval of every sample at its prediction', () => {
  const [drawnIntervals] = drawn().filter(({ name }) => name === 'interval');
  expect([drawnIntervals!.x, drawnIntervals!.y]).toEqual([
    [10, 10, null, 50, 50, null, 0.5, 0.5, null, 4, 4, null],
    [5, 20, null, 25, 100, null, 0.001, 1, null, 1, 16, null],
  ]);
});

it('has equal axes that hold every prediction and every actual time', () => {
  const range = predictedActualRange(predictions);
  expect(range[0]).toBeLessThan(-3);
  expect(range[1]).toBeGreaterThan(2);
  const { xaxis, yaxis } = predictedActualFigure(predictions, { tokens: light, range }).layout;
  expect(xaxis).toMatchObject({ type: 'log', range, tickvals: [0.001, 0.01, 0.1, 1, 10, 100] });
  expect(yaxis).toMatchObject({
    type: 'log',
    range,
    ticktext: ['0.001 ms', '0.01 ms', '0.1 ms', '1 ms', '10 ms', '100 ms'],
  });
});

it('rings the chosen query', () => {
  expect(drawn('d').at(-2)!.marker!.size).toEqual([6, 6, 12]);
});

it('says in words what it shows', () => {
  expect(predictedActualWords(predictions)).toBe(
    'Actual against predicted time of 4 samples of queries that the model never saw; 3 lie inside their interval.',
  );
});
