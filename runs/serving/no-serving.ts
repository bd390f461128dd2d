import { KindredError } from '#shared/api/errors.ts';
import { sources } from '#shared/serving/source.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import type { ServingHost } from './serving-host.ts';

/** The status of an API that does not run. */
export const stoppedStatus: ServingStatus = {
  state: 'stopped',
  error: null,
  address: null,
  model: null,
  started_at: null,
  pid: null,
  ready: false,
  versions: [],
  performance: null,
  shadowing: false,
  shadow: null,
  totals: {
    requests: 0,
    errors: 0,
    swaps: 0,
    unknown_users: 0,
    interactions: 0,
    queue: 0,
    sources: Object.fromEntries(sources.map((source) => [source, 0])) as ServingStatus['totals']['sources'],
  },
  latency: { p50_ms: null, p95_ms: null, p99_ms: null },
  points: [],
};

/** What a core without a window offers: commands that end at once have no API to start. */
export const noServing: ServingHost = {
  status: async () => stoppedStatus,
  start: refuse,
  assign: async () => {},
  assignPerformance: async () => {},
  usePort: () => {},
  validated: async () => [],
  stop: async () => {},
  setCanary: refuse,
  setShadow: refuse,
  tryIt: refuse,
  explain: refuse,
  keys: async () => [],
  createKey: refuse,
  revokeKey: refuse,
  retrained: () => {},
  listen: () => () => {},
  close: async () => {},
};

async function refuse(): Promise<never> {
  throw new KindredError(
    'unavailable',
    'This Kindred has no serving API of its own. Use "kindred serve", or the Serving page of the workbench.',
  );
}
