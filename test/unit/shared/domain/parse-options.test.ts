import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseOptions } from '#shared/domain/parse-options.ts';

const schema = z.strictObject({ factors: z.int().min(1).default(64), name: z.string().optional() });
const parse = (options: Record<string, unknown>) => parseOptions(schema, options, 'The algorithm als');

it('fills in defaults', () => {
  expect(parse({ name: 'x' })).toEqual({ factors: 64, name: 'x' });
});

it('refuses an unknown option with the nearest and the known ones', () => {
  expect(() => parse({ factor: 3 })).toThrow(
    'The algorithm als has no option "factor". Did you mean "factors"? It has factors, name.',
  );
  expect(() => parse(JSON.parse('{"__proto__": 1}'))).toThrow('has no option "__proto__"');
});

it('names every option that is wrong, and what it may be', () => {
  expect(() => parse({ factors: 0, name: 7 })).toThrow(
    /^The algorithm als cannot take these options\. factors: .*>=1\. name: .*string.*\.$/,
  );
});
