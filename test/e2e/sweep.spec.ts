import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

const long = { timeout: 60_000 };

test('a search over parameters is planned, followed, stopped, taken up again and ends with the best', async ({
  app,
  home,
}, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.getByRole('button', { name: 'Train two baselines' })).toBeVisible(long);
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Train', exact: true }).click();
  await app.getByRole('combobox', { name: 'Algorithm' }).selectOption('popularity');
  await app.getByRole('combobox', { name: 'Algorithm' }).selectOption('user_knn');
  await app.getByRole('combobox', { name: 'Method' }).selectOption('grid');
  await expect(app.getByText('Say what to vary.')).toBeVisible();
  await app.getByRole('combobox', { name: 'Vary a parameter' }).selectOption('n_neighbors');
  const values = app.getByRole('textbox', { name: 'n_neighbors' }).last();
  await values.fill('5..50');
  await expect(app.getByText('A grid needs the values one by one')).toBeVisible();
  await values.fill('5, 10, 20, 40, 60');
  const facts = app.getByRole('region', { name: 'Start' });
  await expect(facts).toContainText(/Trials\s*5/, long);
  await app.getByRole('textbox', { name: /^Name/ }).fill('knn search');
  await expect(app.getByText(/^kindred sweep --dataset six-groups@1 .*--over n_neighbors=5,10,20,40,60/)).toBeVisible();
  await look(app, info, '1-plan');
  await app.getByRole('button', { name: 'Start 5 runs' }).click();

  const sweep = app.getByRole('list', { name: 'Searches' }).getByRole('listitem').filter({ hasText: 'knn search' });
  await expect(app.getByRole('list', { name: 'Queue of runs' }).getByRole('listitem').first()).toBeVisible(long);
  await sweep.getByRole('button', { name: 'Stop knn search' }).click();
  await expect(sweep).toContainText('stopped', long);
  await sweep.getByRole('button', { name: 'Go on with knn search' }).click();
  await expect(sweep).toContainText('finished, 5 of 5 runs', { timeout: 100_000 });
  await look(app, info, '2-finished');

  // The best is the run with the greatest value of all that the store has.
  const listed = execFileSync(process.execPath, ['main/cli/index.ts', 'runs', 'list', '--json'], {
    env: { ...process.env, KINDRED_HOME: home },
    encoding: 'utf8',
  });
  const { runs } = Listed.parse(JSON.parse(listed));
  const best = runs
    .filter(({ status }) => status === 'FINISHED')
    .reduce((most, run) => (run.metrics['ndcg@10']! > most.metrics['ndcg@10']! ? run : most));
  await expect(sweep).toContainText(`n_neighbors=${best.params.n_neighbors}`);
  await expect(sweep).toContainText(best.metrics['ndcg@10']!.toPrecision(4));
  await expect(sweep.getByRole('link', { name: `run ${best.number}`, exact: true })).toBeVisible();
  await sweep.getByRole('link', { name: 'knn search' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Finished' });
  await expect(rows).toHaveCount(5, long);
});

const Listed = z.object({
  runs: z.array(
    z.object({
      number: z.int(),
      status: z.string(),
      params: z.object({ n_neighbors: z.number() }),
      metrics: z.object({ 'ndcg@10': z.number().optional() }),
    }),
  ),
});
