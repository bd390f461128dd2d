import { expect, it } from 'vitest';
import { runsFilter } from '../../../../../renderer/pages/data/runs-filter.ts';

it('names the version, whatever quotes its name has', () => {
  expect(runsFilter({ name: 'ml-100k', version: 3 })).toBe("dataset = 'ml-100k' and dataset_version = 3");
  expect(runsFilter({ name: `Ann's "best"`, version: 1 })).toBe(`dataset = 'Ann''s "best"' and dataset_version = 1`);
});
