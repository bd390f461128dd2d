/** Durations of the newest seconds, in buckets that grow by 8 %: a percentile is right within 4 %. */
export type LatencyWindow = {
  /** @param at  seconds since 1970, whole */
  add(at: number, ms: number, isError: boolean): void;
  /** One second. */
  second(at: number): Summary;
  /** All seconds from `from` to `to`, both included. */
  over(from: number, to: number): Summary;
};

export type Summary = {
  requests: number;
  errors: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
};

const growth = Math.log(1.08);
const smallest = 0.01;
/** From 0.01 ms to 60 s. */
const buckets = 204;

const bucketOf = (ms: number): number =>
  ms <= smallest ? 0 : Math.min(buckets - 1, 1 + Math.floor(Math.log(ms / smallest) / growth));
/** The middle of the bucket. */
const msOf = (bucket: number): number => (bucket === 0 ? smallest : smallest * Math.exp((bucket - 0.5) * growth));

/** @param seconds  how many are kept */
export function createLatencyWindow(seconds: number): LatencyWindow {
  const counts = new Uint32Array(seconds * buckets);
  const errors = new Uint32Array(seconds);
  /** Which second a slot holds. */
  const held = new Float64Array(seconds).fill(-1);

  function slotOf(at: number): number {
    const slot = at % seconds;
    if (held[slot] !== at) {
      held[slot] = at;
      errors[slot] = 0;
      counts.fill(0, slot * buckets, (slot + 1) * buckets);
    }
    return slot;
  }

  function over(from: number, to: number): Summary {
    const sum = new Float64Array(buckets);
    let failed = 0;
    for (let at = Math.max(from, to - seconds + 1); at <= to; at++) {
      const slot = at % seconds;
      if (held[slot] !== at) continue;
      failed += errors[slot]!;
      for (let bucket = 0; bucket < buckets; bucket++) sum[bucket]! += counts[slot * buckets + bucket]!;
    }
    return summaryOf(sum, failed);
  }

  return {
    add(at, ms, isError) {
      const slot = slotOf(at);
      counts[slot * buckets + bucketOf(ms)]! += 1;
      if (isError) errors[slot]! += 1;
    },
    second: (at) => over(at, at),
    over,
  };
}

function summaryOf(counts: Float64Array, errors: number): Summary {
  const requests = counts.reduce((a, b) => a + b, 0);
  const percentile = (share: number): number | null => {
    if (requests === 0) return null;
    let seen = 0;
    const bucket = counts.findIndex((count) => (seen += count) >= share * requests);
    return msOf(bucket);
  };
  return { requests, errors, p50_ms: percentile(0.5), p95_ms: percentile(0.95), p99_ms: percentile(0.99) };
}
