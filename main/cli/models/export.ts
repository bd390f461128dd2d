import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { KindredError } from '#shared/api/errors.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { writeNewFile } from '../write-new-file.ts';

type Options = { to?: string; registry?: boolean; force?: boolean };

export function exportModelCommand(command: Command, cli: Cli): void {
  command
    .argument('[model]', 'name@version, name@alias, or a name for what is live')
    .option('--to <file>', 'the file to write (NAME_vN.kindred in this folder; standard output for --registry)')
    .option('--registry', 'the list of all models as registry.json instead of a bundle')
    .option('--force', 'replace registry.json where there is one')
    .action((ref: string | undefined, options: Options) => {
      if (options.registry) return exportRegistry(cli, options);
      if (ref !== undefined) return exportBundle(cli, ref, options.to);
      throw new KindredError('invalid_input', 'Name the model whose bundle shall be written, or use --registry.');
    });
  examples(
    command,
    'kindred models export feed',
    'kindred models export feed@3 --to feed.kindred',
    'kindred models export --registry --to registry.json',
  );
}

async function exportBundle(cli: Cli, ref: string, to: string | undefined): Promise<void> {
  const bundle = await withCore(cli, async ({ client }) => {
    const { id, model_version } = await client.models.version({ version: ref });
    return client.models.exportBundle({ version: id, to: resolve(to ?? `${model_version}.kindred`) });
  });
  const { path, sha256, bytes, model_version } = bundle;
  const text = `${model_version} is in ${path} (${formatBytes(bytes)}).\nSHA-256 ${sha256}`;
  cli.print({ json: { bundle }, text });
}

async function exportRegistry(cli: Cli, { to, force }: Options): Promise<void> {
  const registry = await withCore(cli, ({ client }) => client.models.registryJson({}));
  const text = JSON.stringify(registry, null, 2);
  if (to === undefined) return cli.print({ json: registry, text });
  const file = await writeNewFile(to, `${text}\n`, force === true);
  const count = registry.models.length;
  cli.print({ json: { ...file, versions: count }, text: `${count} versions are in ${file.path}.` });
}
