/** usage: postgres-work.ts URL count|read|create|seed: one piece of work in a process of its own, so that its peak memory is its own. Prints JSON. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataset } from '#runs/data/create-dataset.ts';
import { copyOut } from '#runs/data/postgres/copy-out.ts';
import { lookInto } from '#runs/data/postgres/look-into.ts';
import { seedDataset } from '#runs/data/postgres/seed/seed-dataset.ts';
import { targetOfUrl } from '#runs/data/postgres/target.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { timed } from './rounds.ts';

const [url = '', work = '', snapshotFolder = ''] = process.argv.slice(2);
const context = { onProgress() {}, shouldStop: () => false };
const statement =
  'copy (select user_id, post_id, interaction_type, created_at from public.user_interaction) to stdout (format binary)';
const folder = await mkdtemp(join(tmpdir(), 'kindred-bench-'));

/** What the driver brings, thrown away: nothing can be faster through it. */
async function count(): Promise<number> {
  let rows = 0;
  const options = { phase: 'counting', firstRowMs: 60_000, shouldStop: () => false };
  // The mark of the end comes as a message of its own.
  const isRow = (message: Uint8Array) => message[0] !== 0xff || message[1] !== 0xff;
  const onRow = (message: Uint8Array): void => void (rows += isRow(message) ? 1 : 0);
  await lookInto(targetOfUrl(url), (session) => copyOut(session, statement, onRow, options));
  return rows;
}

async function create(attributes: boolean): Promise<number> {
  const recipe = Recipe.parse({ source: url, options: { attributes } });
  return (await createDataset(recipe, folder, context)).interactions;
}

async function seed(): Promise<number> {
  const request = { target: targetOfUrl(url), snapshotFolder, dataset: 'bench', schema: 'seeded' };
  return (await seedDataset(request, context)).tables.at(-1)!.rows;
}

const works: Record<string, () => Promise<number>> = {
  count,
  read: () => create(false),
  create: () => create(true),
  seed,
};
let check = 0;
const times = await timed(async () => (check = await works[work]!()));
await rm(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ...times, check, peak: process.resourceUsage().maxRSS / 1024 }));
