import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { addQueryDataset } from '../../support/query-dataset.ts';
import { openCore, type CoreUnderTest } from './core.ts';

/** The report of a comparison of models of query times, on real files and threads. */

let core: CoreUnderTest;
const runs: Run[] = [];

beforeAll(async () => {
  core = await openCore();
  await addQueryDataset(core.home, 'slow <b>', { queries: 120, seed: 4 });
  for (const alpha of [1, 1e3, 1e6]) {
    const asked = { dataset: 'slow <b>', algorithm: 'ridge', config: { alpha }, learning_curve: 0, permutations: 3 };
    runs.push(await core.ended((await core.client.performance.train(asked)).runs[0]!));
  }
});
afterAll(() => core.close());

const reported = (of: readonly Run[]) => core.client.runs.report({ runs: of.map(({ id }) => id) });

it('is one file that needs nothing else and says where its numbers come from', async () => {
  const { name, html } = await reported(runs);
  expect(name).toBe('kindred-comparison-1-2-3.html');
  expect(html).not.toMatch(/<script|<link|<img|https?:|@import|\son\w+=|(src|href)=/i);
  for (const { id, dataset, split } of runs) {
    for (const said of [id, dataset.fingerprint, split.fingerprint]) expect(html).toContain(said);
  }
  expect(html).toContain('slow &lt;b&gt; v1');
  expect(html).not.toContain('slow <b>');
  // Nothing of recommenders.
  expect(html).not.toMatch(/over users|Candidates|Lists of the top/);
});

it('prints what the comparison says, each against the first', async () => {
  const { html } = await reported(runs);
  const [first, ...others] = runs;
  const sections = html.split('<section>').slice(1);
  expect(sections).toHaveLength(2);
  for (const [place, other] of others.entries()) {
    const letter = 'BC'[place]!;
    const section = sections[place]!;
    const [comparison, changes, report] = await Promise.all([
      core.client.runs.compare({ a: first!.id, b: other.id }),
      core.client.performance.changes({ a: first!.id, b: other.id }),
      core.client.performance.report({ run: other.id }),
    ]);
    expect(section).toContain(comparison.summary.replaceAll('B (', `${letter} (`));
    const shown = (value: number) => value.toPrecision(4).replace('-', '−');
    const error = comparison.metrics.find((metric) => metric.name === 'mae_ms')!;
    const row = /<tr><th scope="row">Mean absolute error \(ms\).*?<\/tr>/.exec(section)![0];
    expect(row).toContain(`<td>${error.better} / ${error.same} / ${error.worse}</td>`);
    expect(section).toContain(`corrected by Holm over ${comparison.tests} tests.`);
    for (const value of [error.a, error.b, error.ci![0], error.ci![1]]) expect(row).toContain(shown(Number(value)));
    expect(section).toContain(`<th scope="row">${letter}</th><td class="end">${shown(report.errors.r2!)}</td>`);
    expect(section).toContain(shown(report.baselines.last_value.mae_ms));
    const nearer = changes.filter(({ change }) => change < 0).length;
    expect(section).toContain(`${letter} nearer for ${nearer}, farther for ${changes.length - nearer}`);
    for (const { query } of changes) expect(section).toContain(query);
    // A mark for each sample of both figures.
    const inside = [await core.client.performance.report({ run: first!.id }), report].map(
      ({ predictions }) =>
        predictions.filter(({ actual_ms: ms, lower_ms, upper_ms }) => ms >= lower_ms && ms <= upper_ms).length,
    );
    const figures = section.split('<figure>').slice(1);
    expect(figures.map((drawn) => drawn.split('<circle').length - 1)).toEqual(inside);
    expect(section).toContain('<th scope="row">plan_cost</th>');
  }
});

it('says why queries are not put side by side where the runs were tested on others', async () => {
  const asked = { dataset: 'slow <b>', algorithm: 'ridge', split: { seed: 7 }, learning_curve: 0, permutations: 0 };
  const other = await core.ended((await core.client.performance.train(asked)).runs[0]!);
  const { html } = await reported([runs[0]!, other]);
  expect(html).toContain('they cannot be compared query by query');
  expect(html).not.toContain('Change of each query');
});
