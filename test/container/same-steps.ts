/**
 * What the image would run, without a container engine: the steps of the Dockerfile one by one in clean folders, then its command, its
 * health check and its stop signal. `npm run test:container`; it needs the package registry and takes a minute or two.
 * Left out is what only an engine does: the base image, its user, volumes and ports.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeServedBundle } from '../support/served-bundle.ts';
import { parseDockerfile, words, type Stage } from './dockerfile.ts';

const root = resolve(import.meta.dirname, '../..');
const sandbox = mkdtempSync(join(tmpdir(), 'kindred-container-'));
/** The image's own Node is the project's; a bare `node` must find it. */
const nodeFolder = dirname(process.execPath);
const stages = parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const image = stages.at(-1)!;

try {
  requirePinned();
  for (const [n, stage] of stages.entries()) buildStage(stage, n);
  await runImage();
  console.log('\nThe image’s steps, command, health check and stop work.');
} finally {
  rmSync(sandbox, { recursive: true, force: true });
}

function requirePinned(): void {
  for (const { from } of stages) {
    check(`base image ${from} is pinned to a version`, /:\d+\.\d+\.\d+-/.test(from));
    check(`base image has the project's Node ${process.versions.node}`, from.includes(`:${process.versions.node}-`));
  }
  check(
    'the image does not run as root',
    image.instructions.some(({ name, text }) => name === 'USER' && text !== 'root'),
  );
}

/** A path of the image in our folders. */
function inStage(n: number, path: string): string {
  return join(sandbox, `stage-${n}`, path);
}

function buildStage(stage: Stage, n: number): void {
  let folder = '/';
  let env: Record<string, string> = {};
  for (const { name, text } of stage.instructions) {
    if (name === 'WORKDIR') mkdirSync(inStage(n, (folder = text)), { recursive: true });
    if (name === 'ENV') env = { ...env, ...environment(text) };
    if (name === 'COPY') copy(text, n, folder);
    if (name === 'RUN') run(text, n, folder, env);
  }
}

function environment(text: string): Record<string, string> {
  return Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]));
}

function copy(text: string, n: number, folder: string): void {
  const from = /^--from=(\S+) /.exec(text)?.[1];
  const paths = text.replace(/^--from=\S+ /, '').split(' ');
  const target = paths.pop()!;
  const to = inStage(n, resolve(folder, target));
  console.log(`COPY ${text}`);
  for (const path of paths) {
    const isFolder = target.endsWith('/') && paths.length > 1;
    if (from !== undefined)
      cpSync(
        inStage(
          stages.findIndex(({ name }) => name === from),
          path,
        ),
        to,
        { recursive: true, verbatimSymlinks: true },
      );
    else if (path === '.') copyContext(to);
    else cpSync(join(root, path), isFolder ? join(to, path) : to, { recursive: true });
  }
}

/** The files of the repository that .dockerignore lets through, changed or new ones included. */
function copyContext(to: string): void {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const file of listed.stdout.trim().split('\n')) {
    if (ignored.some((rule) => file === rule || file.startsWith(`${rule}/`))) continue;
    cpSync(join(root, file), join(to, file), { recursive: true, force: true });
  }
}

function run(text: string, n: number, folder: string, env: Record<string, string>): void {
  // Users are the engine's; its folders are ours.
  if (text.includes('chown')) {
    for (const path of text.match(/ \/\w+/g) ?? []) mkdirSync(inStage(n, path.trim()), { recursive: true });
    return;
  }
  const started = performance.now();
  const { status } = spawnSync(text, {
    cwd: inStage(n, folder),
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: withNode(env),
  });
  check(`RUN ${text} (${((performance.now() - started) / 1000).toFixed(1)} s)`, status === 0);
}

function withNode(env: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NO_COLOR: '1',
    ...env,
    PATH: `${nodeFolder}:${process.env['PATH']}`,
  };
}

async function runImage(): Promise<void> {
  const last = stages.length - 1;
  const bundles = inStage(last, '/bundles');
  const { file } = await writeServedBundle(bundles);
  cpSync(file, join(bundles, 'model.kindred'));
  const port = await freePort();
  const env = withNode({ ...Object.assign({}, ...image.instructions.filter(({ name }) => name === 'ENV').map(({ text }) => environment(text))), KINDRED_HOME: inStage(last, '/data') }); // prettier-ignore
  const ours = (word: string) => word.replace(/^\/bundles/, bundles).replaceAll('8000', String(port));
  const cwd = inStage(last, '/app');
  const [program, ...entry] = words(image, 'ENTRYPOINT');
  const start = (command: string[]) =>
    spawn(program!, [...entry, ...command.map(ours)], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const command = words(image, 'CMD');

  const refused = start(command);
  const why = await textOf(refused);
  check(
    'without an API key it does not start where others reach it',
    (await codeOf(refused)) === 1 && why.includes('API key'),
  );

  const made = start(['keys', 'create', '--name', 'web', '--json']);
  const { secret } = JSON.parse((await textOf(made)).split('\n').find((line) => line.startsWith('{'))!) as {
    secret: string;
  };

  const started = performance.now();
  const serving = start(command);
  const [healthProgram, ...healthArgs] = words(image, 'HEALTHCHECK');
  const isHealthy = () => spawnSync(healthProgram!, healthArgs.map(ours), { cwd, env, timeout: 5000 }).status === 0;
  let healthy = isHealthy();
  for (let n = 0; n < 50 && !healthy; n++) {
    await wait(200);
    healthy = isHealthy();
  }
  check(`its health check says healthy (${(performance.now() - started).toFixed(0)} ms after the start)`, healthy);
  const url = `http://127.0.0.1:${port}/api/recommendations/u00`;
  check('it asks for the key', (await fetch(url)).status === 401);
  check(
    'it answers with the key',
    (await fetch(url, { headers: { Authorization: `Bearer ${secret}` } })).status === 200,
  );
  const stopping = performance.now();
  serving.kill('SIGTERM');
  check('SIGTERM ends it with 0', (await codeOf(serving)) === 0);
  check(`within 10 s (${(performance.now() - stopping).toFixed(0)} ms)`, performance.now() - stopping < 10_000);
  check('its health check says unhealthy then', !isHealthy());
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await codeOf(child);
  return text;
}

function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => child.once('close', done));
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function check(what: string, isTrue: boolean): void {
  console.log(`${isTrue ? '✓' : '✗'} ${what}`);
  if (!isTrue) throw new Error(`Not so: ${what}`);
}
