import { Cron } from 'croner';
import { KindredError } from '#shared/api/errors.ts';
import { usualCron } from '#shared/domain/retraining.ts';

/** Times at which models are due; all of them in UTC, so that no clock change moves or doubles one. */
export type Schedule = {
  /** @param cron  null takes the model off the schedule. @throws KindredError invalid_input where it is none */
  set(model: string, cron: string | null): void;
  close(): void;
};

const way = `Write minute, hour, day of the month, month and day of the week, such as "${usualCron}" for every day at 02:00 (UTC).`;

/** When a schedule comes next, milliseconds since 1970. @throws KindredError invalid_input where the text is none, or never comes */
export function nextOf(cron: string): number {
  const next = opened(cron).nextRun();
  if (next) return next.getTime();
  throw new KindredError('invalid_input', `The schedule "${cron}" never comes. ${way}`);
}

/** @param due  told of a model and the time of the schedule that came, milliseconds since 1970 */
export function createSchedule(due: (model: string, dueAt: number) => void): Schedule {
  const jobs = new Map<string, { cron: string; job: Cron }>();

  function start(model: string, cron: string): void {
    let dueAt = nextOf(cron);
    const job = new Cron(cron, { timezone: 'UTC', unref: true }, () => {
      const now = dueAt;
      dueAt = job.nextRun()?.getTime() ?? dueAt;
      due(model, now);
    });
    jobs.set(model, { cron, job });
  }

  return {
    set(model, cron) {
      const known = jobs.get(model);
      if (known?.cron === cron) return;
      known?.job.stop();
      jobs.delete(model);
      if (cron !== null) start(model, cron);
    },
    close() {
      for (const { job } of jobs.values()) job.stop();
      jobs.clear();
    },
  };
}

function opened(cron: string): Cron {
  try {
    return new Cron(cron, { timezone: 'UTC', paused: true });
  } catch (cause) {
    throw new KindredError('invalid_input', `"${cron}" is no schedule. ${way}`, { cause });
  }
}
