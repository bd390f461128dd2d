import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { kindText } from '#shared/domain/kind.ts';
import type { Bundle } from '#runs/bundle/bundle.ts';
import type { QueryBundle } from '#runs/bundle/query-bundle.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { short, time } from '../numbers.ts';
import { facts, paragraphs } from '../text.ts';

type Fact = [name: string, value: string];

export function verifyBundleCommand(command: Command, cli: Cli): void {
  command.argument('<file>', 'a bundle, from anywhere').action(async (file: string) => {
    const { readAnyBundle } = await import('#runs/bundle/read-bundle.ts');
    const { kind, bundle } = await readAnyBundle(resolve(file));
    const { manifest, sha256, bytes } = bundle;
    const { files, ...rest } = manifest;
    const json = { ok: true, kind, path: resolve(file), sha256, bytes, files: files.length, manifest: rest };
    cli.print({ json, text: bundleText(bundle, kind === 'recommender' ? ofRecommender(bundle) : ofQueries(bundle)) });
  });
  examples(command, 'kindred models verify feed_v3.kindred', 'kindred models verify feed_v3.kindred --json');
}

const ofRecommender = ({ manifest: { matrix } }: Bundle): Fact[] => [
  ['users', formatCount(matrix.users)],
  ['items', formatCount(matrix.items)],
];

const ofQueries = ({ lineage: { dataset } }: QueryBundle): Fact[] => [
  ['about', kindText.query_performance],
  ['queries', formatCount(dataset.queries)],
  ['samples', formatCount(dataset.samples)],
];

function bundleText({ manifest, sha256, bytes, lineage }: Bundle | QueryBundle, own: readonly Fact[]): string {
  const { model, files, created_by } = manifest;
  const { run, dataset, split } = lineage;
  return paragraphs(
    `${model.model_version} is whole: ${files.length} files, every SHA-256 and every array checked.`,
    facts([
      ['sha256', sha256],
      ['size', formatBytes(bytes)],
      ['algorithm', model.algorithm],
      ...own,
      ['run', `${run.number} ${run.name} (${run.id})`],
      ['dataset', `${dataset.name} version ${dataset.version} (${short(dataset.fingerprint)})`],
      ['split', `${split.kind} (${short(split.fingerprint)})`],
      ['registered', `${time(lineage.registered.at)} by ${lineage.registered.by}`],
      ['written by', created_by],
    ]),
  );
}
