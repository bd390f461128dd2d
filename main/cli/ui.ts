import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { wholeNumber } from './flags.ts';

type Options = { port?: number; host?: string; open: boolean };

export function uiCommand(command: Command, cli: Cli): void {
  command
    .option('--port <n>', 'port to listen on (4310, else a free one); 0 for a free one', wholeNumber(0, 65535))
    .option('--host <address>', 'address to listen on (this computer only)')
    .option('--no-open', 'do not open a browser')
    .action((options: Options) => ui(cli, options));
  examples(command, 'kindred ui', 'kindred ui --port 8080 --no-open', 'kindred ui --host 0.0.0.0 --no-open --json');
}

/** Serves until Ctrl-C, which is its proper end: the answer is the address, printed as soon as it is known. */
async function ui(cli: Cli, options: Options): Promise<void> {
  const { serveWorkbench } = await import('../web/serve-workbench.ts');
  await serveWorkbench({
    ...options,
    say: cli.note,
    until: cli.interrupt,
    ready({ signInAddress: url, address, home }) {
      cli.print({ json: { url, address, home }, text: `Kindred is ready: ${url}` });
    },
  });
}
