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
export { createTracker, type Tracker, type TrackerOptions } from './tracker.ts';
