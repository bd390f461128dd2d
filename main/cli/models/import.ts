import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { versionJson } from '../model-text.ts';
import { withCore } from '../session.ts';

type Options = { name?: string; note?: string; candidate: boolean };

export function importModelCommand(command: Command, cli: Cli): void {
  command
    .argument('<file>', 'a bundle, from anywhere; it is verified first')
    .option('--name <model>', 'the model that it becomes a version of (the one that the bundle names)')
    .option('--note <text>', 'why')
    .option('--no-candidate', 'leave the alias "candidate" where it is')
    .action(async (file: string, { name: model, note, candidate }: Options) => {
      const version = await withCore(cli, ({ client }) =>
        client.models.import({ file: resolve(file), model, note, candidate }),
      );
      const { model: name, version: number, model_version, imported } = version;
      const text = `${imported!.model_version} is ${model_version} here. Next: "kindred models promote ${name}@${number}".`;
      cli.print({ json: { model: versionJson(version) }, text });
    });
  examples(command, 'kindred models import feed_v3.kindred', 'kindred models import feed_v3.kindred --name shop');
}
