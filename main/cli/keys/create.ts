import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import { NewApiKey, scopes, type Scope } from '#shared/domain/api-key.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { required, wholeNumber } from '../flags.ts';
import { withKeys } from './open-keys-file.ts';

type Options = { name: string; scope?: string; days?: number };

export function createKeyCommand(command: Command, cli: Cli): void {
  required(command, '--name <name>', 'who holds it')
    .option('--scope <list>', `what it allows: ${scopes.join(', ')} (read,feedback)`)
    .option('--days <n>', 'days until it expires (never)', wholeNumber(1, 3650))
    .action(async ({ name, scope, days }: Options) => {
      const wanted = NewApiKey.safeParse({
        name,
        ...(scope && { scopes: parseScopes(scope) }),
        ...(days && { expires_in_days: days }),
      });
      if (!wanted.success) throw new KindredError('invalid_input', `--name: ${wanted.error.issues[0]!.message}.`);
      const { key, secret } = await withKeys((keys) => keys.create(wanted.data));
      cli.note('The key is shown this once; only a hash of it is kept.');
      cli.print({ json: { key, secret }, text: secret });
    });
  examples(command, 'kindred keys create --name web', 'kindred keys create --name ci --scope admin --days 30');
}

function parseScopes(text: string): Scope[] {
  return text.split(',').map((part) => {
    const scope = scopes.find((known) => known === part.trim());
    if (scope) return scope;
    throw new KindredError('invalid_input', `--scope: there is no scope "${part.trim()}". Use ${scopes.join(', ')}.`);
  });
}
