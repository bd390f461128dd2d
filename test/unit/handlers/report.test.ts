import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { openCore, type CoreUnderTest } from './core.ts';

let core: CoreUnderTest;
const runs: Run[] = [];

beforeAll(async () => {
  core = await openCore();
  const { client } = core;
  await client.datasets.create({
    name: 'few <b>',
    recipe: { source: 'synthetic:groups', options: { preset: 'reference' } },
  });
  for (const algorithm of ['popularity', 'user_knn', 'item_knn']) {
    const { runs: started } = await client.runs.start({ dataset: 'few <b>', algorithm });
    runs.push(await core.ended(started[0]!));
  }
});
afterAll(() => core.close());

it('is one file that needs nothing else and says where its numbers come from', async () => {
  const [a, b, c] = runs.map(({ id }) => id) as [string, string, string];
  const { name, html } = await core.client.runs.report({ runs: [a, b, c] });
  expect(name).toBe('kindred-comparison-1-2-3.html');
  expect(html).not.toMatch(/<script|<link|https?:|@import|\son\w+=/i);
  const sources = [...html.matchAll(/(?:src|href)="([^"]{0,40})/g)].map(([, address]) => address!);
  expect(sources.length).toBeGreaterThan(3);
  expect(sources.filter((address) => !address.startsWith('data:image/png;base64,'))).toEqual([]);
  for (const { id, dataset, split } of runs) {
    for (const said of [id, dataset.fingerprint, split.fingerprint]) expect(html).toContain(said);
  }
  expect(html).toContain('few &lt;b&gt; v1');
  expect(html).not.toContain('few <b>');
});

it('prints what the comparison says, each against the first', async () => {
  const [a, b, c] = runs.map(({ id }) => id) as [string, string, string];
  const { html } = await core.client.runs.report({ runs: [a, b, c] });
  for (const other of [b, c]) {
    const { summary, metrics, tests } = await core.client.runs.compare({ a, b: other });
    const letter = other === b ? 'B' : 'C';
    expect(html).toContain(summary.replaceAll('B (', `${letter} (`));
    expect(html).toContain(`corrected by Holm over ${tests} tests.`);
    const users = metrics.filter(({ better }) => better !== null);
    expect(users.length).toBeGreaterThan(5);
    for (const { better, same, worse } of users) expect(html).toContain(`${better} / ${same} / ${worse}`);
  }
  const lists = await core.client.lists.compare({ a, b });
  for (const { user } of lists.changed) expect(html).toContain(user);
});
