/**
 * Reading and making datasets: `npm run bench data [-- --20m]`. Every figure is a median. Files are compared with the CSV parser alone,
 * which only counts their rows. Public data sets and, with the flag, a feed of 20 million are made once each, in processes of their own.
 */
import { parse } from 'csv-parse';
import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
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

await measureWhole('synthetic:feed, 3 million', feedOf(30_000, 10_000, 3_000_000));
if (process.argv.includes('--20m')) {
  await measureWhole('synthetic:feed, 20 million', feedOf(100_000, 30_000, 20_000_000));
}
await measurePublic('taobao-ehcf', {
  options: { files: 'buy=buy.train.txt, cart=cart.csv', test: 'buy.test.txt' },
  weighting: { weights: { buy: 1, cart: 0.5 } },
});
await measurePublic('ml-100k', {});

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

function feedOf(users: number, items: number, interactions: number): object {
  return { source: 'synthetic:feed', options: { users, items, interactions } };
}

async function measurePublic(name: string, rest: object): Promise<void> {
  const path = resolve(import.meta.dirname, '../../../shared/data', name);
  if (existsSync(path)) await measureWhole(name, { source: `file:${path}`, ...rest });
  else console.log(`${name}: not at ${path}, so not measured`);
}

/** One run in a process of its own: wall and processor time, rows a second of each, peak memory. */
async function measureWhole(name: string, recipe: object): Promise<void> {
  const program = join(import.meta.dirname, 'create-work.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(recipe)]);
  const { ms, cpu, check, peak } = z.record(z.string(), z.number()).parse(JSON.parse(stdout));
  const rate = (time = 0) => Math.round(((check ?? 0) / time) * 1000).toLocaleString('en-US');
  console.log(
    `${name.padEnd(30)} ${check} rows  wall ${rate(ms)} rows/s  cpu ${rate(cpu)} rows/s  peak ${Math.round(peak ?? 0)} MB  load ${loadavg()[0]!.toFixed(1)}`,
  );
}
