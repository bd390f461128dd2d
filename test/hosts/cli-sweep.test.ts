import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import type { Sweep, SweepPlan } from '#shared/domain/sweep.ts';
import { temporaryHome, type Home } from './cli/kindred.ts';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
  await home.answer('datasets create --name groups --source synthetic:groups');
});
afterAll(() => home.remove());

const limit = { timeout: 240_000 };
const asked = 'sweep --dataset groups --algorithm user_knn --split random --k 5';
const runsOf = async (id: string): Promise<Run[]> =>
  (await home.answer<{ runs: Run[] }>(`runs list --filter tags.sweep="${id}"`)).runs;

describe('kindred sweep', limit, () => {
  it('says what it would do and cost, and starts nothing', async () => {
    const { plan } = await home.answer<{ plan: SweepPlan }>(
      `${asked} --method halving --trials 9 --over n_neighbors=1..15 --dry-run`,
    );
    expect(plan).toMatchObject({ trials: 9, runs: 13, metric: 'ndcg@5' });
    expect(plan.rungs.map(({ trials }) => trials)).toEqual([9, 3, 1]);
    expect((await home.answer<{ sweeps: Sweep[] }>('sweep --list')).sweeps).toEqual([]);
  });

  it('that is killed goes on where it was, and says which is best', async () => {
    const values = Array.from({ length: 6 }, (_, at) => at + 1);
    const running = home.start(`${asked} --name search --over n_neighbors=${values.join()}`);
    await running.printed(/^sweep search: runs [1-9]\d* %/m);
    running.child.kill('SIGKILL');
    await running.ended;
    const { sweeps } = await home.answer<{ sweeps: Sweep[] }>('sweep --list');
    expect(sweeps).toMatchObject([{ name: 'search', status: 'INTERRUPTED' }]);
    const [before] = sweeps;
    const { sweep } = await home.answer<{ sweep: Sweep }>('sweep --resume search');
    expect(sweep).toMatchObject({
      id: before!.id,
      status: 'FINISHED',
      progress: { runs: 6, finished: 6, failed: 0 },
    });
    const finished = (await runsOf(sweep.id)).filter(({ status }) => status === 'FINISHED');
    expect(finished.map(({ params }) => Number(params['n_neighbors'])).toSorted((a, b) => a - b)).toEqual(values);
    const best = Math.max(...finished.map(({ metrics }) => Number(metrics['ndcg@5'])));
    expect(sweep.best).toMatchObject({ value: best });
    expect(finished.find(({ id }) => id === sweep.best!.runs[0]!.id)!.metrics['ndcg@5']).toBe(best);
  });

  it('is cancelled as a whole by Ctrl-C', async () => {
    const running = home.start(`${asked} --name stopped --over n_neighbors=1..15 --method random --trials 15 --json`);
    await running.printed(/^sweep stopped: /m);
    running.child.kill('SIGINT');
    const { code, json } = await running.ended;
    expect(code).toBe(130);
    const { error } = json<{ error: { code: string; message: string; details: { sweep: Sweep } } }>();
    expect(error.code).toBe('cancelled');
    expect(error.message).toMatch(/"kindred sweep --resume \w+" goes on/);
    const { sweep } = error.details;
    expect(sweep).toMatchObject({ status: 'CANCELLED', progress: { active: 0 } });
    expect((await runsOf(sweep.id)).every(({ status }) => status === 'FINISHED' || status === 'CANCELLED')).toBe(true);
  });

  it.each([
    ['--over n_neighbours=1,2', /no parameter "n_neighbours". Did you mean "n_neighbors"\?/],
    ['--over n_neighbors=1..5', /grid needs the values of n_neighbors one by one/],
    ['', /--over <key=values> is missing/],
  ])('refuses "%s"', async (flags, message) => {
    const { code, stderr } = await home.start(`${asked} ${flags}`).ended;
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
  });
});
