import { expect, it } from 'vitest';
import { gateTitle } from '../../../../renderer/parts/gate-list.tsx';

it('titles of gates begin as sentences do, with metrics as people write them', () => {
  const titles = ['ndcg@10 better than live', 'mae_ms better than live', 'same data as live', '90 % interval holds'];
  expect(titles.map((title) => gateTitle({ title }))).toEqual([
    'nDCG@10 better than live',
    'Mean absolute error better than live',
    'Same data as live',
    '90 % interval holds',
  ]);
});
