import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Kind } from '#shared/domain/kind.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { attributes } from '#runs/tracking/search/attributes.ts';
import { examplesOf, firstExamples, searchGuide } from '../../../renderer/pages/runs/search-guide.ts';
import { facts, newRun, query, temporaryStore, testClock } from './fixture.ts';
import { queryFacts } from './samples.ts';

type Sketch = {
  name: string;
  algorithm: string;
  params?: Record<string, ParamValue>;
  metrics?: Record<string, number>;
  tags?: Record<string, string>;
  note?: string;
  seed?: number;
  ends?: boolean;
};

/** An hour apart from 2026-11-20 on; run n took n seconds. */
const sketches: Sketch[] = [
  { name: 'most liked', algorithm: 'popularity', metrics: { 'ndcg@10': 0.1, 'odd metric': 1 } },
  {
    name: 'knn 20',
    algorithm: 'user_knn',
    params: { n_neighbors: 20, binary: true },
    metrics: { 'ndcg@10': 0.31 },
    tags: { stage: 'checked' },
    seed: 7,
  },
  {
    name: 'knn 80 shrunk',
    algorithm: 'user_knn',
    params: { n_neighbors: 80, shrinkage: 0, binary: false },
    metrics: { 'ndcg@10': 0.33 },
    note: "Mira's",
  },
  {
    name: 'items',
    algorithm: 'item_knn',
    params: { n_neighbors: 50 },
    metrics: { 'ndcg@10': NaN },
    tags: { path: 'a/b' },
  },
  { name: 'factors', algorithm: 'als', params: { factors: 32 }, ends: false },
];

/** Numbers of the runs that each example of the guide finds. */
const finds: Record<string, number[]> = {
  'knn shrunk': [3],
  userknn: [2, 3],
  '"knn 80"': [3],
  'algo:als': [5],
  'name:"knn 20"': [2],
  'tag:checked': [2],
  '/^knn \\d+$/': [2],
  'name:/shrunk$/': [3],
  '/a\\/b/': [4],
  'ndcg@10 > 0.3': [2, 3],
  'ndcg@10 >= 0.33': [3],
  'n_neighbors < 50': [2],
  'n_neighbors <= 50': [2, 4],
  'algorithm = als': [5],
  'algorithm != user_knn': [1, 4, 5],
  'binary = true': [2],
  'ndcg@10 = NaN': [4],
  "note = 'Mira''s'": [3],
  'created_at < "2026-11-20 02:00"': [1, 2],
  'duration_ms >= 2000': [2, 3, 4],
  'algorithm in (als, item_knn)': [4, 5],
  'n_neighbors not in (20, 50)': [3],
  'name like "knn%"': [2, 3],
  'name not like "%knn%"': [1, 4, 5],
  'ndcg@10 is null': [5],
  'shrinkage is not null': [3],
  'algo:knn ndcg@10 > 0.32': [3],
  'ndcg@10 > 0.3 and seed = 42': [3],
  'algorithm = als or algorithm = popularity': [1, 5],
  'not algorithm = user_knn': [1, 4, 5],
  '(algo:knn or algo:als) and status = finished': [2, 3, 4],
  'params.n_neighbors = 20': [2],
  'metrics.ndcg@10 < 0.2': [1],
  'tags.stage = checked': [2],
  'attributes.name = items': [4],
  'metrics."odd metric" = 1': [1],
};

/** The same of runs about query performance. */
const querySketches: Sketch[] = [
  {
    name: 'trees',
    algorithm: 'random_forest',
    params: { n_estimators: 60 },
    metrics: { r2: 0.1, mae_ms: 9, 'odd metric': 1 },
  },
  {
    name: 'ridge 1',
    algorithm: 'ridge',
    params: { alpha: 1, standardise: true },
    metrics: { r2: 0.81, mae_ms: 4 },
    tags: { stage: 'checked' },
    seed: 7,
  },
  {
    name: 'ridge 10 stiff',
    algorithm: 'ridge',
    params: { alpha: 10, n_estimators: 0, standardise: false },
    metrics: { r2: 0.86, mae_ms: 2 },
    note: "Mira's",
  },
  { name: 'flat', algorithm: 'gradient_boosting', params: { alpha: 60 }, metrics: { r2: NaN }, tags: { path: 'a/b' } },
  { name: 'boosted', algorithm: 'gradient_boosting', ends: false },
];

