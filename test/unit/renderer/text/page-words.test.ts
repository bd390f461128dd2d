import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageWords } from '../../../../renderer/text/page-words.ts';

describe('a sentence of the core on a page', () => {
  it.each([
    ['Name the table with --set table=NAME.', 'Name the table with the field "table".'],
    ['Write one SELECT (--set sql=…).', 'Write one SELECT (the field "sql").'],
    ['Choose another (--set time=COLUMN, empty for none).', 'Choose another (the field "time", empty for none).'],
    ['Go without it by --set catalog=none.', 'Go without it by the field "catalog" set to none.'],
    [
      'Is it in another encoding (--set encoding=utf-8)?',
      'Is it in another encoding (the field "encoding" set to utf-8)?',
    ],
    ['Say which with --set schema=NAME --set table=NAME.', 'Say which with the fields "schema" and "table".'],
    [
      'and its columns with --set user=, item=, type=, time=.',
      'and its columns with the fields "user", "item", "type" and "time".',
    ],
    [
      'Write --set files="buy=buy.csv, cart=cart.csv", or JSON.',
      'Write the field "files" set to "buy=buy.csv, cart=cart.csv", or JSON.',
    ],
    [
      'leave it out (--set item_file= with nothing behind it)',
      'leave it out (the field "item_file" with nothing behind it)',
    ],
    ['Leave --set preset away and name the columns.', 'Leave the field "preset" away and name the columns.'],
    [
      'Use --split given, random, leave-one-out or folds.',
      'Use the field "Held-out part" set to given, random, leave-one-out or folds.',
    ],
    ['Train both with the same --split.', 'Train both with the same field "Held-out part".'],
    [
      'Use --candidates all, or sampled:N to draw them.',
      'Use the field "Ranked against" set to all, or sampled:N to draw them.',
    ],
    ['Seed another schema (--schema NAME).', 'Seed another schema (the field "schema").'],
    ['one with `kindred models register RUN --name NAME`.', 'one with `kindred models register RUN --name NAME`.'],
    [
      '"/home/me/kindred/uploads/88b8d3984a15/ratings.csv" has the column "what" in two roles. Name the column with --set item=COLUMN.',
      '"ratings.csv" has the column "what" in two roles. Name the column with the field "item".',
    ],
    ['There is no file "/home/me/uploads/ratings.csv".', 'There is no file "/home/me/uploads/ratings.csv".'],
    ['A range of 10--20 and a dash — stay.', 'A range of 10--20 and a dash — stay.'],
  ])('%s', (said, shown) => {
    expect(pageWords(said)).toBe(shown);
  });

  it('has no flag left in any sentence that the core has', () => {
    const sentences = globSync('{runs,shared}/**/*.ts').flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /--set [a-z$]/.test(line) && !/^\s*(\/\*\*|\*|\/\/)/.test(line))
        .map((line) => line.replaceAll(/\$\{[^}]*\}/g, 'something').replaceAll('`', '')),
    );
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.map(pageWords).filter((line) => line.includes('--'))).toEqual([]);
  });
});
