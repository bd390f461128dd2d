import { KindredError } from '#shared/api/errors.ts';
import { kindText } from '#shared/domain/kind.ts';
import { toWire } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import { RetrainSettings, type RetrainPlan, type Retraining } from '#shared/domain/retraining.ts';
import type { RetrainingPatch } from '#runs/tracking/retrainings.ts';
import type { StoredPlan } from '#runs/tracking/retrain-plans.ts';
import { alert } from './alert.ts';
import { retrain, type RetrainParts } from './retrain.ts';
import { createSchedule, nextOf } from './schedule.ts';

/** Models that are trained again, by schedule or because somebody asks. */
export type RetrainingService = {
  handlers: Handlers['retraining'];
  /** Follows the plans from now on; without it they are only kept. */
  startSchedule(): Promise<void>;
  /** Another process may have changed a plan. */
  reload(): Promise<void>;
  /** Resolves when what was under way has ended. */
  close(): Promise<void>;
};

export function createRetraining(parts: RetrainParts): RetrainingService {
  const { store, log, emit, config } = parts.context;
  const underWay = new Set<Promise<void>>();
  const schedule = createSchedule((model, dueAt) => void begin(model, dueAt).catch(unexpected));
  let isScheduling = false;

  const unexpected = (error: unknown) => log('error', 'A retraining could not be begun', error);

  /** Only recommenders are trained again by themselves: queries have to be sampled anew first. */
  async function requireRecommender(name: string): Promise<void> {
    const { kind } = await store.models.find(name);
    if (kind === 'recommender') return;
    throw new KindredError(
      'conflict',
      `Model "${name}" is about ${kindText[kind]} and is not trained again by plan. Sample its queries again, train, and register the run.`,
    );
  }

  async function change(id: string, patch: RetrainingPatch): Promise<Retraining> {
    const retraining = await store.retraining.change(id, patch);
    emit({ type: 'retraining.changed', retraining });
    return retraining;
  }

  /** @returns null where another process does it */
  async function begin(model: string, dueAt: number | null): Promise<Retraining | null> {
    const retraining = await store.retraining.begin({ model, dueAt });
    if (!retraining) return null;
    emit({ type: 'retraining.changed', retraining });
    const plan = await store.retraining.plan(model);
    const settings = plan ?? RetrainSettings.parse({});
    if (retraining.outcome === 'skipped') {
      await alert(log, settings.webhook, retraining);
      return retraining;
    }
    const work = perform(retraining, settings).catch(unexpected);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return retraining;
  }

  async function perform({ id, model }: Retraining, { max_drop, webhook }: RetrainSettings): Promise<void> {
    const ending = await retrain(parts, model, max_drop, async (found) => void (await change(id, found))).catch(
      failureOf,
    );
    await alert(log, webhook, await change(id, { ...ending, ended_at: Math.round(parts.context.clock.now()) }));
  }

  const shown = (plan: StoredPlan): RetrainPlan => ({ ...plan, next_at: plan.enabled ? nextOf(plan.cron) : null });

  async function reload(): Promise<void> {
    if (!isScheduling) return;
    const plans = await store.retraining.plans();
    const models = await store.models.list('recommender');
    for (const { name } of models) {
      const plan = plans.find(({ model }) => model === name);
      schedule.set(name, plan?.enabled ? plan.cron : null);
    }
  }

  return {
    reload,
    handlers: {
      plans: async () => (await store.retraining.plans()).map(shown),
      async save({ model, ...settings }) {
        nextOf(settings.cron);
        await requireRecommender(model);
        const plan = await store.retraining.savePlan({ model, by: config.who, settings });
        await reload();
        return shown(plan);
      },
      async remove({ model }) {
        await store.retraining.deletePlan(model);
        await reload();
        return { removed: model };
      },
      // By hand nobody else can have taken the time.
      async run({ model }) {
        await requireRecommender(model);
        return (await begin(model, null))!;
      },
      history: ({ model, limit }) => store.retraining.history(model, limit),
    },
    async startSchedule() {
      isScheduling = true;
      for (const retraining of await store.retraining.endAbandoned()) {
        const plan = await store.retraining.plan(retraining.model);
        await alert(log, plan?.webhook ?? null, retraining);
      }
      await reload();
    },
    async close() {
      schedule.close();
      await Promise.all(underWay);
    },
  };
}

function failureOf(error: unknown): Pick<RetrainingPatch, 'outcome' | 'detail'> {
  const { code, message } = toWire(error);
  return { outcome: code === 'cancelled' ? 'interrupted' : 'failed', detail: message };
}
