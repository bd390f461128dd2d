import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Cli } from './cli.ts';
import { commands, type Entry } from './commands.ts';

const notes = `
Every command takes --json (one JSON value on stdout, progress on stderr) and --help (examples).
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
Data folder: KINDRED_HOME, else the application-data folder of this platform.

Examples:
  $ kindred demo
  $ kindred datasets create --name sample --source synthetic:groups --set preset=six-groups
  $ kindred train --dataset sample --algorithm user_knn --set n_neighbors=20
  $ kindred ui`;

/** The whole command line; only what `argv` names is loaded, so that help and mistakes answer at once. */
export async function createProgram(argv: readonly string[], cli: Cli): Promise<Command> {
  const program = new Command('kindred')
    .description('A workbench for collaborative-filtering experiments.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .option('--json', 'print one JSON value')
    .showSuggestionAfterError()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText('after', notes)
    .exitOverride()
    // Mistakes are thrown, and told once by `main`.
    .configureOutput({ outputError: () => {} });
  await addCommands(program, commands, argv, cli);
  return program;
}

async function addCommands(
  parent: Command,
  entries: readonly Entry[],
  argv: readonly string[],
  cli: Cli,
): Promise<void> {
  for (const entry of entries) {
    const command = parent.command(entry.name).description(entry.summary).option('--json', 'print one JSON value');
    if (!argv.includes(entry.name)) continue;
    if ('commands' in entry) await addCommands(command, entry.commands, argv, cli);
    else (await entry.load())(command, cli);
  }
}
