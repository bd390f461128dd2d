import { KindredError } from '#shared/api/errors.ts';
import type { EvaluateRequest } from '#shared/domain/evaluate-request.ts';
import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Run } from '#shared/domain/run.ts';
import { measuredFingerprint, splitFingerprint, type KnownSplit } from '#runs/data/split.ts';
import { findAlgorithm } from '#runs/models/algorithms.ts';
import { estimateRun, refuseTooLarge } from '#runs/training/estimate.ts';
import { isModelFile } from '#runs/training/model-files.ts';
import { shareOut } from '#runs/training/trainer.ts';
import type { Seen } from '#runs/training/seen-held-out.ts';
import type { CoreContext } from './context.ts';
import { modelSource } from './model-source.ts';
import { configOf, measuredSplit, remeasuredParams, resolveSplit, trainedSplit } from './run-data.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

/**
 * Measures the model of a finished run on another split of its dataset, or against other candidates, as a run of its own.
 * @throws KindredError conflict where the model has learned from what would be held out
 */
export async function evaluateAgain(
  context: CoreContext,
  lifecycle: RunLifecycle,
  request: EvaluateRequest,
): Promise<Run> {
  const { store, analysis, trainer, config, paths, memoryLimit } = context;
  const trained = await store.runs.find(request.run);
  const source = await modelSource(context, trained);
  const dataset = await store.datasets.find(trained.dataset.id);
  const candidates = request.candidates ?? trained.split.candidates;
  const split = resolveSplit(dataset, { split: askedSplit(trained, request), candidates });
  const evaluation = treatmentOf(trained, request);
  const ks = request.ks ?? trained.ks;

  const algorithm = findAlgorithm(trained.algorithm);
  const planned = { dataset, algorithm, config: configOf(trained), split, ks };
  const estimate = estimateRun(planned, shareOut(config.threads).threads, memoryLimit());
  refuseTooLarge(`Measuring ${trained.algorithm}`, estimate);
  refuseSeen(trained, await analysis.seen({ trained: source, split }), request.leave_out_seen);

  return lifecycle.begin(
    {
      name: request.name ?? `${trained.name}, measured again`.slice(0, 100),
      experiment: request.experiment ?? trained.experiment,
      kind: trained.kind,
      algorithm: trained.algorithm,
      dataset,
      split: {
        kind: split.kind,
        fingerprint: measuredFingerprint(dataset.fingerprint, split, trainedSplit(trained)),
        candidates,
      },
      ks,
      seed: trained.seed,
      params: remeasuredParams(trained, { split, candidates, evaluation }),
      tags: { ...request.tags, evaluates: trained.id },
      note: request.note,
      parent_id: trained.id,
    },
    estimate,
    {
      prepare: (run) => shareModel(context, trained, run),
      start: (run, onMessage) =>
        trainer.evaluate(
          { source, split, candidates, ks: run.ks, evaluation, artifactsRoot: paths.artifacts },
          onMessage,
        ),
    },
  );
}

/** The run's own split unless another one is asked for. A validation part changes nothing of what is held out for testing. */
function askedSplit(trained: Run, { split }: EvaluateRequest): KnownSplit {
  const own = measuredSplit(trained);
  if (!split) return own;
  const asked = { ...split, kind: split.kind ?? own.kind, validation_share: 0 };
  const tested = (of: KnownSplit) => splitFingerprint('', { ...of, validation_share: 0 });
  return tested(asked) === tested(own) ? own : asked;
}

/** How unknown items and users are treated: as asked for, else as in the run; as usual where it is older than the switches. */
function treatmentOf({ params }: Run, { evaluation }: EvaluateRequest): EvaluationOptions {
  const { unknown_items = params['unknown_items'], unknown_users = params['unknown_users'] } = evaluation;
  return EvaluationOptions.parse({ unknown_items, unknown_users });
}

function refuseSeen({ number }: Run, { heldOut, seen }: Seen, leaveOut: boolean): void {
  if (seen === 0 || (leaveOut && seen < heldOut)) return;
  const [of, all] = [formatCount(seen), formatCount(heldOut)];
  const sentence =
    seen === heldOut
      ? `The model of run ${number} has learned from all ${all} pairs that this split holds out, so nothing is left to measure it on. Choose another split, or train with this one.`
      : `The model of run ${number} has learned from ${of} of the ${all} pairs that this split holds out, so it would be measured on what it knows. Choose another split, or leave those pairs out with --leave-out-seen.`;
  throw new KindredError('conflict', sentence, { details: { held_out: heldOut, seen } });
}

/** The new run names the same files as its model, so that it can recommend and be registered as well. */
async function shareModel({ store }: CoreContext, trained: Run, run: Run): Promise<void> {
  for (const artifact of await store.runs.artifacts(trained.id)) {
    if (isModelFile(artifact.name)) await store.runs.addArtifact(run.id, artifact);
  }
}
