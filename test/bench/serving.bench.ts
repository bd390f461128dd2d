/**
 * The serving API under load: `npm run bench serving`. Contenders take turns in short slots, so that what else the machine does meets each
 * of them; the best of three slots counts. Processor time is that of the server's process, from /proc.
 * The comparison is FastAPI with scikit-learn in an environment that is thrown away afterwards, or a plain Node handler where Python has no packages.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { bundleContents } from '../support/served-bundle.ts';
import { popularItems } from './matrices.ts';
import { createEnvironment } from './python.ts';

const users = 6000;
const items = 4000;
const slots = 3;
const slotSeconds = 3;
/** The API closes a connection after 1,000 requests and says so in the last answer; autocannon does not listen to that. */
const reconnecting = { reconnectRate: 900 };
const program = resolve(import.meta.dirname, 'serving-process.ts');

type Server = { name: string; child: ChildProcess; lines: Interface; path(user: number): string; port: number };
type Measured = { rps: number; p50: number; p97: number; p99: number; failed: number; cpuMs: number };

const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
const servers: Server[] = [];
try {
  await measureAll();
} finally {
  for (const { child } of servers) child.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const train = popularItems(users, items, 1e6);
  const [bundle, second] = [join(folder, 'one.kindred'), join(folder, 'two.kindred')];
  const config = { n_neighbors: 10 };
  await writeBundle(bundle, await withNames(train, 1, config));
  await writeBundle(second, await withNames(train, 2, { n_neighbors: 20 }));
  console.log(
    `${users} users × ${items} items, ${train.indices.length} interactions; bundle ${(statSync(bundle).size / 1e6).toFixed(1)} MB`,
  );

  const started = performance.now();
  const kindred = await start(
    'Kindred, on the fly',
    [program, 'kindred', bundle, second],
    (user) => `/api/recommendations/${userName(user)}?limit=50`,
  );
  console.log(
    `start of the process to ready: ${(performance.now() - started).toFixed(0)} ms, resident ${residentMb(kindred).toFixed(0)} MB`,
  );

  await startBaseline(train, bundle);
  for (const connections of [1, 16, 64]) await compare(connections);
  await measureBatches(kindred);
  await measureSwaps(kindred);
  console.log(`Kindred resident at the end: ${residentMb(kindred).toFixed(0)} MB`);
}

async function withNames(train: Csr, version: number, config: Record<string, unknown>) {
  const contents = await bundleContents({ algorithm: 'user_knn', train, version, config });
  return {
    ...contents,
    userIds: names(users, userName),
    itemIds: names(items, (item) => `p${String(item).padStart(5, '0')}`),
  };
}

function userName(user: number): string {
  return `u${String(user).padStart(5, '0')}`;
}

function names(count: number, name: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, n) => name(n));
}

/** FastAPI where it can be had; a plain Node handler in any case. */
async function startBaseline(train: Csr, bundle: string): Promise<void> {
  await start('plain Node handler', [program, 'naive', bundle], (user) => `/${userName(user)}`);
  const python = createEnvironment(['scikit-learn', 'fastapi', 'uvicorn[standard]']);
  if ('missing' in python) return console.log(`FastAPI is left out: ${python.missing}.`);
  const data = join(folder, 'matrix');
  mkdirSync(data);
  for (const [name, array] of [['indptr.i32', train.indptr], ['indices.i32', train.indices], ['values.f64', train.values]] as const) writeFileSync(join(data, name), array); // prettier-ignore
  const port = await freePort();
  const script = resolve(import.meta.dirname, 'fastapi_server.py');
  const child = spawn(python.interpreter, [script, data, String(users), String(items), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1' },
  });
  child.once('exit', python.close);
  const lines = createInterface({ input: child.stdout });
  await answering(port);
  servers.push({
    name: 'FastAPI + scikit-learn, on the fly',
    child,
    lines,
    port,
    path: (user) => `/on-the-fly/${user}?limit=50`,
  });
  servers.push({
    name: 'FastAPI, precomputed',
    child,
    lines,
    port,
    path: (user) => `/precomputed/${user % 200}?limit=50`,
  });
}

async function start(name: string, args: string[], path: (user: number) => string): Promise<Server> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const server = { name, child, lines, path, port: Number(await nextLine(lines)) };
  servers.push(server);
  return server;
}

function nextLine(lines: Interface): Promise<string> {
  return new Promise((done) => lines.once('line', done));
}

