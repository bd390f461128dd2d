import type { RetrainAlert, Retraining, RetrainOutcome } from '#shared/domain/retraining.ts';
import type { CoreContext } from '../context.ts';

type Severity = RetrainAlert['severity'];
const severities: Record<RetrainOutcome, Severity> = {
  running: 'info',
  unchanged: 'info',
  candidate: 'info',
  kept_back: 'warning',
  skipped: 'warning',
  interrupted: 'warning',
  failed: 'error',
};
const levels = { info: 'info', warning: 'warn', error: 'error' } as const;
/** Endings that nobody has to hear of. */
const quiet = new Set<RetrainOutcome>(['running', 'unchanged']);
const limitMs = 5000;

/** Tells of an ending: in the log, and at an address where there is one. A receiver that is away is logged, and changes nothing. */
export async function alert(log: CoreContext['log'], webhook: string | null, retraining: Retraining): Promise<void> {
  const severity = severities[retraining.outcome];
  const text = `Retraining of ${retraining.model}: ${retraining.detail}`;
  log(levels[severity], text, { retraining: retraining.id, model: retraining.model, outcome: retraining.outcome });
  if (webhook === null || quiet.has(retraining.outcome)) return;
  const body: RetrainAlert = { event: 'retraining', severity, text, retraining };
  // The path of such an address is often its password.
  const { host } = new URL(webhook);
  try {
    const answer = await fetch(webhook, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    if (!answer.ok) log('warn', `The webhook at ${host} answered ${answer.status}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log('warn', `The webhook at ${host} did not take the alert: ${reason}`);
  }
}
