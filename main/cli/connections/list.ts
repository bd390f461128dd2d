import type { Command } from 'commander';
import type { Connection } from '#shared/domain/connection.ts';
import { formatConnectionUrl } from '#shared/domain/connection-url.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs, table, type Column } from '../text.ts';

export function listConnectionsCommand(command: Command, cli: Cli): void {
  command.action(async () => {
    const found = await withCore(cli, ({ client }) => client.connections.list({}));
    const { connections, keeping } = found;
    const saved = connections.length === 0 ? 'There are no saved connections.' : table(columns, connections);
    cli.print({ json: found, text: paragraphs(saved, keeping.refusal ?? '') });
  });
  examples(command, 'kindred connections list', 'kindred connections list --json');
}

const columns: Column<Connection>[] = [
  { title: 'connection', value: ({ name }) => name },
  { title: 'address', value: formatConnectionUrl },
  { title: 'encryption', value: ({ tls }) => tls },
  { title: 'may write', value: ({ read_only }) => (read_only ? 'no' : 'yes') },
  { title: 'password', value: ({ has_password }) => (has_password ? 'kept' : 'none') },
];
