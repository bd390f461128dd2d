import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accuracyMetrics, exposureMetrics, listMetrics } from '#runs/evaluation/metrics/all.ts';
import { algorithms } from '#runs/models/algorithms.ts';

const docs = resolve(import.meta.dirname, '../../../docs');
const page = (name: string) => readFileSync(resolve(docs, name), 'utf8');

describe('the pages', () => {
  it('define every metric of an evaluation', () => {
    const text = page('evaluation.md');
    const missing = [...accuracyMetrics, ...listMetrics, ...exposureMetrics].filter(
      ({ name }) => !text.includes(`\`${name}@K\``) && !text.includes(`\`${name}\``),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('describe every algorithm with all its parameters', () => {
    const text = page('models.md');
    const names = algorithms.flatMap(({ name, config }) => [
      name,
      ...Object.keys(z.toJSONSchema(config, { io: 'input' }).properties ?? {}),
    ]);
    expect([...new Set(names)].filter((name) => !text.includes(`\`${name}`))).toEqual([]);
  });
});
