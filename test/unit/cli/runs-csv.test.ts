import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { runsCsv } from '#shared/domain/runs-csv.ts';

const run = (changes: Partial<Run>): Run => ({
  id: 'abcdefgh1234',
  number: 1,
  name: 'popularity',
  experiment: 'default',
  kind: 'recommender',
  status: 'FINISHED',
  algorithm: 'popularity',
  dataset: { id: 'abcdefgh5678', name: 'shop', version: 1, fingerprint: 'f' },
  split: { kind: 'random', fingerprint: 's', candidates: 'all' },
  ks: [10],
  seed: 42,
  params: { cold_start: 'popular' },
  metrics: { coverage: 0.5, 'ndcg@10': 0.1 + 0.2 },
  tags: {},
  note: '',
  parent_id: null,
  created_at: 0,
  started_at: 0,
  finished_at: 1,
  duration_ms: 1.5,
  progress: null,
  error: null,
  deleted: false,
  ...changes,
});

const read = (runs: Run[]): Record<string, string>[] => parse(runsCsv(runs), { columns: true });

describe('runs as CSV', () => {
  it('has a column for everything that any run logged, and numbers in full', () => {
    const [first, second] = read([run({}), run({ number: 2, params: { k: -3 }, metrics: {}, tags: { who: 'me' } })]);
    expect(first).toMatchObject({ number: '1', 'ndcg@10': '0.30000000000000004', 'param.cold_start': 'popular' });
    expect(first).toMatchObject({ 'param.k': '', 'tag.who': '', created_at: '1970-01-01T00:00:00.000Z' });
    expect(second).toMatchObject({ 'param.k': '-3', 'tag.who': 'me', 'ndcg@10': '', coverage: '' });
  });

  it('brings quotes, commas and line breaks back unharmed', () => {
    const note = 'a "quoted", broken\r\nline';
    expect(read([run({ note })])[0]!.note).toBe(note);
  });

  it('tells a spreadsheet that a formula is text, wherever text comes from', () => {
    const names = ['=1+1', '+1', '-1', '@x', '\t=1', '＝1'];
    expect(read(names.map((name) => run({ name }))).map((row) => row.name)).toEqual(names.map((name) => `'${name}`));
    expect(Object.keys(read([run({ tags: { x: '1' } })])[0]!)).toContain('tag.x');
  });
});
