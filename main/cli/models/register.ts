import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { versionJson } from '../model-text.ts';
import { withCore } from '../session.ts';

type Options = { name?: string; note?: string; candidate: boolean };

export function registerModelCommand(command: Command, cli: Cli): void {
  command
    .argument('<run>', 'a finished run: number, name or id')
    .option('--name <model>', 'the model that it becomes a version of (collaborative_filtering)')
    .option('--note <text>', 'why')
    .option('--no-candidate', 'leave the alias "candidate" where it is')
    .action(async (run: string, { name: model, note, candidate }: Options) => {
      const version = await withCore(cli, ({ client }) => client.models.register({ run, model, note, candidate }));
      cli.print({ json: { model: versionJson(version) }, text: registeredText(version) });
    });
  examples(
    command,
    'kindred models register 2 --name feed',
    `kindred models register user_knn --name feed --note 'more neighbours' --no-candidate`,
  );
}

function registeredText({ run, model, version, model_version, status, bundle }: ModelVersion): string {
  const role = status === 'candidate' ? ', the candidate' : '';
  const size = bundle ? `, a bundle of ${formatBytes(bundle.bytes)}` : '';
  return [
    `Run ${run.number} is ${model_version}${role}${size}.`,
    `Next: "kindred models gates ${model}@${version}", then "kindred models promote ${model}@${version}".`,
  ].join('\n');
}
