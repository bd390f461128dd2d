import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { Run } from '#shared/domain/run.ts';
import { interactionsFile } from './cli/csv-files.ts';
import { temporaryHome, type Home, type Running } from './cli/kindred.ts';

let home: Home;
let file = '';
beforeAll(async () => {
  home = await temporaryHome();
  file = await interactionsFile(home.folder, { users: 8000, items: 2000, each: 60 });
  await home.answer(`datasets create --name large --source file:${file}`);
});
afterAll(() => home.remove());

/** Starts a run that takes several seconds and waits until it trains. */
async function train(more: string): Promise<Running> {
  const running = home.start(`train --dataset large --algorithm user_knn --set n_neighbors=50 ${more}`);
  await running.printed(/^run \d+ .*: /m);
  return running;
}

const showRun = async (ref: string): Promise<Run> => (await home.answer<{ run: Run }>(`runs show ${ref}`)).run;

describe('a training process', () => {
  it('that is killed leaves a store that opens, verifies and shows the run as INTERRUPTED', async () => {
    const running = await train('--name killed');
    await wait(300);
    running.child.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    const run = await showRun('killed');
    expect(run).toMatchObject({ status: 'INTERRUPTED', dataset: { name: 'large' }, params: { n_neighbors: 50 } });
    expect(run.error).not.toBeNull();
    expect(await home.answer('verify')).toMatchObject({ ok: true, problems: [] });
  });

  it('cancels its run by Ctrl-C at once, says what is kept and exits with 130', async () => {
    const running = await train('--name cancelled');
    await wait(300);
    const pressed = performance.now();
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    // The promise is one second; other tests share these processors.
    expect(performance.now() - pressed).toBeLessThan(20_000);
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted\. Run \d+ is CANCELLED; what it logged until then is kept/);
    expect(await showRun('cancelled')).toMatchObject({ status: 'CANCELLED', params: { n_neighbors: 50 } });
  });

  it('cancels every run of its seeds, also those that wait', async () => {
    const running = await train('--name seeds --seeds 4 --json');
    running.child.kill('SIGINT');
    const { code, json } = await running.ended;
    expect(code).toBe(130);
    const { error } = json<{ error: { code: string; details: { runs: Run[] } } }>();
    expect(error.code).toBe('cancelled');
    expect(error.details.runs.map((run) => run.status)).toEqual(Array(4).fill('CANCELLED'));
  });

  it('that is told to end marks its run as INTERRUPTED before it goes', async () => {
    const running = await train('--name ended');
    running.child.kill('SIGTERM');
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('INTERRUPTED');
    expect(await showRun('ended')).toMatchObject({ status: 'INTERRUPTED' });
  });

  it('that reads a dataset leaves none by Ctrl-C', async () => {
    const running = home.start(`datasets create --name other --weighting binary --source file:${file}`);
    await running.printed(/^dataset other: /m);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/\nkindred: Interrupted\. [^\n]+\n$/);
    const { datasets } = await home.answer<{ datasets: Dataset[] }>('datasets list');
    expect(datasets.map(({ name }) => name)).toEqual(['large']);
  });

  it('that ran to its end afterwards finds nothing in its way', async () => {
    const { run } = await home.answer('train --dataset large --algorithm popularity');
    expect(run).toMatchObject({ status: 'FINISHED' });
  });
});
