import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Comparison, ManyComparison, Slices } from '#shared/domain/comparison.ts';
import { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { Run } from '#shared/domain/run.ts';
import { RunAgreement } from '#shared/domain/run-agreement.ts';
import { csvFile } from './cli/csv-files.ts';
import { temporaryHome, type Home } from './cli/kindred.ts';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
  await home.answer('datasets create --name groups --source synthetic:groups --set preset=six-groups');
  for (const algorithm of ['popularity', 'user_knn', 'random']) {
    await home.answer(`train --dataset groups --split random --k 5,10 --algorithm ${algorithm} --name ${algorithm}`);
  }
});
afterAll(() => home.remove());

describe('train', () => {
  it('says what ties leave open and who was counted, as text and as JSON', async () => {
    const { stdout } = await home.kindred('runs show popularity');
    expect(stdout).toMatch(/Means are over [\d,]+ users, ranking the whole catalogue/);
    expect(stdout).toMatch(/Equal scores matter: [\d,]+ users tie at the cut-off/);
    expect(stdout).toMatch(/^ndcg@10( +\d\.\d+){4}$/m);
    const { evaluation } = await home.answer('runs show popularity');
    expect(EvaluationReport.parse(evaluation).tie_bounds).toHaveProperty('ndcg@10');
  });

  it('validates, says which part each number is of, and treats unknown items and users as it is told to', async () => {
    const asked =
      'train --dataset groups --algorithm popularity --split random --validation 0.2 --k 10 --name validated';
    const { run, evaluation } = await home.answer(`${asked} --unknown-items drop --unknown-users skip`);
    const { params, metrics } = Run.parse(run);
    expect(params).toMatchObject({ validation_share: 0.2, unknown_items: 'drop', unknown_users: 'skip' });
    expect(params['val_metrics_of']).toContain('validation part');
    expect(metrics['val_ndcg@10']).toBeGreaterThan(0);
    expect(EvaluationReport.parse(evaluation).validation).toMatchObject({ share: 0.2 });
    const { stdout } = await home.kindred(`runs show ${Run.parse(run).number}`);
    expect(stdout).toContain('Metrics named val_… are of a validation part of 20 % of the training part');
  });

  it('says how many held-out pairs count for nothing because the user has the item in train', async () => {
    const pairs = (of: string) => ['user,item', ...of.split(' ').map((pair) => pair.replace('-', ','))];
    await csvFile(home.folder, 'buy.csv', pairs('u1-a u1-b u2-a u3-c'));
    await csvFile(home.folder, 'cart.csv', pairs('u1-d u2-b u2-c'));
    await csvFile(home.folder, 'later.csv', pairs('u1-c u2-c u3-a'));
    const files = ['--set', 'files=buy=buy.csv, cart=cart.csv', '--set', 'test=later.csv'];
    const weights = '--weight buy=1 --weight cart=0.5'.split(' ');
    await home.answer(`datasets create --name shop --source file:${home.folder}`, ...files, ...weights);
    const { evaluation } = await home.answer('train --dataset shop --algorithm popularity --split given --name shop');
    expect(EvaluationReport.parse(evaluation)).toMatchObject({ seen_left_out: 1, counts: { evaluated: 2 } });
    const { stdout } = await home.kindred('runs show shop');
    expect(stdout).toContain('1 held-out pair that the model has learned from');
  });

  it('has the mean and the interval over folds', async () => {
    const { stdout } = await home.kindred(
      'train --dataset groups --algorithm random --split folds --folds 3 --k 10 --name folded',
    );
    expect(stdout).toMatch(/^ndcg@10 +3 +\d[^\n]+\[\d[^\n]+\]$/m);
  });
});

describe('runs show --definitions', () => {
  it('names every convention and the better end', async () => {
    const { stdout } = await home.kindred('runs show user_knn --definitions');
    expect(stdout).toMatch(/^map {2}MAP, higher is better\n {2}.*divided by min\(relevant, K\)/m);
    expect(stdout).toMatch(/^gini {2}.*, lower is better\n {2}.*0 even, 1 all on one item/m);
    expect(stdout).toMatch(/^recall .*\n {2}.*not capped at K/m);
  });
});

describe('runs compare', () => {
  it('of two has p-values, corrected ones and slices beside what it had', async () => {
    const comparison = Comparison.parse(await home.answer('runs compare popularity user_knn'));
    expect(comparison.metrics.find(({ name }) => name === 'ndcg@10')!.p_corrected).toBeLessThan(0.05);
    expect(comparison.slices.map(({ by }) => by)).toEqual(['group', 'activity']);
    const { stdout } = await home.kindred('runs compare popularity user_knn --metric ndcg@10,recall@10');
    expect(stdout).toContain('corrected for 2 tests by Holm');
    expect(stdout).toMatch(/^items in train +users +ndcg@10 A/m);
  });

  it('of several compares all pairs, or each with a baseline', async () => {
    const line = 'runs compare popularity user_knn random --metric ndcg@10';
    const many = ManyComparison.parse(await home.answer(line));
    expect(many).toMatchObject({ baseline: null, comparable: true, tests: 3 });
    const { stdout } = await home.kindred(`${line} --baseline popularity`);
    expect(stdout).toMatch(/^1 → 2 +ndcg@10/m);
    expect(stdout).toMatch(/^1 → 3 +ndcg@10/m);
    expect(stdout).not.toMatch(/^2 → 3/m);
    const wrong = await home.kindred('runs compare popularity user_knn --baseline popularity');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('A baseline is for three runs') });
  });
});

