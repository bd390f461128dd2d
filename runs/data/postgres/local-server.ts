import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open as openFile, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KindredError } from '#shared/api/errors.ts';
import { findServerPrograms, type ServerPrograms } from './server-programs.ts';
import { codeOf, reasonOf } from './stage-error.ts';

const run = promisify(execFile);

export type LocalServerOptions = {
  /** Everything of the server is below it; made where it is absent. */
  folder: string;
  /** Settings for `postgres -c`, beside those that keep it on this computer. */
  settings?: Readonly<Record<string, string>>;
  /** Flags for initdb. */
  initFlags?: readonly string[];
};

/** A real Postgres server that belongs to this process. Its password is new at each start and nowhere on disk. */
export type LocalServer = { host: string; port: number; user: string; password: string; stop(): Promise<void> };

const user = 'postgres';
const host = '127.0.0.1';
/** Seconds that starting and stopping may take. */
const patience = '60';

/**
 * Starts a Postgres server that listens on this computer only, on a free port. One that a Kindred left behind in the folder is
 * stopped first.
 * @throws KindredError unavailable where there is no server to start or it does not, conflict where another Kindred runs it
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const programs = await findServerPrograms();
  const data = join(options.folder, 'data');
  await mkdir(data, { recursive: true });
  if (programs.account) await chown(data, programs.account.uid, programs.account.gid);
  const cluster = clusterIn(data, programs);
  await refuseOther(options.folder, cluster);

  const password = randomBytes(24).toString('base64url');
  const isNew = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null)) === null;
  if (isNew) await cluster.init(password, options.initFlags ?? []);
  else await cluster.setPassword(password);
  const port = await freePort();
  await cluster.start(port, options.settings ?? {});
  await writeFile(ownerFile(options.folder), String(process.pid));
  return {
    host,
    port,
    user,
    password,
    async stop() {
      await cluster.stop();
      await rm(ownerFile(options.folder), { force: true });
    },
  };
}

const ownerFile = (folder: string) => join(folder, 'kindred.pid');

type Cluster = ReturnType<typeof clusterIn>;

/** A server of a process that lives is not ours to stop. */
async function refuseOther(folder: string, cluster: Cluster): Promise<void> {
  if (!(await cluster.isRunning())) return;
  const owner = Number(await readFile(ownerFile(folder), 'utf8').catch(() => ''));
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new KindredError(
      'conflict',
      `The demo Postgres in ${folder} runs already, for the Kindred with process id ${owner}. Use it there, or end that Kindred first.`,
    );
  }
  await cluster.stop();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** What the server's own programs do to one data folder. */
function clusterIn(data: string, { initdb, pg_ctl, postgres, account }: ServerPrograms) {
  // The account postgres need not be able to walk to the folder: it is started in it, and knows it by that.
  const isDetached = account !== null && platform() === 'linux';
  const place = isDetached ? '/proc/self/cwd' : data;
  const as = { cwd: data, ...account };

  async function ctl(...args: string[]): Promise<void> {
    const log = isDetached ? '/proc/self/cwd/server.log' : join(data, 'server.log');
    try {
      // Its own output is not waited for: the server would inherit the pipe and hold it open.
      await ended(spawn(pg_ctl, ['-D', place, '-w', '-t', patience, '-l', log, ...args], { ...as, stdio: 'ignore' }));
    } catch (cause) {
      const said = await readFile(join(data, 'server.log'), 'utf8').catch(() => '');
      const last = said.trim().split('\n').slice(-3).join(' ').slice(-500);
      throw new KindredError(
        'unavailable',
        `The Postgres in ${data} did not ${args.at(-1)} (${reasonOf(cause)}): ${last}`,
        {
          cause,
        },
      );
    }
  }

  return {
    async init(password: string, flags: readonly string[]): Promise<void> {
      const file = join(tmpdir(), `kindred-${randomBytes(8).toString('hex')}`);
      await writeFile(file, `${password}\n`, { mode: 0o600 });
      if (account) await chown(file, account.uid, account.gid);
      const handle = await openFile(file);
      // The account need not be able to walk to the file either.
      const said = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${isDetached ? '/dev/stdin' : file}`];
      const args = ['-D', place, ...said, '--encoding=UTF8', '--locale=C', ...flags];
      try {
        await ended(spawn(initdb, args, { ...as, stdio: [handle.fd, 'ignore', 'pipe'] }));
      } catch (cause) {
        throw new KindredError('unavailable', `Postgres could not make its folder ${data}: ${reasonOf(cause)}`, {
          cause,
        });
      } finally {
        await handle.close();
        await rm(file, { force: true });
      }
    },
    /** Alone in its folder the server asks nobody for a password. */
    async setPassword(password: string): Promise<void> {
      const child = spawn(postgres, ['--single', '-D', place, 'postgres'], {
        ...as,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      child.stdin.end(`alter role ${user} password '${password}'\n`);
      await ended(child);
    },
    async start(port: number, settings: Readonly<Record<string, string>>): Promise<void> {
      const all = { port: String(port), listen_addresses: host, unix_socket_directories: '', ...settings };
      const flags = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
      await ctl('-o', flags.join(' '), 'start');
    },
    stop: () => ctl('-m', 'fast', 'stop'),
    isRunning: async (): Promise<boolean> =>
      run(pg_ctl, ['-D', place, 'status'], as).then(
        () => true,
        () => false,
      ),
  };
}

/** @throws Error where the program ends with anything but 0, with what it said on stderr */
function ended(child: ReturnType<typeof spawn>): Promise<void> {
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code} ${said.trim()}`))));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
