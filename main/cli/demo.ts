import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { Comparison } from '#shared/domain/comparison.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { Run } from '#shared/domain/run.ts';
import { GenerateAnswer } from '#shared/serving/recommendations.ts';
import type { Cli } from './cli.ts';
import { comparisonText } from './comparison-text.ts';
import { groupsGround, postgresGround, type DemoGround } from './demo-ground.ts';
import { examples } from './examples.ts';
import { followRuns } from './follow-runs.ts';
import { gatesText, versionJson } from './model-text.ts';
import { duration, number, short } from './numbers.ts';
import { openWorkbenchCore, withCoreUntilDone, type Session } from './session.ts';
import { paragraphs } from './text.ts';

const algorithms = ['popularity', 'user_knn'] as const;

/** Enough to tell the two apart; `runs compare` shows the others. */
const shownMetrics = new Set([
  'ndcg@10',
  'recall@10',
  'precision@10',
  'hit_rate@10',
  'mrr',
  'coverage@10',
  'novelty@10',
]);

/** A demo that is run again trains equal models, and no gate lets an equal model pass. */
const overrideReason =
  'The demo promotes what it trained, also where it is run again and its model is equal to the live one.';

type Demo = {
  dataset: Dataset;
  runs: Run[];
  comparison: Comparison;
  version: ModelVersion;
  bundle: { path: string; sha256: string };
  answer: DemoAnswer;
};

/** What the serving API answered over HTTP, with scores to the last digit. */
type DemoAnswer = Pick<GenerateAnswer, 'user_id' | 'recommendations'>;

export function demoCommand(command: Command, cli: Cli): void {
  command.option('--postgres', 'on a feed in a Postgres that comes along and runs while the demo does');
  command.action(async ({ postgres }: { postgres?: boolean }) => {
    const ground = postgres ? postgresGround : groupsGround;
    const done = await withCoreUntilDone(cli, (session) => demo(session, ground), openWorkbenchCore);
    const { dataset, runs, comparison, version, bundle, answer } = done;
    const { name, version: number, alias } = versionJson(version);
    const model = { name, version: number, alias };
    cli.print({ json: { dataset, runs, comparison, model, bundle, answer }, text: demoText(done) });
  });
  examples(command, 'kindred demo', 'kindred demo --postgres', 'kindred demo --json');
}

async function demo(session: Session, makeGround: (session: Session) => Promise<DemoGround>): Promise<Demo> {
  const { client, progress } = session;
  const ground = await makeGround(session);
  const { dataset } = ground;
  progress.note(`Training ${algorithms.join(' and ')} on it.`);
  const runs = await followRuns(session, async () => {
    const started = [];
    for (const algorithm of algorithms) {
      started.push(await client.runs.start({ dataset: dataset.id, algorithm, experiment: 'demo' }));
    }
    return { runs: started.flatMap((start) => start.runs) };
  });
  if (session.interrupt.aborted) throw new KindredError('cancelled', 'Interrupted. "kindred demo" begins again.');
  const failed = runs.find((run) => run.status !== 'FINISHED');
  if (failed) throw new KindredError('internal', `Run ${failed.number} is ${failed.status}: ${failed.error}`);
  const comparison = await client.runs.compare({ a: runs[0]!.id, b: runs[1]!.id });
  const promoted = await promote(session, runs[1]!, ground);
  return { dataset, runs, comparison, ...promoted, answer: await answerOne(session, ground) };
}

/** The run as a live version, and its bundle. */
async function promote(
  { client, progress }: Session,
  run: Run,
  { model }: DemoGround,
): Promise<Pick<Demo, 'version' | 'bundle'>> {
  progress.note(`Promoting run ${run.number}, and writing its bundle.`);
  const { id } = await client.models.register({ run: run.id, model, note: 'kindred demo' });
  const version = await client.models.promote({ version: id, note: 'kindred demo', override_reason: overrideReason });
  const { path, sha256 } = await client.models.exportBundle({ version: id });
  return { version, bundle: { path, sha256 } };
}

/** Serves what is live, on a free port, for one real request. */
async function answerOne({ client, progress }: Session, { user, model }: DemoGround): Promise<DemoAnswer> {
  progress.note(`Serving it, and asking for user "${user}" over HTTP.`);
  await client.serving.start({ model, port: 0 });
  const { answers } = await client.serving.tryIt({ user, limit: 10 });
  await client.serving.stop({});
  const { user_id, recommendations } = GenerateAnswer.parse(JSON.parse(answers[0]!.json));
  return { user_id, recommendations };
}

function demoText({ dataset, runs, comparison, version, bundle, answer }: Demo): string {
  const { name, users, items, interactions, density, fingerprint } = dataset;
  const sizes = `${formatCount(users)} users, ${formatCount(items)} items, ${formatCount(interactions)} interactions`;
  const [a, b] = runs.map((run) => run.number);
  return paragraphs(
    `1  Dataset "${name}" (${short(fingerprint)}): ${sizes}, density ${number(density)}`,
    `2  Runs: ${runs.map((run) => `${run.number} ${run.algorithm} in ${duration(run.duration_ms)}`).join(', ')}`,
    '3  Comparison',
    comparisonText(comparison, (metric) => shownMetrics.has(metric)),
    `4  Model ${version.model_version} is live`,
    gatesText(version.gates),
    `5  Bundle ${bundle.path}\n   SHA-256 ${bundle.sha256}`,
    `6  Asked over HTTP for user "${answer.user_id}": ${answer.recommendations
      .slice(0, 5)
      .map(({ post_id, score }) => `${post_id} ${number(score)}`)
      .join(', ')}`,
    `Next: "kindred serve --model ${version.model}" answers on port 8000; "kindred runs compare ${a} ${b}" has every metric, "kindred ui" the heatmaps of both runs.`,
  );
}
