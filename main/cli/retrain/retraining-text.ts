import type { RetrainPlan, Retraining } from '#shared/domain/retraining.ts';
import { time } from '../numbers.ts';
import { table, type Column } from '../text.ts';

/** A line for each plan. */
export const plansText = (plans: readonly RetrainPlan[]): string =>
  plans.length === 0
    ? 'No model is trained again by itself. "kindred retrain plan NAME" makes a plan.'
    : table(planColumns, plans);

/** A line for each time, the newest first. */
export const retrainingsText = (all: readonly Retraining[]): string =>
  all.length === 0 ? 'It was never trained again.' : table(columns, all);

const planColumns: Column<RetrainPlan>[] = [
  { title: 'model', value: ({ model }) => model },
  { title: 'schedule (UTC)', value: ({ cron }) => cron },
  { title: 'next', value: ({ next_at }) => (next_at === null ? 'off' : time(next_at)) },
  { title: 'may drop', value: ({ max_drop }) => `${Number((max_drop * 100).toPrecision(3))} %`, align: 'right' },
  { title: 'webhook', value: ({ webhook }) => (webhook === null ? '–' : new URL(webhook).host) },
];

const columns: Column<Retraining>[] = [
  { title: 'began', value: ({ started_at }) => time(started_at) },
  { title: 'asked by', value: ({ due_at }) => (due_at === null ? 'hand' : 'schedule') },
  { title: 'outcome', value: ({ outcome }) => outcome.replace('_', ' ') },
  { title: 'run', value: ({ run }) => (run === null ? '–' : String(run.number)), align: 'right' },
  { title: 'version', value: ({ version }) => (version === null ? '–' : String(version)), align: 'right' },
  { title: '', value: ({ detail }) => detail },
];
