import { hash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Comparison } from '#shared/domain/comparison.ts';
import { Dataset } from '#shared/domain/dataset.ts';
import { Run, type Recommendation } from '#shared/domain/run.ts';
import { interactionsFile } from './cli/csv-files.ts';
import { temporaryHome, type Home } from './cli/kindred.ts';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
});
afterAll(() => home.remove());

const escape = '\u001b';
type Served = Omit<Recommendation, 'item'> & { post_id: string };

describe('the demo', () => {
  it('trains two runs on the reference groups, compares them, promotes the better one and writes its bundle', async () => {
    const { code, json } = await home.kindred('demo --json');
    expect(code).toBe(0);
    const { dataset, runs, comparison, model, bundle } = json<{ runs: unknown[] } & Record<string, unknown>>();
    expect(model).toEqual({ name: 'collaborative_filtering', version: 1, alias: 'live' });
    const { path, sha256 } = bundle as { path: string; sha256: string };
    expect(hash('sha256', await readFile(path), 'hex')).toBe(sha256);
    expect(Dataset.parse(dataset)).toMatchObject({ name: 'reference-groups', users: 20 });
    expect(runs.map((run) => Run.parse(run))).toMatchObject([
      { algorithm: 'popularity', status: 'FINISHED' },
      { algorithm: 'user_knn', status: 'FINISHED' },
    ]);
    expect(Comparison.parse(comparison)).toMatchObject({ comparable: true, reasons: [] });
  });

  it('ends with one request over HTTP, answered with the scores of the run to the last bit', async () => {
    const { answer } = await home.answer<{ answer: { user_id: string; recommendations: Served[] } }>('demo');
    const asked = await home.answer<{ recommendations: Recommendation[] }>(`recommend --user ${answer.user_id}`);
    expect(answer.recommendations.length).toBeGreaterThan(5);
    expect(answer.recommendations.map(({ post_id: item, ...rest }) => ({ item, ...rest }))).toEqual(
      asked.recommendations,
    );
  });

  it('is text for people without --json, and makes no second version of equal data', async () => {
    const { code, stdout, stderr } = await home.kindred('demo');
    expect(code).toBe(0);
    expect(stdout).toContain('3  Comparison');
    expect(stdout).toMatch(/ndcg@10 +\d/);
    expect(stdout).toMatch(/4 {2}Model collaborative_filtering_v\d is live/);
    expect(stdout).toMatch(/6 {2}Asked over HTTP for user "user1": react 0\.3595/);
    expect(stdout + stderr).not.toContain(escape);
    const { datasets } = await home.answer<{ datasets: Dataset[] }>('datasets list');
    expect(datasets.map(({ name, version }) => `${name}@${version}`)).toEqual(['reference-groups@1']);
  });
});

