import { createLatencyWindow } from '#runs/serving/latency-window.ts';
import { keptSeconds } from '#runs/serving/runtime.ts';
import type { ServingPoint, ServingStatus } from '#shared/domain/serving.ts';

/** Every answer of the newest two minutes, by the second. */
export type Traffic = {
  add(ms: number, status: number): void;
  /** Over the last minute. */
  latency(): ServingStatus['latency'];
  points(): ServingPoint[];
};

/** @param now  milliseconds since 1970 */
export function createTraffic(now: () => number): Traffic {
  const window = createLatencyWindow(keptSeconds);
  const second = () => Math.floor(now() / 1000);

  return {
    add: (ms, status) => window.add(second(), ms, status >= 500),
    latency() {
      const { p50_ms, p95_ms, p99_ms } = window.over(second() - 60, second());
      return { p50_ms, p95_ms, p99_ms };
    },
    points() {
      const newest = second();
      return Array.from({ length: keptSeconds }, (_, n) => {
        const at = newest - keptSeconds + 1 + n;
        return { at: at * 1000, ...window.second(at) };
      });
    },
  };
}
