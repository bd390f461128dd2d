import type { QueryFeatures } from '#shared/domain/query-features.ts';

/** The same question to the serving API, for a shell. */
export const predictCurl = (address: string, features: QueryFeatures): string =>
  `curl -s ${address}/api/predict/query-execution -H 'Content-Type: application/json' -d '${JSON.stringify({ features })}'`;
