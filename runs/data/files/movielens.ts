import type { AttributeColumns } from './attribute-columns.ts';

/** Layouts of MovieLens whose files have no header (their README files name the columns). */

export const ratingColumns = ['user_id', 'item_id', 'rating', 'timestamp'];

const genres100k = [
  'unknown',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
];

/** u.item: a column for each genre, 1 where the film is of it. */
export const items100k = {
  header: ['movie id', 'movie title', 'release date', 'video release date', 'IMDb URL', ...genres100k],
  columns: {
    id: 0,
    name: 1,
    created: 2,
    categories: { kind: 'marks', columns: new Map(genres100k.map((name, index) => [index + 5, name])) },
  } satisfies AttributeColumns,
};

/** u.user */
export const users100k = { header: ['user id', 'age', 'gender', 'occupation', 'zip code'] };

/** movies.dat of 1M and 10M; the year stands behind the title. */
export const items1m = { header: ['movie id', 'title', 'genres'] };

/** users.dat of 1M, with occupations by number. */
export const users1m = {
  header: ['user id', 'gender', 'age', 'occupation', 'zip code'],
  categoryNames: [
    'other',
    'academic/educator',
    'artist',
    'clerical/admin',
    'college/grad student',
    'customer service',
    'doctor/health care',
    'executive/managerial',
    'farmer',
    'homemaker',
    'K-12 student',
    'lawyer',
    'programmer',
    'retired',
    'sales/marketing',
    'scientist',
    'self-employed',
    'technician/engineer',
    'tradesman/craftsman',
    'unemployed',
    'writer',
  ],
};
