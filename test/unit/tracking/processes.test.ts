import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openStore } from '#runs/tracking/open-store.ts';
import type { Store } from '#runs/tracking/store.ts';
import type { StoreFiles } from '#runs/tracking/store-files.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { filesIn, query, temporaryFolder } from './fixture.ts';

type Writer = {
  run: string;
  acks: number[];
  errors: string;
  exited: Promise<unknown>;
  firstAck: Promise<void>;
  kill(): void;
};

/** A writer process whose acknowledged steps are collected as it prints them. */
function startWriter({ file, backups }: StoreFiles, batches: number): Writer {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file, backups, String(batches)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const firstAck = Promise.withResolvers<void>();
  const writer: Writer = {
    run: '',
    acks: [],
    errors: '',
    exited: once(child, 'close').then(() => firstAck.resolve()),
    firstAck: firstAck.promise,
    kill: () => void child.kill('SIGKILL'),
  };
  child.stderr.on('data', (text: Buffer) => (writer.errors += text.toString()));
  createInterface(child.stdout).on('line', (line) => {
    const [word, first] = line.split(' ');
    if (word === 'run') writer.run = first!;
    // The last line of a killed process may be cut off: a half ack is none.
    if (word === 'ack' && line.split(' ').length === 3) {
      writer.acks.push(Number(first));
      firstAck.resolve();
    }
  });
  return writer;
}

/** Every acknowledged step is there, steps are whole and without a gap; at most the one that was under way is beyond. */
async function expectAcked(store: Store, { run, acks }: Writer): Promise<void> {
  const left = (await store.runs.history(run, 'left')).map(({ step }) => step);
  const right = (await store.runs.history(run, 'right')).map(({ step }) => step);
  expect(right).toEqual(left);
  expect(left).toEqual(Array.from({ length: left.length }, (_, index) => index + 1));
  expect(left.length).toBeGreaterThanOrEqual(acks.length);
  expect(left.length).toBeLessThanOrEqual(acks.length + 1);
}

describe('processes that share a store', () => {
  it('all write, and nothing that was acknowledged is lost', async () => {
    const files = filesIn(temporaryFolder());
    const batches = 40;
    const writers = Array.from({ length: 8 }, () => startWriter(files, batches));
    await Promise.all(writers.map(({ exited }) => exited));
    expect(writers.map(({ errors }) => errors).join('')).toBe('');
    const store = await openStore({ ...files, clock: systemClock });
    for (const writer of writers) {
      expect(writer.acks).toHaveLength(batches);
      await expectAcked(store, writer);
    }
    const { runs } = await store.runs.list(query({ order_by: 'number' }));
    expect(runs.map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: 8 }, (_, index) => [index + 1, 'FINISHED']),
    );
    expect(await store.datasets.list()).toHaveLength(1);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });

  it('may be killed at any moment: every ack is there, no batch is half, and the run is INTERRUPTED', async () => {
    const files = filesIn(temporaryFolder());
    const killed: Writer[] = [];
    // Fifteen in all, five at a time: most of the time goes into starting them.
    for (let round = 0; round < 3; round++) {
      const writers = Array.from({ length: 5 }, () => startWriter(files, 0));
      await Promise.all(writers.map(({ firstAck }) => firstAck));
      for (const writer of writers) {
        await wait(Math.random() * 60);
        writer.kill();
      }
      await Promise.all(writers.map(({ exited }) => exited));
      expect(writers.map(({ errors }) => errors).join('')).toBe('');
      killed.push(...writers);

      const started = performance.now();
      const store = await openStore({ ...files, clock: systemClock });
      const interrupted = await store.reconcile();
      expect(performance.now() - started).toBeLessThan(20_000);
      expect(new Set(interrupted.map(({ id, status }) => `${id} ${status}`))).toEqual(
        new Set(writers.map(({ run }) => `${run} INTERRUPTED`)),
      );
      expect(await store.verify()).toEqual([]);
      for (const writer of writers) await expectAcked(store, writer);
      await store.close();
    }
    expect(killed.every(({ acks }) => acks.length > 0)).toBe(true);
  });
});
