import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { withCore } from './session.ts';

export function backupCommand(command: Command, cli: Cli): void {
  command
    .option('--to <file>', 'where to (the backups folder, named after the time)')
    .action(async ({ to }: { to?: string }) => {
      const target = to === undefined ? {} : { to: resolve(to) };
      const backup = await withCore(cli, ({ client }) => client.system.backup(target));
      cli.print({ json: backup, text: `The store is saved in ${backup.path} (${formatBytes(backup.bytes)}).` });
    });
  examples(command, 'kindred backup', 'kindred backup --to /media/usb/kindred.db');
}
