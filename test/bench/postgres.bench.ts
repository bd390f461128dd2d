/**
 * Reading a feed from Postgres: `npm run bench postgres [-- --rows=20000000 --rounds=3]`. The comparison is psql's \copy of the same
 * columns to /dev/null where psql is there, and the driver's rows thrown away. All by turns, on a server that the benchmark starts.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { startLocalServer } from '#runs/data/postgres/local-server.ts';
import { measureRounds, type Contender } from './rounds.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '2000000' }, rounds: { type: 'string', default: '3' } },
  strict: false,
});
const rows = Number(values.rows);
const run = promisify(execFile);
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '8GB', jit: 'off' };
const columns = 'user_id, post_id, interaction_type, created_at';

const Answer = z.object({ ms: z.number(), cpu: z.number(), check: z.number(), peak: z.number() });

const folder = await mkdtemp(join(tmpdir(), 'kindred-bench-'));
const server = await startLocalServer({ folder, settings, initFlags: ['--no-sync'] });
const address = `${server.host}:${server.port}/postgres`;
const url = `postgresql://${server.user}:${server.password}@${address}`;
try {
  await fill();
  const contenders = [
    ...(spawnSync('psql', ['--version']).status === 0 ? [psql()] : []),
    inProcess('rows of the driver, thrown away', 'count'),
    inProcess('dataset created', 'read'),
    inProcess('dataset created, with names and dates', 'create'),
  ];
  console.log(`${rows.toLocaleString('en-US')} rows of two UUIDs, a type and a time`);
  const times = await measureRounds(contenders, {
    rounds: Number(values.rounds),
    warmUp: true,
    ours: 'dataset created',
  });
  for (const { name, ms } of times) {
    console.log(`${name.padEnd(46)} ${Math.round((rows / ms) * 1000).toLocaleString('en-US')} rows/s`);
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

function inProcess(name: string, work: string): Contender {
  const program = join(import.meta.dirname, 'postgres-work.ts');
  return {
    name,
    threads: 1,
    async run() {
      const { stdout } = await run(process.execPath, [program, url, work]);
      const answer = Answer.parse(JSON.parse(stdout));
      if (answer.check !== rows) throw new Error(`${name}: ${answer.check} rows instead of ${rows}`);
      return answer;
    },
  };
}

function psql(): Contender {
  return {
    name: String.raw`psql \copy to /dev/null`,
    threads: 1,
    async run() {
      const copy = String.raw`\copy (select ${columns} from user_interaction) to /dev/null (format binary)`;
      const started = performance.now();
      await run('psql', [`postgresql://${server.user}@${address}`, '-qc', copy], {
        env: { ...process.env, PGPASSWORD: server.password },
      });
      return { ms: performance.now() - started, cpu: 0 };
    },
  };
}

/** The schema of SPEC 3.1; popular posts are had more often, and rows come in the order of time. */
async function fill(): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('select setseed(0.5)');
  await client.query(`
    create table users as select gen_random_uuid() as id, 'User ' || i as name, timestamp '2025-01-01' as created_at from generate_series(1, 100000) i;
    create table posts as select gen_random_uuid() as id, 'Post ' || i as content, timestamp '2025-01-01' as created_at from generate_series(1, 30000) i;
    create table user_interaction as
      with u as (select array_agg(id) as ids from users), p as (select array_agg(id) as ids from posts)
      select gen_random_uuid() as id, u.ids[1 + floor(random() * 100000)::int] as user_id, p.ids[1 + floor(power(random(), 3) * 30000)::int] as post_id,
             (array['view', 'click', 'like', 'share'])[1 + floor(random() * 4)::int]::varchar(50) as interaction_type,
             timestamp '2026-01-01' + i * interval '0.1 s' as created_at
        from generate_series(1, ${rows}) i, u, p`);
  await client.query('vacuum analyze user_interaction');
  await client.end();
}
