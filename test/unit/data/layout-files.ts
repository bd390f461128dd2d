import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Layout = { file: string; write(folder: string): Promise<void> };

const rows = ['1 10 5 881250949', '1 11 3 891717742', '2 10 4 878887116'];
const separated = (delimiter: string) => rows.map((row) => `${row.replaceAll(' ', delimiter)}\n`).join('');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const marks = (...genres: number[]) =>
  Array.from({ length: 19 }, (_, genre) => (genres.includes(genre) ? 1 : 0)).join('|');

/** The same two films in every layout that is known by its names. */
export const layouts = {
  'movielens-100k': {
    file: 'u.data',
    async write(folder) {
      await writeFile(join(folder, 'u.data'), separated('\t'));
      const films = `10|"Misérables, Les (1998)|01-Jan-1998||http://x|${marks(8, 12)}\n11|Toy Story (1995)|01-Jan-1995||http://y|${marks(3, 4)}\n12|unrated||||${marks()}\n`;
      await writeFile(join(folder, 'u.item'), latin1(films));
      await writeFile(join(folder, 'u.user'), '1|24|M|technician|85711\n2|53|F|other|94043\n');
    },
  },
  'movielens-1m': {
    file: 'ratings.dat',
    async write(folder) {
      await writeFile(join(folder, 'ratings.dat'), separated('::'));
      const films = "10::Misérables, Les (1998)::Drama|Musical\n11::Toy Story (1995)::Animation|Children's\n";
      await writeFile(join(folder, 'movies.dat'), latin1(films));
      await writeFile(join(folder, 'users.dat'), '1::F::1::10::48067\n2::M::56::16::70072\n');
    },
  },
  movielens: {
    file: 'ratings.csv.gz',
    async write(folder) {
      const ratings = `userId,movieId,rating,timestamp\n${separated(',')}`;
      await writeFile(join(folder, 'ratings.csv.gz'), gzipSync(ratings));
      const films =
        'movieId,title,genres\n10,"Misérables, Les (1998)",Drama|Musical\n11,Toy Story (1995),Animation|Children\'s\n12,x,(no genres listed)\n';
      await writeFile(join(folder, 'movies.csv'), films);
    },
  },
  recbole: {
    file: 'films.inter',
    async write(folder) {
      const header = 'user_id:token\titem_id:token\trating:float\ttimestamp:float\n';
      await writeFile(join(folder, 'films.inter'), header + separated('\t'));
      const films =
        "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n10\tLes Misérables\t1998\tDrama Musical\n11\tToy Story\t1995\tAnimation Children's\n";
      await writeFile(join(folder, 'films.item.gz'), gzipSync(films));
      await writeFile(
        join(folder, 'films.user'),
        'user_id:token\tage:token\toccupation:token\n1\t24\ttechnician\n2\t53\tother\n',
      );
    },
  },
} satisfies Record<string, Layout>;