describe('datasets', () => {
  it('are made from a file with its own column names, shown and profiled', async () => {
    const file = await interactionsFile(home.folder, { users: 60, items: 40, each: 12 });
    const renamed = (await readFile(file, 'utf8')).replace('user_id,item_id,type,created_at', 'Who,What,Kind,At');
    await writeFile(join(home.folder, 'clicks.csv'), renamed);
    const columns = '--set user=Who --set item=What --set type=Kind --set time=At';
    const create = `datasets create --name shop --source file:clicks.csv ${columns}`;
    const { dataset } = await home.answer<{ dataset: Dataset }>(create);
    expect(Dataset.parse(dataset)).toMatchObject({ name: 'shop', version: 1, users: 60, interactions: 720 });

    expect((await home.answer<{ dataset: Dataset }>('datasets show shop')).dataset).toEqual(dataset);
    const { profile } = await home.answer<{ profile: Dataset['profile'] }>('datasets profile shop');
    expect(profile.types).toEqual({ view: 720 });
    expect((await home.kindred('datasets profile shop')).stdout).toMatch(/view +720/);
  });

  it('are made again from the recipe that they show, from any folder', async () => {
    const { dataset } = await home.answer<{ dataset: Dataset }>('datasets show shop');
    await writeFile(join(home.folder, 'recipe.json'), JSON.stringify(dataset.recipe));
    const again = await home.answer<{ dataset: Dataset }>('datasets create --name again --recipe recipe.json');
    expect(again.dataset.fingerprint).toBe(dataset.fingerprint);
    expect(await home.kindred('datasets delete again')).toMatchObject({ code: 0 });
    const { stdout } = await home.kindred('datasets list');
    expect(stdout).toContain('shop@1');
    expect(stdout).not.toContain('again@1');
    expect((await home.kindred('datasets restore again')).stdout).toBe('Dataset "again" version 1 is back.\n');
    expect(await home.kindred('datasets delete again@1')).toMatchObject({ code: 0 });
  });

  it('are written to files, and read back as the same', async () => {
    const { exported } = await home.answer<{ exported: { path: string; rows: number; marked: number } }>(
      'datasets export --dataset shop --to shop.parquet',
    );
    expect(exported).toMatchObject({ path: join(home.folder, 'shop.parquet'), rows: 720, marked: 0 });
    const { dataset } = await home.answer<{ dataset: Dataset }>('datasets show shop');
    const again = await home.answer<{ dataset: Dataset }>('datasets create --name parquet --source file:shop.parquet');
    expect(again.dataset.fingerprint).toBe(dataset.fingerprint);
    const taken = await home.kindred('datasets export --dataset shop --to shop.parquet');
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toContain('exists already');
    const forced = await home.kindred('datasets export --dataset shop --to shop.csv.gz --force');
    expect(forced.stdout).toMatch(/^720 interactions are in .*shop\.csv\.gz \([\d.]+ kB\)\.\n$/);
    const unknown = await home.kindred('datasets export --dataset shop --to shop.xlsx');
    expect(unknown.stderr).toContain('does not end with a known format: .csv, .csv.gz, .csv.zst, .parquet.');
  });

  it('say where the rows are that were left out', async () => {
    await writeFile(join(home.folder, 'gaps.csv'), 'user,item\na,x\nb,\nb,x\n');
    await home.answer('datasets create --name gaps --source file:gaps.csv');
    const { stdout } = await home.kindred('datasets profile gaps');
    const path = /The rows that were left out are in (.+)\.\n$/.exec(stdout)?.[1];
    expect(await readFile(path!, 'utf8')).toContain('3,no item,');
  });

  it('come from the realistic feed, from several files with a type each, and from public layouts', async () => {
    const feed = await home.answer<{ dataset: Dataset }>(
      'datasets create --name feed --source synthetic:feed --set users=300 --set items=200 --set interactions=6000 --set days=10 --set seed=1',
    );
    expect(feed.dataset).toMatchObject({ users: 300, items: 200, interactions: 6000 });
    await writeFile(join(home.folder, 'buys.csv'), 'uid,sid\na,x\nb,y\n');
    await writeFile(join(home.folder, 'carts.csv'), 'uid,sid\na,y\n');
    const both = await home.answer<{ dataset: Dataset }>(
      'datasets create --name both --source file:. --weight buy=1 --weight cart=0.5',
      '--set',
      'files=buy=buys.csv, cart=carts.csv',
    );
    expect(both.dataset.profile.types).toEqual({ buy: 2, cart: 1 });
  });
});

