import type { Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Cli } from '../cli.ts';
import { withCore } from '../session.ts';

/**
 * Does one thing to several runs, all or none: every run is found before the first is changed.
 * @param sentence  what is said of each, after its number and name
 */
export async function changeRuns(
  cli: Cli,
  refs: readonly string[],
  change: (client: Client, id: string) => Promise<Run>,
  sentence: string,
): Promise<void> {
  const runs = await withCore(cli, async ({ client }) => {
    const found = await Promise.all(refs.map((run) => client.runs.show({ run })));
    return Promise.all(found.map(({ id }) => change(client, id)));
  });
  const text = runs.map(({ number, name }) => `Run ${number} (${name}) ${sentence}`).join('\n');
  cli.print({ json: { runs }, text });
}
