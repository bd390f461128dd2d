export type GuideSection = {
  title: string;
  words: string;
  /** A search and what it finds. */
  examples: readonly (readonly [text: string, meaning: string])[];
};

/** Every part of the search language with examples that are tested; docs/search.md says the same. */
export const searchGuide: readonly GuideSection[] = [
  {
    title: 'Words',
    words:
      'Looked for in the name, the algorithm and the tags. Letters count in either case, and so do the signs between the parts of a name. What stands beside one another must all be found.',
    examples: [
      ['knn shrunk', 'both words, in any order'],
      ['userknn', 'also user_knn and user-knn'],
      ['"knn 80"', 'in quotes: as it stands'],
      ['algo:als', 'in one text alone: algo, name, dataset, experiment, split, status, note or tag'],
      ['name:"knn 20"', 'in the name, with a blank'],
      ['tag:checked', 'in a name or a value of a tag'],
    ],
  },
  {
    title: 'Regular expressions',
    words:
      'Between slashes, in either case, in the first 300 letters of a text. At most four repetitions without bound, and a repeated group must not repeat or choose inside.',
    examples: [
      ['/^knn \\d+$/', 'the name, the algorithm or a tag matches'],
      ['name:/shrunk$/', 'one text alone'],
      ['/a\\/b/', 'a slash inside has a backslash before it'],
    ],
  },
  {
    title: 'Comparisons',
    words:
      'A metric, a param, a tag or an attribute, then =, !=, <, <=, > or >= (also == and <>), then a number, a text, true, false, NaN or a time. Where a run has no value, a comparison is false. Text with signs in it is put in quotes; a quote inside is written twice.',
    examples: [
      ['ndcg@10 > 0.3', 'a metric'],
      ['ndcg@10 >= 0.33', 'at least'],
      ['n_neighbors < 50', 'a param; numbers with numbers, text with text'],
      ['n_neighbors <= 50', 'at most'],
      ['algorithm = als', 'an attribute'],
      ['algorithm != user_knn', 'any other'],
      ['binary = true', 'a param that is true or false'],
      ['ndcg@10 = NaN', 'not a number, which is neither less nor greater than anything'],
      ["note = 'Mira''s'", 'a quote in a text'],
      ['created_at < "2026-11-20 02:00"', 'a time, in UTC unless it says another zone; 2026-11-20 is its first minute'],
      ['duration_ms >= 2000', 'milliseconds'],
    ],
  },
  {
    title: 'Lists and patterns',
    words: 'In a pattern % is any text and _ any letter, in either case; a backslash takes their meaning away.',
    examples: [
      ['algorithm in (als, item_knn)', 'one of several'],
      ['n_neighbors not in (20, 50)', 'a value, but none of these'],
      ['name like "knn%"', 'begins with it; ilike is the same'],
      ['name not like "%knn%"', 'does not hold it'],
    ],
  },
  {
    title: 'Values that are missing',
    words: 'Zero is a value, a missing one is not, and NaN is a third thing.',
    examples: [
      ['ndcg@10 is null', 'no such value'],
      ['shrinkage is not null', 'any value, 0 and NaN too'],
    ],
  },
  {
    title: 'Joined',
    words:
      'From weak to strong: or, and, not, parentheses. Beside a word or a regular expression "and" may be left out.',
    examples: [
      ['algo:knn ndcg@10 > 0.32', 'both'],
      ['ndcg@10 > 0.3 and seed = 42', 'both'],
      ['algorithm = als or algorithm = popularity', 'either'],
      ['not algorithm = user_knn', 'all others'],
      ['(algo:knn or algo:als) and status = finished', 'parentheses first'],
    ],
  },
  {
    title: 'Names',
    words:
      'A name is an attribute, else a metric, else a param, else a tag; a prefix says which is meant. Names with blanks are put in quotes.',
    examples: [
      ['params.n_neighbors = 20', 'the param'],
      ['metrics.ndcg@10 < 0.2', 'the metric'],
      ['tags.stage = checked', 'the tag'],
      ['attributes.name = items', 'what every run has'],
      ['metrics."odd metric" = 1', 'with a blank'],
    ],
  },
];

/** Examples that are shown first: one of each kind. */
export const firstExamples: readonly string[] = [
  'userknn',
  '/^knn \\d+$/',
  'algo:als',
  'ndcg@10 > 0.3',
  'algorithm in (als, item_knn)',
  'shrinkage is not null',
  '(algo:knn or algo:als) and status = finished',
];
