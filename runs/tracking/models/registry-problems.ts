import type { StoreContext } from '../context.ts';
import { damaged } from '../seal.ts';

/** What is wrong with the registry's rows, each with the version it belongs to. */
export async function registryProblems({ db }: StoreContext): Promise<string[]> {
  const models = await db.selectFrom('models').selectAll().execute();
  const versions = await db.selectFrom('model_versions').selectAll().execute();
  const aliases = await db.selectFrom('model_aliases').selectAll().execute();
  const events = await db.selectFrom('model_events').selectAll().execute();
  const plans = await db.selectFrom('retrain_plans').selectAll().execute();
  const retrainings = await db.selectFrom('retrainings').selectAll().execute();
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const named = (id: string) => `model "${names.get(id) ?? id}"`;
  return [
    ...damaged('models', models).map(({ name }) => `Model "${name}": its row is damaged.`),
    ...damaged('model_versions', versions).map(
      ({ model_id, version }) => `Version ${version} of ${named(model_id)}: its row is damaged.`,
    ),
    ...damaged('model_aliases', aliases).map(
      ({ model_id, alias }) => `Alias "${alias}" of ${named(model_id)}: its row is damaged.`,
    ),
    ...damaged('model_events', events).map(
      ({ model_id, sequence }) => `Line ${sequence} of the history of ${named(model_id)} is damaged.`,
    ),
    ...damaged('retrain_plans', plans).map(({ model_id }) => `The plan of retraining ${named(model_id)} is damaged.`),
    ...damaged('retrainings', retrainings).map(
      ({ model_id, sequence }) => `Line ${sequence} of the retraining of ${named(model_id)} is damaged.`,
    ),
  ];
}
