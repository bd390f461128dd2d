import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RetrainOutcome } from '#shared/domain/retraining.ts';
import type { Answer, Runtime } from '#runs/serving/runtime.ts';
import { sources } from '#shared/serving/source.ts';

/** Seconds; most answers take less than a millisecond. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What Prometheus reads. No label ever holds a user, an item or an address as it was typed. */
export type ApiMetrics = ReturnType<typeof createMetrics>;

export function createMetrics(runtime: () => Runtime | null) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  const http = {
    requests: counter('kindred_http_requests_total', 'Requests by route, method and status', ['route', 'method', 'status']), // prettier-ignore
    duration: new Histogram({
      name: 'kindred_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer',
      labelNames: ['route'],
      buckets,
      registers,
    }),
  };
  const recommendations = counter('kindred_recommendations_total', 'Answers by source and version', ['source', 'model_version']); // prettier-ignore
  const fallbacks = counter('kindred_fallback_total', 'Answers that were not the model’s, by reason', ['reason']);
  const unknownUsers = counter('kindred_unknown_user_total', 'Answers for users the model does not know', []);
  const swaps = counter('kindred_model_swap_total', 'Changes of the live version', ['result']);
  const retrainings = counter('kindred_retrain_total', 'Times that a model was trained again, by outcome', ['outcome']);
  const feedback = counter('kindred_feedback_events_total', 'Interactions that were written down', ['type']);
  const queryPredictions = counter('kindred_query_predictions_total', 'Predictions of query times by version and source', ['model_version', 'source']); // prettier-ignore
  const queryErrors = new Histogram({
    name: 'kindred_query_error_ratio',
    help: 'Actual time of a query divided by the predicted one',
    labelNames: ['model_version'],
    buckets: [0.1, 0.2, 0.5, 0.8, 1, 1.25, 2, 5, 10],
    registers,
  });
  const shadowOverlap = new Histogram({
    name: 'kindred_shadow_overlap_ratio',
    help: 'Share of the first 10 items that candidate and live version have in common',
    buckets: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    registers,
  });
  // The reference's names, for dashboards that exist already.
  const mlRequests = counter('ml_recommendation_requests_total', 'Recommendation requests', ['status']);
  const mlLatency = new Histogram({ name: 'ml_recommendation_latency_seconds', help: 'Recommendation latency', buckets, registers }); // prettier-ignore

  gauge(
    'kindred_feedback_queue_depth',
    'Interactions that wait to be written',
    () => runtime()?.interactions.waiting() ?? 0,
  );
  gauge(
    'kindred_forward_queue_depth',
    'Interactions on the disk that were not passed on to a database',
    () => runtime()?.interactions.outbox.waiting() ?? 0,
  );
  describeVersions(registers, runtime);
  for (const source of sources) recommendations.inc({ source, model_version: 'none' }, 0);

  const totals = { requests: 0, errors: 0, swaps: 0, unknown_users: 0, sources: Object.fromEntries(sources.map((source) => [source, 0])) as Record<(typeof sources)[number], number> }; // prettier-ignore

  return {
    registry,
    totals,
    answered({ source, modelVersion, fallback }: Answer): void {
      recommendations.inc({ source, model_version: modelVersion });
      totals.sources[source] += 1;
      if (fallback === null) return;
      fallbacks.inc({ reason: fallback });
      if (fallback !== 'unknown_user') return;
      unknownUsers.inc();
      totals.unknown_users += 1;
    },
    responded(route: string, method: string, status: number, seconds: number): void {
      http.requests.inc({ route, method, status });
      http.duration.observe({ route }, seconds);
      totals.requests += 1;
      if (status >= 500) totals.errors += 1;
    },
    recommended(status: number, seconds: number): void {
      mlRequests.inc({ status: status < 400 ? 'success' : 'error' });
      mlLatency.observe(seconds);
    },
    swapped(result: 'promoted' | 'rolled_back' | 'refused'): void {
      swaps.inc({ result });
      if (result !== 'refused') totals.swaps += 1;
    },
    retrained: (outcome: RetrainOutcome) => retrainings.inc({ outcome }),
    /** @param modelVersion  null where no model is active */
    predicted: (modelVersion: string | null, source: 'model' | 'history' | 'none') =>
      queryPredictions.inc({ model_version: modelVersion ?? 'none', source }),
    validated(modelVersion: string, actualMs: number, predictedMs: number): void {
      if (predictedMs > 0) queryErrors.observe({ model_version: modelVersion }, actualMs / predictedMs);
    },
    tracked: (type: string) => feedback.inc({ type }),
    overlapped: (overlap: number) => shadowOverlap.observe(overlap),
  };
}

/** Facts of what is loaded, read when they are asked for. */
function describeVersions(registers: Registry[], runtime: () => Runtime | null): void {
  new Gauge({
    name: 'kindred_model_info',
    help: '1 for each loaded version',
    labelNames: ['name', 'version', 'sha', 'slot'],
    registers,
    collect() {
      this.reset();
      const versions = runtime()?.versions;
      for (const { model } of versions?.all() ?? []) {
        const { name, version, sha256, modelVersion } = model.facts;
        this.set({ name, version, sha: sha256.slice(0, 12), slot: versions!.slotOf(modelVersion) }, 1);
      }
    },
  });
  new Gauge({
    name: 'kindred_model_loaded_timestamp_seconds',
    help: 'When the live version was loaded',
    registers,
    collect() {
      this.set((runtime()?.versions.inSlot('live')?.loadedAt ?? 0) / 1000);
    },
  });
  new Gauge({
    name: 'kindred_click_through_ratio',
    help: 'Share of a version’s answers that an interaction named',
    labelNames: ['model_version'],
    registers,
    collect() {
      this.reset();
      for (const [version, { answers, clicked }] of runtime()?.interactions.clicks() ?? []) {
        if (answers > 0) this.set({ model_version: version }, clicked / answers);
      }
    },
  });
}
