import { expect, it } from 'vitest';
import { typeCounts, typeMixFigure, typeMixHeight, typeMixWords } from '../../../../renderer/plots/type-mix.ts';
import { light } from '../../../../renderer/theme/tokens.ts';

const counts = typeCounts({ share: 30, view: 960, like: 10 });

it('has a bar a type, the most frequent on top, with its share in words', () => {
  const { data, layout } = typeMixFigure(counts, light);
  expect(data[0]).toMatchObject({ x: [960, 30, 10], text: ['96.0 %  ·  960', '3.00 %  ·  30', '1.00 %  ·  10'] });
  expect(layout.yaxis).toMatchObject({ ticktext: ['view', 'share', 'like'], range: [2.5, -0.5] });
  expect(typeMixHeight(counts)).toBeGreaterThan(3 * 20);
});

it('says in words what it shows', () => {
  expect(typeMixWords(counts)).toBe('Interactions of each type. view: 960; share: 30; like: 10.');
  expect(typeMixWords([])).toBe('Interactions of each type. None.');
});

it('gathers the rest of many types in one bar, and loses nothing', () => {
  const many = typeCounts(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`type ${index}`, index + 1])));
  expect(many).toHaveLength(8);
  expect(many.at(-1)).toEqual({ name: '13 more types', count: (13 * 14) / 2 });
  expect(many.reduce((sum, { count }) => sum + count, 0)).toBe(210);
});

it('cuts only the drawn name of a type', () => {
  const long = typeCounts({ add_to_cart_from_the_list: 3 });
  expect(typeMixFigure(long, light).layout.yaxis?.ticktext).toEqual(['add_to_ca… list'.replace(' ', '_')]);
  expect(typeMixFigure(long, light).data[0]).toMatchObject({
    customdata: ['add_to_cart_from_the_list: 3 interactions'],
  });
});
