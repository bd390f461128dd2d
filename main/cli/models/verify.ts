import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Bundle } from '#runs/bundle/bundle.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { short, time } from '../numbers.ts';
import { facts, paragraphs } from '../text.ts';

export function verifyBundleCommand(command: Command, cli: Cli): void {
  command.argument('<file>', 'a bundle, from anywhere').action(async (file: string) => {
    const { readBundle } = await import('#runs/bundle/read-bundle.ts');
    const bundle = await readBundle(resolve(file));
    const { manifest, sha256, bytes } = bundle;
    const { files, ...rest } = manifest;
    const json = { ok: true, path: resolve(file), sha256, bytes, files: files.length, manifest: rest };
    cli.print({ json, text: bundleText(bundle) });
  });
  examples(command, 'kindred models verify feed_v3.kindred', 'kindred models verify feed_v3.kindred --json');
}

function bundleText({ manifest, sha256, bytes, lineage }: Bundle): string {
  const { model, matrix, files, created_by } = manifest;
  const { run, dataset, split } = lineage;
  return paragraphs(
    `${model.model_version} is whole: ${files.length} files, every SHA-256 and every array checked.`,
    facts([
      ['sha256', sha256],
      ['size', formatBytes(bytes)],
      ['algorithm', model.algorithm],
      ['users', formatCount(matrix.users)],
      ['items', formatCount(matrix.items)],
      ['run', `${run.number} ${run.name} (${run.id})`],
      ['dataset', `${dataset.name} version ${dataset.version} (${short(dataset.fingerprint)})`],
      ['split', `${split.kind} (${short(split.fingerprint)})`],
      ['registered', `${time(lineage.registered.at)} by ${lineage.registered.by}`],
      ['written by', created_by],
    ]),
  );
}
