/** Rows of each table: execution times shall range over orders of magnitude, so that the noise of a loaded machine is small beside them. */
const sizes: Readonly<Record<string, number>> = {
  t_a: 60,
  t_b: 300,
  t_c: 1_500,
  t_d: 6_000,
  t_e: 20_000,
  t_f: 60_000,
  t_g: 140_000,
};

const tables = Object.keys(sizes);

/** Makes the tables: the same rows every time. */
export const workloadTables: readonly string[] = tables.flatMap((table) => [
  `create table ${table} (id int primary key, parent int not null, kind int not null, place int not null, amount float8 not null, label text not null)`,
  `insert into ${table}
     select n, (n * 7919) % ${sizes[table]} + 1, n % 8, (n * 31) % 997, (n * 7919 % 100003) / 7.0, md5(n::text) || md5((n * 3)::text)
       from generate_series(1, ${sizes[table]}) as n`,
  `create index ${table}_place on ${table} (place)`,
  `analyze ${table}`,
]);

/** Queries of one table, each of another shape: Postgres counts statements together that differ in values only. */
const ofOne = (t: string): string[] => [
  `select count(*) from ${t}`,
  `select avg(amount) from ${t} where kind = 3`,
  `select sum(amount), min(label) from ${t}`,
  `select kind, count(*) from ${t} group by kind`,
  `select kind, count(*), avg(amount), max(label) from ${t} group by kind order by kind`,
  `select place, sum(amount) from ${t} group by place order by sum(amount) desc limit 10`,
  `select place, kind, count(*) from ${t} group by place, kind`,
  `select * from ${t} where id = 17`,
  `select label from ${t} where id between 5 and 50`,
  `select * from ${t} where place = 31`,
  `select count(*) from ${t} where place < 200 and kind <> 2`,
  `select id, amount from ${t} order by amount limit 20`,
  `select id from ${t} order by label, id`,
  `select distinct place from ${t}`,
  `select count(distinct label) from ${t}`,
  `select count(*) from ${t} where label like '%abc%'`,
  `select max(md5(label)) from ${t}`,
  `select max(md5(label || amount::text)), min(md5(label)) from ${t}`,
  `select id, rank() over (partition by kind order by amount) from ${t}`,
  `select id, sum(amount) over (order by id) from ${t} where kind = 1`,
  `select kind, percentile_cont(0.5) within group (order by amount) from ${t} group by kind`,
  `select string_agg(left(label, 2), ',') from ${t} where kind = 5`,
  `select count(*) from ${t} where exists (select 1 from ${t} as of_${t} where of_${t}.id = ${t}.parent and of_${t}.kind = 4)`,
  `select ${t}.kind, avg(of_${t}.amount) from ${t} join ${t} as of_${t} on of_${t}.id = ${t}.parent group by ${t}.kind`,
];

/** Queries that join two tables. Without aliases: those that PostgreSQL 18 finds equal, it takes for one table and counts together. */
const ofTwo = (a: string, b: string): string[] => [
  `select count(*) from ${a} join ${b} on ${b}.id = ${a}.parent`,
  `select ${a}.kind, sum(${b}.amount) from ${a} join ${b} on ${b}.id = ${a}.id group by ${a}.kind order by ${a}.kind`,
  `select ${a}.id, ${b}.label from ${a} left join ${b} on ${b}.id = ${a}.parent where ${a}.kind = 6 order by ${b}.label limit 100`,
  `select count(*) from ${a} where ${a}.id not in (select parent from ${b} where kind = 2)`,
  `select ${a}.place, count(*), max(${b}.label) from ${a} join ${b} on ${b}.id = ${a}.parent where ${b}.kind < 4 group by ${a}.place`,
];

const pairs = tables.flatMap((a) => tables.filter((b) => b !== a).map((b) => [a, b] as const));

/** More than 300 queries that the server counts apart, always the same ones in the same order. */
export const workloadQueries: readonly string[] = [...tables.flatMap(ofOne), ...pairs.flatMap(([a, b]) => ofTwo(a, b))];
