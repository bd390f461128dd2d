import { fewestRuns, type Importance } from '#shared/domain/importance.ts';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { encodeFeature } from './encode.ts';
import { permutationImportance } from './permutation-importance.ts';

type Candidate = Pick<Run, 'status' | 'algorithm' | 'dataset' | 'split' | 'params' | 'metrics'>;

/** Runs looked at; more make it slower and hardly better. */
const mostRuns = 2000;
/** Says with which random numbers a run was made, not what was made. */
const seedLike = /^((random_)?(seed|state)|evaluates)$/;

/**
 * How much a metric depends on each parameter (and on the algorithm), over the largest set of finished runs that were measured alike.
 * It refuses where that cannot be told; the answer says why.
 */
export function importanceOf(metric: string, runs: readonly Candidate[]): Importance {
  const finished = runs.filter(({ status }) => status === 'FINISHED');
  const measured = finished.filter(({ metrics }) => typeof metrics[metric] === 'number');
  const comparable = largestOf(Map.groupBy(measured, measuredOn));
  const used = sampleOf(comparable);
  const values = Float64Array.from(used, ({ metrics }) => Number(metrics[metric]));
  const names = ['algorithm', ...new Set(used.flatMap(({ params }) => Object.keys(params)))];
  const features = [...new Set(names)]
    .filter((name) => !seedLike.test(name))
    .map((name) => encodeFeature(name, used.map((run) => valueOf(run, name)), values)); // prettier-ignore
  const varied = features.filter((feature) => feature.values > 1);
  const facts = {
    metric,
    found: runs.length,
    used: used.length,
    comparable: comparable.length,
    left_out: {
      unfinished: runs.length - finished.length,
      without_value: finished.length - measured.length,
      measured_otherwise: measured.length - comparable.length,
    },
    measured_on: comparable[0] ? measuredOn(comparable[0]) : null,
    constant: features.filter((feature) => feature.values === 1).map(({ name }) => name),
  };
  const refusal = refusalOf(metric, values, varied.length);
  if (refusal) return { ...facts, refusal, explained: null, params: [] };
  const sampled = permutationImportance(varied, values, createRandom(42, 'importance'));
  const params = varied.map(({ name, values: count }, at) => {
    const of = sampled.importance[at]!;
    return {
      param: name,
      values: count,
      importance: mean(of),
      interval: [percentile(of, 0.025), percentile(of, 0.975)] as [number, number],
    };
  });
  params.sort((a, b) => b.importance - a.importance || (a.param < b.param ? -1 : 1));
  return { ...facts, refusal: null, explained: mean(sampled.explained), params };
}

const valueOf = (run: Candidate, name: string): ParamValue | undefined =>
  name === 'algorithm' ? run.algorithm : run.params[name];

const measuredOn = ({ dataset, split }: Candidate): string =>
  `${dataset.name} v${dataset.version}, ${split.kind} split ${split.fingerprint.slice(0, 8)}, candidates ${split.candidates}`;

function refusalOf(metric: string, values: Float64Array, varied: number): string | null {
  if (values.length < fewestRuns) {
    return `${values.length} comparable runs have ${metric}; below ${fewestRuns} nothing can be said about parameters.`;
  }
  if (varied === 0) return 'Every parameter has one value in all of these runs. Vary one, for instance with a sweep.';
  return values.every((value) => value === values[0]) ? `${metric} is the same in all of these runs.` : null;
}

function largestOf<T>(groups: ReadonlyMap<string, T[]>): T[] {
  return [...groups.values()].reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

function sampleOf<T>(runs: readonly T[]): T[] {
  if (runs.length <= mostRuns) return [...runs];
  return createRandom(42, 'importance sample')
    .shuffle([...runs])
    .slice(0, mostRuns);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Between the two nearest values, as numpy does it. */
function percentile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!);
}