async function compare(connections: number): Promise<void> {
  console.log(
    `\n${connections} connection${connections === 1 ? '' : 's'}, ${slots} slots of ${slotSeconds} s by turns, the best counts; load ${loadavg()[0]!.toFixed(1)}`,
  );
  const best = new Map<Server, Measured>();
  for (let slot = 0; slot < slots; slot++) {
    for (const server of servers) {
      const measured = await shoot(server, connections, server.path);
      const before = best.get(server);
      if (!before || measured.rps > before.rps) best.set(server, measured);
    }
  }
  const ours = best.get(servers[0]!)!;
  for (const [{ name }, measured] of best) console.log(lineOf(name, measured, ours));
}

function lineOf(name: string, { rps, p50, p97, p99, failed, cpuMs }: Measured, ours: Measured): string {
  const times = `${rps.toFixed(0).padStart(7)} req/s  p50 ${ms(p50)}  p97.5 ${ms(p97)}  p99 ${ms(p99)}  cpu ${cpuMs.toFixed(3)} ms/req`;
  const ratio =
    rps === ours.rps
      ? ''
      : `  Kindred: ${(ours.rps / rps).toFixed(1)} × req/s, 1/${(p99 / ours.p99).toFixed(1)} of p99`;
  return `${name.padEnd(36)} ${times}${failed > 0 ? `  FAILED ${failed}` : ''}${ratio}`;
}

function ms(value: number): string {
  return `${value.toFixed(2).padStart(8)} ms`;
}

async function shoot(
  server: Server,
  connections: number,
  path: (user: number) => string,
  more: Partial<autocannon.Options> = {},
): Promise<Measured> {
  const before = processorMs(server);
  // Every user in turn, so that no cache of one answer helps.
  const requests = names(2000, (n) => path((n * 7919) % users)).map((address) => ({ path: address }));
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}`,
    connections,
    duration: slotSeconds,
    requests,
    ...reconnecting,
    ...more,
  });
  const answered = result['2xx'];
  return {
    rps: answered / result.duration,
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    cpuMs: (processorMs(server) - before) / Math.max(1, answered),
  };
}

/** Single requests with batches of 50 beside them. */
async function measureBatches(kindred: Server): Promise<void> {
  console.log(`\nbatches; load ${loadavg()[0]!.toFixed(1)}`);
  const options = { method: 'POST' as const, headers: { 'Content-Type': 'application/json' } };
  for (const size of [10, 50]) {
    const body = JSON.stringify({ user_ids: names(size, userName), limit: 50 });
    const requests = [{ ...options, path: '/api/recommendations/batch', body }];
    const { p50, p99, rps, cpuMs } = await shoot(kindred, 1, kindred.path, { requests });
    console.log(
      `batch of ${size}: ${rps.toFixed(0)} req/s  p50 ${ms(p50)}  p99 ${ms(p99)}  cpu ${cpuMs.toFixed(2)} ms/req`,
    );
  }
  const alone = await shoot(kindred, 4, kindred.path);
  const body = JSON.stringify({ user_ids: names(50, userName), limit: 50 });
  const batches = shoot(kindred, 2, kindred.path, {
    requests: [{ ...options, path: '/api/recommendations/batch', body }],
  });
  const beside = await shoot(kindred, 4, kindred.path);
  await batches;
  console.log(
    `single requests alone: p99 ${ms(alone.p99)}; beside 2 connections of batches of 50: p99 ${ms(beside.p99)}`,
  );
}

async function measureSwaps(kindred: Server): Promise<void> {
  console.log(`\n1,000 changes of the live version under load; load ${loadavg()[0]!.toFixed(1)}`);
  const alone = await shoot(kindred, 16, kindred.path);
  kindred.child.stdin!.write('1000\n');
  const swapping = nextLine(kindred.lines);
  const during = await shoot(kindred, 16, kindred.path);
  await swapping;
  console.log(`failed requests: ${during.failed}; p99 ${ms(alone.p99)} before, ${ms(during.p99)} during`);
}

/** User and system time of the process and its threads so far. */
function processorMs({ child }: Server): number {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function residentMb({ child }: Server): number {
  const file = `/proc/${child.pid}/status`;
  if (!existsSync(file)) return NaN;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? NaN) / 1024;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(port: number): Promise<void> {
  for (let n = 0; n < 600; n++) {
    const response = await fetch(`http://127.0.0.1:${port}/precomputed/0`).catch(() => null);
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error('FastAPI did not start within a minute.');
}
