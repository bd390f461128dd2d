import { directionOf } from '#shared/domain/metric.ts';
import type { Gate, ModelVersion } from '#shared/domain/model-version.ts';
import { decidingMetric } from '#runs/registry/gates.ts';
import type { CheckedGates } from '../model-gates.ts';

/** Whether a version that was trained again becomes the candidate, and what that was decided on. */
export type Verdict = { ok: boolean; gates: Gate[]; detail: string };

/**
 * On the data of the live version the gates of promotion decide. On newer data no pair of users can be compared: then the metric on the
 * version's own held-out part may be worse than what the live version had on its own by a share, and the smoke call must pass.
 * @param maxDrop  that share
 */
export function verdictOf(live: ModelVersion, version: ModelVersion, checked: CheckedGates, maxDrop: number): Verdict {
  const comparable = checked.comparison?.comparable ?? false;
  const gates = comparable
    ? checked.gates
    : [...checked.gates.filter(({ name }) => name === 'smoke_call'), dropGate(live, version, maxDrop)];
  const no = gates.filter(({ ok }) => !ok);
  const name = version.model_version;
  if (no.length === 0) return { ok: true, gates, detail: `${name} is the candidate: every gate says yes.` };
  const reasons = no.map(({ title, detail }) => `"${title}": ${detail}`).join(' ');
  return {
    ok: false,
    gates,
    detail: `${name} was kept back. ${no.length === 1 ? 'A gate says' : 'Gates say'} no: ${reasons}`,
  };
}

function dropGate(live: ModelVersion, version: ModelVersion, maxDrop: number): Gate {
  const metric = decidingMetric(Object.keys(version.metrics));
  const [before, now] = [Number(live.metrics[metric] ?? NaN), Number(version.metrics[metric] ?? NaN)];
  const change = directionOf(metric) === 'max' ? now - before : before - now;
  const ok = change >= -maxDrop * Math.abs(before);
  const limit = `at most ${Number((maxDrop * 100).toPrecision(3))} % worse`;
  const detail = `${now.toPrecision(4)} on its own held-out part, ${before.toPrecision(4)} for the live version on its own; ${limit} is allowed.`;
  return { name: 'metric', title: `${metric} holds on newer data`, ok, detail };
}
