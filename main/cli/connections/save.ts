import type { Command } from 'commander';
import { text as textOf } from 'node:stream/consumers';
import { parseConnectionUrl } from '#shared/domain/connection-url.ts';
import type { Cli } from '../cli.ts';
import { warnOfPassword } from '../database-choice.ts';
import { examples } from '../examples.ts';
import { required } from '../flags.ts';
import { withCore } from '../session.ts';

type Options = { name: string; to: string; passwordStdin?: boolean; writable?: boolean };

export function saveConnectionCommand(command: Command, cli: Cli): void {
  required(command, '--name <name>', 'what it is called; one that is there is changed');
  required(command, '--to <address>', 'postgresql://user@host:5432/database, with ?sslmode= and &sslrootcert=')
    .option('--password-stdin', 'read the password from standard input')
    .option('--writable', 'let Kindred seed datasets through it')
    .action(async ({ name, to, passwordStdin, writable }: Options) => {
      warnOfPassword(cli, to);
      const { settings, password } = parseConnectionUrl(to);
      const typed = passwordStdin ? (await textOf(process.stdin)).replace(/\r?\n$/, '') : password;
      const saved = await withCore(cli, async ({ client }) => {
        const { connections } = await client.connections.list({});
        const known = connections.find((connection) => connection.name === name);
        return client.connections.save({
          ...(known && { connection: known.id }),
          name,
          settings: { ...settings, read_only: writable !== true },
          ...(typed !== null && { password: typed }),
        });
      });
      const kept = saved.has_password ? 'with its password' : 'without a password';
      cli.print({ json: { connection: saved }, text: `Connection "${name}" is saved ${kept}. Read it as postgres:${name}.` }); // prettier-ignore
    });
  examples(
    command,
    'kindred connections save --name shop --to postgresql://reader@db.example.com:5432/shop --password-stdin < secret',
    'kindred connections save --name "Test server" --to postgresql://postgres@localhost:5433/threads --writable',
  );
}
