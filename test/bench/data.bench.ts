/**
 * Reading and making datasets: `npm run bench data`. Every figure is a median. Files are compared with the CSV parser alone, which
 * only counts their rows.
 */
import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataset, type DatasetFacts } from '#runs/data/create-dataset.ts';
import { exportDataset } from '#runs/data/export/export-dataset.ts';
import { ExportFormat } from '#shared/domain/export-format.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { measure } from './bench.ts';

const runs = 3;
const context = { onProgress() {}, shouldStop: () => false };
const folder = await mkdtemp(join(tmpdir(), 'kindred-bench-'));
const datasets = join(folder, 'datasets');
const create = (recipe: unknown): Promise<DatasetFacts> => createDataset(Recipe.parse(recipe), datasets, context);

try {
  for (const interactions of [100_000, 1_000_000]) {
    console.log(`\n${interactions.toLocaleString('en-US')} interactions of a feed`);
    const options = { users: 10_000, items: 5000, interactions };
    let facts: DatasetFacts | undefined;
    await measure('made and stored', async () => (facts = await create({ source: 'synthetic:feed', options })), {
      runs,
    });
    for (const format of ExportFormat.options) await measureFile(facts!, format);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measureFile({ fingerprint }: DatasetFacts, format: ExportFormat): Promise<void> {
  const to = join(folder, `rows.${format}`);
  const request = { folder: join(datasets, fingerprint), to, format, raw: true, replace: true };
  await measure(`written as ${format}`, () => exportDataset(request, context), { runs });
  const against =
    format === 'csv' ? await measure('its rows counted by csv-parse', () => countRows(to), { runs }) : undefined;
  await measure(`${format} read and stored`, () => create({ source: `file:${to}` }), {
    runs,
    ...(against !== undefined && { against }),
  });
}

async function countRows(path: string): Promise<number> {
  let rows = 0;
  for await (const _row of createReadStream(path).pipe(parse())) rows += 1;
  return rows;
}
