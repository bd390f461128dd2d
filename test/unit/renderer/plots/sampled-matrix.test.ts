import { expect, it } from 'vitest';
import { sampledMatrixFigure } from '../../../../renderer/plots/sampled-matrix.ts';
import { dark, light } from '../../../../renderer/theme/tokens.ts';

/** 100 users: one group of 98, two of one. */
const groups = Array.from({ length: 100 }, (_, row) => (row < 98 ? 0 : row - 97));
const preview = {
  groups: ['large', 'one', 'other'].map((name) => ({
    name,
    letter: name[0]!.toUpperCase(),
    users: 0,
    mean_items: 0,
    lonely: 0,
  })),
  sample: {
    groups,
    users: groups.map((_, row) => `u${row}`),
    items: ['i1', 'i2'],
    values: groups.map((_, row) => [row % 2 === 0 ? 0.1 : 0, 1]),
  },
};

it('has no letter on top of another', () => {
  expect(sampledMatrixFigure(preview, light).layout.yaxis).toMatchObject({
    ticktext: ['L', 'O'],
    tickvals: [48.5, 98],
  });
});

it('draws the least weight apart from no interaction where the scale begins dark', () => {
  expect(sampledMatrixFigure(preview, light).data[0]).toMatchObject({ zmin: 0, zmax: 1 });
  expect(sampledMatrixFigure(preview, dark).data[0]).toMatchObject({ zmin: -0.5, zmax: 1 });
});
