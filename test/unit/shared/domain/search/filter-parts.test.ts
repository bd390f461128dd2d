import { describe, expect, it } from 'vitest';
import { regexProblem } from '#shared/domain/search/check-regex.ts';
import { filterParts } from '#shared/domain/search/parse-filter.ts';
import { splitTyped, squash } from '#shared/domain/search/text-fields.ts';

describe('the parts of a search', () => {
  const examples: [search: string, parts: string[]][] = [
    ['', []],
    ['  knn ', ['knn']],
    ['ndcg@10 > 0.3 and algorithm = "user knn"', ['ndcg@10 > 0.3', 'algorithm = "user knn"']],
    ['algo:userknn  /a b/ ndcg@10>0.2', ['algo:userknn', '/a b/', 'ndcg@10>0.2']],
    ['not x and (a = 1 or b = 2)', ['not x', '(a = 1 or b = 2)']],
    ['a = 1 or b = 2 and c = 3', ['a = 1 or b = 2 and c = 3']],
    ['a = 1 and b = 2 or c = 3', ['a = 1 and b = 2 or c = 3']],
    ['n in (1, 2) and x is not null', ['n in (1, 2)', 'x is not null']],
  ];
  it.each(examples)('%j', (search, parts) => expect(filterParts(search)).toEqual(parts));

  it('joined by and mean the same again', () => {
    for (const [, parts] of examples) expect(filterParts(parts.join(' and '))).toEqual(parts);
  });

  it('are refused where the search is', () => {
    expect(() => filterParts('a = ')).toThrow('expected a value');
  });
});

it('names that are typed differently are squashed to the same', () => {
  expect(['user_knn', 'user-knn', 'User knn'.toLowerCase(), 'user.knn'].map(squash)).toEqual(
    Array.from({ length: 4 }, () => 'userknn'),
  );
  expect(squash('--')).toBe('--');
});

it('a word with a colon looks into a text only where that is one', () => {
  expect(splitTyped('algo:knn:2')).toEqual({ of: 'algorithm', text: 'knn:2' });
  expect([splitTyped('knn'), splitTyped(':knn'), splitTyped('seed:1')]).toEqual([null, null, null]);
});

it('regular expressions that could take for ever are not taken', () => {
  const taken = ['knn', '^a.*b$', '(a|b)', '(ab)+', '[a+]+x', '(a\\+)+', 'x{2,3}'];
  const refused = ['(a+)+', '(a|aa)*', '((a*)b)+', '(a{2,})+', 'a*b*c*d*e*', '['];
  expect(taken.filter((pattern) => regexProblem(pattern) !== null)).toEqual([]);
  expect(refused.filter((pattern) => regexProblem(pattern) === null)).toEqual([]);
});
