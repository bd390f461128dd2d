import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { followDataset } from './datasets/follow-dataset.ts';
import type { Session } from './session.ts';

/** What a demo stands on: its data, a user in it, and the name of the model that it makes. */
export type DemoGround = { dataset: Dataset; user: string; model: string };

const groupsName = 'reference-groups';
const feedName = 'demo-feed';

/** The reference groups, whose similarity is known. */
export async function groupsGround({ client, progress }: Session): Promise<DemoGround> {
  progress.note(`Making the dataset "${groupsName}": 20 users in groups whose similarity is known.`);
  const recipe = { source: 'synthetic:groups', options: { preset: 'reference' } };
  const dataset = await client.datasets.create({ name: groupsName, recipe });
  return { dataset, user: 'user1', model: 'collaborative_filtering' };
}

/** A feed in a real Postgres that is started for it and ends with the command. */
export async function postgresGround(session: Session): Promise<DemoGround> {
  const { client, progress } = session;
  progress.note('Starting a Postgres of its own, and reading a feed from it.');
  const { connection, dataset } = await followDataset(session, feedName, () => client.demo.postgres({}));
  progress.note(`It answers on ${connection.host}:${connection.port} until this command ends.`);
  const { columns, rows } = await client.connections.preview({ target: { connection: connection.id } });
  const user = rows[0]?.[columns.findIndex(({ role }) => role === 'user')];
  if (user === undefined || user === null) throw new KindredError('internal', 'The feed of the demo has no users.');
  return { dataset, user, model: 'demo_feed' };
}
