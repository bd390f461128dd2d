import type { Selectable } from 'kysely';
import { RetrainSettings, type RetrainPlan } from '#shared/domain/retraining.ts';
import { read, write, type Reader, type StoreContext } from './context.ts';
import { modelRow } from './models/find-model.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** How a model is trained again, and who decided it; when comes next is the scheduler's. */
export type StoredPlan = Omit<RetrainPlan, 'next_at'>;

/** All plans by the name of their model. */
export const listPlans = (context: StoreContext): Promise<StoredPlan[]> =>
  read(context, async (reader) => (await planRows(reader).execute()).map(toPlan));

/** A model's plan; null where it has none. @throws KindredError not_found where there is no such model */
export const findPlan = (context: StoreContext, model: string): Promise<StoredPlan | null> =>
  read(context, async (reader) => {
    const { id } = await modelRow(reader, model);
    const row = await planRows(reader).where('p.model_id', '=', id).executeTakeFirst();
    return row ? toPlan(row) : null;
  });

export function savePlan(
  context: StoreContext,
  { model, by, settings }: { model: string; by: string; settings: RetrainSettings },
): Promise<StoredPlan> {
  return write(context, async (writer) => {
    const { id, name } = await modelRow(writer, model);
    const row = seal('retrain_plans', {
      model_id: id,
      settings: JSON.stringify(RetrainSettings.parse(settings)),
      made_by: by,
      changed_at: Math.round(context.clock.now()),
    });
    await writer.replaceInto('retrain_plans').values(row).execute();
    return toPlan({ ...row, model: name });
  });
}

export function deletePlan(context: StoreContext, model: string): Promise<void> {
  return write(context, async (writer) => {
    const { id } = await modelRow(writer, model);
    await writer.deleteFrom('retrain_plans').where('model_id', '=', id).execute();
  });
}

const planRows = (db: Reader) =>
  db
    .selectFrom('retrain_plans as p')
    .innerJoin('models as m', 'm.id', 'p.model_id')
    .selectAll('p')
    .select('m.name as model')
    .orderBy('m.name');

type PlanRow = Selectable<Tables['retrain_plans']> & { model: string };

const toPlan = ({ model, settings, made_by: by, changed_at }: PlanRow): StoredPlan => ({
  ...RetrainSettings.parse(JSON.parse(settings)),
  model,
  by,
  changed_at,
});
