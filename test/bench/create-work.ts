/** usage: create-work.ts RECIPE: makes a dataset in a process of its own, so that its peak memory is its own. Prints JSON. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataset } from '#runs/data/create-dataset.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { timed } from './rounds.ts';

const recipe = Recipe.parse(JSON.parse(process.argv[2] ?? ''));
const folder = await mkdtemp(join(tmpdir(), 'kindred-bench-'));
let check = 0;
const times = await timed(async () => {
  check = (await createDataset(recipe, folder, { onProgress() {}, shouldStop: () => false })).interactions;
});
await rm(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ...times, check, peak: process.resourceUsage().maxRSS / 1024 }));
