import type { Command } from 'commander';
import type { ApiKey } from '#shared/domain/api-key.ts';
import type { Cli } from '../cli.ts';
import { time } from '../numbers.ts';
import { table, type Column } from '../text.ts';
import { withKeys } from './open-keys-file.ts';

export function listKeysCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const keys = await withKeys((file) => file.list());
    cli.print({ json: { keys }, text: keys.length === 0 ? 'There are no keys.' : table(columns, keys) });
  });
}

const columns: Column<ApiKey>[] = [
  { title: 'name', value: (key) => key.name },
  { title: 'allows', value: (key) => key.scopes.join(', ') },
  { title: 'made', value: (key) => time(key.created_at) },
  { title: 'expires', value: (key) => time(key.expires_at) },
  { title: 'last used', value: (key) => time(key.last_used_at) },
];
