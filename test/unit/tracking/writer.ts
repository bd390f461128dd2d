import { openStore } from '#runs/tracking/open-store.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { facts, newRun } from './samples.ts';

/**
 * A process that logs to a store: `writer.ts FILE BACKUPS BATCHES`. Prints `run ID` and then `ack STEP MS` after each batch that was
 * committed; a batch is two metrics of one step. With BATCHES 0 it goes on until it is killed.
 */
const [file, backups, batches] = process.argv.slice(2);
if (!file || !backups) throw new Error('writer.ts FILE BACKUPS BATCHES');
const store = await openStore({ file, backups, clock: systemClock });
const dataset = await store.datasets.insert('shop', facts());
const run = await store.runs.create(newRun(dataset, { name: `writer ${process.pid}` }));
await store.runs.start(run.id);
process.stdout.write(`run ${run.id}\n`);
const last = Number(batches) || Number.POSITIVE_INFINITY;
for (let step = 1; step <= last; step++) {
  const started = performance.now();
  await store.runs.logMetrics(run.id, [
    { name: 'left', step, value: step },
    { name: 'right', step, value: -step },
  ]);
  process.stdout.write(`ack ${step} ${(performance.now() - started).toFixed(1)}\n`);
}
await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
await store.close();
