import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { Client } from '#shared/api/rpc.ts';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import type { Answer, Cli } from '../cli.ts';
import { comparisonText } from '../comparison-text.ts';
import { examples } from '../examples.ts';
import { names } from '../flags.ts';
import { manyText } from '../many-text.ts';
import { withCore } from '../session.ts';
import { writeNewFile } from '../write-new-file.ts';

type Options = { metric?: string[]; baseline?: string; slicesOf?: string; report?: string; force?: boolean };

export function compareRunsCommand(command: Command, cli: Cli): void {
  command
    .argument('<a>', 'the run to compare with: number, name or id')
    .argument('<b>', 'the run whose differences are shown')
    .argument('[more...]', 'up to four more runs: each is compared with every other')
    .option('--metric <list>', 'only these metrics; p-values are corrected for those alone', names)
    .option('--baseline <run>', 'of several runs, the one that the others are compared with')
    .option('--slices-of <metric>', 'of two runs, the metric that is shown by group and activity (the leading one)')
    .option('--report <file>', 'write a report that opens anywhere: one file of HTML with figures and provenance')
    .option('--force', 'replace the file of the report where there is one')
    .action(async (a: string, b: string, more: string[], options: Options) => {
      const { report, force = false } = options;
      if (report !== undefined) {
        const { html } = await withCore(cli, ({ client }) => client.runs.report({ runs: [a, b, ...more] }));
        const written = await writeNewFile(report, html, force);
        cli.print({
          json: { report: written },
          text: `The report is in ${written.path} (${formatBytes(written.bytes)}).`,
        });
        return;
      }
      const isPair = more.length === 0;
      const ask = (client: Client) =>
        isPair ? comparePair(client, a, b, options) : compareMany(client, [a, b, ...more], options);
      cli.print(await withCore(cli, ({ client }) => ask(client)));
    });
  examples(
    command,
    'kindred runs compare 1 2',
    'kindred runs compare popularity user_knn --metric ndcg@10,recall@10 --json',
    'kindred runs compare 1 2 3 4 --baseline 1 --metric ndcg@10',
    'kindred runs compare 1 2 --report comparison.html',
  );
}

async function comparePair(client: Client, a: string, b: string, options: Options): Promise<Answer> {
  const { metric: metrics, baseline, slicesOf } = options;
  if (baseline !== undefined) {
    throw new KindredError('invalid_input', 'A baseline is for three runs and more; of two, the first one is it.');
  }
  const comparison = await client.runs.compare({ a, b, metrics, slices_of: slicesOf });
  return { json: comparison, text: comparisonText(comparison) };
}

async function compareMany(client: Client, runs: string[], options: Options): Promise<Answer> {
  const { metric: metrics, baseline, slicesOf } = options;
  if (slicesOf !== undefined) {
    throw new KindredError('invalid_input', 'Slices are shown for two runs. Compare two, or leave --slices-of out.');
  }
  const many = await client.runs.compareMany({ runs, baseline, metrics });
  return { json: many, text: manyText(many, metrics) };
}