describe('runs', () => {
  it('are trained with the params, tags and lists that were asked for', async () => {
    const asked = 'train --dataset shop --algorithm user_knn --set n_neighbors=7 --k 3,10 --split random';
    const named = '--test-share 0.25 --seed 9 --name mine --experiment cli --tag who=me --json --note';
    const { code, stderr, json } = await home.kindred(`${asked} ${named}`, 'a note');
    expect(stderr).toMatch(/^run \d+ mine: /m);
    expect(code).toBe(0);
    const run = Run.parse(json().run);
    expect(run).toMatchObject({ name: 'mine', status: 'FINISHED', seed: 9, ks: [3, 10], experiment: 'cli' });
    expect(run).toMatchObject({ tags: { who: 'me' }, note: 'a note', split: { kind: 'random' } });
    expect(run.params).toMatchObject({ algorithm: 'user_knn', n_neighbors: 7, test_share: 0.25 });
    expect(run.metrics['ndcg@10']).toBeTypeOf('number');
    expect(run.metrics).not.toHaveProperty('ndcg@20');
    expect(run.duration_ms).toBeGreaterThan(0);
  });

  it('are one for each seed, with the mean and its interval', async () => {
    const train = 'train --dataset shop --algorithm random --seeds 3 --split random';
    const { runs } = await home.answer<{ runs: Run[] }>(`${train} --seed 1`);
    expect(runs.map((run) => [run.seed, run.status])).toEqual([1, 2, 3].map((seed) => [seed, 'FINISHED']));
    const { code, stdout } = await home.kindred(`${train} --seed 4`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ndcg@10 +3 +\d/);
    expect(stdout).toContain('95 % interval');
  });

  it('are listed by filter and order, with the metrics that were asked about', async () => {
    const query = ['--filter', 'algorithm = "random" and ndcg@5 >= 0', '--order-by', 'ndcg@5 desc'];
    const { runs, total } = await home.answer<{ runs: Run[]; total: number }>('runs list --limit 2', ...query);
    expect(total).toBe(6);
    expect(runs).toHaveLength(2);
    expect(Number(runs[0]!.metrics['ndcg@5'])).toBeGreaterThanOrEqual(Number(runs[1]!.metrics['ndcg@5']));
    const { stdout } = await home.kindred('runs list --limit 2', ...query);
    expect(stdout.split('\n')[0]).toContain('ndcg@5');
    expect(stdout).toContain('2 of 6 runs');
  });

  it('are shown with their files, compared, archived and brought back', async () => {
    const { run, artifacts } = await home.answer<{ run: Run; artifacts: { name: string }[] }>('runs show mine');
    expect(run.name).toBe('mine');
    expect(artifacts.map((file) => file.name)).toContain('heatmaps/user_similarity_matrix.svg');
    expect((await home.kindred(`runs show ${run.number}`)).stdout).toMatch(/n_neighbors +7/);

    const comparison = await home.answer('runs compare 1 mine');
    expect(Comparison.parse(comparison)).toMatchObject({ comparable: false, a: { number: 1 } });

    expect(await home.kindred('runs delete mine')).toMatchObject({ code: 0 });
    const archived = await home.answer<{ runs: Run[] }>('runs list --deleted');
    expect(archived.runs.map(({ name }) => name)).toEqual(['mine']);
    const back = await home.answer(`runs restore ${run.id}`);
    expect(back.runs).toMatchObject([{ name: 'mine', deleted: false }]);
  });

  it('are exported as CSV, to a file that is never replaced unasked', async () => {
    const target = join(home.folder, 'runs.csv');
    const { total } = await home.answer<{ total: number }>('runs list');
    expect(await home.answer('runs export --to runs.csv')).toMatchObject({ path: target, runs: total });
    const text = await readFile(target, 'utf8');
    expect(text.split('\r\n')[0]).toContain('ndcg@10');
    const twice = await home.kindred('runs export --to runs.csv');
    expect(twice).toMatchObject({ code: 1, stdout: '' });
    expect(twice.stderr).toContain('exists already');
    expect(await readFile(target, 'utf8')).toBe(text);
  });

  it('are written to a reader that goes away without a complaint', async () => {
    const running = home.start('runs export --format json');
    running.child.stdout!.destroy();
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('recommendations', () => {
  type Answer = { run: Run; recommendations: { score: number; contributions: { value: number }[] }[] };

  it('come from the run that is named, explained where asked', async () => {
    const recommend = 'recommend --user u1 --limit 5 --explain --run mine';
    const answer = await home.answer<Answer>(recommend);
    expect(answer).toMatchObject({ user_id: 'u1', known: true, run: { name: 'mine' } });
    expect(answer.recommendations).toHaveLength(5);
    for (const { score, contributions } of answer.recommendations) {
      expect(contributions.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
    }
    expect((await home.kindred(recommend)).stdout).toMatch(/user u\d+, similarity/);
  });

  it('come from the newest finished run of a dataset where none is named', async () => {
    const answer = await home.answer<Answer>('recommend --user u1 --dataset shop');
    expect(answer.run.name).toContain('random');
  });

  it('for a stranger are what the run does for new users', async () => {
    expect(await home.answer('recommend --user nobody --run mine')).toMatchObject({ known: false });
  });
});

describe('the store', () => {
  it('is verified, saved and put back, and what was there is kept', async () => {
    expect(await home.answer('verify')).toMatchObject({ ok: true, problems: [] });
    expect(await home.answer('backup --to copy.db')).toMatchObject({ path: join(home.folder, 'copy.db') });
    await home.answer('runs delete mine');
    const { kept } = await home.answer('restore --from copy.db');
    expect(kept).toContain('kindred.db');
    expect((await home.answer<{ run: Run }>('runs show mine')).run.deleted).toBe(false);
    expect((await home.kindred('verify')).stdout).toMatch(/^Everything is as it was written/);
  });
});

describe('the workbench', () => {
  it('answers at the address that is printed, and ends by Ctrl-C', async () => {
    const running = home.start('ui --port 0 --no-open --json');
    await running.printed(/"address".*\n/);
    const { address } = JSON.parse(running.stdout()) as { address: string };
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/`)).status).toBeLessThan(500);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });
});
