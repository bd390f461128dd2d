import type { Kind } from '#shared/domain/kind.ts';

export type GuideSection = {
  title: string;
  words: string;
  /** A search, what it finds, and the same of runs about query performance where other names are theirs. */
  examples: readonly (readonly [text: string, meaning: string, ofQueries?: string])[];
};

/** Every part of the search language with examples that are tested; docs/search.md says the same. */
export const searchGuide: readonly GuideSection[] = [
  {
    title: 'Words',
    words:
      'Looked for in the name, the algorithm and the tags, in upper and lower case alike and whatever signs stand between the parts of a name. All the words must be found.',
    examples: [
      ['knn shrunk', 'both words, in any order', 'ridge stiff'],
      ['userknn', 'also with _ or - between its parts', 'randomforest'],
      ['"knn 80"', 'in quotes: as it stands', '"ridge 10"'],
      ['algo:als', 'in one text alone: algo, name, dataset, experiment, split, status, note or tag', 'algo:ridge'],
      ['name:"knn 20"', 'in the name, with a space', 'name:"10 stiff"'],
      ['tag:checked', 'in a name or a value of a tag'],
    ],
  },
  {
    title: 'Regular expressions',
    words:
      'Between slashes, in upper and lower case alike, in the first 300 letters of a text. At most four repetitions without bound, and a repeated group must not repeat or choose inside.',
    examples: [
      ['/^knn \\d+$/', 'the name, the algorithm or a tag matches', '/^ridge \\d+$/'],
      ['name:/shrunk$/', 'one text alone', 'name:/stiff$/'],
      ['/a\\/b/', 'a slash inside has a backslash before it'],
    ],
  },
  {
    title: 'Comparisons',
    words:
      'A metric, a param, a tag or an attribute, then =, !=, <, <=, > or >= (also == and <>), then a number, a text, true, false, NaN or a time. Where a run has no value, a comparison is false. Text with signs in it is put in quotes; a quote inside is written twice.',
    examples: [
      ['ndcg@10 > 0.3', 'a metric', 'r2 > 0.8'],
      ['ndcg@10 >= 0.33', 'at least', 'r2 >= 0.85'],
      ['n_neighbors < 50', 'a param; numbers with numbers, text with text', 'alpha < 50'],
      ['n_neighbors <= 50', 'at most', 'alpha <= 10'],
      ['algorithm = als', 'an attribute', 'algorithm = ridge'],
      ['algorithm != user_knn', 'any other', 'algorithm != ridge'],
      ['binary = true', 'a param that is true or false', 'standardise = true'],
      ['ndcg@10 = NaN', 'not a number, which is neither less nor greater than anything', 'r2 = NaN'],
      ["note = 'Mira''s'", 'a quote in a text'],
      ['created_at < "2026-11-20 02:00"', 'a time, in UTC unless it says another zone; 2026-11-20 is its first minute'],
      ['duration_ms >= 2000', 'milliseconds'],
    ],
  },
  {
    title: 'Lists and patterns',
    words: 'In a pattern % is any text and _ any letter, in either case; a backslash takes their meaning away.',
    examples: [
      ['algorithm in (als, item_knn)', 'one of several', 'algorithm in (ridge, random_forest)'],
      ['n_neighbors not in (20, 50)', 'a value, but none of these', 'alpha not in (1, 10)'],
      ['name like "knn%"', 'begins with it; ilike is the same', 'name like "ridge%"'],
      ['name not like "%knn%"', 'does not hold it', 'name not like "%ridge%"'],
    ],
  },
  {
    title: 'Values that are missing',
    words: 'Zero is a value, a missing one is not, and NaN is a third thing.',
    examples: [
      ['ndcg@10 is null', 'no such value', 'r2 is null'],
      ['shrinkage is not null', 'any value, 0 and NaN too', 'n_estimators is not null'],
    ],
  },
  {
    title: 'Joined',
    words:
      'From weak to strong: or, and, not, parentheses. Beside a word or a regular expression "and" may be left out.',
    examples: [
      ['algo:knn ndcg@10 > 0.32', 'both', 'algo:ridge mae_ms < 3'],
      ['ndcg@10 > 0.3 and seed = 42', 'both', 'r2 > 0.8 and seed = 42'],
      ['algorithm = als or algorithm = popularity', 'either', 'algorithm = ridge or algorithm = random_forest'],
      ['not algorithm = user_knn', 'all others', 'not algorithm = ridge'],
      [
        '(algo:knn or algo:als) and status = finished',
        'parentheses first',
        '(algo:ridge or algo:forest) and status = finished',
      ],
    ],
  },
  {
    title: 'Names',
    words:
      'A name is an attribute, else a metric, else a param, else a tag; a prefix says which is meant. Names with blanks are put in quotes.',
    examples: [
      ['params.n_neighbors = 20', 'the param', 'params.alpha = 1'],
      ['metrics.ndcg@10 < 0.2', 'the metric', 'metrics.r2 < 0.2'],
      ['tags.stage = checked', 'the tag'],
      ['attributes.name = items', 'what every run has', 'attributes.name = trees'],
      ['metrics."odd metric" = 1', 'with a blank'],
    ],
  },
];

/** What is shown first: one of each sort. */
const firstTexts: readonly string[] = [
  'userknn',
  '/^knn \\d+$/',
  'algo:als',
  'ndcg@10 > 0.3',
  'algorithm in (als, item_knn)',
  'shrinkage is not null',
  '(algo:knn or algo:als) and status = finished',
];

/** A search and what it finds. */
export type SearchExample = readonly [text: string, meaning: string];

/** Examples of a section with the names that runs of a kind have. */
export const examplesOf = ({ examples }: GuideSection, kind: Kind): SearchExample[] =>
  examples.map(([text, meaning, ofQueries]) => [kind === 'recommender' ? text : (ofQueries ?? text), meaning]);

/** Examples that are shown first. */
export const firstExamples = (kind: Kind): SearchExample[] =>
  searchGuide.flatMap((section) =>
    examplesOf(section, kind).filter((_, at) => firstTexts.includes(section.examples[at]![0])),
  );
