import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Answer, Cli } from './cli.ts';
import { examples } from './examples.ts';

export function restoreCommand(command: Command, cli: Cli): void {
  command
    .option('--from <file>', 'the backup (the newest of the backups folder)')
    .action(async ({ from }: { from?: string }) => cli.print(await restore(from)));
  examples(command, 'kindred restore', 'kindred restore --from /media/usb/kindred.db');
}

/** The store is not opened for this: it may be the very thing that is broken. */
async function restore(from: string | undefined): Promise<Answer> {
  const [{ foldersOf }, { dataFolder }, { restoreStore }] = await Promise.all([
    import('#runs/core.ts'),
    import('../core-config.ts'),
    import('#runs/tracking/restore.ts'),
  ]);
  const { database, backups } = foldersOf(dataFolder());
  const restored = restoreStore({ file: database, backups, from: from === undefined ? from : resolve(from) });
  const kept = restored.kept === null ? '' : `\nThe store that was there is kept as ${restored.kept}.`;
  return { json: restored, text: `The store is ${restored.from} again.${kept}` };
}