describe('runs compare --report', () => {
  it('writes one file that needs nothing else, with the numbers of the comparison; it never overwrites unasked', async () => {
    const { summary, metrics } = Comparison.parse(await home.answer('runs compare popularity user_knn'));
    expect(summary).toMatch(/Worst group: \w+ [+−]?0\.\d+ \(n=\d+(, n\.s\.)?\)\.$/);
    const { report } = await home.answer<{ report: { path: string; bytes: number } }>(
      'runs compare popularity user_knn --report comparison.html',
    );
    expect(report.path).toBe(join(home.folder, 'comparison.html'));
    const html = await readFile(report.path, 'utf8');
    expect(Buffer.byteLength(html)).toBe(report.bytes);
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain(summary.replaceAll('&', '&amp;'));
    const { better, same, worse } = metrics.find(({ name }) => name === 'ndcg@10')!;
    expect(html).toContain(`${better} / ${same} / ${worse}`);
    // Offline: whatever a browser would fetch is in the file itself.
    const fetched = [...html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(([, where]) => where!);
    expect(fetched.filter((where) => !where.startsWith('data:') && !where.startsWith('#'))).toEqual([]);
    expect(html).not.toMatch(/<script|<link|@import/i);

    const again = await home.kindred('runs compare popularity random --report comparison.html');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('--force');
    expect(await readFile(report.path, 'utf8')).toBe(html);
    const forced = await home.kindred('runs compare popularity user_knn random --report comparison.html --force');
    expect(forced.stdout).toContain('The report is in');
    expect(await readFile(report.path, 'utf8')).toContain('A and C');
  });
});

describe('runs slices', () => {
  it('has a metric by group and by activity', async () => {
    expect(Slices.parse(await home.answer('runs slices user_knn --metric recall@5')).by).toHaveLength(2);
    expect((await home.kindred('runs slices user_knn')).stdout).toMatch(/^T {2}tech +\d+ +\d/m);
  });
});

describe('runs agreement', () => {
  it('says what the lists of two runs share', async () => {
    const agreement = RunAgreement.parse(await home.answer('runs agreement user_knn popularity --k 5'));
    expect(agreement.k).toBe(5);
    const { stdout } = await home.kindred('runs agreement user_knn popularity --k 5');
    expect(stdout).toMatch(new RegExp(`Jaccard +${agreement.jaccard.toFixed(4).replace('.', '\\.')}`));
  });
});

describe('evaluate', () => {
  it('measures a stored model against other candidates, as a run that says whose model it is', async () => {
    const { run } = await home.answer('evaluate --run user_knn --candidates sampled:20 --k 3');
    const again = Run.parse(run);
    const { run: trained } = await home.answer<{ run: Run }>('runs show user_knn');
    expect(again).toMatchObject({
      status: 'FINISHED',
      ks: [3],
      parent_id: trained.id,
      tags: { evaluates: trained.id },
    });
    expect(again.split).toMatchObject({
      kind: 'random',
      candidates: 'sampled:20',
      fingerprint: trained.split.fingerprint,
    });
  });

  it('is refused with the count where the model knows what is held out, unless that is left out', async () => {
    const refused = await home.kindred('evaluate --run user_knn --split random --split-seed 7');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/has learned from [\d,]+ of the [\d,]+ pairs/);
    const { stdout } = await home.kindred('evaluate --run user_knn --split random --split-seed 7 --leave-out-seen');
    expect(stdout).toMatch(/[\d,]+ held-out pairs that the model has learned from: left out\./);
  });
});

describe('runs list', () => {
  it('tells numbers among few candidates from those of full ranking', async () => {
    const asked = 'train --dataset groups --algorithm popularity --split random --candidates sampled:5 --name sampled';
    await home.answer(asked);
    const { stdout } = await home.kindred('runs list');
    expect(stdout).toMatch(/ sampled +groups@1 +random, sampled:5 /);
    expect(stdout).toMatch(/ popularity +groups@1 +random +42/);
  });
});

describe('runs list --grouped', () => {
  it('has runs that differ only in their seed as one', async () => {
    await home.answer('train --dataset groups --algorithm random --seeds 2 --split random --k 10 --name many');
    const { groups } = await home.answer<{ groups: { name: string; runs: string[] }[] }>('runs list --grouped');
    expect(groups.find(({ name }) => name === 'many')!.runs).toHaveLength(2);
    expect((await home.kindred('runs list --grouped')).stdout).toMatch(/^ +2 {2}many +random +\d.*\[/m);
  });
});
