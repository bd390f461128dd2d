/** The serving API's client for web back ends: `import { createServingClient } from 'kindred/serving-client'`. It needs no other package. */
export {
  createServingClient,
  type ClientAnswer,
  type ClientInteraction,
  type ClientRecommendation,
  type ClientSource,
  type FallbackPosts,
  type RecommendationOptions,
  type ServingClient,
  type ServingClientOptions,
  type Tracked,
} from './client.ts';
/** Query performance: what the routes under /api take and answer. */
export type {
  HistoryFallback,
  PerformanceModel,
  PerformanceModels,
  PerformanceStatus,
  PredictAnswer,
  PredictRequest,
  TrainingJob,
  TrainPerformanceRequest,
  ValidateAnswer,
  ValidateRequest,
} from './performance.ts';
export { createTracker, type Tracker, type TrackerOptions } from './tracker.ts';
