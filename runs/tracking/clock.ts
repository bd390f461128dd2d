/** Time as the store sees it; passed in, so that tests can turn it. */
export type Clock = {
  /** Milliseconds since 1970, for people. It may jump. */
  now(): number;
  /** Milliseconds since this machine started, for durations and leases. It never goes back, and all processes of one boot share it. */
  monotonic(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1000,
};
