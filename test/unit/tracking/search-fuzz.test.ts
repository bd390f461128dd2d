import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { parseFilter } from '#shared/domain/search/parse-filter.ts';
import type { Store } from '#runs/tracking/store.ts';
import { matches } from './evaluate-slowly.ts';
import { facts, newRun, query, temporaryStore } from './fixture.ts';

const texts = ['own', 'Own', 'o%n', '10', '', 'reverse order', "it's", '_', 'é', 'true'];
const numbers = [0, 1, -1, 0.5, 10, 1e300, 5e-324];
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const param: fc.Arbitrary<ParamValue> = fc.oneof(pick(texts), pick(numbers), fc.boolean(), fc.constant(null));
const sketch = fc.record({
  name: pick(texts.filter((text) => text !== '')),
  algorithm: pick(['user_knn', 'popularity']),
  seed: fc.nat(3),
  note: pick(texts),
  params: fc.dictionary(pick(['alpha', 'k']), param),
  metrics: fc.dictionary(pick(['ndcg@10', 'mrr']), pick([...numbers, Number.NaN])),
  tags: fc.dictionary(pick(['stage', 'odd key']), pick(texts)),
  ends: fc.boolean(),
});

/** Filters as text, from the grammar: most can be read and mean something for the runs above. */
const quoted = pick(texts).map((text) => `'${text.replaceAll("'", "''")}'`);
const numeric = pick([...numbers.map(String), 'NaN']);
const comparison = pick(['=', '!=', '<', '<=', '>', '>=', '==', '<>']);
const list = (value: fc.Arbitrary<string>) =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((all) => `(${all.join(', ')})`);
const clause = (names: readonly string[], value: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(pick(names), comparison, value),
    fc.tuple(pick(names), pick(['in', 'not in']), list(value)),
    fc.tuple(pick(names), pick(['is null', 'is not null'])),
  );
const pattern = pick(["'%'", "'o%'", "'_wn'", "'\\_'", "'%R%'", "'o\\%n'", "''", "'%\\'"]);
const leaf = fc
  .oneof(
    clause(
      [
        'attributes.name',
        'attributes.note',
        'attributes.algorithm',
        'attributes.error',
        'tags.stage',
        'tags.`odd key`',
      ],
      quoted,
    ),
    clause(
      ['attributes.number', 'attributes.seed', 'attributes.duration_ms', 'metrics.ndcg@10', 'metrics.mrr'],
      numeric,
    ),
    clause(['params.alpha', 'params.k'], fc.oneof(quoted, pick(numbers).map(String), pick(['true', 'false']))),
    clause(['attributes.status'], pick(['FINISHED', 'queued', 'FAILED'])),
    fc.tuple(pick(['attributes.name', 'params.alpha', 'tags.stage']), pick(['like', 'not like', 'ilike']), pattern),
    fc.tuple(
      pick(['own', '"reverse order"', 'KNN', '%', 'userknn', 'reverse_order it', 'algo:knn', 'tag:"odd key:o"']),
    ),
    fc.tuple(pick(['/^o/', '/N$/', 'name:/r.*o/', 'tag:/:(own|10)$/', '/é/', 'status:fin /own/ attributes.seed > 1'])),
  )
  .map((parts) => parts.join(' '));
const filterText = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(tie('filter'), pick(['and', 'or', 'AND']), tie('filter')).map((parts) => `(${parts.join(' ')})`),
    tie('filter').map((inner) => `not (${inner})`),
  ),
})).filter;

async function fill(store: Store): Promise<Run[]> {
  const dataset = await store.datasets.insert('shop', facts());
  for (const { metrics, ends, ...changes } of fc.sample(sketch, { numRuns: 60, seed: 7 })) {
    const run = await store.runs.create(newRun(dataset, changes));
    const entries = Object.entries(metrics).map(([name, value]) => ({ name, step: 0, value }));
    await store.runs.logMetrics(run.id, entries);
    if (ends) await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: run.number / 4 });
  }
  return (await store.runs.list(query({ order_by: 'number' }))).runs;
}

describe('searching', () => {
  it('finds the runs that a slow reading in memory finds', async () => {
    const store = await temporaryStore();
    const runs = await fill(store);
    let refused = 0;
    const check = async (filter: string) => {
      try {
        const found = await store.runs.list(query({ filter, order_by: 'number' }));
        const wanted = runs.filter((run) => matches(run, parseFilter(filter)));
        expect(found.runs.map(({ number }) => number)).toEqual(wanted.map(({ number }) => number));
        expect(found.total).toBe(wanted.length);
      } catch (error) {
        if (!(error instanceof KindredError) || error.code !== 'invalid_input') throw error;
        refused += 1;
      }
    };
    await fc.assert(fc.asyncProperty(filterText, check), { numRuns: 600, seed: 20261120 });
    // Most of what the grammar makes is a search that means something.
    expect(refused).toBeLessThan(250);
  });

  it('with anything at all answers, or says what is wrong; it never fails in another way', async () => {
    const store = await temporaryStore();
    await fill(store);
    const pieces = [
      'ndcg@10',
      'k',
      '=',
      '>',
      '!=',
      'and',
      'or',
      'not',
      'in',
      'is',
      'null',
      'like',
      '(',
      ')',
      ',',
      "'",
      '"',
      '`',
      '5',
      'NaN',
      '%',
      '\\',
      'params.',
      ';',
      '--',
      '\u0000',
      '\ud800',
      '日本',
      ' ',
    ];
    const soup = fc
      .array(fc.oneof(pick(pieces), fc.string({ unit: 'binary' })), { maxLength: 12 })
      .map((all) => all.join(' '));
    const anything = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 }), filterText);
    const ask = async (filter: string, order_by: string) => {
      const answer = store.runs.list(query({ filter, order_by, limit: 5 }));
      await answer.catch((error: unknown) => {
        const isRefusal = error instanceof KindredError && error.code === 'invalid_input';
        if (!isRefusal || !error.message.startsWith('The search stops making sense ')) throw error;
      });
    };
    await fc.assert(fc.asyncProperty(anything, fc.oneof(fc.constant(''), soup), ask), { numRuns: 1500, seed: 42 });
    expect(await store.verify()).toEqual([]);
  });
});
