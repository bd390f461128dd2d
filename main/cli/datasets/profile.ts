import type { Command } from 'commander';
import { foldersOf } from '#runs/core.ts';
import { rejectedPath } from '#runs/data/rejected-rows.ts';
import { dataFolder } from '../../core-config.ts';
import type { Cli } from '../cli.ts';
import { profileText } from '../dataset-text.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';

export function profileDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (its newest version), name@version or id').action(async (ref: string) => {
    const dataset = await withCore(cli, ({ client }) => client.datasets.show({ dataset: ref }));
    const { id, name, version, fingerprint, profile, groups } = dataset;
    const { rejected } = profile;
    const list = rejected && rejectedPath(foldersOf(dataFolder()).datasets, rejected.sha256);
    const text = paragraphs(profileText(dataset), list === null ? '' : `The rows that were left out are in ${list}.`);
    cli.print({ json: { dataset: { id, name, version, fingerprint }, profile, groups }, text });
  });
  examples(command, 'kindred datasets profile shop', 'kindred datasets profile shop --json');
}