const queryFinds: Record<string, number[]> = {
  'ridge stiff': [3],
  randomforest: [1],
  '"ridge 10"': [3],
  'algo:ridge': [2, 3],
  'name:"10 stiff"': [3],
  'tag:checked': [2],
  '/^ridge \\d+$/': [2],
  'name:/stiff$/': [3],
  '/a\\/b/': [4],
  'r2 > 0.8': [2, 3],
  'r2 >= 0.85': [3],
  'alpha < 50': [2, 3],
  'alpha <= 10': [2, 3],
  'algorithm = ridge': [2, 3],
  'algorithm != ridge': [1, 4, 5],
  'standardise = true': [2],
  'r2 = NaN': [4],
  "note = 'Mira''s'": [3],
  'created_at < "2026-11-20 02:00"': [1, 2],
  'duration_ms >= 2000': [2, 3, 4],
  'algorithm in (ridge, random_forest)': [1, 2, 3],
  'alpha not in (1, 10)': [4],
  'name like "ridge%"': [2, 3],
  'name not like "%ridge%"': [1, 4, 5],
  'r2 is null': [5],
  'n_estimators is not null': [1, 3],
  'algo:ridge mae_ms < 3': [3],
  'r2 > 0.8 and seed = 42': [3],
  'algorithm = ridge or algorithm = random_forest': [1, 2, 3],
  'not algorithm = ridge': [1, 4, 5],
  '(algo:ridge or algo:forest) and status = finished': [1, 2, 3],
  'params.alpha = 1': [2],
  'metrics.r2 < 0.2': [1],
  'tags.stage = checked': [2],
  'attributes.name = trees': [1],
  'metrics."odd metric" = 1': [1],
};

const examples = (kind: Kind) => searchGuide.flatMap((section) => examplesOf(section, kind).map(([text]) => text));

const kinds: Record<Kind, { sketches: Sketch[]; finds: Record<string, number[]> }> = {
  recommender: { sketches, finds },
  query_performance: { sketches: querySketches, finds: queryFinds },
};

describe('the guide to the search language', () => {
  it.each(Kind.options)('has no example of %s that is not tested, and each finds what it should', async (kind) => {
    const wanted = kinds[kind];
    expect(examples(kind).toSorted()).toEqual(Object.keys(wanted.finds).toSorted());
    const clock = testClock();
    const store = await temporaryStore({ clock });
    const dataset =
      kind === 'recommender'
        ? await store.datasets.insert('shop', facts())
        : await store.queryDatasets.insert('shop', queryFacts());
    const about = { kind, experiment: kind, dataset };
    for (const sketch of wanted.sketches) {
      const { metrics = {}, ends = true, params = {}, tags = {}, note = '', seed = 42, ...named } = sketch;
      const run = await store.runs.create(newRun(dataset, { ...about, ...named, params, tags, note, seed }));
      const logged = Object.entries(metrics).map(([name, value]) => ({ name, step: 0, value }));
      await store.runs.logMetrics(run.id, logged);
      if (ends) await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1000 * run.number });
      clock.turn(3_600_000);
    }
    for (const [filter, numbers] of Object.entries(wanted.finds)) {
      const { runs } = await store.runs.list(query({ kind, filter, order_by: 'number' }));
      expect([filter, runs.map(({ number }) => number)]).toEqual([filter, numbers]);
    }
  });

  it.each(Kind.options)('shows an example of each sort first, of %s', (kind) => {
    expect(firstExamples(kind).map(([text]) => text)).toHaveLength(7);
    expect(firstExamples(kind).filter(([text]) => !examples(kind).includes(text))).toEqual([]);
  });

  const text = readFileSync('docs/search.md', 'utf8');

  it('is what docs/search.md says, section by section', () => {
    const sections = text
      .split(/^## /m)
      .slice(1)
      .map((section) => ({
        title: section.split('\n')[0],
        words: section.replaceAll(/\s+/g, ' '),
        examples: [...section.matchAll(/^\| `(.+?)` +\| (.+?) +\| (?:`(.+?)`|the same) +\|$/gm)].map(
          ([, search, meaning, ofQueries]) => [search, meaning, ...(ofQueries === undefined ? [] : [ofQueries])],
        ),
      }));
    for (const { title, words, examples: of } of searchGuide) {
      const section = sections.find((known) => known.title === title);
      expect(section?.words).toContain(words);
      expect(section?.examples).toEqual(of);
    }
  });

  it('names every attribute there', () => {
    expect(Object.keys(attributes).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
